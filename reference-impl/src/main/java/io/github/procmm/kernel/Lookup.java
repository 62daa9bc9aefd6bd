package io.github.procmm.kernel;

import static io.github.procmm.model.Errno.EBADF;
import static io.github.procmm.model.Errno.ECANCELED;

import io.github.procmm.v2.Handle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the handles and references in the records of one frame stand for: V2-REC-7, V2-HANDLE-8.
 * Where it is nothing the outcome tells why. Mutable, for one thread.
 */
final class Lookup {

    private final HandleTable handles;
    private final Outcome outcome;

    /** The handles that records of this frame have given; {@link Handle#NONE} for every other. */
    private long[] given = new long[0];

    private int number;

    Lookup(HandleTable handles, Outcome outcome) {
        this.handles = handles;
        this.outcome = outcome;
    }

    /** Begins a frame of so many records. */
    void begin(int count) {
        if (given.length < count) {
            given = new long[count];
        }
        Arrays.fill(given, 0, count, Handle.NONE);
    }

    /** Steps to the record of that place in the frame. */
    void step(int place) {
        number = place;
    }

    /** Notes the handle that is the value of this record. */
    void give(long handle) {
        given[number] = handle;
    }

    /** Returns the handle that stands in a record, or to which a reference there leads. */
    long resolved(long handle) {
        if (!Handle.isReference(handle)) {
            return handle;
        }
        int record = Handle.referred(handle);
        return record >= 0 && record < number ? given[record] : Handle.NONE;
    }

    /** Returns what a handle stands for now, or null where it is none, or a reference. */
    @Nullable Held peek(long handle) {
        return handles.get(handle);
    }

    /** Returns what is found at {@code field}; of a space {@link #isStill} tells with its lock. */
    @Nullable Held held(long handle, int field) {
        long resolved = resolved(handle);
        if (resolved == Handle.NONE && Handle.isReference(handle)) {
            outcome.refuse(ECANCELED, field);
            return null;
        }
        Held held = handles.get(resolved);
        if (held == null) {
            outcome.refuse(EBADF, field);
        }
        return held;
    }

    Held.@Nullable Space space(long handle, int field) {
        Held held = held(handle, field);
        if (held instanceof Held.Memory) {
            outcome.refuse(EBADF, field);
        }
        return held instanceof Held.Space space ? space : null;
    }

    Held.@Nullable Memory object(long handle, int field) {
        Held held = held(handle, field);
        if (held instanceof Held.Space) {
            outcome.refuse(EBADF, field);
        }
        return held instanceof Held.Memory memory ? memory : null;
    }

    /** Returns whether a handle still stands for that: nobody has destroyed the space meanwhile. */
    @SuppressWarnings("ReferenceEquality") // The very entry that was found before.
    boolean isStill(long handle, int field, Held held) {
        return handles.get(resolved(handle)) == held || outcome.refuse(EBADF, field);
    }
}
