package io.github.procmm.wire;

import io.github.procmm.model.Opcode;

/**
 * Where each field of {@code struct proc_mm_op} lies.
 *
 * <p>The C union makes every field start on a word, so one table serves all dialects:
 *
 * <pre>
 *  word  ILP32   LP64    MMAP     MUNMAP   MPROTECT   COPY_SEGMENTS
 *  ----  ------  ------  -------  -------  ---------  -------------
 *   0     0..3    0..3   op       op       op         op             int; LP64 pads 4..7
 *   1     4..7    8..15  addr     addr     addr       from           COPY_SEGMENTS: int
 *   2     8..11  16..23  len      len      len        -
 *   3    12..15  24..31  prot     -        prot       -              MPROTECT: unsigned int
 *   4    16..19  32..39  flags    -        -          -
 *   5    20..23  40..47  fd       -        -          -
 *   6    24..27  48..55  offset   -        -          -
 * </pre>
 *
 * <p>{@code v1.proto} is the source; {@code RecordLayoutTest} holds this table against it.
 */
final class RecordLayout {

    static final int OP = 0;
    static final int ADDR = 1;
    static final int FROM = 1;
    static final int LEN = 2;
    static final int PROT = 3;
    static final int FLAGS = 4;
    static final int FD = 5;
    static final int OFFSET = 6;

    static final int WORDS = 7;

    private RecordLayout() {}

    static int recordSize(Abi abi) {
        return WORDS * abi.wordSize();
    }

    /**
     * Returns how many bytes {@code opcode} reads; what follows is ignored (V1-WIRE-4, V1-WIRE-5).
     */
    static int bytesNeeded(Opcode opcode, int wordSize) {
        return switch (opcode) {
            case MMAP -> WORDS * wordSize;
            case MUNMAP -> (LEN + 1) * wordSize;
            case MPROTECT -> PROT * wordSize + Integer.BYTES;
            case COPY_SEGMENTS -> FROM * wordSize + Integer.BYTES;
        };
    }
}
