package io.github.procmm.kernel;

import io.netty.buffer.ByteBuf;

/**
 * What modify_ldt is told of a segment: {@code struct user_desc}, four little-endian unsigned ints.
 *
 * @param entry the number in the table, unsigned
 * @param base the segment's first address
 * @param limit its last offset, in bytes or pages
 * @param bits seg_32bit:1, contents:2, read_exec_only:1, limit_in_pages:1, seg_not_present:1,
 *     useable:1, from the lowest
 */
record UserDesc(int entry, int base, int limit, int bits) {

    static final int BYTES = 16;

    /** In the upper half: code or data, for ring 3, accessed: the processor need not note it. */
    private static final int ALWAYS = 0x7100;

    static UserDesc read(ByteBuf in) {
        int at = in.readerIndex();
        return new UserDesc(
                in.getIntLE(at), in.getIntLE(at + 4), in.getIntLE(at + 8), in.getIntLE(at + 12));
    }

    int contents() {
        return (bits >> 1) & 3;
    }

    boolean isPresent() {
        return (bits & 0x20) == 0;
    }

    /** Returns whether this asks for the entry to be cleared. */
    boolean isEmpty(boolean oldMode) {
        boolean asksForNothing = (bits & 0x7f) == 0x28;
        return base == 0 && limit == 0 && (oldMode || asksForNothing);
    }

    /** Returns the 8 bytes that the processor reads, as a little-endian number. */
    long descriptor(boolean oldMode) {
        long low = ((long) (base & 0xffff) << 16) | (limit & 0xffff);
        int high = (base & 0xff00_0000) | ((base >>> 16) & 0xff) | (limit & 0xf_0000);
        high |= bit(3) == 0 ? 1 << 9 : 0;
        high |= contents() << 10;
        high |= isPresent() ? 1 << 15 : 0;
        high |= bit(0) << 22;
        high |= bit(4) << 23;
        high |= oldMode ? 0 : bit(6) << 20;
        high |= ALWAYS;
        return ((long) high << 32) | low;
    }

    private int bit(int number) {
        return (bits >> number) & 1;
    }
}
