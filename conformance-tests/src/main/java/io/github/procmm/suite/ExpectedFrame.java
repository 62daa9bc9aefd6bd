package io.github.procmm.suite;

import java.io.Serializable;
import java.util.List;

/** A frame that a backend has to answer with: sections 16, 17 and 21 of SPEC.md. */
public sealed interface ExpectedFrame extends Serializable {

    /** Returns the number that the client chose, or 0. */
    long sequence();

    /**
     * A session begins.
     *
     * @param features exactly those that are agreed
     * @param maxAreas the limit that the host was booted with; 0: any
     * @param maxHandles the limit that the session was begun with; 0: any
     */
    record Welcome(long sequence, long features, int maxAreas, int maxHandles)
            implements ExpectedFrame {}

    /**
     * A frame is refused.
     *
     * @param status the positive number of an errno
     * @param position where in the refused frame, in bytes
     */
    record Refused(long sequence, int status, int position) implements ExpectedFrame {}

    /**
     * What came of the records of a frame.
     *
     * @param mode of the frame, by its number
     */
    record Reply(long sequence, int mode, List<ExpectedResult> results) implements ExpectedFrame {

        /** Copies the list. */
        public Reply {
            results = List.copyOf(results);
        }
    }
}
