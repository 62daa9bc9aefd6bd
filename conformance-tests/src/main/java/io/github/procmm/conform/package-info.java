/**
 * The judge: plays the cases of the suite to a testee and says which rules hold.
 *
 * <p>{@link io.github.procmm.conform.Judge} runs cases and gives {@link
 * io.github.procmm.conform.CaseResult}s; {@link io.github.procmm.conform.Judgement} is what they
 * mean for the rules of SPEC.md, which {@link io.github.procmm.conform.RuleBook} reads from its
 * text. How that is shown is the business of {@code io.github.procmm.report}.
 */
@NullMarked
package io.github.procmm.conform;

import org.jspecify.annotations.NullMarked;
