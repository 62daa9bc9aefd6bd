package io.github.procmm.suite;

import io.github.procmm.wire.Dialect;

/** The records of section 2.3, letter by letter. */
final class Golden {

    private Golden() {}

    /** MM_MMAP(addr 0x08048000, len 0x3000, prot 5, flags 0x11, fd 7, offset 0x2000). */
    static String mmap(Dialect dialect) {
        return switch (dialect) {
            case I386, ARM -> "36000000008004080030000005000000110000000700000000200000";
            case POWERPC -> "00000036080480000000300000000005000000110000000700002000";
            case X86_64 ->
                    "36000000000000000080040800000000003000000000000005000000000000001100000000000000"
                            + "07000000000000000020000000000000";
            case S390X ->
                    "00000036000000000000000008048000000000000000300000000000000000050000000000000011"
                            + "00000000000000070000000000002000";
        };
    }

    /** MM_MUNMAP(addr 0x40001000, len 0x2000), the bytes needed. */
    static String munmap(Dialect dialect) {
        return switch (dialect) {
            case I386, ARM -> "370000000010004000200000";
            case POWERPC -> "000000374000100000002000";
            case X86_64 -> "370000000000000000100040000000000020000000000000";
            case S390X -> "000000370000000000000000400010000000000000002000";
        };
    }

    /** MM_MPROTECT(addr 0x08049000, len 0x1000, prot 1), the bytes needed. */
    static String mprotect(Dialect dialect) {
        return switch (dialect) {
            case I386, ARM -> "38000000009004080010000001000000";
            case POWERPC -> "00000038080490000000100000000001";
            case X86_64 -> "38000000000000000090040800000000001000000000000001000000";
            case S390X -> "00000038000000000000000008049000000000000000100000000001";
        };
    }

    /** MM_COPY_SEGMENTS(from 5), the bytes needed. */
    static String copySegments(Dialect dialect) {
        return switch (dialect) {
            case I386, ARM -> "3900000005000000";
            case POWERPC -> "0000003900000005";
            case X86_64 -> "390000000000000005000000";
            case S390X -> "000000390000000000000005";
        };
    }
}
