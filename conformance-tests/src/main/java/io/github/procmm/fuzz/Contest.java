package io.github.procmm.fuzz;

import io.github.procmm.fuzz.FixedScript.Numbered;
import io.github.procmm.suite.Step;
import io.github.procmm.testee.Testee;
import io.github.procmm.testee.TesteeFailure;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Who is held against whom, and in which records. */
public final class Contest {

    private final Testee.Source leaders;
    private final Testee.Source testees;
    private final Language language;
    private final KnownDifferences known;

    /**
     * Makes one in the records of v1 and the frames of v2.
     *
     * @param leaders the backend that is followed
     * @param testees the one that has to answer as it does
     * @param part what histories are made of
     * @param known differences that end a history and are no findings
     */
    public Contest(
            Testee.Source leaders, Testee.Source testees, Part part, KnownDifferences known) {
        this(leaders, testees, new OurLanguage(part), known);
    }

    Contest(
            Testee.Source leaders,
            Testee.Source testees,
            Language language,
            KnownDifferences known) {
        this.leaders = leaders;
        this.testees = testees;
        this.language = language;
        this.known = known;
    }

    /**
     * Runs a range.
     *
     * @param corpus histories to begin with, each a list of calls
     * @param stop whether to end it with what there is
     * @throws TesteeFailure when nobody said stop, and the backend that is followed fails, or the
     *     other does not start
     */
    public RangeResult run(RangeTask task, List<List<Step>> corpus, BooleanSupplier stop)
            throws TesteeFailure {
        try (Duel duel = duel()) {
            return run(task, corpus, duel, stop);
        }
    }

    /** Runs a range with a duel of this contest, which may have run others. */
    RangeResult run(RangeTask task, List<List<Step>> corpus, Duel duel, BooleanSupplier stop)
            throws TesteeFailure {
        Range range = new Range(task.seed(), task.number(), duel, corpus, known);
        BooleanSupplier over =
                () -> stop.getAsBoolean() || task.isLate() || range.found() >= task.findings();
        return new WatchedRange(duel, () -> range.run(task.operations(), over)).run();
    }

    /**
     * Plays a trace of calls.
     *
     * @return null where they agree
     * @throws TesteeFailure when the backend that is followed fails, or the other does not start
     */
    public @Nullable Finding play(CallTrace trace) throws TesteeFailure {
        try (Duel duel = duel()) {
            List<Numbered> steps = Numbered.of(trace.steps());
            Played played = duel.play(new FixedScript(duel.ring(), steps));
            Difference difference = played.difference();
            return difference == null
                    ? null
                    : new Finding(
                            difference,
                            played.steps(),
                            played.answers(),
                            played.operations(),
                            0,
                            0,
                            played.operations());
        }
    }

    Duel duel() throws TesteeFailure {
        return new Duel(leaders, testees, language);
    }

    /** Returns the backend that is followed held against itself. */
    Duel leaderAlone() throws TesteeFailure {
        return new Duel(leaders, leaders, language);
    }
}
