package io.github.procmm.kernel;

import static io.github.procmm.model.Errno.ENOMEM;

/**
 * Where a mapping goes that may go anywhere: the hint if it is free (V1-MAP-14), else from the top
 * down (V1-MAP-15).
 */
final class Placement {

    /** The lowest address that is handed out to somebody who did not ask for it. */
    private static final long LOWEST = 0x1_0000;

    private Placement() {}

    /**
     * Returns the address of {@code len} free bytes, or ENOMEM.
     *
     * @param layout where they have to be free
     * @param writer whose address space it is
     * @param hint where they had best be: in the page of it; none if that is the page at 0
     * @param len in bytes, whole pages, at most the address space
     */
    static long find(AddressSpace layout, Limits writer, long hint, long len) {
        layout.lock().lock();
        try {
            return find(layout.map(), writer, hint, len);
        } finally {
            layout.lock().unlock();
        }
    }

    private static long find(AreaMap layout, Limits writer, long hint, long len) {
        long size = writer.taskSize();
        long page = Page.roundDown(hint);
        long wanted = Long.compareUnsigned(page, LOWEST) < 0 ? LOWEST : page; // V1-MAP-14
        boolean hintFits = page != 0 && Long.compareUnsigned(wanted, size - len) <= 0;
        if (hintFits && !layout.anyIn(wanted, wanted + len)) {
            return wanted;
        }
        long found = highestGap(layout, writer.topDownBase(), len); // V1-MAP-15
        return found < 0 ? highestGap(layout, size, len) : found;
    }

    /** Walks down from {@code top}, over the areas in the way. */
    private static long highestGap(AreaMap layout, long top, long len) {
        long end = top;
        while (end - len >= LOWEST) {
            Area below = layout.lastStartingBefore(end);
            if (below == null || below.end() <= end - len) {
                return end - len;
            }
            end = below.start();
        }
        return ENOMEM.asResult();
    }
}
