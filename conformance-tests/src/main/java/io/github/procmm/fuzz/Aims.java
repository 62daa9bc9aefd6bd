package io.github.procmm.fuzz;

import io.github.procmm.kernel.Page;

/** Where something is mapped in one address space, as far as is known. Mutable. */
final class Aims {

    private static final int MOST = 8;
    private static final int HEX = 16;

    private final long[] starts = new long[MOST];
    private final long[] lengths = new long[MOST];
    private int next;

    boolean isEmpty() {
        return next == 0;
    }

    /** Returns how many areas are known. */
    int count() {
        return Math.min(next, MOST);
    }

    /** Returns where one begins. */
    long start(int number) {
        return starts[number];
    }

    /** Returns how long one is, in pages: 1 to as many as a history is about. */
    int pages(int number) {
        return (int) Math.max(1, Math.min(Numbers.PAGES, lengths[number] / Page.SIZE));
    }

    /** Notes where something is going to be mapped. */
    void note(long start, long len) {
        int at = next++ % MOST;
        starts[at] = start & -Page.SIZE;
        lengths[at] = len + Page.SIZE - 1;
    }

    /** Knows what maps shows and nothing else. */
    void see(String maps) {
        next = 0;
        int at = 0;
        while (at < maps.length() && next < MOST) {
            int dash = maps.indexOf('-', at);
            int space = maps.indexOf(' ', at);
            if (dash < 0 || space < dash) {
                return;
            }
            long start = Long.parseUnsignedLong(maps, at, dash, HEX);
            note(start, Long.parseUnsignedLong(maps, dash + 1, space, HEX) - start);
            int end = maps.indexOf('\n', at);
            at = end < 0 ? maps.length() : end + 1;
        }
    }
}
