package io.github.procmm.fuzz;

import io.github.procmm.fuzz.FixedScript.Numbered;
import io.github.procmm.suite.Step;
import io.github.procmm.testee.TesteeFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The smallest history up to now in which two backends part, and whether they part in another one
 * in the same way. Mutable.
 */
final class Smallest {

    /**
     * Histories that are tried at most: each that is longer than it need be costs a reader more.
     */
    private static final int MOST_TRIES = 12_000;

    /** Of tries in which the testee hangs, each of which takes the whole time limit. */
    private static final int MOST_HUNG = 30;

    private final Duel duel;
    private final boolean unanswered;
    private String signature;
    private Played best;
    private int tries;
    private int hung;

    /**
     * Begins.
     *
     * @param played to both backends
     * @param difference where and how they parted
     */
    Smallest(Duel duel, Played played, Difference difference) {
        this.duel = duel;
        this.signature = difference.signature();
        this.unanswered = difference.failure() != null;
        this.best = played;
    }

    Played played() {
        return best;
    }

    List<Step> steps() {
        return best.steps();
    }

    Shorter shorter() {
        return new Shorter(best);
    }

    Language language() {
        return duel.ring().language();
    }

    /** Returns how many histories have been tried. */
    int tries() {
        return tries;
    }

    /** Returns whether another history may be tried. */
    boolean isWorthwhile() {
        return tries < MOST_TRIES && hung < MOST_HUNG;
    }

    /** Takes a history instead if the backends part there in the same way. */
    boolean accept(List<Numbered> steps) throws TesteeFailure {
        return take(steps, Integer.MAX_VALUE);
    }

    /** Takes a history instead that has fewer operations too. */
    boolean acceptFewer(List<Numbered> steps) throws TesteeFailure {
        return take(steps, best.operations());
    }

    /** Takes a history instead that has no more operations. */
    boolean acceptNoMore(List<Numbered> steps) throws TesteeFailure {
        return take(steps, best.operations() + 1);
    }

    /** Takes one again that it has been before. */
    void goBack(Played played) {
        best = played;
        signature = Objects.requireNonNull(played.difference()).signature();
    }

    private boolean take(List<Numbered> steps, int below) throws TesteeFailure {
        tries++;
        Script script = new FixedScript(duel.ring(), steps);
        Played played = unanswered ? duel.playSingly(script) : duel.play(script);
        Difference difference = played.difference();
        if (difference == null) {
            return false;
        }
        if (difference.failure() == TesteeFailure.Kind.HUNG) {
            hung++;
        }
        List<Step> shown = new ArrayList<>(played.steps());
        shown.subList(difference.step() + 1, shown.size()).clear();
        int operations = operations(shown);
        if (operations >= below || !Signature.isSame(difference.signature(), signature)) {
            return false;
        }
        signature = difference.signature();
        best = new Played(shown, played.answers().subList(0, shown.size()), operations, difference);
        return true;
    }

    private static int operations(List<Step> steps) {
        return Math.max(1, steps.stream().mapToInt(step -> Operations.toRead(step.call())).sum());
    }
}
