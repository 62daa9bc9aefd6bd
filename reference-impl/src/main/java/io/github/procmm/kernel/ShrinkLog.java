package io.github.procmm.kernel;

import java.util.Arrays;

/**
 * How far an object has been cut off since any moment in its past.
 *
 * <p>A private copy of a page dies when its page is cut off, even if the object grows again later.
 * Rather than look for the copies when an object shrinks, whoever holds one asks here whether it
 * has outlived its page.
 *
 * <p>Invariant: moments and sizes both rise, since a later, deeper cut makes an earlier one moot.
 */
final class ShrinkLog {

    private long[] moments = new long[2];
    private long[] pages = new long[2];
    private int count;
    private long now;

    /** Returns a number for the present moment, for {@link #isCut} later. */
    long now() {
        return now;
    }

    /** Notes that pages from {@code firstGone} on are gone. */
    void cutFrom(long firstGone) {
        while (count > 0 && pages[count - 1] >= firstGone) {
            count--;
        }
        if (count == moments.length) {
            moments = Arrays.copyOf(moments, 2 * count);
            pages = Arrays.copyOf(pages, 2 * count);
        }
        now++;
        moments[count] = now;
        pages[count] = firstGone;
        count++;
    }

    /** Returns whether page number {@code page} has been cut off after {@code moment}. */
    boolean isCut(long page, long moment) {
        int first = Arrays.binarySearch(moments, 0, count, moment + 1);
        int index = first >= 0 ? first : -first - 1;
        return index < count && page >= pages[index];
    }
}
