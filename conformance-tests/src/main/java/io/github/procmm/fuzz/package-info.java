/**
 * Looks for where two backends part: random histories, played to both, their answers compared.
 *
 * <p>A history is a list of the testee protocol's calls ({@link io.github.procmm.suite.Step}), made
 * while it is played: {@link HistoryMaker} thinks of the next few calls, a {@link Duel} asks both,
 * the {@link World} notes what exists now. Where they part, the {@link Minimiser} drops and
 * simplifies calls as long as they still part in the same way, and a {@link Finding} is written
 * down as a trace.
 *
 * <p>Everything follows from a seed. A campaign is cut into ranges that know nothing of each other,
 * so that the same seeds give the same findings in one thread, in many, and on many machines.
 */
@NullMarked
package io.github.procmm.fuzz;

import org.jspecify.annotations.NullMarked;
