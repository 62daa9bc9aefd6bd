package io.github.procmm.suite;

import java.io.Serializable;

/** A number in an answer, as far as a case can know it. */
public sealed interface ExpectedNumber extends Serializable {

    /** This one. */
    record Exactly(long number) implements ExpectedNumber {}

    /** A handle that the session has not been given before (V2-HANDLE-1). */
    record NewHandle() implements ExpectedNumber {}

    /**
     * One of 8 bytes that stands in the data of the answer to an earlier step.
     *
     * @param step the index of that step, from 0
     * @param from where it stands
     * @param add what is added to it
     */
    record Answered(int step, int from, long add) implements ExpectedNumber {}

    /** Another one than stands there. */
    record OtherThan(int step, int from) implements ExpectedNumber {}

    /** Whatever it is. */
    record Any() implements ExpectedNumber {}
}
