package io.github.procmm.bench.codec;

import io.github.procmm.model.Mmap;
import io.github.procmm.model.Mprotect;
import io.github.procmm.model.Munmap;
import io.github.procmm.model.Op;
import io.github.procmm.model.Opcode;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;

/**
 * The operations that every peer writes and reads: as User-Mode Linux mixes them, in a fixed random
 * order. Every bit of every field may be set, so that no encoding of small numbers wins by luck.
 *
 * <p>Never changes once made.
 */
final class Workload {

    /** Operations in one pass; what a benchmark divides its time by. */
    static final int SIZE = 1024;

    /** How many {@code numbers} one operation takes: its opcode, then its fields. */
    static final int NUMBERS_PER_OP = 7;

    static final int MMAP = 54;
    static final int MUNMAP = 55;
    static final int MPROTECT = 56;

    private static final long SEED = 20_041_006;
    private static final int MUNMAP_PERCENT = 25;
    private static final int MPROTECT_PERCENT = 5;

    private final Op[] ops;
    private final long[] numbers;
    private final long sum;

    Workload() {
        Random random = new Random(SEED);
        // Shuffled before they are made: a decoder, too, leaves operations in memory in their
        // order.
        this.ops =
                Arrays.stream(shuffledOpcodes(random))
                        .map(opcode -> randomOp(opcode, random))
                        .toArray(Op[]::new);
        this.numbers = new long[SIZE * NUMBERS_PER_OP];
        long total = 0;
        for (int i = 0; i < SIZE; i++) {
            long[] fields = fieldsOf(ops[i]);
            int at = i * NUMBERS_PER_OP;
            numbers[at] = ops[i].opcode().number();
            System.arraycopy(fields, 0, numbers, at + 1, fields.length);
            for (long field : fields) {
                total += field;
            }
        }
        this.sum = total;
    }

    /** Returns the operations as records. The caller leaves them as they are. */
    Op[] ops() {
        return ops;
    }

    /** Returns the operations as plain numbers, fields that one does not have being zero. */
    long[] numbers() {
        return numbers;
    }

    /** Returns the sum of all fields of all operations, an unsigned int counting as unsigned. */
    long sum() {
        return sum;
    }

    private static Opcode[] shuffledOpcodes(Random random) {
        Opcode[] opcodes = new Opcode[SIZE];
        Arrays.fill(opcodes, Opcode.MMAP);
        int munmaps = SIZE * MUNMAP_PERCENT / 100;
        Arrays.fill(opcodes, 0, munmaps, Opcode.MUNMAP);
        int mprotects = SIZE * MPROTECT_PERCENT / 100;
        Arrays.fill(opcodes, munmaps, munmaps + mprotects, Opcode.MPROTECT);
        Collections.shuffle(Arrays.asList(opcodes), random);
        return opcodes;
    }

    private static Op randomOp(Opcode opcode, Random random) {
        return switch (opcode) {
            case MMAP ->
                    new Mmap(
                            random.nextLong(),
                            random.nextLong(),
                            random.nextLong(),
                            random.nextLong(),
                            random.nextLong(),
                            random.nextLong());
            case MUNMAP -> new Munmap(random.nextLong(), random.nextLong());
            case MPROTECT -> new Mprotect(random.nextLong(), random.nextLong(), random.nextInt());
            case COPY_SEGMENTS -> throw new IllegalArgumentException("not in the mix: " + opcode);
        };
    }

    private static long[] fieldsOf(Op op) {
        return switch (op.opcode()) {
            case MMAP -> {
                Mmap map = (Mmap) op;
                yield new long[] {
                    map.addr(), map.len(), map.prot(), map.flags(), map.fd(), map.offset()
                };
            }
            case MUNMAP -> new long[] {((Munmap) op).addr(), ((Munmap) op).len()};
            case MPROTECT -> {
                Mprotect protect = (Mprotect) op;
                yield new long[] {
                    protect.addr(), protect.len(), Integer.toUnsignedLong(protect.prot())
                };
            }
            case COPY_SEGMENTS -> throw new IllegalArgumentException("not in the mix: " + op);
        };
    }
}
