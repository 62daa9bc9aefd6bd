package io.github.procmm.fuzz;

import io.github.procmm.suite.Fill;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;

/** Records and HELLOs as older and newer clients send them: shorter, or with more behind. */
final class Growth {

    private static final int HEADER = 32;
    private static final int LENGTH = 8;
    private static final int SIZE = 2;
    private static final int FLAGS = 4;

    /** Makes a frame longer than a session may send that has not been greeted. */
    private static final int LONG_TAIL = 4096;

    private final Numbers numbers;

    Growth(Numbers numbers) {
        this.numbers = numbers;
    }

    /** Appends to a frame without records. */
    void grow(ByteBuf hello) {
        hello.writeLongLE(numbers.once(2) ? 0 : 1L << numbers.random().nextInt(Long.SIZE));
        hello.setIntLE(LENGTH, hello.writerIndex());
    }

    /** Makes one record of a frame longer or shorter, and moves what lies behind it. */
    void grow(ByteBuf frame, List<Fill> fills) {
        if (numbers.once(6)) {
            frame.writeZero(numbers.oneOf(4, 8, 16));
            frame.setIntLE(LENGTH, frame.writerIndex());
            return;
        }
        int at = HEADER;
        int end = frame.writerIndex();
        int skipped = numbers.random().nextInt(4);
        while (skipped > 0 && at + frame.getUnsignedShortLE(at + SIZE) < end) {
            at += frame.getUnsignedShortLE(at + SIZE);
            skipped--;
        }
        int more = numbers.once(12) ? LONG_TAIL : unit() * (numbers.random().nextInt(6) - 3);
        int next = resize(frame, at, more, fills);
        if (next > 0 && next < frame.writerIndex() && more % Long.BYTES != 0) {
            resize(frame, next, numbers.once(2) ? Integer.BYTES : -Integer.BYTES, fills);
        }
    }

    /** Returns where the next record begins; 0 where nothing was done. */
    private int resize(ByteBuf frame, int at, int more, List<Fill> fills) {
        int end = frame.writerIndex();
        int size = frame.getUnsignedShortLE(at + SIZE);
        if (more == 0 || size + more < 2 * Long.BYTES) {
            return 0;
        }
        ByteBuf rest = Unpooled.copiedBuffer(frame.slice(at + size, end - at - size));
        frame.writerIndex(at + Math.min(size, size + more));
        if (more > 0) {
            frame.writeZero(more);
            if (numbers.once(2)) {
                frame.setByte(at + size + numbers.random().nextInt(more), 1);
            }
        }
        frame.writeBytes(rest);
        frame.setShortLE(at + SIZE, size + more);
        frame.setIntLE(LENGTH, frame.writerIndex());
        move(fills, at + size, at + size + more, more);
        return at + size + more;
    }

    /** Sets a flag of the first record of a frame that its operation may not have. */
    void flag(ByteBuf frame) {
        int at = HEADER + FLAGS;
        if (at + Integer.BYTES <= frame.writerIndex()) {
            frame.setIntLE(at, frame.getIntLE(at) | 1 << numbers.random().nextInt(Integer.SIZE));
        }
    }

    /** Records are of whole units, mostly. */
    private int unit() {
        return numbers.once(3) ? Integer.BYTES : Long.BYTES;
    }

    private static void move(List<Fill> fills, int from, int cut, int more) {
        fills.removeIf(fill -> fill.at() < from && fill.at() + fill.size() > cut);
        fills.replaceAll(fill -> fill.at() >= from ? fill.to(fill.at() + more) : fill);
    }
}
