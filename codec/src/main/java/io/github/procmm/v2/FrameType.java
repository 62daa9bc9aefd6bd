package io.github.procmm.v2;

import org.jspecify.annotations.Nullable;

/** What a frame is: table 16.2. */
public enum FrameType {
    /** The client says what it speaks. */
    HELLO(1),
    /** The backend says what the session is. */
    WELCOME(2),
    /** A frame was not carried out, no part of it. */
    REFUSED(3),
    /** Operations. */
    BATCH(4),
    /** What came of a BATCH or LEGACY frame. */
    REPLY(5),
    /** Records of part v1. */
    LEGACY(6);

    private static final FrameType[] BY_NUMBER = {
        null, HELLO, WELCOME, REFUSED, BATCH, REPLY, LEGACY
    };

    private final int number;

    FrameType(int number) {
        this.number = number;
    }

    /** Returns the number on the wire. */
    public int number() {
        return number;
    }

    /** Returns the type of that number, or null where there is none. */
    public static @Nullable FrameType of(int number) {
        return number > 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : null;
    }

    /** Returns whether it negotiates: such frames have version 0, whatever is spoken. */
    public boolean negotiates() {
        return this == HELLO || this == WELCOME || this == REFUSED;
    }

    /** Returns whether it comes from the client. */
    public boolean isFromClient() {
        return this == HELLO || this == BATCH || this == LEGACY;
    }
}
