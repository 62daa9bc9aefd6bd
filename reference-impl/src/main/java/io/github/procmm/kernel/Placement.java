package io.github.procmm.kernel;

import static io.github.procmm.model.Errno.ENOMEM;

/** Where a mapping goes that may go anywhere: the hint if it is free, else from the top down. */
final class Placement {

    /** Room for a stack above the place where searching starts. */
    private static final long STACK_GAP = 128L << 20;

    /** The lowest address that is handed out to somebody who did not ask for it. */
    private static final long LOWEST = 1L << 16;

    private Placement() {}

    /** Returns the address of {@code len} free bytes, or ENOMEM; {@code hint} is 0 for none. */
    static long find(AddressSpace mm, Limits writer, long hint, long len) {
        long size = writer.taskSize();
        boolean hintFits =
                Long.compareUnsigned(hint, LOWEST) >= 0
                        && Long.compareUnsigned(hint, size - len) <= 0;
        if (hintFits && !mm.anyMappedIn(hint, hint + len)) {
            return hint;
        }
        long found = highestGap(mm, size - STACK_GAP, len);
        return found < 0 ? highestGap(mm, size, len) : found;
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
