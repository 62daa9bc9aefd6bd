package io.github.procmm.suite;

import com.google.protobuf.ByteString;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes of frames made by hand, without the codec, whose mistakes a backend might share. Numbers
 * are little-endian. Mutable.
 */
final class FrameBytes {

    private final ByteBuf bytes = Unpooled.buffer();
    private final List<Fill> fills = new ArrayList<>();

    /** Returns so many zeros. */
    static FrameBytes zeros(int size) {
        FrameBytes zeros = new FrameBytes();
        zeros.bytes.writeZero(size);
        return zeros;
    }

    /** Returns bytes, two digits each. */
    static FrameBytes of(String hex) {
        return new FrameBytes().append(hex);
    }

    int size() {
        return bytes.readableBytes();
    }

    FrameBytes append(String hex) {
        bytes.writeBytes(ByteBufUtil.decodeHexDump(hex));
        return this;
    }

    FrameBytes append(FrameBytes more) {
        int base = size();
        more.fills.forEach(fill -> fills.add(fill.to(base + fill.at())));
        bytes.writeBytes(more.bytes, more.bytes.readerIndex(), more.size());
        return this;
    }

    /** Puts a number of 1, 2, 4 or 8 bytes somewhere. */
    FrameBytes set(int at, int size, long number) {
        fills.removeIf(fill -> fill.at() == at);
        for (int i = 0; i < size; i++) {
            bytes.setByte(at + i, (int) (number >>> (Byte.SIZE * i)));
        }
        return this;
    }

    /** Puts a number somewhere that an answer may have to tell. */
    FrameBytes set(int at, int size, Num number) {
        set(at, size, number.known());
        Fill answered = number.answered();
        if (answered != null) {
            fills.add(answered.to(at));
        }
        return this;
    }

    /** Drops what lies behind the first bytes. */
    FrameBytes cut(int size) {
        bytes.writerIndex(size);
        fills.removeIf(fill -> fill.at() + fill.size() > size);
        return this;
    }

    /** Returns a part of the bytes; no number that an answer tells lies over its ends. */
    FrameBytes part(int from, int to) {
        FrameBytes part = new FrameBytes();
        part.bytes.writeBytes(bytes, from, to - from);
        fills.stream()
                .filter(fill -> fill.at() >= from && fill.at() < to)
                .forEach(fill -> part.fills.add(fill.to(fill.at() - from)));
        return part;
    }

    ByteString bytes() {
        return ByteString.copyFrom(bytes.nioBuffer());
    }

    List<Fill> fills() {
        return fills;
    }
}
