package io.github.procmm.command;

import io.github.procmm.conform.Verdict;
import io.github.procmm.report.Comparison;
import io.github.procmm.report.Comparison.Change;
import io.github.procmm.report.Comparison.Kind;
import io.github.procmm.report.Report;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi.Style;

/** What changed between two runs, for a person. */
final class ComparisonText {

    private static final int SHOWN = 50;
    private static final String INDENT = "  ";

    private final Terminal out;

    ComparisonText(Terminal out) {
        this.out = out;
    }

    void print(Report before, Report after, Comparison comparison) {
        out.line("before  " + words(before));
        out.line("after   " + words(after));
        out.line();
        for (Kind kind : Kind.values()) {
            print(kind, comparison);
        }
        boolean none = comparison.rules().isEmpty() && comparison.cases().isEmpty();
        out.line(
                comparison.isWorse() ? Style.fg_red : Style.fg_green,
                none ? "nothing changed" : comparison.isWorse() ? "worse" : "no worse",
                none ? "" : ": " + count(comparison.rules(), "rule", comparison.cases()));
    }

    private static String count(List<Change> rules, String noun, List<Change> cases) {
        return Counted.of(rules.size(), noun)
                + " and "
                + Counted.of(cases.size(), "case")
                + " changed";
    }

    private static String words(Report report) {
        return report.testee().inOneLine()
                + ", "
                + report.run().started()
                + ", "
                + Counted.of(report.cases().size(), "case")
                + (report.run().partial() ? " (some)" : "");
    }

    private void print(Kind kind, Comparison comparison) {
        List<Change> rules = of(kind, comparison.rules());
        List<Change> cases = of(kind, comparison.cases());
        if (rules.isEmpty() && cases.isEmpty()) {
            return;
        }
        out.line(
                kind.isWorse() ? Style.fg_red : Style.bold,
                kind.words(),
                ": " + Counted.of(rules.size(), "rule") + ", " + Counted.of(cases.size(), "case"));
        print(rules);
        print(cases);
        out.line();
    }

    private void print(List<Change> changes) {
        changes.stream().limit(SHOWN).forEach(change -> out.line(INDENT + words(change)));
        if (changes.size() > SHOWN) {
            out.line(INDENT + "and " + Counted.number(changes.size() - SHOWN) + " more");
        }
    }

    private static List<Change> of(Kind kind, List<Change> changes) {
        return changes.stream().filter(change -> change.kind() == kind).toList();
    }

    private static String words(Change change) {
        return change.id() + "  " + words(change.before()) + " -> " + words(change.after());
    }

    private static String words(@Nullable Verdict verdict) {
        return verdict == null ? "not there" : verdict.words();
    }
}
