package io.github.procmm.v2;

import io.netty.buffer.ByteBuf;

/**
 * HELLO: what a client speaks and would like (table 17.1).
 *
 * @param lowest the lowest version, 0 to 65535
 * @param highest the highest version, {@code lowest} to 65535
 * @param maxFrame the longest frame that the client takes, in bytes; at least 4096
 * @param features bits of {@link Features}; unknown ones are no error
 */
public record Hello(int lowest, int highest, int maxFrame, long features) {

    /** The version that this library speaks. */
    public static final int THIS_VERSION = Layout.VERSION_NUMBER;

    /**
     * The longest frame before WELCOME, and the least that either side may take as its longest, in
     * bytes (V2-FRAME-8).
     */
    public static final int LEAST_MAX_FRAME = Layout.LEAST_MAX_FRAME;

    static final int LENGTH = 56;

    static final int LOWEST = 32;
    private static final int HIGHEST = 34;
    static final int MAX_FRAME = 36;
    private static final int FEATURES = 40;
    static final int RESERVED = 48;

    /** Returns what a client of this library says: this version, all features. */
    public static Hello ofThisVersion(int maxFrame) {
        return new Hello(THIS_VERSION, THIS_VERSION, maxFrame, Features.ALL);
    }

    /** Appends the frame. */
    public void write(ByteBuf out, long sequence) {
        int base = FrameHeader.append(out, FrameType.HELLO, sequence, BatchMode.SEQUENTIAL);
        out.writeShortLE(lowest);
        out.writeShortLE(highest);
        out.writeIntLE(maxFrame);
        out.writeLongLE(features);
        out.writeLongLE(0);
        FrameHeader.complete(out, base, 0);
    }

    /**
     * Reads a HELLO frame of at least 56 bytes, such as {@link FrameCheck#refusalOfHello} lets
     * pass.
     *
     * @throws IndexOutOfBoundsException when it is shorter
     */
    public static Hello read(FrameView frame) {
        ByteBuf buf = frame.buf();
        int base = frame.base();
        return new Hello(
                buf.getUnsignedShortLE(base + LOWEST),
                buf.getUnsignedShortLE(base + HIGHEST),
                buf.getIntLE(base + MAX_FRAME),
                buf.getLongLE(base + FEATURES));
    }
}
