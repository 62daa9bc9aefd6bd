package io.github.procmm.fuzz;

import io.github.procmm.backend.Feature;
import io.github.procmm.conform.Follower;
import io.github.procmm.conform.Precedent;
import io.github.procmm.conform.Words;
import io.github.procmm.proto.testee.Answer;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.suite.Expected;
import io.github.procmm.suite.Step;
import io.github.procmm.testee.Testee;
import io.github.procmm.testee.TesteeFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One history that is played to the two of a duel. For one play. */
final class Bout {

    private final Duel duel;
    private final Ring ring;
    private final Script script;
    private final World world;
    private final Testee first;
    private final Testee second;
    private final Follower leads;
    private final Follower follows;
    private final Precedent precedent;
    private final List<Step> steps = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();

    /** What has to be answered to the steps of which only that is known. */
    private final Map<Integer, Expected> open = new HashMap<>();

    private int operations;

    private boolean unclear;

    /**
     * Begins, with backends that are ready.
     *
     * @throws TesteeFailure when one does not start again
     */
    Bout(Duel duel, Script script) throws TesteeFailure {
        this.duel = duel;
        this.ring = duel.ring();
        this.script = script;
        this.world = script.world();
        this.first = duel.leader();
        this.second = duel.testee();
        this.leads = new Follower(first.offer());
        this.follows = new Follower(second.offer());
        this.precedent = new Precedent(ring.features().contains(Feature.MAPS_FORMAT));
    }

    /** Returns whether the testee did not answer several calls: it may have been any of them. */
    boolean isUnclear() {
        return unclear;
    }

    /** Plays it to its end, or to where they part. */
    Played play() throws TesteeFailure {
        for (List<Step> some = script.next(); !some.isEmpty(); some = script.next()) {
            Difference difference = ask(some);
            if (difference != null) {
                return new Played(judged(), answers, operations, difference);
            }
        }
        return new Played(steps, answers, operations, null);
    }

    private @Nullable Difference ask(List<Step> some) throws TesteeFailure {
        List<Answer> wanted = lead(some);
        for (int i = 0; i < some.size(); i++) {
            operations += Operations.of(some.get(i).call());
            leads.note(some.get(i), wanted.get(i));
            world.take(wanted.get(i));
        }
        List<Answer> got;
        try {
            got = second.ask(filled(some, follows));
        } catch (TesteeFailure failure) {
            duel.dropTestee();
            return failed(some, wanted, failure);
        }
        for (int i = 0; i < some.size(); i++) {
            if (!alike(some.get(i), wanted.get(i), got.get(i))) {
                return differ(wanted.get(i), got.get(i));
            }
        }
        return null;
    }

    private List<Answer> lead(List<Step> some) throws TesteeFailure {
        try {
            return first.ask(filled(some, leads));
        } catch (TesteeFailure failure) {
            throw failure.of(first.offer().name());
        }
    }

    private List<Call> filled(List<Step> some, Follower of) {
        List<Call> calls = new ArrayList<>(some.size());
        for (Step step : some) {
            calls.add(step.fills().isEmpty() ? step.call() : of.filled(step));
        }
        return calls;
    }

    private boolean alike(Step step, Answer wanted, Answer got) {
        int number = note(step, wanted);
        Expected any = open.get(number);
        if (any != null) {
            precedent.note(step, wanted);
            boolean fits = follows.take(new Step(step.call(), any, step.fills()), got);
            if (fits) {
                answers.set(number, got);
            }
            return fits;
        }
        if (got.equals(wanted)) {
            precedent.note(step, wanted);
            follows.note(step, got);
            return true;
        }
        Expected expected = precedent.expect(step, wanted, world.handedAt(number));
        return follows.take(new Step(step.call(), expected, step.fills()), got);
    }

    /** Notes a step and what the backend that is followed says to it; returns its number. */
    private int note(Step step, Answer wanted) {
        int number = steps.size();
        Expected any = ring.language().open(step, wanted);
        if (any != null) {
            open.put(number, any);
        }
        steps.add(step);
        answers.add(any == null ? wanted : wanted.toBuilder().clearMore().build());
        return number;
    }

    /** Returns the steps so far, each with what it has to be answered. */
    private List<Step> judged() {
        Precedent again = new Precedent(ring.features().contains(Feature.MAPS_FORMAT));
        List<Step> judged = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            Expected expected = open.get(i);
            if (expected == null) {
                expected = again.expect(step, answers.get(i), world.handedAt(i));
            } else {
                again.note(step, answers.get(i));
            }
            judged.add(new Step(step.call(), expected, step.fills()));
        }
        return judged;
    }

    private Difference differ(Answer wanted, Answer got) {
        Step last = steps.get(steps.size() - 1);
        return new Difference(
                steps.size() - 1,
                follows.expected(),
                follows.got(),
                "",
                Signature.behind(
                        Signature.of(
                                ring.language(),
                                last,
                                wanted,
                                got,
                                open.containsKey(steps.size() - 1)),
                        steps,
                        answers),
                null);
    }

    /** Takes it for the last call, which it is if they are asked one by one. */
    private Difference failed(List<Step> some, List<Answer> wanted, TesteeFailure failure) {
        unclear = some.size() > 1;
        for (int i = 0; i < some.size(); i++) {
            note(some.get(i), wanted.get(i));
        }
        Step last = some.get(some.size() - 1);
        return new Difference(
                steps.size() - 1,
                "an answer",
                Words.of(failure),
                failure.stderr(),
                Signature.of(ring.language(), last, failure),
                failure.kind());
    }
}
