package io.github.procmm.testee;

import io.github.procmm.backend.Offer;
import io.github.procmm.proto.testee.Answer;
import io.github.procmm.proto.testee.Call;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Somebody who is asked calls. For one thread at a time. */
public interface Testee extends AutoCloseable {

    /** Returns who it is and what it can be asked. */
    Offer offer();

    /**
     * Asks calls, the first a Boot, and returns an answer to each.
     *
     * @throws TesteeFailure when it does anything else: from then on it is of no use
     */
    List<Answer> ask(List<Call> calls) throws TesteeFailure;

    /**
     * Returns how it has failed where it has not answered in time and does not say so itself, since
     * it keeps the thread that asks; else null. For other threads.
     */
    default @Nullable TesteeFailure overdue() {
        return null;
    }

    /** Ends it, whatever it is doing. */
    @Override
    void close();

    /** How to get a fresh one, as often as the last one has failed. Safe for several threads. */
    interface Source {

        /**
         * Starts one.
         *
         * @throws TesteeFailure when it does not start, or does not say who it is
         */
        Testee start() throws TesteeFailure;
    }
}
