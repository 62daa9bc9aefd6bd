package io.github.procmm.v2;

import org.jspecify.annotations.Nullable;

/** What becomes of a frame when one of its records is refused: table 21.1. */
public enum BatchMode {
    /** It stops there; what was done before stays done. */
    SEQUENTIAL(0),
    /** The others are carried out all the same. */
    INDEPENDENT(1),
    /** Nothing of it has been done. */
    ATOMIC(2);

    private static final BatchMode[] BY_NUMBER = {SEQUENTIAL, INDEPENDENT, ATOMIC};

    private final int number;

    BatchMode(int number) {
        this.number = number;
    }

    /** Returns the number on the wire. */
    public int number() {
        return number;
    }

    /** Returns the mode of that number, or null where there is none. */
    public static @Nullable BatchMode of(int number) {
        return number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : null;
    }
}
