package io.github.procmm.conform;

import io.github.procmm.backend.Offer;
import io.github.procmm.suite.Case;
import io.github.procmm.testee.Testee;
import io.github.procmm.testee.TesteeFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A run of the suite: cases, a testee, and what is known to fail. Give it to {@link #run}. */
public final class Conformance {

    private final Testee.Source source;
    private final List<Case> cases;
    private final KnownFailures known;
    private final int jobs;

    /**
     * Makes a run.
     *
     * @param source of the testee that is judged
     * @param cases those that were chosen, in the order in which they are to be reported
     * @param jobs how many testees are asked at a time, 1 or more
     */
    public Conformance(Testee.Source source, List<Case> cases, KnownFailures known, int jobs) {
        if (jobs < 1) {
            throw new IllegalArgumentException("jobs " + jobs + ", wanted 1 or more");
        }
        this.source = source;
        this.cases = List.copyOf(cases);
        this.known = known;
        this.jobs = jobs;
    }

    /**
     * Plays all cases.
     *
     * @param progress is told each result as soon as there is one, from any thread
     * @throws TesteeFailure when the testee does not even start, or does not say who it is
     */
    public Judgement run(Consumer<CaseResult> progress) throws TesteeFailure {
        long start = System.nanoTime();
        Offer offer;
        try (Testee first = source.start()) {
            offer = first.offer();
        }
        CaseResult[] results = new CaseResult[cases.size()];
        AtomicInteger next = new AtomicInteger();
        Runnable work =
                () -> {
                    try (Judge judge = new Judge(source)) {
                        for (int i = next.getAndIncrement();
                                i < results.length;
                                i = next.getAndIncrement()) {
                            results[i] = judge.judge(cases.get(i), known);
                            progress.accept(results[i]);
                        }
                    }
                };
        workOn(work);
        List<CaseResult> all = Arrays.asList(results);
        long nanos = System.nanoTime() - start;
        return Judgement.of(offer, RuleBook.read(), all, known.outlived(all), nanos);
    }

    private void workOn(Runnable work) {
        if (jobs == 1) {
            work.run();
            return;
        }
        ExecutorService workers = Executors.newFixedThreadPool(jobs);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < jobs; i++) {
                done.add(workers.submit(work));
            }
            for (Future<?> one : done) {
                one.get();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } finally {
            workers.shutdownNow();
        }
    }
}
