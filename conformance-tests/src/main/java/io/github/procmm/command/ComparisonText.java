package io.github.procmm.command;

import io.github.procmm.conform.Verdict;
import io.github.procmm.report.Comparison;
import io.github.procmm.report.Comparison.Change;
import io.github.procmm.report.Comparison.Kind;
import io.github.procmm.report.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
                none ? "" : ": " + count(comparison.rules(), comparison.cases()));
    }

    private static String count(List<Change> rules, List<Change> cases) {
        return Counted.of(rules.size(), "rule")
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

    /** A case that changed in one way on many hosts is a line. */
    private void print(List<Change> changes) {
        Map<String, List<String>> idsByWords = new LinkedHashMap<>();
        for (Change change : changes) {
            String words = name(change.id()) + "%s  " + words(change);
            idsByWords.computeIfAbsent(words, unused -> new ArrayList<>()).add(change.id());
        }
        List<String> lines = new ArrayList<>();
        idsByWords.forEach((words, ids) -> lines.add(words.replace("%s", hosts(ids))));
        lines.stream().limit(SHOWN).forEach(line -> out.line(INDENT + line));
        if (lines.size() > SHOWN) {
            out.line(INDENT + "and " + Counted.number(lines.size() - SHOWN) + " more");
        }
    }

    private static String name(String id) {
        int host = id.indexOf('@');
        return host < 0 ? id : id.substring(0, host);
    }

    private static String hosts(List<String> ids) {
        String id = ids.get(0);
        return ids.size() > 1
                ? " (" + Counted.of(ids.size(), "host") + ")"
                : id.substring(name(id).length());
    }

    private static List<Change> of(Kind kind, List<Change> changes) {
        return changes.stream().filter(change -> change.kind() == kind).toList();
    }

    private static String words(Change change) {
        return words(change.before()) + " -> " + words(change.after());
    }

    private static String words(@Nullable Verdict verdict) {
        return verdict == null ? "not there" : verdict.words();
    }
}
