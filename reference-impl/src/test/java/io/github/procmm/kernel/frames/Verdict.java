package io.github.procmm.kernel.frames;

import io.github.procmm.model.Errno;
import io.github.procmm.v2.Frame.Result;
import org.jspecify.annotations.Nullable;

/**
 * What should come of a record.
 *
 * @param result status, value and field
 * @param gives the handle that is its value, whatever its number; null where it is none
 */
record Verdict(Result result, @Nullable ModelHandle gives) {

    static Verdict done(long value) {
        return new Verdict(new Result(0, value, 0, null), null);
    }

    static Verdict gives(ModelHandle handle) {
        return new Verdict(new Result(0, 0, 0, null), handle);
    }

    static Verdict refused(Errno errno, int field) {
        return refused(errno, field, 0);
    }

    static Verdict refused(Errno errno, int field, long value) {
        return new Verdict(new Result(errno.number(), value, field, null), null);
    }

    boolean isDone() {
        return result.status() == 0;
    }
}
