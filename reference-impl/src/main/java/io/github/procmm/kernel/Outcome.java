package io.github.procmm.kernel;

import io.github.procmm.model.Errno;
import org.jspecify.annotations.Nullable;

/** What came of the last record of a session: a value, or why not. Mutable, for one thread. */
final class Outcome {

    private @Nullable Errno errno;
    private int field;
    private long value;

    /** Notes a result and returns true. */
    boolean done(long result) {
        errno = null;
        field = 0;
        value = result;
        return true;
    }

    /** Notes a refusal for a field, at no address, and returns false. */
    boolean refuse(Errno why, int fieldOffset) {
        return refuse(why, fieldOffset, 0);
    }

    /** Notes a refusal for a field, at an address, and returns false (V2-REPLY-4). */
    boolean refuse(Errno why, int fieldOffset, long addr) {
        errno = why;
        field = fieldOffset;
        value = addr;
        return false;
    }

    /** Returns why the record was refused, or null where it was carried out. */
    @Nullable Errno errno() {
        return errno;
    }

    /** Returns the offset of the field for which it was refused. */
    int field() {
        return field;
    }

    /** Returns the result, or the address at which the record was refused. */
    long value() {
        return value;
    }
}
