package io.github.procmm.command;

import io.github.procmm.conform.Conformance;
import io.github.procmm.conform.Judgement;
import io.github.procmm.conform.KnownFailures;
import io.github.procmm.conform.RuleBook;
import io.github.procmm.report.Comparison;
import io.github.procmm.report.Report;
import io.github.procmm.report.ReportFiles;
import io.github.procmm.report.ReportJson;
import io.github.procmm.report.Reports;
import io.github.procmm.report.RunEntry;
import io.github.procmm.suite.Case;
import io.github.procmm.testee.TesteeFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code procmm conform}: judges a backend, rule by rule. */
@Command(
        name = "conform",
        mixinStandardHelpOptions = true,
        versionProvider = ProjectVersion.class,
        description = "Judge a backend by the rules of SPEC.md.",
        footer = {
            "",
            "Exit codes: 0 no rule is broken, 1 some are, or a known failure is none any more, or"
                    + " a comparison shows a change for the worse, 2 misused or the testee does not"
                    + " start."
        })
final class ConformCommand implements Callable<Integer> {

    private static final List<String> LISTED_BY =
            List.of(
                    "--list",
                    "--rule",
                    "--filter",
                    "--dialect",
                    "--generation",
                    "--manager",
                    "--seed",
                    "--random");

    @Spec private @Nullable CommandSpec spec;

    @Mixin private TesteeOptions testee = new TesteeOptions();

    @Mixin private CaseSelection selection = new CaseSelection();

    @Option(names = "--list", description = "List rules and cases; judge nobody.")
    private boolean list;

    @Option(
            names = "--known-failures",
            paramLabel = "FILE",
            description = "Cases or rules that are expected to fail, '# reason' behind each.")
    private @Nullable Path knownFailures;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            defaultValue = "1",
            description = "Ask so many testees at a time (default: ${DEFAULT-VALUE}).")
    private int jobs = 1;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Write conform.json, junit.xml and index.html there.")
    private @Nullable Path reportTo;

    @Option(
            names = "--compare",
            arity = "2",
            paramLabel = "JSON",
            description = "Compare two reports, the earlier first; judge nobody.")
    private List<Path> compare = List.of();

    /** For picocli, which makes it itself. */
    ConformCommand() {}

    @Override
    public Integer call() throws Exception {
        if (!compare.isEmpty()) {
            refuseBeside("--compare", List.of("--compare"));
            return compare();
        }
        List<Case> suite = selection.suite();
        RuleBook book = RuleBook.read();
        List<Case> cases = selection.of(suite, book);
        if (list) {
            refuseBeside("--list", LISTED_BY);
            new ConformList(terminal(), cases).print(book, cases.size() < suite.size());
            Streams.out(spec).flush();
            return 0;
        }
        ReportFiles files = reportTo == null ? null : new ReportFiles(reportTo);
        Report report = judge(suite, cases);
        if (files != null) {
            files.write(report);
        }
        new ConformText(terminal(), report).print();
        Streams.out(spec).flush();
        return report.allWell() ? 0 : 1;
    }

    /** Refuses options that do not say anything to a command that judges nobody. */
    private void refuseBeside(String option, List<String> allowed) {
        for (OptionSpec given : Streams.matched(spec)) {
            String name = given.longestName();
            if (!allowed.contains(name)) {
                throw new IllegalArgumentException(
                        option + " and " + name + ": " + option + " judges nobody");
            }
        }
    }

    private Report judge(List<Case> suite, List<Case> cases) throws Exception {
        KnownFailures known = known(suite);
        Instant started = Instant.now();
        Conformance conformance = new Conformance(testee.source(), cases, known, jobs);
        Judgement judgement = judge(conformance, cases.size());
        boolean partial = cases.size() < suite.size();
        RunEntry run = RunEntry.of(started, judgement.nanos(), options(), partial);
        return Reports.of(judgement, run);
    }

    private static Judgement judge(Conformance conformance, int count) throws TesteeFailure {
        try (Progress.Steps progress = Progress.steps("conform", "cases", count)) {
            return conformance.run(result -> progress.step());
        }
    }

    private KnownFailures known(List<Case> suite) throws Exception {
        if (knownFailures == null) {
            return KnownFailures.none();
        }
        String text = Streams.text(knownFailures);
        try {
            return KnownFailures.of(text.lines().toList(), suite);
        } catch (IllegalArgumentException wrong) {
            throw Failures.in(knownFailures, wrong);
        }
    }

    private List<String> options() {
        List<String> options = new ArrayList<>(testee.words());
        options.addAll(selection.words());
        if (knownFailures != null) {
            options.add("--known-failures " + knownFailures);
        }
        return options;
    }

    private int compare() throws Exception {
        if (compare.size() != 2) {
            throw new IllegalArgumentException("--compare is given twice, wanted two reports");
        }
        Report before = read(compare.get(0));
        Report after = read(compare.get(1));
        Comparison comparison = Comparison.of(before, after);
        new ComparisonText(terminal()).print(before, after, comparison);
        Streams.out(spec).flush();
        return comparison.isWorse() ? 1 : 0;
    }

    private static Report read(Path file) throws Exception {
        try {
            return ReportJson.read(Streams.text(file));
        } catch (IllegalArgumentException | IOException wrong) {
            throw Failures.in(file, wrong);
        }
    }

    private Terminal terminal() {
        return Terminal.of(Streams.out(spec), spec);
    }
}
