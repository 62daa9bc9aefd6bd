package io.github.procmm.fuzz;

import io.github.procmm.kernel.Page;
import java.util.stream.LongStream;

/** What a field of a proposal's record may be instead, and be easier to think about. */
final class SimplerValues {

    private SimplerValues() {}

    /**
     * Returns smaller values, and the whole pages that another one of more than a page is in.
     *
     * @param now unsigned
     * @param size of the field, in bytes
     */
    static LongStream of(long now, int size) {
        long pages = (now + Page.SIZE - 1) & -Page.SIZE;
        boolean fits = size == Long.BYTES || pages >>> (size * Byte.SIZE) == 0;
        LongStream less =
                LongStream.of(0, 1, Page.SIZE, now & -Page.SIZE, now & (now - 1))
                        .filter(value -> Long.compareUnsigned(value, now) < 0);
        boolean within = Long.compareUnsigned(now, Page.SIZE) > 0;
        boolean more = Long.compareUnsigned(now, pages) < 0;
        return within && more && fits ? LongStream.concat(less, LongStream.of(pages)) : less;
    }
}
