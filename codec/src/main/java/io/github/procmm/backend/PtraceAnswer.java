package io.github.procmm.backend;

import io.netty.buffer.ByteBuf;

/**
 * What a ptrace request gave back.
 *
 * @param result 0, a count, or a negative errno
 * @param data what was put into the tracer's memory; readable bytes, none after an errno
 */
public record PtraceAnswer(long result, ByteBuf data) {}
