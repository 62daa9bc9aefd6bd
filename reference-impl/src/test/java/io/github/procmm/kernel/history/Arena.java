package io.github.procmm.kernel.history;

import io.github.procmm.kernel.AddressSpace;
import io.github.procmm.kernel.MappedArea;
import io.github.procmm.kernel.Page;

/** The pages that histories work in, and how what is there is written. */
public final class Arena {

    public static final long START = 0x2_0000_0000L;
    public static final int PAGES = 64;
    public static final long END = START + (long) PAGES * Page.SIZE;

    private Arena() {}

    /** Returns the address of a page, which may lie outside. */
    public static long page(long number) {
        return START + number * Page.SIZE;
    }

    public static boolean contains(long addr) {
        return addr >= START && addr < END;
    }

    /** Returns the areas as {@code [first page, end page, permissions, @offset f]}. */
    public static String areas(AddressSpace memory) {
        StringBuilder text = new StringBuilder();
        for (MappedArea area : memory.areas()) {
            text.append(" [%d,".formatted((area.start() - START) / Page.SIZE))
                    .append("%d ".formatted((area.end() - START) / Page.SIZE))
                    .append(area.permissions())
                    .append(" @%x".formatted(area.offset() / Page.SIZE))
                    .append(area.object().isEmpty() ? "]" : "f]");
        }
        return text.toString();
    }
}
