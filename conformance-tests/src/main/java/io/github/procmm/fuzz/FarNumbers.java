package io.github.procmm.fuzz;

/** Numbers at the ends of what numbers can be: of 32 bits, of 47, of 64, signed or not. */
final class FarNumbers {

    static final long[] LENGTHS = {
        0,
        1,
        0xfff,
        0x1001,
        0x7fff_f000L,
        0x8000_0000L,
        0xffff_f000L,
        0xffff_ffffL,
        0x1_0000_0000L,
        Long.MIN_VALUE,
        Long.MIN_VALUE - 0x1000,
        -0x1000L,
        -1L,
        -0x2000L,
        1L << 47
    };

    static final long[] OFFSETS = {
        0x7fff_f000L,
        0x8000_0000L,
        0xffff_f000L,
        0xffff_ffffL,
        0x1_0000_0000L,
        1L << 44,
        Long.MAX_VALUE,
        Long.MIN_VALUE - 0x1000,
        Long.MIN_VALUE,
        -0x1000L,
        -0xa000L
    };

    private FarNumbers() {}
}
