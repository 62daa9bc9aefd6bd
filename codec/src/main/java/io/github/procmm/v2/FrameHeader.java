package io.github.procmm.v2;

import io.netty.buffer.ByteBuf;

/** Writes the 32 bytes before every frame: table 16.1. */
final class FrameHeader {

    private FrameHeader() {}

    /** Appends the header of a frame that will be completed; returns where it lies. */
    static int append(ByteBuf out, FrameType type, long sequence, BatchMode mode) {
        int base = out.writerIndex();
        int version = type.negotiates() ? 0 : Layout.VERSION_NUMBER;
        out.ensureWritable(Layout.FRAME_HEADER);
        out.setIntLE(base + Layout.MAGIC, Layout.MAGIC_NUMBER);
        out.setShortLE(base + Layout.VERSION, version);
        out.setShortLE(base + Layout.TYPE, type.number());
        out.setLongLE(base + Layout.LENGTH, 0);
        out.setLongLE(base + Layout.SEQUENCE, sequence);
        out.setLongLE(base + Layout.MODE, mode.number());
        out.writerIndex(base + Layout.FRAME_HEADER);
        return base;
    }

    /** Puts in what is known at the end; returns the length in bytes. */
    static int complete(ByteBuf out, int base, int count) {
        int length = out.writerIndex() - base;
        out.setIntLE(base + Layout.LENGTH, length);
        out.setIntLE(base + Layout.COUNT, count);
        return length;
    }
}
