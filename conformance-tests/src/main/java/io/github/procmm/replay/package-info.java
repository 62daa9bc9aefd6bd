/**
 * Plays a trace to the reference kernel, through the codec, and says where the two differ.
 *
 * <p>{@link io.github.procmm.replay.Replay} does it, {@link io.github.procmm.replay.ReplayReport}
 * is what came of it. What a trace leaves out (SPEC.md, TRACE) is told apart from what is wrong: a
 * {@link io.github.procmm.replay.Difference} says which.
 */
@NullMarked
package io.github.procmm.replay;

import org.jspecify.annotations.NullMarked;
