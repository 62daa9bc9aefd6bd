package io.github.procmm.model;

/**
 * What a run of bytes turned out to be: an {@link Op}, or the refusal that it earns.
 *
 * <p>The operation is itself the answer, so that decoding makes one object a record.
 */
public sealed interface Decoded permits Op, Malformed {}
