package io.github.procmm.fuzz;

import io.github.procmm.testee.TesteeFailure;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The duels of a contest, each for one range after the other: to start a program takes longer than
 * to play it a thousand histories, and each of those begins with a new host.
 *
 * <p>For several threads.
 */
final class Duels implements AutoCloseable {

    private final Contest contest;
    private final Deque<Duel> idle = new ArrayDeque<>();
    private boolean closed;

    /** Begins without any. */
    Duels(Contest contest) {
        this.contest = contest;
    }

    /**
     * Returns one that nobody else has.
     *
     * @throws TesteeFailure when there is none, and a backend does not start
     */
    Duel take() throws TesteeFailure {
        synchronized (this) {
            if (!idle.isEmpty()) {
                return idle.pop();
            }
        }
        return contest.duel();
    }

    /** Takes back one that has been given out. */
    void giveBack(Duel duel) {
        synchronized (this) {
            if (!closed && duel.overdue() == null) {
                idle.push(duel);
                return;
            }
        }
        duel.close();
    }

    /** Ends those that nobody has, and the others as they come back. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        idle.forEach(Duel::close);
    }
}
