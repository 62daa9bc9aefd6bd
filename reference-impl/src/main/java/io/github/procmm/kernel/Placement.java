package io.github.procmm.kernel;

import static io.github.procmm.model.Errno.ENOMEM;

/**
 * Where a mapping goes that may go anywhere: the hint if it is free (V1-MAP-14), else from the top
 * down (V1-MAP-15).
 */
final class Placement {

    /** The lowest address that is handed out to somebody who did not ask for it. */
    private static final long LOWEST = 1L << 16;

    private Placement() {}

    /** Returns the address of {@code len} free bytes, or ENOMEM; {@code hint} is 0 for none. */
    static long find(AddressSpace mm, Limits writer, long hint, long len) {
        long size = writer.taskSize();
        long wanted = Long.compareUnsigned(hint, LOWEST) < 0 ? LOWEST : hint;
        boolean hintFits = hint != 0 && Long.compareUnsigned(wanted, size - len) <= 0;
        if (hintFits && !mm.anyMappedIn(wanted, wanted + len)) {
            return wanted;
        }
        return highestGap(mm, size, len);
    }

    /** Walks down from {@code top}, over the areas in the way. */
    private static long highestGap(AddressSpace mm, long top, long len) {
        long end = top;
        while (end - len >= LOWEST) {
            Area below = mm.lastAreaStartingBefore(end);
            if (below == null || below.end() <= end - len) {
                return end - len;
            }
            end = below.start();
        }
        return ENOMEM.asResult();
    }
}
