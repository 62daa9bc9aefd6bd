/**
 * Part v2 of the protocol: frames of operations, results, negotiation (SPEC.md, sections 15 to 22).
 *
 * <p>Three ways between bytes and meaning, which agree on every input: {@link
 * io.github.procmm.v2.FrameCodec} speaks records; {@link io.github.procmm.v2.FrameView} and {@link
 * io.github.procmm.v2.FrameWriter} do the same in place and make no objects; {@link
 * io.github.procmm.schema.SchemaCodec} runs {@code v2.proto} without knowing v2. What a frame may
 * hold is checked here as far as it needs no address space: {@link io.github.procmm.v2.OpCheck}.
 */
@NullMarked
package io.github.procmm.v2;

import org.jspecify.annotations.NullMarked;
