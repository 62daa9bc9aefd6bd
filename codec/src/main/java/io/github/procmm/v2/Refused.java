package io.github.procmm.v2;

import io.netty.buffer.ByteBuf;

/**
 * REFUSED: a frame was not carried out, no part of it (table 16.3).
 *
 * @param status the positive number of an errno
 * @param position where in the refused frame the reason stands, in bytes
 * @param lowest the lowest version that the backend speaks
 * @param highest the highest version that it speaks
 */
public record Refused(int status, int position, int lowest, int highest) {

    static final int LENGTH = 48;

    private static final int STATUS = 32;
    private static final int POSITION = 36;
    private static final int LOWEST = 40;
    private static final int HIGHEST = 42;
    static final int RESERVED = 44;

    /** Appends the frame. */
    public void write(ByteBuf out, long sequence) {
        int base = FrameHeader.append(out, FrameType.REFUSED, sequence, BatchMode.SEQUENTIAL);
        out.writeIntLE(status);
        out.writeIntLE(position);
        out.writeShortLE(lowest);
        out.writeShortLE(highest);
        out.writeIntLE(0);
        FrameHeader.complete(out, base, 0);
    }

    /**
     * Reads a REFUSED frame of at least 48 bytes.
     *
     * @throws IndexOutOfBoundsException when it is shorter
     */
    static Refused read(FrameView frame) {
        ByteBuf buf = frame.buf();
        int base = frame.base();
        return new Refused(
                buf.getIntLE(base + STATUS),
                buf.getIntLE(base + POSITION),
                buf.getUnsignedShortLE(base + LOWEST),
                buf.getUnsignedShortLE(base + HIGHEST));
    }
}
