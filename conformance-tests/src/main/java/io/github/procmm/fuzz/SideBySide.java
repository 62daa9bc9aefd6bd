package io.github.procmm.fuzz;

import io.github.procmm.fuzz.FixedScript.Numbered;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.suite.Expected;
import io.github.procmm.suite.Step;
import io.github.procmm.testee.Testee;
import io.github.procmm.testee.TesteeFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One given history, played to two backends. */
public final class SideBySide {

    private SideBySide() {}

    /**
     * Plays a history to both. Calls that name what there is not, or that one of them does not
     * offer, are left out.
     *
     * @param leaders the backend that is followed
     * @param testees the one that has to answer as it does
     * @param calls of the history, the first of which boots a host
     * @return null where they agree, or where they part, in words
     * @throws IllegalStateException when the backend that is followed fails, or the other does not
     *     start
     */
    public static @Nullable String difference(
            Testee.Source leaders, Testee.Source testees, List<Call> calls) {
        return of(
                leaders,
                testees,
                calls.stream().map(call -> new Step(call, new Expected.Noted())).toList());
    }

    /**
     * Plays a trace of calls to both, as {@code procmm fuzz} writes one of each finding: a test
     * that it stays mended.
     *
     * @param leaders the backend that is followed
     * @param testees the one that has to answer as it does
     * @return null where they agree, or where they part, in words
     * @throws IllegalStateException when the backend that is followed fails, or the other does not
     *     start
     */
    public static @Nullable String difference(
            Testee.Source leaders, Testee.Source testees, CallTrace trace) {
        return of(leaders, testees, trace.steps());
    }

    private static @Nullable String of(
            Testee.Source leaders, Testee.Source testees, List<Step> steps) {
        try (Duel duel = new Duel(leaders, testees)) {
            Played played = duel.play(new FixedScript(duel.ring(), Numbered.of(steps)));
            Difference difference = played.difference();
            return difference == null ? null : words(played, difference);
        } catch (TesteeFailure failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String words(Played played, Difference difference) {
        return "call %d, %s: wanted %s, got %s"
                .formatted(
                        difference.step(),
                        played.steps().get(difference.step()).call().getCallCase(),
                        difference.wanted(),
                        difference.got());
    }
}
