/**
 * Who is judged: a backend in this process, or a program on the other end of two pipes.
 *
 * <p>Both are a {@link io.github.procmm.testee.Testee}: it says who it is, and answers batches of
 * calls. What it does instead of answering is a {@link io.github.procmm.testee.TesteeFailure}, a
 * value for reports. {@link io.github.procmm.testee.TesteeServer} is the other end of the pipes for
 * any backend (SPEC.md, section 14).
 */
@NullMarked
package io.github.procmm.testee;

import org.jspecify.annotations.NullMarked;
