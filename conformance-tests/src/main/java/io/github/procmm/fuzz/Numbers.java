package io.github.procmm.fuzz;

import io.github.procmm.kernel.Page;
import io.github.procmm.wire.Dialect;
import java.util.List;
import java.util.Random;

/** Numbers that a history is about: a few pages, their edges, and now and then the far ends. */
final class Numbers {

    static final int PAGES = 10;
    private static final int LONGEST = 5;

    private static final long[] FAR_LENGTHS = {
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

    private static final long[] FAR_OFFSETS = {
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

    private final Random random;
    private final boolean odd;
    private final long base;
    private final long taskSize;
    private final long[] starts = new long[4];
    private int next;
    private int noted;

    Numbers(Random random, boolean odd, Dialect host, long taskSize) {
        this.random = random;
        this.odd = odd;
        this.taskSize = taskSize;
        this.base = base(host);
    }

    private long base(Dialect host) {
        boolean wide = host.abi().wordSize() == Long.BYTES;
        int choice = odd ? random.nextInt(8) : 0;
        return switch (choice) {
            case 5 -> taskSize - PAGES / 2 * (long) Page.SIZE;
            case 6 -> wide ? 0x1_0000_0000L - PAGES / 2 * (long) Page.SIZE : 0x3000_0000L;
            case 7 -> 0x1_0000L;
            default -> 0x1000_0000L;
        };
    }

    Random random() {
        return random;
    }

    /** True once in so many times. */
    boolean once(int in) {
        return random.nextInt(in) == 0;
    }

    <T> T oneOf(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    int oneOf(int... some) {
        return some[random.nextInt(some.length)];
    }

    long oneOf(long[] some) {
        return some[random.nextInt(some.length)];
    }

    /** Returns an address of the few pages: the start of one, mostly. */
    long page() {
        return base + random.nextInt(PAGES) * (long) Page.SIZE;
    }

    /** Returns a page that something has been mapped at, mostly. */
    long mapped() {
        return noted == 0 || once(4)
                ? page()
                : starts[random.nextInt(noted)] + random.nextInt(LONGEST) * (long) Page.SIZE;
    }

    /** Notes where something is going to be mapped. */
    void note(long start) {
        starts[next++ % starts.length] = start;
        noted = Math.min(next, starts.length);
    }

    long base() {
        return base;
    }

    long addr() {
        if (!odd || !once(6)) {
            return once(2) ? page() : mapped();
        }
        return switch (random.nextInt(6)) {
            case 0 -> page() + 1 + random.nextInt(Page.SIZE - 1);
            case 1 -> taskSize - random.nextInt(3) * (long) Page.SIZE;
            case 2 -> random.nextInt(2) * (long) Page.SIZE;
            case 3 -> 0xffff_f000L - random.nextInt(2) * (long) Page.SIZE;
            case 4 -> page() - 1;
            default -> -(1L + random.nextInt(3)) * Page.SIZE;
        };
    }

    /** Returns a length of a few pages, or one that wraps, mostly. */
    long len(long addr) {
        if (!odd || !once(5)) {
            long pages = (1L + random.nextInt(LONGEST)) * Page.SIZE;
            return once(3) ? pages - random.nextInt(Page.SIZE) : pages;
        }
        return switch (random.nextInt(4)) {
            case 0 -> -addr + (random.nextInt(3) - 1) * (long) Page.SIZE;
            case 1 -> taskSize - addr + (random.nextInt(3) - 1) * (long) Page.SIZE;
            default -> oneOf(FAR_LENGTHS);
        };
    }

    /** Returns an offset into an object of few pages. */
    long offset() {
        long few = random.nextInt(6) * (long) Page.SIZE;
        if (!odd || !once(5)) {
            return few;
        }
        return once(3) ? few + 1 + random.nextInt(Page.SIZE - 1) : oneOf(FAR_OFFSETS);
    }

    /** Returns where an access begins: at the start of a page, or around its end. */
    long place() {
        return mapped() + oneOf(0, 0, 0, 8, 0xff0, 0xff8, 0xffb, 0xffd, 0xfff);
    }
}
