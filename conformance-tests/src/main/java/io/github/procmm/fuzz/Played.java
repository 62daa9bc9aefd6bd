package io.github.procmm.fuzz;

import io.github.procmm.proto.testee.Answer;
import io.github.procmm.suite.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A history that has been played to both backends, up to where they part.
 *
 * @param steps where they part: each with what has to be answered
 * @param answers of the backend that is followed
 * @param operations how many of the calls do something: records, accesses, changes of objects
 * @param difference null where they do not part
 */
record Played(
        List<Step> steps, List<Answer> answers, int operations, @Nullable Difference difference) {

    /** Copies the lists. */
    Played {
        steps = List.copyOf(steps);
        answers = List.copyOf(answers);
    }
}
