package io.github.procmm.v2;

import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.EMSGSIZE;
import static io.github.procmm.model.Errno.EOPNOTSUPP;
import static io.github.procmm.model.Errno.EPROTO;
import static io.github.procmm.model.Errno.EPROTONOSUPPORT;

import io.github.procmm.model.Errno;
import org.jspecify.annotations.Nullable;

/**
 * Whether a client's frame, whole and measured, may be carried out: V2-FRAME-4, V2-FRAME-5,
 * V2-HELLO-1 to V2-HELLO-3, V2-REPLY-3 and V2-QUERY-5. Mutable, for one thread.
 */
public final class FrameCheck {

    /** What a QUERY wants in a reply, besides what every result has (V2-QUERY-5). */
    private static final int QUERY_ROOM = Layout.QUERY_HEAD + Layout.QUERY_AREA;

    private int position;

    /** Makes a check. */
    public FrameCheck() {}

    /** Returns where in the last frame the reason for its refusal stands, in bytes. */
    public int position() {
        return position;
    }

    private @Nullable Errno at(int offset, Errno errno) {
        position = offset;
        return errno;
    }

    /**
     * Returns why the first frame of a client is refused, or null where it is a HELLO with a
     * version that is spoken here.
     */
    public @Nullable Errno refusalOfHello(FrameView frame) {
        if (frame.type() != FrameType.HELLO) {
            return at(Layout.TYPE, EPROTO); // V2-HELLO-1
        }
        Errno header = refusalOfHeader(frame);
        if (header != null) {
            return header;
        }
        if (frame.length() < Hello.LENGTH) {
            return at(Layout.LENGTH, EPROTO); // V2-HELLO-3
        }
        return refusal(frame, Hello.read(frame));
    }

    private @Nullable Errno refusalOfHeader(FrameView frame) {
        if (frame.version() != 0) {
            return at(Layout.VERSION, EPROTONOSUPPORT);
        }
        if (frame.modeNumber() != 0) {
            return at(Layout.MODE, EOPNOTSUPP);
        }
        if (frame.reserved() != 0) {
            return at(Layout.FRAME_RESERVED, EOPNOTSUPP);
        }
        return frame.count() == 0 ? null : at(Layout.COUNT, EOPNOTSUPP);
    }

    private @Nullable Errno refusal(FrameView frame, Hello hello) {
        if (hello.lowest() > hello.highest()) {
            return at(Hello.LOWEST, EINVAL);
        }
        if (Integer.compareUnsigned(hello.maxFrame(), Layout.LEAST_MAX_FRAME) < 0) {
            return at(Hello.MAX_FRAME, EINVAL);
        }
        int tail = frame.firstNonZero(Hello.RESERVED);
        if (tail >= 0) {
            return tail < Hello.LENGTH ? at(Hello.RESERVED, EOPNOTSUPP) : at(tail, Errno.E2BIG);
        }
        boolean spoken =
                hello.lowest() <= Layout.VERSION_NUMBER && hello.highest() >= Layout.VERSION_NUMBER;
        return spoken ? null : at(Hello.LOWEST, EPROTONOSUPPORT); // V2-HELLO-2
    }

    /**
     * Returns why a frame of a session is refused, or null where its records may be looked at.
     *
     * @param hello what the client takes
     * @param session what was agreed
     */
    public @Nullable Errno refusal(FrameView frame, Hello hello, Welcome session) {
        FrameType type = frame.type();
        int version = type != null && type.negotiates() ? 0 : session.version();
        if (frame.version() != version) {
            return at(Layout.VERSION, EPROTONOSUPPORT);
        }
        if (type != FrameType.BATCH && type != FrameType.LEGACY) {
            return at(Layout.TYPE, EPROTO); // V2-HELLO-1 too
        }
        if (type == FrameType.LEGACY && (session.features() & Features.LEGACY) == 0) {
            return at(Layout.TYPE, EOPNOTSUPP); // V2-HELLO-5
        }
        BatchMode mode = frame.mode();
        boolean agreed = (session.features() & Features.ATOMIC) != 0 || mode != BatchMode.ATOMIC;
        if (mode == null || !agreed) {
            return at(Layout.MODE, EOPNOTSUPP);
        }
        if (frame.reserved() != 0) {
            return at(Layout.FRAME_RESERVED, EOPNOTSUPP);
        }
        if (Integer.compareUnsigned(frame.count(), session.maxCount()) > 0) {
            return at(Layout.COUNT, EMSGSIZE);
        }
        int misfit = frame.misfit();
        if (misfit >= 0) {
            return at(misfit, EPROTO); // V2-FRAME-5
        }
        boolean room =
                Long.compareUnsigned(
                                leastReply(frame, type), Integer.toUnsignedLong(hello.maxFrame()))
                        <= 0;
        return room ? null : at(Layout.COUNT, EMSGSIZE); // V2-REPLY-3, V2-QUERY-5
    }

    private static long leastReply(FrameView frame, FrameType type) {
        long length = Layout.FRAME_HEADER + (long) frame.count() * Layout.RESULT_HEADER;
        if (type == FrameType.BATCH) {
            frame.rewind();
            while (frame.next()) {
                length += frame.opcode() == Operation.QUERY.opcode() ? QUERY_ROOM : 0;
            }
            frame.rewind();
        }
        return length;
    }
}
