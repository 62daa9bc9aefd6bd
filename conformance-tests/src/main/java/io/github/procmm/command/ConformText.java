package io.github.procmm.command;

import io.github.procmm.conform.Judgement;
import io.github.procmm.conform.Verdict;
import io.github.procmm.report.CaseEntry;
import io.github.procmm.report.Report;
import io.github.procmm.report.RuleEntry;
import io.github.procmm.report.RuleGroup;
import io.github.procmm.report.TesteeEntry;
import io.github.procmm.report.Untested;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Help.Ansi.Style;

/** What came of a run of the suite, for a person. */
final class ConformText {

    private static final String INDENT = "  ";
    private static final double MILLIS = 1000;

    /** Of the columns beside a group's name and what it is about, with the spaces between. */
    private static final int NUMBERS_WIDTH = 48;

    private static final int SHOWN_CASES = 3;

    private final Terminal out;
    private final Report report;

    ConformText(Terminal out, Report report) {
        this.out = out;
        this.report = report;
    }

    void print() {
        testee();
        groups();
        new FailureText(out, report).print();
        known();
        outlived();
        untested();
        closing();
    }

    private void testee() {
        TesteeEntry testee = report.testee();
        int features = testee.features().size();
        int all = features + testee.missing().size();
        out.wrapped(
                "",
                testee.inOneLine()
                        + ": "
                        + Counted.of(testee.hosts().size(), "kind")
                        + " of host, "
                        + features
                        + " of "
                        + Counted.of(all, "feature"));
        if (!report.run().options().isEmpty()) {
            out.wrapped("", String.join(" ", report.run().options()));
        }
        out.line();
    }

    private void groups() {
        Table table =
                new Table("group", "about", "rules", "hold", "broken", "known", "untested", "cases")
                        .alignRight(2, 3, 4, 5, 6, 7);
        List<RuleGroup> groups =
                RuleGroup.of(report).stream()
                        .filter(group -> !report.run().partial() || !group.cases().isEmpty())
                        .toList();
        int names = groups.stream().mapToInt(group -> group.name().length()).max().orElse(0);
        int room = out.width() - NUMBERS_WIDTH - names;
        groups.forEach(group -> table.row(row(group, room)));
        List<String> lines = table.lines();
        out.line(Style.bold, lines.get(0), "");
        for (int i = 0; i < groups.size(); i++) {
            boolean broken = groups.get(i).rulesWith(Verdict.BROKEN) > 0;
            out.line(broken ? Style.fg_red : Style.reset, lines.get(i + 1), "");
        }
        out.line();
    }

    private static String[] row(RuleGroup group, int room) {
        String section = group.section();
        return new String[] {
            group.name(),
            section.length() <= room ? section : section.substring(0, room - 2) + "..",
            Counted.number(group.rules().size()),
            count(group.rulesWith(Verdict.HOLDS)),
            count(group.rulesWith(Verdict.BROKEN)),
            count(group.rulesWith(Verdict.KNOWN)),
            count(group.rulesWith(Verdict.NOT_TESTED)),
            count(group.cases().size() - group.casesWith(Verdict.NOT_TESTED))
        };
    }

    private static String count(long number) {
        return number == 0 ? "-" : Counted.number(number);
    }

    private void known() {
        Map<String, List<CaseEntry>> known = new LinkedHashMap<>();
        for (CaseEntry some : report.cases()) {
            if (some.verdict() == Verdict.KNOWN) {
                known.computeIfAbsent(some.name(), name -> new ArrayList<>()).add(some);
            }
        }
        if (known.isEmpty()) {
            return;
        }
        out.line(Style.bold, "Known failures", "");
        known.forEach(
                (name, hosts) -> {
                    int count = hosts.size();
                    String on = count == 1 ? "" : " (" + Counted.of(count, "host") + ")";
                    out.line(INDENT + name + on);
                    out.wrapped(INDENT + INDENT, hosts.get(0).known());
                });
        out.line();
    }

    private void outlived() {
        if (!report.outlived().isEmpty()) {
            out.line(Style.fg_red, "Known failures that fail no more", ": take them off the list");
            report.outlived().forEach(entry -> out.line(INDENT + entry));
            out.line();
        }
    }

    private void untested() {
        List<Untested> all = Untested.of(report);
        if (all.isEmpty()) {
            return;
        }
        out.line(Style.bold, "Not tested", "");
        for (Untested some : all) {
            int rules = some.rules().size();
            int cases = some.cases().size();
            String counts =
                    (rules > 0 ? Counted.of(rules, "rule") : "")
                            + (rules > 0 && cases > 0 ? ", " : "")
                            + (cases > 0 ? Counted.of(cases, "case") : "");
            out.wrapped(INDENT, some.why() + ": " + counts);
            if (report.run().partial() && some.why().equals(Judgement.NOT_CHOSEN)) {
                continue;
            }
            if (rules > 0) {
                List<String> ids = some.rules().stream().map(RuleEntry::id).toList();
                out.wrapped(INDENT + INDENT, RuleIds.inShort(ids));
            } else {
                some.cases().stream()
                        .map(CaseEntry::name)
                        .distinct()
                        .limit(SHOWN_CASES)
                        .forEach(name -> out.line(INDENT + INDENT + name));
            }
        }
        out.line();
    }

    private void closing() {
        long tested = report.cases().size() - report.casesWith(Verdict.NOT_TESTED);
        long known = report.rulesWith(Verdict.KNOWN);
        String rules =
                Counted.number(report.rulesWith(Verdict.HOLDS))
                        + " rules hold, "
                        + Counted.number(report.rulesWith(Verdict.BROKEN))
                        + " broken, "
                        + (known > 0 ? Counted.number(known) + " known to fail, " : "")
                        + Counted.number(report.rulesWith(Verdict.NOT_TESTED))
                        + " not tested";
        out.line(
                report.allWell() ? Style.fg_green : Style.fg_red,
                rules,
                String.format(
                        Locale.ROOT,
                        "; %s in %.1f s",
                        Counted.of(tested, "case"),
                        report.run().millis() / MILLIS));
    }
}
