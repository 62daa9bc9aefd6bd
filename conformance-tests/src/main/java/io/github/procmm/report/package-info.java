/**
 * What came of a run of the suite, as files: JSON for machines, JUnit XML for CI servers, a page
 * for people; and what changed between two runs.
 *
 * <p>{@link io.github.procmm.report.Reports} turns a {@link io.github.procmm.conform.Judgement}
 * into a {@link io.github.procmm.report.Report}, a tree of plain values. Everything that is shown
 * of a run is shown from there, so that all forms say the same. The JSON form is that tree as it
 * is; {@code conform.schema.json} beside this package's classes describes it.
 *
 * <p>Texts in a report may hold whatever a testee wrote: whoever shows them makes them safe.
 */
@NullMarked
package io.github.procmm.report;

import org.jspecify.annotations.NullMarked;
