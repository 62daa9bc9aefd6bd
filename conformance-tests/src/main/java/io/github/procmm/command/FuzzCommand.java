package io.github.procmm.command;

import com.google.protobuf.Message;
import io.github.procmm.conform.CaseResult;
import io.github.procmm.fuzz.Budget;
import io.github.procmm.fuzz.Campaign;
import io.github.procmm.fuzz.Contest;
import io.github.procmm.fuzz.Corpus;
import io.github.procmm.fuzz.Findings;
import io.github.procmm.fuzz.LocalWorkers;
import io.github.procmm.fuzz.Outcome;
import io.github.procmm.fuzz.Workers;
import io.github.procmm.report.Report;
import io.github.procmm.report.ReportFiles;
import io.github.procmm.report.Reports;
import io.github.procmm.report.RunEntry;
import io.github.procmm.suite.Step;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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

    private final Place place;

    @Mixin private ContestOptions contest = new ContestOptions();

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
            description = "Ask so many testees at a time (default: 1).")
    private @Nullable Integer jobs;

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

    /** Where the ranges of a campaign are run. */
    interface Place {

        /**
         * Returns who run them.
         *
         * @param jobs how many at a time; null where nobody says
         */
        Workers workers(Contest contest, @Nullable Integer jobs);
    }

    /** For picocli, which makes it itself: a campaign of this process. */
    FuzzCommand() {
        this((contest, jobs) -> new LocalWorkers(contest, jobs == null ? 1 : jobs));
    }

    FuzzCommand(Place place) {
        this.place = place;
    }

    /** Returns who is held against whom, once there are arguments. */
    Contest contest() throws IOException {
        return contest.contest();
    }

    @Override
    public Integer call() throws Exception {
        Contest who = contest();
        Message described = contest.described();
        Budget budget = budget();
        Corpus directory = corpus == null ? null : new Corpus(corpus);
        List<List<Step>> kept = directory == null ? List.of() : directory.read();
        Campaign campaign = new Campaign(who, seed, kept, place.workers(who, jobs()));
        ReportFiles files = report == null ? null : new ReportFiles(report);
        Instant begun = Instant.now();
        CountDownLatch told = new CountDownLatch(1);
        Thread interrupted = new Thread(() -> stop(campaign, told), "interrupted");
        Runtime.getRuntime().addShutdownHook(interrupted);
        try {
            Outcome outcome = run(campaign, budget);
            RunEntry run = RunEntry.of(begun, outcome.nanos(), options(), false);
            List<CaseResult> stories = Findings.judge(outcome.findings(), contest.testees());
            tell(outcome, Reports.of(outcome.testee(), stories, run, described), files);
            if (directory != null) {
                campaign.keep(directory, outcome);
            }
            return outcome.findings().isEmpty() ? 0 : 1;
        } finally {
            told.countDown();
            forget(interrupted);
        }
    }

    private static void forget(Thread interrupted) {
        try {
            Runtime.getRuntime().removeShutdownHook(interrupted);
        } catch (IllegalStateException shuttingDown) {
            // Then it has been interrupted, and told.
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
        List<String> options = new ArrayList<>(contest.words());
        options.add("--seed " + seed);
        return options;
    }

    private @Nullable Integer jobs() {
        if (jobs != null && jobs < 1) {
            throw new IllegalArgumentException("--jobs " + jobs + ", wanted at least 1");
        }
        return jobs;
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
