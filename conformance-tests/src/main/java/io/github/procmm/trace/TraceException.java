package io.github.procmm.trace;

import java.io.IOException;

/** A trace that is not one, from some place on: says where, what was got and what was wanted. */
public final class TraceException extends IOException {

    private static final long serialVersionUID = 1L;

    /** Says what is wrong at some place of a trace; what it quotes of it is made safe to show. */
    public TraceException(String where, String what) {
        super(where + ": " + what.replaceAll("[^ -~]", "?"));
    }
}
