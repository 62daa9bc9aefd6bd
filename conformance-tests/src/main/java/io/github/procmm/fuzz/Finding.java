package io.github.procmm.fuzz;

import io.github.procmm.proto.testee.Answer;
import io.github.procmm.suite.Step;
import java.io.Serializable;
import java.util.List;

/**
 * A mistake that was found: a history as small as it could be made in which two backends part.
 *
 * @param difference where and how
 * @param steps the calls up to there, each with what has to be answered
 * @param answers what the backend that is followed answered
 * @param operations how many of the calls do something
 * @param range the number of the range in which it was found
 * @param history the number of the history in that range
 * @param before how many operations the range had played when it was found, that history's included
 */
public record Finding(
        Difference difference,
        List<Step> steps,
        List<Answer> answers,
        int operations,
        int range,
        int history,
        long before)
        implements Serializable {

    /** Copies the lists. */
    public Finding {
        steps = List.copyOf(steps);
        answers = List.copyOf(answers);
    }
}
