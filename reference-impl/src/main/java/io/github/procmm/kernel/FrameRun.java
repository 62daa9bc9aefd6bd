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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Carries out the frames of one session, record by record, in the frame's mode (SPEC.md, section
 * 21).
 */
final class FrameRun {

    private final Hello hello;
    private final Welcome session;
    private final RecordRun records;
    private final ReplyWriter replies = new ReplyWriter();

    FrameRun(Kernel kernel, UserProcess client, HandleTable handles, Hello hello, Welcome session) {
        this.hello = hello;
        this.session = session;
        this.records = new RecordRun(kernel, client, handles, hello, session, replies);
    }

    /** Returns why a frame is not carried out at all, or null where it is. */
    @Nullable Errno refusal(FrameView frame, FrameCheck check) {
        return check.refusal(frame, hello, session);
    }

    /** Carries out a frame that is not refused, and appends the reply. */
    void carryOut(FrameView frame, ByteBuf out) {
        BatchMode mode = frame.mode() == null ? BatchMode.SEQUENTIAL : frame.mode();
        replies.begin(out, frame.sequence(), mode);
        if (mode == BatchMode.ATOMIC) {
            atomic(frame);
        } else {
            eachByItself(frame, mode == BatchMode.SEQUENTIAL);
        }
        replies.end();
    }

    private void eachByItself(FrameView frame, boolean stops) {
        records.begin(frame, null);
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
        List<Mm> spaces = new ArrayList<>(records.spacesIn(frame));
        spaces.sort(Comparator.comparingLong(Mm::number)); // all frames in one order
        spaces.forEach(mm -> mm.lock().lock());
        try {
            allOrNothing(frame);
        } finally {
            spaces.forEach(mm -> mm.lock().unlock());
        }
    }

    /** V2-BATCH-4: carries out all of them, or takes back what has been done. */
    private void allOrNothing(FrameView frame) {
        Undo undo = new Undo();
        records.begin(frame, undo);
        while (frame.next()) {
            if (!record(frame)) {
                undo.undo();
                refuseAllFor(frame.number(), frame.count());
                return;
            }
        }
        undo.commit();
    }

    private boolean record(FrameView frame) {
        return frame.type() == FrameType.LEGACY ? records.legacy(frame) : records.record(frame);
    }

    private void refuseAllFor(int failed, int count) {
        replies.restart();
        for (int i = 0; i < count; i++) {
            if (i == failed) {
                records.repeatRefusal();
            } else {
                replies.canceled();
            }
        }
    }
}
