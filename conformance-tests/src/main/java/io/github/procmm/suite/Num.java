package io.github.procmm.suite;

import org.jspecify.annotations.Nullable;

/**
 * A number in a frame of a case: known, or to be told by an answer.
 *
 * @param known the number; 0 where an answer tells it
 * @param answered which answer tells it, for no place yet; null where it is known
 */
record Num(long known, @Nullable Fill answered) {

    private static final long REFERENCE = 1L << 63;

    static Num of(long number) {
        return new Num(number, null);
    }

    /** Stands for the value of an earlier record of the same frame (V2-HANDLE-8). */
    static Num reference(long record) {
        return of(REFERENCE | record);
    }

    /** The number of 4 or 8 bytes in the data of the answer to a step. */
    static Num answered(int step, int from, int size) {
        return new Num(0, new Fill(0, size, step, from, 0));
    }

    Num plus(long more) {
        return answered == null
                ? of(known + more)
                : new Num(
                        0,
                        new Fill(
                                0,
                                answered.size(),
                                answered.step(),
                                answered.from(),
                                answered.add() + more));
    }

    /** Returns the same as an answer has to have it. */
    ExpectedNumber expected() {
        return answered == null
                ? new ExpectedNumber.Exactly(known)
                : new ExpectedNumber.Answered(answered.step(), answered.from(), answered.add());
    }
}
