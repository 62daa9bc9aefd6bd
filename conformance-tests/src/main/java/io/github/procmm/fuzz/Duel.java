package io.github.procmm.fuzz;

import io.github.procmm.backend.Offer;
import io.github.procmm.testee.Testee;
import io.github.procmm.testee.TesteeFailure;
import org.jspecify.annotations.Nullable;

/**
 * Plays histories to two backends: the one that is followed, and the one that has to answer as it
 * does. For one thread, and another that looks whether one is overdue.
 */
final class Duel implements AutoCloseable {

    private final Testee.Source leaders;
    private final Testee.Source testees;
    private volatile @Nullable Testee leader;
    private volatile @Nullable Testee testee;
    private final Ring ring;
    private final Offer leads;
    private final Offer follows;

    /**
     * Starts both, to be asked in the records of v1 and the frames of v2.
     *
     * @throws TesteeFailure when one does not start, or does not say who it is
     */
    Duel(Testee.Source leaders, Testee.Source testees) throws TesteeFailure {
        this(leaders, testees, OurLanguage.BOTH);
    }

    /**
     * Starts both.
     *
     * @param language whose records are written to them
     * @throws TesteeFailure when one does not start, or does not say who it is
     */
    Duel(Testee.Source leaders, Testee.Source testees, Language language) throws TesteeFailure {
        this.leaders = leaders;
        this.testees = testees;
        Testee first = leaders.start();
        this.leader = first;
        this.leads = first.offer();
        try {
            Testee second = testees.start();
            this.testee = second;
            this.follows = second.offer();
            this.ring = Ring.of(leads, follows, language);
        } catch (TesteeFailure failure) {
            first.close();
            throw failure;
        }
    }

    Ring ring() {
        return ring;
    }

    /** Returns who is followed. */
    Offer leads() {
        return leads;
    }

    /** Returns who has to answer as the other one does. */
    Offer follows() {
        return follows;
    }

    /**
     * Plays a history as it is being made. Where the testee does not answer, it is played once more
     * call by call, to know which one that was.
     */
    Played play(Script script) throws TesteeFailure {
        Bout bout = new Bout(this, script);
        Played played = bout.play();
        if (!bout.isUnclear()) {
            return played;
        }
        Script again = new FixedScript(ring, FixedScript.Numbered.of(played.steps()));
        Played clear = playSingly(again);
        return clear.difference() == null ? played : clear;
    }

    /** Plays a history a call at a time. */
    Played playSingly(Script script) throws TesteeFailure {
        return new Bout(this, new SingleCalls(script)).play();
    }

    /** Returns who is followed, ready to be asked. */
    Testee leader() throws TesteeFailure {
        Testee ready = leader;
        if (ready == null) {
            ready = leaders.start();
            leader = ready;
        }
        return ready;
    }

    /** Returns who has to answer as the other one does, ready to be asked. */
    Testee testee() throws TesteeFailure {
        Testee ready = testee;
        if (ready == null) {
            ready = testees.start();
            testee = ready;
        }
        return ready;
    }

    /** Returns how a backend has failed that keeps the thread that asks it; null for none. */
    @Nullable TesteeFailure overdue() {
        TesteeFailure first = overdue(leader, leads);
        return first == null ? overdue(testee, follows) : first;
    }

    private static @Nullable TesteeFailure overdue(@Nullable Testee asked, Offer offer) {
        TesteeFailure failure = asked == null ? null : asked.overdue();
        return failure == null ? null : failure.of(offer.name());
    }

    /** Ends the testee, which has failed: the next history is played to a new one. */
    void dropTestee() {
        Testee old = testee;
        testee = null;
        if (old != null) {
            old.close();
        }
    }

    /** Ends both, but for backends that keep a thread: what they do to who closes them is open. */
    @Override
    public void close() {
        if (overdue() != null) {
            return;
        }
        dropTestee();
        Testee old = leader;
        leader = null;
        if (old != null) {
            old.close();
        }
    }
}
