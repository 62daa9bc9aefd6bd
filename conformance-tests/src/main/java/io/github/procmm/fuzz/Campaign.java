package io.github.procmm.fuzz;

import io.github.procmm.backend.Offer;
import io.github.procmm.suite.Step;
import io.github.procmm.testee.TesteeFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Many ranges of one seed, several at a time. What comes of them is put together in their order, so
 * that it does not depend on where, and how many at a time, they run. For one run.
 */
public final class Campaign {

    /** Operations of a range: long enough for its corpus to be of use. */
    static final long RANGE = 50_000;

    private final Contest contest;
    private final long seed;
    private final List<List<Step>> corpus;
    private final Workers workers;
    private final Map<String, Integer> met = new TreeMap<>();
    private final Coverage coverage = new Coverage();
    private final Map<String, Finding> findings = new LinkedHashMap<>();
    private final List<List<Step>> fresh = new ArrayList<>();
    private long operations;
    private long histories;
    private int ranges;
    private volatile boolean stopped;

    /**
     * Makes a campaign.
     *
     * @param corpus histories to begin with, each a list of calls
     * @param workers who run the ranges of this contest; the end of the run closes them
     */
    public Campaign(Contest contest, long seed, List<List<Step>> corpus, Workers workers) {
        this.contest = contest;
        this.seed = seed;
        this.corpus = List.copyOf(corpus);
        this.workers = workers;
    }

    /** Who is told how far a campaign has come, after each range. */
    public interface Watcher {

        /** Tells what there is up to now. */
        void see(long operations, int covered, int corpus, int findings);
    }

    /** Ends it soon, from another thread; what there is stays. */
    public void stop() {
        stopped = true;
        workers.stop();
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
        try (Duel duel = contest.duel()) {
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
        runRanges(budget, watcher);
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

    private void runRanges(Budget budget, Watcher watcher) throws TesteeFailure {
        long deadline = deadline(budget.time());
        Deque<Future<RangeResult>> running = new ArrayDeque<>();
        try {
            int begun = 0;
            boolean spent = false;
            while (!spent) {
                while (running.size() < workers.atATime() && begun * RANGE < budget.operations()) {
                    long length = Math.min(RANGE, budget.operations() - begun * RANGE);
                    RangeTask task =
                            new RangeTask(seed, begun, length, budget.findings(), deadline);
                    running.add(workers.run(task, corpus));
                    begun++;
                }
                Future<RangeResult> next = running.poll();
                RangeResult result = next == null ? null : result(next);
                if (result == null) {
                    break;
                }
                add(result, budget);
                watcher.see(operations, coverage.count(), fresh.size(), findings.size());
                spent =
                        stopped
                                || System.currentTimeMillis() >= deadline
                                || findings.size() >= budget.findings();
            }
        } finally {
            running.forEach(left -> left.cancel(true));
            workers.close();
        }
    }

    private static long deadline(@Nullable Duration time) {
        return time == null ? Long.MAX_VALUE : System.currentTimeMillis() + time.toMillis();
    }

    /**
     * Keeps in a corpus what it takes to meet all that was met.
     *
     * @throws TesteeFailure when the backend that is followed fails, or the other does not start
     */
    public void keep(Corpus kept, Outcome outcome) throws IOException, TesteeFailure {
        List<List<Step>> all = new ArrayList<>(corpus);
        all.addAll(outcome.corpus());
        try (Duel duel = contest.leaderAlone()) {
            kept.keep(all, duel);
        }
    }

    /** Returns what came of a range; null where it was stopped before anything did. */
    private @Nullable RangeResult result(Future<RangeResult> running) throws TesteeFailure {
        try {
            return running.get();
        } catch (ExecutionException | CancellationException thrown) {
            if (stopped) {
                return null;
            }
            for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
                if (cause instanceof TesteeFailure failure) {
                    throw failure;
                }
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
