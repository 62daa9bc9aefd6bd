package io.github.procmm.kernel;

/** The page size of the reference kernel and the arithmetic on it. Addresses are unsigned. */
public final class Page {

    /** In bytes. */
    public static final int SIZE = 4096;

    static final int SHIFT = 12;

    private static final long OFFSET_MASK = SIZE - 1L;

    private Page() {}

    static boolean aligned(long addr) {
        return (addr & OFFSET_MASK) == 0;
    }

    static long roundDown(long addr) {
        return addr & ~OFFSET_MASK;
    }

    /** Rounds up to a multiple of the page size; what lies in the last page of all wraps to 0. */
    static long roundUp(long bytes) {
        return (bytes + OFFSET_MASK) & ~OFFSET_MASK;
    }

    static long number(long addr) {
        return addr >>> SHIFT;
    }

    static int offsetIn(long addr) {
        return (int) (addr & OFFSET_MASK);
    }
}
