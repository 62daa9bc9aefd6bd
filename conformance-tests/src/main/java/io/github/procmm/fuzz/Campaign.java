package io.github.procmm.fuzz;

import io.github.procmm.backend.Offer;
import io.github.procmm.suite.Step;
import io.github.procmm.testee.Testee;
import io.github.procmm.testee.TesteeFailure;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Many ranges of one seed, several at a time. What comes of them is put together in their order, so
 * that it does not depend on how many run at a time.
 */
public final class Campaign {

    /** Operations of a range: long enough for its corpus to be of use. */
    static final long RANGE = 50_000;

    private final Testee.Source leaders;
    private final Testee.Source testees;
    private final Language language;
    private final long seed;
    private final int jobs;
    private final List<List<Step>> corpus;
    private final KnownDifferences known;
    private final Map<String, Integer> met = new TreeMap<>();
    private final Coverage coverage = new Coverage();
    private final Map<String, Finding> findings = new LinkedHashMap<>();
    private final List<List<Step>> fresh = new ArrayList<>();
    private long operations;
    private long histories;
    private int ranges;
    private volatile boolean stopped;

    /**
     * Makes a campaign about both parts of the protocol, of which every difference is a finding.
     *
     * @param leaders the backend that is followed
     * @param testees the one that has to answer as it does
     * @param jobs how many ranges run at a time
     * @param corpus histories to begin with, each a list of calls
     */
    public Campaign(
            Testee.Source leaders,
            Testee.Source testees,
            long seed,
            int jobs,
            List<List<Step>> corpus) {
        this(leaders, testees, Part.BOTH, seed, jobs, corpus, KnownDifferences.none());
    }

    /**
     * Makes a campaign.
     *
     * @param leaders the backend that is followed
     * @param testees the one that has to answer as it does
     * @param part what it is about
     * @param jobs how many ranges run at a time
     * @param corpus histories to begin with, each a list of calls
     * @param known differences that end a history and are no findings
     */
    public Campaign(
            Testee.Source leaders,
            Testee.Source testees,
            Part part,
            long seed,
            int jobs,
            List<List<Step>> corpus,
            KnownDifferences known) {
        this(leaders, testees, new OurLanguage(part), seed, jobs, corpus, known);
    }

    Campaign(
            Testee.Source leaders,
            Testee.Source testees,
            Language language,
            long seed,
            int jobs,
            List<List<Step>> corpus,
            KnownDifferences known) {
        this.leaders = leaders;
        this.testees = testees;
        this.language = language;
        this.seed = seed;
        this.jobs = jobs;
        this.corpus = List.copyOf(corpus);
        this.known = known;
    }

    /** Who is told how far a campaign has come, after each range. */
    public interface Watcher {

        /** Tells what there is up to now. */
        void see(long operations, int covered, int corpus, int findings);
    }

    /** Ends it soon, from another thread; what there is stays. */
    public void stop() {
        stopped = true;
    }

    /**
     * Runs until the budget is spent.
     *
     * @throws TesteeFailure when the backend that is followed fails, or the other does not start
     */
    public Outcome run(Budget budget, Watcher watcher) throws TesteeFailure {
        long start = System.nanoTime();
        Offer leader;
        Offer testee;
        try (Duel duel = new Duel(leaders, testees, language)) {
            leader = duel.leads();
            testee = duel.follows();
            if (duel.ring().hosts().isEmpty()) {
                throw new IllegalArgumentException(
                        leader.name()
                                + " and "
                                + testee.name()
                                + " have no kind of host in common");
            }
        }
        ExecutorService threads = Executors.newFixedThreadPool(jobs);
        try {
            Deque<Future<RangeResult>> running = new ArrayDeque<>();
            int begun = 0;
            boolean spent = false;
            while (!spent) {
                while (running.size() < jobs && begun * RANGE < budget.operations()) {
                    int number = begun++;
                    long length = Math.min(RANGE, budget.operations() - number * RANGE);
                    running.add(threads.submit(() -> range(number, length, budget, start)));
                }
                Future<RangeResult> next = running.poll();
                if (next == null) {
                    break;
                }
                add(result(next), budget);
                watcher.see(operations, coverage.count(), fresh.size(), findings.size());
                spent = stopped || isLate(budget, start) || findings.size() >= budget.findings();
            }
        } finally {
            stopped = true;
            threads.shutdownNow();
        }
        return new Outcome(
                leader,
                testee,
                seed,
                ranges,
                histories,
                operations,
                coverage.count(),
                List.copyOf(findings.values()),
                met,
                List.copyOf(fresh),
                System.nanoTime() - start);
    }

    /**
     * Keeps in a corpus what it takes to meet all that was met.
     *
     * @throws TesteeFailure when the backend that is followed fails, or the other does not start
     */
    public void keep(Corpus kept, Outcome outcome) throws IOException, TesteeFailure {
        List<List<Step>> all = new ArrayList<>(corpus);
        all.addAll(outcome.corpus());
        try (Duel duel = new Duel(leaders, leaders, language)) {
            kept.keep(all, duel);
        }
    }

    private RangeResult range(int number, long length, Budget budget, long start)
            throws TesteeFailure {
        try (Duel duel = new Duel(leaders, testees, language)) {
            Range range = new Range(seed, number, duel, corpus, known);
            return range.run(
                    length,
                    () -> stopped || isLate(budget, start) || range.found() >= budget.findings());
        }
    }

    private static boolean isLate(Budget budget, long start) {
        return budget.time() != null && System.nanoTime() - start >= budget.time().toNanos();
    }

    private static RangeResult result(Future<RangeResult> running) throws TesteeFailure {
        try {
            return running.get();
        } catch (ExecutionException thrown) {
            if (thrown.getCause() instanceof TesteeFailure failure) {
                throw failure;
            }
            throw new IllegalStateException(thrown.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private void add(RangeResult result, Budget budget) {
        ranges++;
        operations += result.operations();
        histories += result.histories();
        Coverage its = Coverage.of(result.coverage());
        coverage.addAll(its);
        fresh.addAll(result.corpus());
        result.known().forEach((entry, count) -> met.merge(entry, count, Integer::sum));
        for (Finding finding : result.findings()) {
            if (findings.size() < budget.findings()) {
                findings.putIfAbsent(finding.difference().signature(), finding);
            }
        }
    }
}
