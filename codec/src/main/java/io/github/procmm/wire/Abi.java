package io.github.procmm.wire;

import io.github.procmm.proto.wire.Type;
import java.nio.ByteOrder;

/**
 * What decides where a C compiler puts the members of a struct.
 *
 * @param wordSize size of unsigned long and of pointers, in bytes: 4 or 8
 * @param maxAlignment the strictest alignment of any type, in bytes: 4 on i386, where even a 64-bit
 *     member may start on 4, otherwise 8
 * @param byteOrder the order of the bytes of a number
 */
public record Abi(int wordSize, int maxAlignment, ByteOrder byteOrder) {

    /** The rules of a description that has one layout everywhere. */
    public static final Abi FIXED = new Abi(8, 8, ByteOrder.LITTLE_ENDIAN);

    /** Checks the ranges. */
    public Abi {
        if (wordSize != 4 && wordSize != 8) {
            throw new IllegalArgumentException("wordSize " + wordSize + ", wanted 4 or 8");
        }
        if (maxAlignment != 4 && maxAlignment != 8) {
            throw new IllegalArgumentException("maxAlignment " + maxAlignment + ", wanted 4 or 8");
        }
    }

    /**
     * Returns the size of a type in bytes.
     *
     * @throws IllegalArgumentException for TYPE_UNSPECIFIED
     */
    public int sizeOf(Type type) {
        return switch (type) {
            case U8 -> 1;
            case U16 -> 2;
            case INT, UINT, U32 -> 4;
            case U64 -> 8;
            case ULONG -> wordSize;
            case TYPE_UNSPECIFIED, UNRECOGNIZED ->
                    throw new IllegalArgumentException("type " + type + " has no size");
        };
    }

    /**
     * Returns the alignment of a type in bytes: its size, but never more than the ABI's strictest.
     */
    public int alignmentOf(Type type) {
        return Math.min(sizeOf(type), maxAlignment);
    }

    /** Returns whether the first byte of a number is its most significant. */
    public boolean bigEndian() {
        return byteOrder == ByteOrder.BIG_ENDIAN;
    }

    /** Returns the largest value of a word, unsigned. */
    public long maxWord() {
        return wordSize == Long.BYTES ? -1L : 0xffff_ffffL;
    }
}
