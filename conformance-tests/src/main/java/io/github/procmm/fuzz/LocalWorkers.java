package io.github.procmm.fuzz;

import io.github.procmm.suite.Step;
import io.github.procmm.testee.TesteeFailure;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads of this process. */
public final class LocalWorkers implements Workers {

    private final Contest contest;
    private final int jobs;
    private final ExecutorService threads;
    private final Duels duels;
    private volatile boolean stopped;

    /**
     * Makes them.
     *
     * @param jobs how many ranges run at a time
     */
    public LocalWorkers(Contest contest, int jobs) {
        this.contest = contest;
        this.jobs = jobs;
        this.threads = Executors.newFixedThreadPool(jobs);
        this.duels = new Duels(contest);
    }

    @Override
    public int atATime() {
        return jobs;
    }

    @Override
    public Future<RangeResult> run(RangeTask task, List<List<Step>> corpus) {
        return threads.submit(() -> play(task, corpus));
    }

    private RangeResult play(RangeTask task, List<List<Step>> corpus) throws TesteeFailure {
        Duel duel = duels.take();
        try {
            return contest.run(task, corpus, duel, () -> stopped);
        } finally {
            duels.giveBack(duel);
        }
    }

    @Override
    public void stop() {
        stopped = true;
    }

    @Override
    public void close() {
        stop();
        threads.shutdownNow();
        duels.close();
    }
}
