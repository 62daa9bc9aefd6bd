package io.github.procmm.fuzz;

import com.google.protobuf.ByteString;
import io.github.procmm.model.CopySegments;
import io.github.procmm.model.Mprotect;
import io.github.procmm.model.Munmap;
import io.github.procmm.model.Op;
import io.github.procmm.wire.Dialect;
import java.util.Arrays;

/** Bytes that are nearly right. */
final class Mutation {

    private static final int[] WORDS = {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x1000};

    /** The header of a frame, and of a record behind it. */
    private static final int HEADS = 40;

    private final Numbers numbers;

    Mutation(Numbers numbers) {
        this.numbers = numbers;
    }

    /**
     * Returns a record with one mistake: cut, longer, a bit turned, a word or a part of it again.
     */
    ByteString of(ByteString record) {
        byte[] bytes = record.toByteArray();
        int length = bytes.length;
        switch (numbers.random().nextInt(6)) {
            case 0 -> bytes = Arrays.copyOf(bytes, cut(length));
            case 1 -> bytes = longer(bytes);
            case 2, 3 -> {
                if (length > 0) {
                    bytes[numbers.random().nextInt(length)] ^=
                            (byte) (1 << numbers.random().nextInt(8));
                }
            }
            case 4 -> word(bytes, length);
            default -> {
                if (length > 8) {
                    int from = numbers.random().nextInt(length - 4);
                    int to = numbers.random().nextInt(length - 4);
                    System.arraycopy(bytes, from, bytes, to, 4);
                }
            }
        }
        return ByteString.copyFrom(bytes);
    }

    /** Cuts a record where its last field ends, or within it, or fills what lies behind that. */
    ByteString edge(Op op, Dialect dialect, ByteString record) {
        int needed = needed(op, dialect.abi().wordSize());
        if (numbers.once(2)) {
            int cut = needed - numbers.oneOf(0, 0, 1, Integer.BYTES);
            return record.substring(0, cut);
        }
        byte[] bytes = record.toByteArray();
        for (int i = needed; i < bytes.length; i++) {
            bytes[i] = (byte) (1 + numbers.random().nextInt(0xff));
        }
        return ByteString.copyFrom(bytes);
    }

    /** Returns how many bytes of a record an operation needs. */
    private static int needed(Op op, int wordSize) {
        if (op instanceof CopySegments) {
            return wordSize + Integer.BYTES;
        }
        return op instanceof Munmap
                ? 3 * wordSize
                : op instanceof Mprotect ? 3 * wordSize + Integer.BYTES : 7 * wordSize;
    }

    /** Returns a frame with a mistake or two in its header or that of its first record. */
    ByteString head(ByteString frame) {
        byte[] bytes = frame.toByteArray();
        int mistakes = 1 + numbers.random().nextInt(2);
        for (int i = 0; i < mistakes && bytes.length > 0; i++) {
            int at = numbers.random().nextInt(Math.min(HEADS, bytes.length));
            if (numbers.once(3)) {
                word(bytes, Math.min(HEADS, bytes.length));
            } else {
                bytes[at] ^= (byte) (1 << numbers.random().nextInt(Byte.SIZE));
            }
        }
        return ByteString.copyFrom(bytes);
    }

    /** Returns a frame in which a byte or two, mostly of zero, are something else. */
    ByteString stain(ByteString frame) {
        byte[] bytes = frame.toByteArray();
        int stains = 1 + numbers.random().nextInt(3);
        int from = numbers.once(4) ? Math.max(0, bytes.length - Long.BYTES) : 0;
        int range =
                from == 0 && numbers.once(2) ? Math.min(HEADS, bytes.length) : bytes.length - from;
        for (int i = 0; i < stains && bytes.length > 0; i++) {
            int at = from + numbers.random().nextInt(range);
            for (int tries = 0; tries < 8 && bytes[at] != 0; tries++) {
                at = from + numbers.random().nextInt(range);
            }
            bytes[at] = (byte) (1 << numbers.random().nextInt(Byte.SIZE));
        }
        return ByteString.copyFrom(bytes);
    }

    /** A record ends at a number's end, or within one. */
    private int cut(int length) {
        int cut = numbers.random().nextInt(length + 1);
        return numbers.once(2) ? cut : cut & -Integer.BYTES;
    }

    private byte[] longer(byte[] bytes) {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1 + numbers.random().nextInt(12));
        if (numbers.once(2)) {
            longer[longer.length - 1] = 1;
        }
        return longer;
    }

    private void word(byte[] bytes, int length) {
        if (length < Integer.BYTES) {
            return;
        }
        int at = numbers.random().nextInt(length / Integer.BYTES) * Integer.BYTES;
        int word = numbers.oneOf(WORDS);
        for (int i = 0; i < Integer.BYTES; i++) {
            bytes[at + i] = (byte) (word >>> (Byte.SIZE * i));
        }
    }
}
