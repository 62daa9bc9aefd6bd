/**
 * What can be judged: an implementation of the files of SPEC.md as its judge sees it, and the words
 * in which the two speak.
 *
 * <p>{@link io.github.procmm.backend.Backend} is what a third party implements, without the kit and
 * without the reference kernel. The rest are its arguments and answers: which host ({@link
 * io.github.procmm.backend.HostProfile}), which file, how something is opened, what came of an
 * access to memory.
 *
 * <p>Answers are system call results: a count, an address or 0, or a negative {@link
 * io.github.procmm.model.Errno}. Addresses are unsigned bytes in a {@code long}.
 */
@NullMarked
package io.github.procmm.backend;

import org.jspecify.annotations.NullMarked;
