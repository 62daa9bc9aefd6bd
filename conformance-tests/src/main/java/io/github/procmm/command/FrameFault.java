package io.github.procmm.command;

import io.github.procmm.model.Errno;
import io.github.procmm.v2.FrameCheck;
import io.github.procmm.v2.FrameCodec;
import io.github.procmm.v2.FrameType;
import io.github.procmm.v2.FrameView;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Why a frame, or a record of it, is refused in every session.
 *
 * @param errno as REFUSED or a result has it
 * @param position where in the frame, in bytes
 * @param rule which rule says so
 */
record FrameFault(Errno errno, int position, String rule) {

    private static final int HEADER = 32;
    private static final int LENGTH = 8;

    /** Offsets in a record. */
    private static final int SIZE = 2;

    /** Returns what is wrong with a frame's magic or length. */
    static FrameFault ofLength(Errno errno, int position) {
        return new FrameFault(errno, position, "V2-FRAME-3");
    }

    /** Returns the first thing that is wrong with a whole frame, or null. Moves no index. */
    static @Nullable FrameFault of(ByteBuf frame) {
        FrameView view = new FrameView();
        view.wrap(frame, frame.readerIndex());
        if (view.type() == FrameType.HELLO) {
            FrameCheck check = new FrameCheck();
            Errno errno = check.refusalOfHello(view);
            return errno == null
                    ? null
                    : new FrameFault(errno, check.position(), ruleOfHello(errno, check.position()));
        }
        FrameCodec.Decoded decoded = new FrameCodec(-1).decode(frame.slice());
        return decoded instanceof FrameCodec.Broken broken
                ? new FrameFault(broken.errno(), broken.position(), rule(view, broken))
                : null;
    }

    private static String ruleOfHello(Errno errno, int position) {
        if (position < HEADER && position != LENGTH) {
            return "V2-FRAME-4";
        }
        return errno == Errno.EPROTONOSUPPORT ? "V2-HELLO-2" : "V2-HELLO-3";
    }

    private static String rule(FrameView frame, FrameCodec.Broken broken) {
        FrameType type = frame.type();
        int position = broken.position();
        boolean misfits = type != null && !type.negotiates() && frame.misfit() == position;
        if (misfits) {
            return "V2-FRAME-5";
        }
        if (position < HEADER) {
            return position == LENGTH ? "V2-REC-4" : "V2-FRAME-4";
        }
        if (type == FrameType.BATCH) {
            return ruleOfRecord(frame, broken);
        }
        return type == FrameType.LEGACY ? "V2-LEGACY-3" : "V2-GEN-2";
    }

    private static String ruleOfRecord(FrameView frame, FrameCodec.Broken broken) {
        int start = HEADER;
        while (frame.next() && start + frame.size() <= broken.position()) {
            start += frame.size();
        }
        int field = broken.position() - start;
        return switch (broken.errno()) {
            case ENOSYS -> "V2-REC-2";
            case E2BIG -> "V2-REC-4";
            case EOPNOTSUPP -> "V2-REC-5";
            default -> field == SIZE ? "V2-REC-3" : "V2-REC-6";
        };
    }
}
