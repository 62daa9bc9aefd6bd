package io.github.procmm.suite;

import io.github.procmm.model.Errno;
import io.github.procmm.proto.testee.Call;

/** A write that has been said, until it is said what it has to return. */
final class Outcome {

    private final Mm mm;
    private final Call.Builder call;
    private final long count;

    Outcome(Mm mm, Call.Builder call, long count) {
        this.mm = mm;
        this.call = call;
        this.count = count;
    }

    /** It is carried out: the count of the bytes written is returned (V1-WRITE-8). */
    void done() {
        returns(count);
    }

    /** It is refused, and the areas are as before. */
    void refused(Errno errno) {
        int before = mm.notes();
        fails(errno);
        mm.showsWhatItDidAt(before);
    }

    /** It is refused; what has become of the areas is said by what follows. */
    void fails(Errno errno) {
        returns(errno.asResult());
    }

    /** It returns this number. */
    void returns(long result) {
        mm.scenario().answers(call, result);
    }
}
