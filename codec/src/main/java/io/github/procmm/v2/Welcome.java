package io.github.procmm.v2;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

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

    private static final int LEAST_PAGE_SIZE = 4096;

    /**
     * Returns what no backend may answer to a HELLO, in words, or null where nothing is wrong.
     *
     * @param hello what the client said
     */
    public @Nullable String contradictionOf(Hello hello) {
        if (version < hello.lowest() || version > hello.highest()) {
            return "version " + version + ", wanted " + hello.lowest() + " to " + hello.highest();
        }
        if (Integer.compareUnsigned(maxFrame, Hello.LEAST_MAX_FRAME) < 0) {
            return "max_frame " + maxFrame + ", wanted at least " + Hello.LEAST_MAX_FRAME;
        }
        long unasked = features & ~hello.features();
        if (unasked != 0) {
            return "features 0x" + Long.toHexString(unasked) + " that nobody asked for";
        }
        if (maxCount == 0) {
            return "max_count 0, wanted at least 1";
        }
        if (Integer.bitCount(pageSize) != 1 || pageSize < LEAST_PAGE_SIZE) {
            return "page_size " + Integer.toUnsignedString(pageSize) + ", wanted a power of two";
        }
        return Long.compareUnsigned(low, high) < 0 ? null : "no address between low and high";
    }

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
    public static Welcome read(FrameView frame) {
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
