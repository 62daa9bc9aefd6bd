/**
 * Histories of calls to one process, and the machines that they can be played to: the reference
 * kernel here, a naive model and a real host elsewhere.
 *
 * <p>All of them have one arena of a few pages and the same nine files.
 */
@NullMarked
package io.github.procmm.kernel.history;

import org.jspecify.annotations.NullMarked;
