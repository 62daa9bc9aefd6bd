package io.github.procmm.suite;

import io.github.procmm.wire.Dialect;
import java.util.HexFormat;

/**
 * Records made by hand from the tables of section 2.2: without the encoder, whose mistakes a
 * decoder might share. Two digits a byte.
 *
 * @param dialect the layout
 * @param filler what stands in padding and behind the bytes needed: one byte, two digits
 */
record HandMade(Dialect dialect, String filler) {

    /** Records with zeros wherever no field is. */
    static HandMade on(Dialect dialect) {
        return new HandMade(dialect, "00");
    }

    /** The same layout with something else wherever no field is. */
    HandMade filledWith(String other) {
        return new HandMade(dialect, other);
    }

    /** MM_MMAP: every byte of it is needed. */
    String mmap(long addr, long len, long prot, long flags, long fd, long offset) {
        String range = opcode(54) + word(addr) + word(len);
        return range + word(prot) + word(flags) + word(fd) + word(offset);
    }

    /** MM_MUNMAP: the bytes needed. */
    String munmap(long addr, long len) {
        return opcode(55) + word(addr) + word(len);
    }

    /** MM_MPROTECT: the bytes needed. */
    String mprotect(long addr, long len, long prot) {
        return opcode(56) + word(addr) + word(len) + integer(prot);
    }

    /** MM_COPY_SEGMENTS: the bytes needed. */
    String copySegments(long from) {
        return opcode(57) + integer(from);
    }

    /** The first word: an op, and padding where a word is longer. */
    String opcode(long op) {
        return integer(op) + (wide() ? filler.repeat(4) : "");
    }

    /** A record made as long as a whole one. */
    String whole(String record) {
        return record + filler.repeat(wholeSize() - sizeOf(record));
    }

    /** Returns the size of a whole record, in bytes. */
    int wholeSize() {
        return wide() ? 56 : 28;
    }

    /** Returns how many bytes a record has. */
    static int sizeOf(String record) {
        return record.length() / 2;
    }

    /** Returns the first bytes of a record. */
    static String cut(String record, int bytes) {
        return record.substring(0, 2 * bytes);
    }

    private boolean wide() {
        return switch (dialect) {
            case X86_64, S390X -> true;
            case I386, ARM, POWERPC -> false;
        };
    }

    private boolean bigEndian() {
        return switch (dialect) {
            case POWERPC, S390X -> true;
            case I386, ARM, X86_64 -> false;
        };
    }

    private String integer(long bits) {
        int number = (int) bits;
        return HexFormat.of().toHexDigits(bigEndian() ? number : Integer.reverseBytes(number));
    }

    private String word(long bits) {
        return wide()
                ? HexFormat.of().toHexDigits(bigEndian() ? bits : Long.reverseBytes(bits))
                : integer(bits);
    }
}
