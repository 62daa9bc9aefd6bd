package io.github.procmm.bench.v2;

import java.util.Random;

/**
 * The operations of all frames as plain numbers: as User-Mode Linux mixes them, in a fixed random
 * order, each within the bounds of a session. Never changes once made.
 */
final class FrameWorkload {

    /** Operations of all frames; what a benchmark divides its time by. */
    static final int RECORDS = 1024;

    /** Operations in a frame. */
    static final int RECORDS_PER_FRAME = 128;

    static final int MAP = 8;
    static final int UNMAP = 9;
    static final int PROTECT = 10;

    /** The numbers of one operation: opcode, flags, handle, addr, len, object, offset, prot. */
    static final int NUMBERS = 8;

    private static final long SEED = 20_041_006;
    private static final int MAP_PERCENT = 70;
    private static final int UNMAP_PERCENT = 25;
    private static final int PAGE_BITS = 12;

    private final long[] numbers = new long[RECORDS * NUMBERS];

    FrameWorkload() {
        Random random = new Random(SEED);
        for (int at = 0; at < numbers.length; at += NUMBERS) {
            int percent = random.nextInt(100);
            boolean map = percent < MAP_PERCENT;
            numbers[at] = map ? MAP : percent < MAP_PERCENT + UNMAP_PERCENT ? UNMAP : PROTECT;
            numbers[at + 1] = map ? 1 | random.nextInt(2) << 2 : 0; // REPLACE, SHARED
            numbers[at + 2] = 1L << Integer.SIZE | random.nextInt(64);
            numbers[at + 3] = pages(random, 1, 1 << 30);
            numbers[at + 4] = pages(random, 1, 1 << 20);
            numbers[at + 5] = map ? 2L << Integer.SIZE | random.nextInt(64) : 0;
            numbers[at + 6] = map ? pages(random, 0, 1 << 20) : 0;
            numbers[at + 7] = numbers[at] == UNMAP ? 0 : random.nextInt(8);
        }
    }

    private static long pages(Random random, int least, int most) {
        return (long) (least + random.nextInt(most - least)) << PAGE_BITS;
    }

    /** Returns the numbers; the caller leaves them as they are. */
    long[] numbers() {
        return numbers;
    }

    /** Returns the sum of all numbers but the opcodes. */
    long sum() {
        long sum = 0;
        for (int i = 0; i < numbers.length; i++) {
            sum += i % NUMBERS == 0 ? 0 : numbers[i];
        }
        return sum;
    }
}
