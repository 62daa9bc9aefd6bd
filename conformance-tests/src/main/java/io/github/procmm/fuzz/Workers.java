package io.github.procmm.fuzz;

import io.github.procmm.suite.Step;
import java.util.List;
import java.util.concurrent.Future;

/** Where the ranges of a campaign are run. */
public interface Workers extends AutoCloseable {

    /** Returns how many ranges are asked for before the first of them has ended: 1 or more. */
    int atATime();

    /**
     * Begins a range.
     *
     * @param corpus histories that it begins with: the same at each call
     */
    Future<RangeResult> run(RangeTask task, List<List<Step>> corpus);

    /** Ends what runs soon, from another thread: with what there is by then, or with nothing. */
    void stop();

    /** Stops, and gives back what it has taken. */
    @Override
    void close();
}
