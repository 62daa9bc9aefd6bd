package io.github.procmm.suite;

import io.github.procmm.kernel.Page;
import java.util.HashMap;
import java.util.Map;

/** An object of a {@link PageModel}: a size that stays, and the bytes of each page. Mutable. */
final class ModelObject {

    private final int number;
    private final long size;
    private final Map<Long, byte[]> pages = new HashMap<>();

    /**
     * Makes an object full of zeros.
     *
     * @param number as {@link ExpectedArea#object()} has it
     * @param size in bytes
     */
    ModelObject(int number, long size) {
        this.number = number;
        this.size = size;
    }

    int number() {
        return number;
    }

    /** Returns whether any byte of a page lies below the end. */
    boolean has(long page) {
        return page * Page.SIZE < size;
    }

    /** Returns the bytes of a page: change them and the object is changed. */
    byte[] page(long number) {
        return pages.computeIfAbsent(number, unused -> new byte[Page.SIZE]);
    }
}
