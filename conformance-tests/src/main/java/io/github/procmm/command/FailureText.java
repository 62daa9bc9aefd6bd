package io.github.procmm.command;

import io.github.procmm.conform.Verdict;
import io.github.procmm.report.CaseEntry;
import io.github.procmm.report.FailureEntry;
import io.github.procmm.report.PictureRow;
import io.github.procmm.report.RecordEntry;
import io.github.procmm.report.Report;
import io.github.procmm.report.RuleEntry;
import io.github.procmm.report.StepEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Help.Ansi.Style;

/** The failures of a report: each case once, with the hosts on which it fails. */
final class FailureText {

    private static final int SHOWN = 20;
    private static final int SHOWN_HOSTS = 3;
    private static final int SHOWN_DIGITS = 16;
    private static final int SHOWN_STDERR = 20;
    private static final String INDENT = "  ";
    private static final String LINE = INDENT + "| ";

    private final Terminal out;
    private final Map<String, RuleEntry> rules = new LinkedHashMap<>();
    private final Map<String, List<CaseEntry>> broken = new LinkedHashMap<>();

    FailureText(Terminal out, Report report) {
        this.out = out;
        report.rules().forEach(rule -> rules.put(rule.id(), rule));
        for (CaseEntry some : report.cases()) {
            if (some.verdict() == Verdict.BROKEN) {
                broken.computeIfAbsent(some.name(), name -> new ArrayList<>()).add(some);
            }
        }
    }

    void print() {
        Set<String> chosen = chosen();
        List<String> others = new ArrayList<>();
        broken.forEach(
                (name, hosts) -> {
                    if (chosen.contains(name)) {
                        print(hosts);
                    } else {
                        others.add(name);
                    }
                });
        if (!others.isEmpty()) {
            out.line("And these, in full with --report DIR:");
            others.forEach(name -> out.line(INDENT + name));
            out.line();
        }
    }

    /** Returns the cases that are shown in full: of many, some of every rule. */
    private Set<String> chosen() {
        Map<String, String> firstOfRule = new LinkedHashMap<>();
        broken.forEach((name, hosts) -> firstOfRule.putIfAbsent(hosts.get(0).rules().get(0), name));
        return Stream.concat(firstOfRule.values().stream(), broken.keySet().stream())
                .distinct()
                .limit(SHOWN)
                .collect(Collectors.toSet());
    }

    private void print(List<CaseEntry> hosts) {
        CaseEntry some = hosts.get(0);
        out.line(Style.fg_red, "BROKEN", "  " + some.name());
        for (String id : some.rules()) {
            RuleEntry rule = rules.get(id);
            out.wrapped(INDENT, id + (rule == null ? "" : " " + rule.level() + " " + rule.text()));
        }
        out.wrapped(INDENT + "on ", hosts(hosts));
        FailureEntry failure = some.failure();
        if (failure != null) {
            print(failure);
        }
        out.line();
    }

    private static String hosts(List<CaseEntry> hosts) {
        List<String> names = hosts.stream().limit(SHOWN_HOSTS).map(CaseEntry::host).toList();
        int more = hosts.size() - names.size();
        return String.join(" ", names)
                + (more > 0 ? " and " + Counted.of(more, "host") + " more" : "");
    }

    private void print(FailureEntry failure) {
        out.line();
        out.wrapped(INDENT + "step " + failure.step() + ": ", failure.call());
        List<StepEntry> steps = failure.steps();
        if (!steps.isEmpty()) {
            steps.get(steps.size() - 1).records().forEach(this::print);
        }
        if (!isDrawn(failure)) {
            out.wrapped(INDENT + "expected ", failure.expected());
            out.wrapped(INDENT + "got      ", failure.got());
        }
        if (!failure.picture().isEmpty()) {
            out.line();
            new AreaDrawing(failure.picture())
                    .lines(out.width() - INDENT.length())
                    .forEach(line -> out.line(INDENT + line));
        }
        history(failure);
        stderr(failure.stderr());
    }

    /** Returns whether what was expected and what came are areas, and drawn below. */
    private static boolean isDrawn(FailureEntry failure) {
        List<PictureRow> rows = failure.picture();
        return rows.stream().anyMatch(row -> row.label().equals("expected"))
                && rows.stream()
                        .anyMatch(row -> row.label().equals("got") && !row.areas().isEmpty());
    }

    private void print(RecordEntry record) {
        Table table = new Table("bytes", "hex", "field", "value", "meaning");
        for (RecordEntry.Field field : record.fields()) {
            String bytes = field.offset() + ".." + (field.offset() + field.length() - 1);
            table.row(bytes, hex(field), field.label(), field.value(), field.meaning());
        }
        table.lines().forEach(line -> out.line(INDENT + INDENT + line));
        out.line(INDENT + INDENT + record.length() + " bytes, " + record.dialect());
    }

    /** Bytes that nobody reads are shown in part only. */
    private static String hex(RecordEntry.Field field) {
        String hex = field.hex();
        return hex.length() <= SHOWN_DIGITS ? hex : hex.substring(0, SHOWN_DIGITS) + "..";
    }

    private void history(FailureEntry failure) {
        if (failure.steps().isEmpty()) {
            return;
        }
        out.line();
        for (int i = 0; i < failure.steps().size(); i++) {
            StepEntry step = failure.steps().get(i);
            boolean failed = i == failure.step();
            boolean shownAbove = failed && isDrawn(failure);
            String line = step.inOneLine() + (shownAbove ? "" : " -> " + step.answer());
            String number = String.format("%3d  ", i);
            out.wrapped(Style.fg_red, failed ? ">" : " ", number, line);
        }
    }

    private void stderr(String stderr) {
        List<String> lines = stderr.lines().toList();
        if (lines.isEmpty()) {
            return;
        }
        out.line();
        out.line(INDENT + "its standard error ends");
        lines.subList(Math.max(0, lines.size() - SHOWN_STDERR), lines.size())
                .forEach(line -> out.line(LINE + line));
    }
}
