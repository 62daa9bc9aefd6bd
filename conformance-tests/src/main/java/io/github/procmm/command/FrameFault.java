package io.github.procmm.command;

import io.github.procmm.model.Errno;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a frame, or a record of it, in every session.
 *
 * @param errno as REFUSED, a result or a v1 file has it; null where the bytes only end too early
 * @param position where in the frame, in bytes
 * @param rule which rule says so
 * @param reason in words
 */
record FrameFault(@Nullable Errno errno, int position, String rule, String reason) {}
