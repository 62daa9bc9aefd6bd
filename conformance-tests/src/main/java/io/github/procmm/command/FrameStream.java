package io.github.procmm.command;

import io.github.procmm.model.Errno;
import io.github.procmm.schema.ByteSpan;
import io.github.procmm.v2.FrameType;
import io.github.procmm.v2.FrameView;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Cuts a captured stream into frames and takes each apart, from either side of a session or from
 * both. Goes on behind a frame that is refused, and not behind one whose end is unknown
 * (V2-FRAME-3).
 */
final class FrameStream implements Iterator<DecodedFrame> {

    /** The first bytes of each frame. */
    private static final byte[] MAGIC = {'P', 'M', 'M', '2'};

    private static final int TYPE_FIELD = 6;
    private static final int HEADER = 32;

    /** Frames of any length: what limit holds is known to the two sides. */
    private static final int ANY_LENGTH = -1;

    private final ByteBuf in;
    private int at;

    /** Begins at the first readable byte. */
    FrameStream(ByteBuf in) {
        this.in = in.slice();
    }

    /** Returns whether bytes begin with a frame's magic, or with as much of it as there is. */
    static boolean isOne(byte[] bytes) {
        for (int i = 0; i < Math.min(bytes.length, MAGIC.length); i++) {
            if (bytes[i] != MAGIC[i]) {
                return false;
            }
        }
        return bytes.length > 0;
    }

    @Override
    public boolean hasNext() {
        return at < in.capacity();
    }

    @Override
    public DecodedFrame next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        int start = at;
        int left = in.capacity() - start;
        if (left < FrameView.MEASURABLE) {
            at += left;
            return cut(start, left, "the length is not there");
        }
        int length = FrameView.measure(in, start, left, ANY_LENGTH);
        if (length < 0) {
            at += left;
            return lost(start, left, length == Errno.EMSGSIZE.asResult());
        }
        if (length > left) {
            at += left;
            return cut(start, left, left + " of " + length + " bytes are there");
        }
        at += length;
        List<FrameRow> rows = FrameAnatomy.of(in, start, length);
        return new DecodedFrame(start, length, name(start), rows, FrameFaults.of(in, start));
    }

    private String name(int start) {
        FrameType type = FrameType.of(in.getUnsignedShortLE(start + TYPE_FIELD));
        return type == null ? "no type" : type.name();
    }

    private DecodedFrame cut(int start, int left, String reason) {
        FrameFault fault = new FrameFault(null, left, "V2-FRAME-2", reason);
        String name = left < HEADER ? "part of a header" : "part of " + name(start);
        List<FrameRow> rows = FrameAnatomy.of(in, start, left);
        return new DecodedFrame(start, left, name, rows, List.of(fault));
    }

    private DecodedFrame lost(int start, int left, boolean tooLong) {
        int position = tooLong ? FrameView.LENGTH_FIELD : FrameView.wrongBefore(in, start);
        boolean magic = position != FrameView.LENGTH_FIELD;
        Errno errno = tooLong ? Errno.EMSGSIZE : Errno.EPROTO;
        String reason = magic ? "wanted 50 4d 4d 32, PMM2" : "wanted a multiple of 8 from 32";
        FrameFault fault =
                new FrameFault(errno, position, "V2-FRAME-3", tooLong ? "2 GiB or more" : reason);
        List<FrameRow> rows =
                magic ? List.of(unknown(start, left)) : FrameAnatomy.ofHeader(in, start, left);
        return new DecodedFrame(start, left, "no frame", rows, List.of(fault));
    }

    private FrameRow unknown(int start, int left) {
        String hex = ByteBufUtil.hexDump(in, start, left);
        String why = "no frame begins here";
        return new FrameRow.Bytes(0, new ByteSpan(ByteSpan.Kind.IGNORED, 0, left, "", hex, 0, why));
    }
}
