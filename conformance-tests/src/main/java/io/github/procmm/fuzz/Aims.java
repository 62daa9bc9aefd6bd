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

    /** Notes that nothing is mapped any more in a range. */
    void forget(long start, long len) {
        int left = 0;
        int count = count();
        for (int i = 0; i < count; i++) {
            if (starts[i] < start || starts[i] >= start + len) {
                starts[left] = starts[i];
                lengths[left++] =
                        starts[i] < start ? Math.min(lengths[i], start - starts[i]) : lengths[i];
            }
        }
        next = left;
    }

    Aims copy() {
        Aims copy = new Aims();
        System.arraycopy(starts, 0, copy.starts, 0, MOST);
        System.arraycopy(lengths, 0, copy.lengths, 0, MOST);
        copy.next = next;
        return copy;
    }

    /** Knows the areas of which start and end are given, and nothing else. */
    void see(long[] ranges) {
        next = 0;
        for (int i = 0; i + 1 < ranges.length && next < MOST; i += 2) {
            note(ranges[i], ranges[i + 1] - ranges[i]);
        }
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
