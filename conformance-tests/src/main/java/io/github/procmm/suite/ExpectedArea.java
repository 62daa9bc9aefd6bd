package io.github.procmm.suite;

import java.io.Serializable;

/**
 * An area that maps has to show.
 *
 * @param start the first address, in bytes
 * @param end the first address behind it
 * @param permissions four letters as maps prints them: {@code rw-p}
 * @param object what is shown: the number of an object, or one of the constants
 * @param offset where in the object it starts, in bytes; 0 without one
 */
public record ExpectedArea(long start, long end, String permissions, int object, long offset)
        implements Serializable {

    /** Private anonymous memory. */
    public static final int ANONYMOUS = -1;

    /** Shared anonymous memory. */
    public static final int SHARED_MEMORY = -2;

    /** An object that MEMORY of part v2 made: maps names it as the testee likes. */
    public static final int MEMORY = -3;
}
