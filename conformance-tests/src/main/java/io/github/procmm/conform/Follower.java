package io.github.procmm.conform;

import io.github.procmm.backend.Offer;
import io.github.procmm.proto.testee.Answer;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.suite.Step;
import java.util.ArrayList;
import java.util.List;

/** The answers of a backend to a history that is still being made. Mutable, for one history. */
public final class Follower {

    private final List<Step> steps = new ArrayList<>();
    private final Answers answers;

    /** Begins with a backend. */
    public Follower(Offer offer) {
        this.answers = new Answers(steps, true, offer);
    }

    /** Returns a call with what it takes from this backend's answers. */
    public Call filled(Step step) {
        return answers.filled(step).call();
    }

    /** Takes the answer to a step that has to be as the step says; returns whether it is. */
    public boolean take(Step wanted, Answer answer) {
        steps.add(wanted);
        return answers.take(answer);
    }

    /** Takes an answer that is known to be right. */
    public void note(Step wanted, Answer answer) {
        steps.add(wanted);
        answers.note(answer);
    }

    /** Returns in words what the last step had to be answered. */
    public String expected() {
        return answers.expected(answers.count() - 1);
    }

    /** Returns in words what the last step was answered. */
    public String got() {
        return answers.got(answers.count() - 1);
    }
}
