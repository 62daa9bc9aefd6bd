package io.github.procmm.fuzz;

import io.github.procmm.kernel.Page;
import io.github.procmm.model.Prot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Pages side by side, alike but for a few: where areas meet, part, and become one again. Immutable.
 *
 * @param at the first byte of the first page
 * @param pages how many, 2 or more
 * @param usual the rights of most pages
 * @param other the rights of some
 */
record Row(long at, int pages, int usual, int other) {

    private static final int MOST = 6;
    private static final int RW = Prot.READ | Prot.WRITE;
    private static final int[] USUAL = {RW, RW, RW | Prot.EXEC, Prot.READ};
    private static final int[] OTHER = {RW, RW | Prot.EXEC, Prot.READ, Prot.READ | Prot.EXEC, 0};

    /** Returns a row among the few pages that a history is about. */
    static Row of(Numbers numbers) {
        int pages = numbers.once(3) ? MOST : 2 + numbers.random().nextInt(MOST - 1);
        return new Row(numbers.page(), pages, numbers.oneOf(USUAL), numbers.oneOf(OTHER));
    }

    /** Returns the length in bytes. */
    long len() {
        return length(pages);
    }

    /** Returns where a page begins. */
    long page(int number) {
        return at + length(number);
    }

    /** Returns a part, from the middle more often than not. */
    Numbers.Part part(Numbers numbers) {
        int first = numbers.random().nextInt(pages);
        int most = pages - first;
        int count = numbers.once(2) ? 1 : 1 + numbers.random().nextInt(most);
        return new Numbers.Part(page(first), length(count));
    }

    /** Returns a part that begins in one page and ends in another, or the whole. */
    Numbers.Part across(Numbers numbers) {
        int first = numbers.once(2) ? 0 : numbers.random().nextInt(pages - 1);
        int count = 2 + numbers.random().nextInt(pages - first - 1);
        return new Numbers.Part(page(first), length(count));
    }

    /** Returns some of the pages, each once, in any order. */
    List<Long> some(Numbers numbers) {
        List<Long> some = new ArrayList<>();
        for (int i = 0; i < pages; i++) {
            if (!numbers.once(3)) {
                some.add(page(i));
            }
        }
        Collections.shuffle(some, numbers.random());
        return some;
    }

    private static long length(int pages) {
        return pages * (long) Page.SIZE;
    }
}
