package io.github.procmm.command;

import com.google.protobuf.Message;
import io.github.procmm.conform.CaseResult;
import io.github.procmm.fuzz.Budget;
import io.github.procmm.fuzz.Campaign;
import io.github.procmm.fuzz.Corpus;
import io.github.procmm.fuzz.Findings;
import io.github.procmm.fuzz.KnownDifferences;
import io.github.procmm.fuzz.Outcome;
import io.github.procmm.fuzz.Part;
import io.github.procmm.fuzz.Proposal;
import io.github.procmm.proto.v1.ProcMmOp;
import io.github.procmm.report.Report;
import io.github.procmm.report.ReportFiles;
import io.github.procmm.report.Reports;
import io.github.procmm.report.RunEntry;
import io.github.procmm.suite.Step;
import io.github.procmm.testee.Testee;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code procmm fuzz}: looks for where a backend does not answer as another one does. */
@Command(
        name = "fuzz",
        mixinStandardHelpOptions = true,
        versionProvider = ProjectVersion.class,
        description = "Look for histories that a backend does not answer as another one does.",
        footer = {
            "",
            "A finding is made small and written as a trace, which replay shows and a test can"
                    + " load. The same seed gives the same findings on every machine, whatever"
                    + " --jobs is; with --time as far as it came.",
            "",
            "Exit codes: 0 no difference, 1 findings, 2 misused or a backend does not start."
        })
final class FuzzCommand implements Callable<Integer> {

    private static final long DEFAULT_OPERATIONS = 1_000_000;

    @Spec private @Nullable CommandSpec spec;

    @Mixin private TesteeOptions testee = new TesteeOptions();

    @Option(
            names = "--against",
            paramLabel = "'CMD ARGS'|NAME",
            description =
                    "The backend that is followed: one on the class path, or a program"
                            + " (default: reference).")
    private String against = "reference";

    @Option(
            names = "--schema",
            paramLabel = "FILE",
            description =
                    "Write the records that a .proto describes, with the options of"
                            + " procmm/wire.proto: a proposed interface, that the testee has.")
    private @Nullable Path schema;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "What everything follows from (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--ops",
            paramLabel = "N",
            description = "Stop after so many operations (default: 1000000, or none with --time).")
    private @Nullable Long operations;

    @Option(names = "--time", paramLabel = "SECONDS", description = "Stop after so long.")
    private @Nullable Double seconds;

    @Option(
            names = "--findings",
            paramLabel = "N",
            defaultValue = "20",
            description = "Stop at so many different findings (default: ${DEFAULT-VALUE}).")
    private int most = 1;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            defaultValue = "1",
            description = "Ask so many testees at a time (default: ${DEFAULT-VALUE}).")
    private int jobs = 1;

    @Option(
            names = "--part",
            paramLabel = "v1|v2|both",
            defaultValue = "both",
            description = "What histories are made of (default: ${DEFAULT-VALUE}).")
    private String part = "both";

    @Option(
            names = "--known",
            paramLabel = "FILE",
            description =
                    "Differences that are no findings: lines of a signature, or of what it begins"
                            + " with, # and the reason.")
    private @Nullable Path differences;

    @Option(
            names = "--corpus",
            paramLabel = "DIR",
            description = "Begin with the histories there, and keep those there that meet more.")
    private @Nullable Path corpus;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Write a trace of each finding, and a page of all, there.")
    private @Nullable Path report;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    /** For picocli, which makes it itself. */
    FuzzCommand() {}

    @Override
    public Integer call() throws Exception {
        Testee.Source leaders = testee.other(against);
        Testee.Source testees = testee.source();
        Corpus directory = corpus == null ? null : new Corpus(corpus);
        List<List<Step>> kept = directory == null ? List.of() : directory.read();
        if (schema != null && part() != Part.BOTH) {
            throw new IllegalArgumentException("--part " + part + ", wanted none with --schema");
        }
        Proposal proposal = schema == null ? null : Proposal.read(schema);
        Campaign campaign =
                proposal == null
                        ? new Campaign(leaders, testees, part(), seed, jobs(), kept, known())
                        : proposal.campaign(leaders, testees, seed, jobs(), kept, known());
        Message described = proposal == null ? ProcMmOp.getDefaultInstance() : proposal.record();
        Budget budget = budget();
        ReportFiles files = report == null ? null : new ReportFiles(report);
        CountDownLatch told = new CountDownLatch(1);
        Thread interrupted = new Thread(() -> stop(campaign, told), "interrupted");
        Runtime.getRuntime().addShutdownHook(interrupted);
        try {
            Outcome outcome = run(campaign, budget);
            RunEntry run = entry(outcome);
            List<CaseResult> stories = Findings.judge(outcome.findings(), testees);
            tell(outcome, Reports.of(outcome.testee(), stories, run, described), files);
            if (directory != null) {
                campaign.keep(directory, outcome);
            }
            return outcome.findings().isEmpty() ? 0 : 1;
        } finally {
            told.countDown();
        }
    }

    /** An interrupt ends the campaign; the JVM waits until what there is has been told. */
    private static void stop(Campaign campaign, CountDownLatch told) {
        campaign.stop();
        try {
            told.await();
        } catch (InterruptedException again) {
            Thread.currentThread().interrupt();
        }
    }

    private static Outcome run(Campaign campaign, Budget budget) throws Exception {
        try (Progress.Line line = Progress.line("fuzz")) {
            return campaign.run(
                    budget,
                    (played, covered, histories, findings) ->
                            line.show(
                                    played,
                                    Counted.number(covered)
                                            + " met, "
                                            + Counted.number(histories)
                                            + " kept, "
                                            + Counted.of(findings, "finding")));
        }
    }

    private RunEntry entry(Outcome outcome) {
        long millis = Duration.ofNanos(outcome.nanos()).toMillis();
        String started = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        return new RunEntry(started, millis, options(), false);
    }

    private void tell(Outcome outcome, Report told, @Nullable ReportFiles files)
            throws IOException {
        if (files != null && report != null) {
            Findings.write(outcome.findings(), report);
            files.writePage(told);
        }
        PrintWriter out = Streams.out(spec);
        if (json) {
            out.println(Json.print(FuzzJson.of(outcome)));
        } else {
            new FuzzText(Terminal.of(out, spec)).print(outcome, told, report);
        }
        out.flush();
    }

    private List<String> options() {
        List<String> options = new ArrayList<>(testee.words());
        options.add("--against " + against);
        if (schema != null) {
            options.add("--schema " + schema);
        }
        options.add("--seed " + seed);
        options.add("--part " + part);
        return options;
    }

    private int jobs() {
        if (jobs < 1) {
            throw new IllegalArgumentException("--jobs " + jobs + ", wanted at least 1");
        }
        return jobs;
    }

    private Part part() {
        return switch (part) {
            case "both" -> Part.BOTH;
            case "v1" -> Part.V1;
            case "v2" -> Part.V2;
            default ->
                    throw new IllegalArgumentException(
                            "--part " + part + ", wanted v1, v2 or both");
        };
    }

    private KnownDifferences known() throws IOException {
        if (differences == null) {
            return KnownDifferences.none();
        }
        try {
            return KnownDifferences.of(Files.readAllLines(differences));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(differences + ", " + wrong.getMessage(), wrong);
        }
    }

    private Budget budget() {
        if (seconds != null && !(seconds > 0 && seconds <= Integer.MAX_VALUE)) {
            throw new IllegalArgumentException("--time " + seconds + ", wanted more than 0");
        }
        if (operations != null && operations < 1) {
            throw new IllegalArgumentException("--ops " + operations + ", wanted at least 1");
        }
        if (most < 1) {
            throw new IllegalArgumentException("--findings " + most + ", wanted at least 1");
        }
        long untimed = seconds == null ? DEFAULT_OPERATIONS : Long.MAX_VALUE;
        Duration time = seconds == null ? null : Duration.ofMillis((long) (seconds * 1000));
        return new Budget(operations == null ? untimed : operations, time, most);
    }
}
