package io.github.procmm.fuzz;

import io.github.procmm.testee.TesteeFailure;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A range on a thread of its own, and who waits for it: a backend in this process that never
 * answers keeps the thread, which is left behind then, since nothing ends it.
 */
final class WatchedRange {

    private final Duel duel;
    private final FutureTask<RangeResult> running;
    private final Thread thread;

    WatchedRange(Duel duel, Callable<RangeResult> range) {
        this.duel = duel;
        this.running = new FutureTask<>(range);
        this.thread = new Thread(running, "range");
        thread.setDaemon(true);
    }

    /**
     * Runs it. An interrupt is passed on to it, as it would be met without a thread of its own.
     *
     * @throws TesteeFailure when it fails so, or a backend is overdue
     */
    RangeResult run() throws TesteeFailure {
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return running.get(1, TimeUnit.SECONDS);
                } catch (InterruptedException again) {
                    interrupted = true;
                    thread.interrupt();
                } catch (TimeoutException runs) {
                    look();
                }
            }
        } catch (ExecutionException thrown) {
            if (thrown.getCause() instanceof TesteeFailure failure) {
                throw failure;
            }
            throw new IllegalStateException(thrown.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void look() throws TesteeFailure {
        TesteeFailure overdue = duel.overdue();
        if (overdue != null) {
            throw overdue;
        }
    }
}
