/**
 * Records as bytes: the layouts of the dialects, and the hand-tuned codec between a Netty buffer
 * and {@link io.github.procmm.model.Op}.
 *
 * <p>{@link io.github.procmm.wire.RecordEncoder} and {@link io.github.procmm.wire.RecordDecoder}
 * are mirrors that speak records; {@link io.github.procmm.wire.RecordWriter} and {@link
 * io.github.procmm.wire.RecordView} are the same two for hot loops and make no objects. What bytes
 * mean is described once, in {@code v1.proto}; that these classes agree with it byte for byte is a
 * test's business ({@link io.github.procmm.schema} runs the description itself).
 *
 * <p>No class here keeps a buffer's reference count: whoever passes a buffer goes on owning it.
 */
@NullMarked
package io.github.procmm.wire;

import org.jspecify.annotations.NullMarked;
