/**
 * The cases of the conformance suite, as data, and the words in which they are written.
 *
 * <p>A {@link io.github.procmm.suite.Case} is a list of calls and of what each has to answer. It is
 * written by playing it to a {@link io.github.procmm.suite.Scenario}, which runs nothing: it notes
 * the calls and the expectations. {@link io.github.procmm.suite.Suite} has them all. Nothing here
 * knows who is judged or how: that is {@code io.github.procmm.conform}.
 */
@NullMarked
package io.github.procmm.suite;

import org.jspecify.annotations.NullMarked;
