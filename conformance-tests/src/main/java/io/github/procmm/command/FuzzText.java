package io.github.procmm.command;

import io.github.procmm.fuzz.Finding;
import io.github.procmm.fuzz.Findings;
import io.github.procmm.fuzz.Outcome;
import io.github.procmm.report.Report;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What came of a campaign, for a person. */
final class FuzzText {

    private static final double NANOS_PER_SECOND = 1e9;

    private final Terminal out;

    FuzzText(Terminal out) {
        this.out = out;
    }

    /**
     * Prints the findings, each as a story, and what was done.
     *
     * @param files the directory that has a trace of each; null where none were written
     */
    void print(Outcome outcome, Report stories, @Nullable Path files) {
        new FailureText(out, stories).print();
        if (!outcome.findings().isEmpty()) {
            Table table = new Table("finding", "operations", "found after", "range").alignRight(1);
            for (Finding finding : outcome.findings()) {
                table.row(
                        finding.difference().signature(),
                        Counted.number(finding.operations()),
                        Counted.number(finding.before()),
                        Integer.toString(finding.range()));
            }
            table.lines().forEach(out::line);
            out.line();
        }
        printKnown(outcome);
        if (files != null) {
            for (Finding finding : outcome.findings()) {
                out.line(files.resolve(Findings.name(finding) + ".procmm").toString());
            }
        }
        double seconds = outcome.nanos() / NANOS_PER_SECOND;
        out.line(
                outcome.testee().name()
                        + " against "
                        + outcome.leader().name()
                        + ", seed "
                        + outcome.seed()
                        + ": "
                        + Counted.of(outcome.operations(), "operation")
                        + " in "
                        + Counted.number(outcome.histories())
                        + " histories, "
                        + Counted.of(outcome.covered(), "state")
                        + " met, "
                        + Counted.of(outcome.findings().size(), "finding"));
        out.line(
                String.format(
                        Locale.ROOT,
                        "%.1f s, %s operations a second",
                        seconds,
                        Counted.number(
                                Math.round(outcome.operations() / Math.max(seconds, 1e-9)))));
    }

    private void printKnown(Outcome outcome) {
        if (outcome.known().isEmpty()) {
            return;
        }
        Table table = new Table("known difference", "histories").alignRight(1);
        outcome.known().forEach((entry, count) -> table.row(entry, Counted.number(count)));
        table.lines().forEach(out::line);
        out.line();
    }
}
