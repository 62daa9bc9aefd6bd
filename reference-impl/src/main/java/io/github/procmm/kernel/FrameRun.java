package io.github.procmm.kernel;

import io.github.procmm.model.Errno;
import io.github.procmm.v2.BatchMode;
import io.github.procmm.v2.FrameCheck;
import io.github.procmm.v2.FrameType;
import io.github.procmm.v2.FrameView;
import io.github.procmm.v2.Hello;
import io.github.procmm.v2.ReplyWriter;
import io.github.procmm.v2.Welcome;
import io.netty.buffer.ByteBuf;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Carries out the frames of one session, record by record, in the frame's mode (SPEC.md, section
 * 21).
 */
final class FrameRun {

    private final Hello hello;
    private final Welcome session;
    private final Outcome outcome = new Outcome();
    private final Lookup lookup;
    private final RecordRun records;
    private final LegacyRun legacy;
    private final ReplyWriter replies = new ReplyWriter();
    private final LockSet spaces = new LockSet();
    private boolean isLegacy;

    FrameRun(Kernel kernel, UserProcess client, HandleTable handles, Hello hello, Welcome session) {
        this.hello = hello;
        this.session = session;
        this.lookup = new Lookup(handles, outcome);
        this.records =
                new RecordRun(kernel, client, handles, hello, session, replies, lookup, outcome);
        this.legacy = new LegacyRun(kernel, client, lookup, outcome);
    }

    /** Returns why a frame is not carried out at all, or null where it is. */
    @Nullable Errno refusal(FrameView frame, FrameCheck check) {
        return check.refusal(frame, hello, session);
    }

    /** Carries out a frame that is not refused, and appends the reply. */
    void carryOut(FrameView frame, ByteBuf out) {
        isLegacy = frame.type() == FrameType.LEGACY;
        BatchMode mode = Objects.requireNonNull(frame.mode());
        replies.begin(out, frame.sequence(), mode);
        switch (mode) {
            case SEQUENTIAL -> eachByItself(frame, true);
            case INDEPENDENT -> eachByItself(frame, false);
            case ATOMIC -> atomic(frame);
        }
        replies.end();
    }

    private void begin(FrameView frame, @Nullable Undo undo) {
        lookup.begin(frame.count());
        if (isLegacy) {
            legacy.begin(undo);
        } else {
            records.begin(frame, undo);
        }
    }

    private void eachByItself(FrameView frame, boolean stops) {
        begin(frame, null);
        boolean stopped = false;
        while (frame.next()) {
            if (stopped) {
                replies.canceled(); // V2-BATCH-2
            } else {
                stopped = !record(frame) && stops;
            }
        }
    }

    /** V2-BATCH-5: nobody else gets at a space of the frame before it is done or taken back. */
    private void atomic(FrameView frame) {
        if (isLegacy) {
            legacy.addSpaces(frame, spaces);
        } else {
            records.addSpaces(frame, spaces);
        }
        spaces.lock();
        try {
            allOrNothing(frame);
        } finally {
            spaces.unlock();
        }
    }

    /** V2-BATCH-4: carries out all of them, or takes back what has been done. */
    private void allOrNothing(FrameView frame) {
        Undo undo = new Undo();
        begin(frame, undo);
        boolean done = false;
        try {
            done = all(frame);
        } finally { // even if the caller's buffer has no room for the reply
            if (done) {
                undo.commit();
            } else {
                undo.undo();
            }
        }
        if (!done) {
            refuseAllFor(frame.number(), frame.count());
        }
    }

    private boolean all(FrameView frame) {
        boolean done = true;
        while (done && frame.next()) {
            done = record(frame);
        }
        return done;
    }

    /** Carries out one record and appends its result; returns whether it was done. */
    private boolean record(FrameView frame) {
        lookup.step(frame.number());
        boolean done = isLegacy ? legacy.run(frame) : records.run(frame);
        if (!done) {
            refuse();
        } else if (isLegacy || !records.hasReplied()) {
            replies.done(outcome.value());
        }
        return done;
    }

    private void refuse() {
        Errno errno = Objects.requireNonNull(outcome.errno());
        replies.refused(errno, outcome.field(), outcome.value());
    }

    private void refuseAllFor(int failed, int count) {
        replies.restart();
        for (int i = 0; i < count; i++) {
            if (i == failed) {
                refuse();
            } else {
                replies.canceled();
            }
        }
    }
}
