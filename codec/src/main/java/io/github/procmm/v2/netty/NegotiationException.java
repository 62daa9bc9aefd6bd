package io.github.procmm.v2.netty;

import io.github.procmm.v2.Refused;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** No session came about: the backend refused, or what it said was no WELCOME. */
public final class NegotiationException extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable Refused refused;

    NegotiationException(String message, @Nullable Refused refused) {
        super(message);
        this.refused = refused;
    }

    /** Returns what the backend refused with, or null where it did not. */
    public @Nullable Refused refused() {
        return refused;
    }
}
