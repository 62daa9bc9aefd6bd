package io.github.procmm.v2;

import io.netty.buffer.ByteBuf;

/**
 * WELCOME: what a session is (table 17.2).
 *
 * @param version chosen from those that both speak
 * @param maxFrame the longest frame that the backend takes, in bytes; at least 4096
 * @param features agreed ones, bits of {@link Features}
 * @param maxCount the most records in a frame, at least 1
 * @param pageSize in bytes, a power of two of at least 4096
 * @param low the first address that a space may map, in bytes
 * @param high the first one behind, in bytes
 * @param maxAreas the most areas of a space
 * @param maxHandles the most handles of a session
 * @param maxObject the largest object that MEMORY makes, in bytes
 */
public record Welcome(
        int version,
        int maxFrame,
        long features,
        int maxCount,
        int pageSize,
        long low,
        long high,
        int maxAreas,
        int maxHandles,
        long maxObject) {

    static final int LENGTH = 96;

    private static final int CHOSEN = 32;
    static final int RESERVED = 34;
    private static final int MAX_FRAME = 36;
    private static final int FEATURES = 40;
    private static final int MAX_COUNT = 48;
    private static final int PAGE_SIZE = 52;
    private static final int LOW = 56;
    private static final int HIGH = 64;
    private static final int MAX_AREAS = 72;
    private static final int MAX_HANDLES = 76;
    private static final int MAX_OBJECT = 80;
    static final int RESERVED2 = 88;

    /** Appends the frame. */
    public void write(ByteBuf out, long sequence) {
        int base = FrameHeader.append(out, FrameType.WELCOME, sequence, BatchMode.SEQUENTIAL);
        out.writeShortLE(version);
        out.writeShortLE(0);
        out.writeIntLE(maxFrame);
        out.writeLongLE(features);
        out.writeIntLE(maxCount);
        out.writeIntLE(pageSize);
        out.writeLongLE(low);
        out.writeLongLE(high);
        out.writeIntLE(maxAreas);
        out.writeIntLE(maxHandles);
        out.writeLongLE(maxObject);
        out.writeLongLE(0);
        FrameHeader.complete(out, base, 0);
    }

    /**
     * Reads a WELCOME frame of at least 96 bytes.
     *
     * @throws IndexOutOfBoundsException when it is shorter
     */
    static Welcome read(FrameView frame) {
        ByteBuf buf = frame.buf();
        int base = frame.base();
        return new Welcome(
                buf.getUnsignedShortLE(base + CHOSEN),
                buf.getIntLE(base + MAX_FRAME),
                buf.getLongLE(base + FEATURES),
                buf.getIntLE(base + MAX_COUNT),
                buf.getIntLE(base + PAGE_SIZE),
                buf.getLongLE(base + LOW),
                buf.getLongLE(base + HIGH),
                buf.getIntLE(base + MAX_AREAS),
                buf.getIntLE(base + MAX_HANDLES),
                buf.getLongLE(base + MAX_OBJECT));
    }
}
