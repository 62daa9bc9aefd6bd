package io.github.procmm.kernel;

/** Where a mapping of part v2 goes that may go anywhere: V2-MAP-6. */
final class FreeRange {

    private FreeRange() {}

    /**
     * Returns the highest multiple of {@code align} at which {@code len} bytes are free between
     * {@code low} and {@code end}, or -1. All are whole pages, in bytes; 0 is an alignment of a
     * page.
     */
    static long highest(AreaMap areas, long low, long end, long len, long align) {
        long mask = align == 0 ? -Page.SIZE : -align;
        long limit = end;
        while (limit - len >= low) {
            long start = (limit - len) & mask;
            if (start < low) {
                return -1;
            }
            Area below = areas.lastStartingBefore(start + len);
            if (below == null || below.end() <= start) {
                return start;
            }
            limit = below.start();
        }
        return -1;
    }
}
