package io.github.procmm.suite;

import io.github.procmm.backend.FaultKind;
import io.github.procmm.kernel.Page;
import io.github.procmm.model.Errno;
import io.github.procmm.model.Prot;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An address space as a table of pages, to say what random cases have to see. It is too dull to be
 * wrong: it knows no areas, and no limits. Operations have passed the checks of their arguments.
 *
 * <p>Pages are counted as {@link Scenario#page} does. Mutable.
 */
final class PageModel {

    private final TreeMap<Long, ModelPage> pages = new TreeMap<>();

    /** Maps pages, in place of what is there. */
    void map(long first, long count, int rights, ModelPage.View view) {
        for (long i = 0; i < count; i++) {
            pages.put(first + i, new ModelPage(view, i, rights));
        }
    }

    boolean anyIn(long first, long count) {
        return !pages.subMap(first, first + count).isEmpty();
    }

    void unmap(long first, long count) {
        pages.subMap(first, first + count).clear();
    }

    /** Changes rights page by page; returns what ends it, or null where nothing does. */
    @Nullable Errno protect(long first, long count, int rights) {
        for (long number = first; number < first + count; number++) {
            ModelPage page = pages.get(number);
            if (page == null) {
                return Errno.ENOMEM;
            }
            if (!page.mayHave(rights)) {
                return Errno.EACCES;
            }
            page.protect(rights);
        }
        return null;
    }

    /** Returns what a load sees. */
    Expected load(long addr, int size) {
        long value = 0;
        for (int i = 0; i < size; i++) {
            Expected fault = fault(addr + i, Prot.ACCESS);
            if (fault != null) {
                return fault;
            }
            long octet = Byte.toUnsignedLong(page(addr + i).seen()[offset(addr + i)]);
            value |= octet << (i * Byte.SIZE);
        }
        return new Expected.Value(value);
    }

    /** Stores all bytes or none; what lies below a page that faults is copied all the same. */
    Expected store(long addr, int size, long value) {
        for (int i = 0; i < size; i++) {
            Expected fault = fault(addr + i, Prot.WRITE);
            if (fault != null) {
                return fault;
            }
            page(addr + i).changed(); // V1-MEM-15
        }
        for (int i = 0; i < size; i++) {
            page(addr + i).changed()[offset(addr + i)] = (byte) (value >>> (i * Byte.SIZE));
        }
        return new Expected.Result(0);
    }

    private @Nullable Expected fault(long addr, int needed) {
        ModelPage page = pages.get(number(addr));
        FaultKind kind = page == null ? FaultKind.MAPERR : page.fault(needed);
        return kind == null ? null : new Expected.Faulted(kind, addr);
    }

    private ModelPage page(long addr) {
        return Objects.requireNonNull(pages.get(number(addr)));
    }

    private static long number(long addr) {
        return Math.floorDiv(addr - Scenario.page(0), (long) Page.SIZE);
    }

    private static int offset(long addr) {
        return (int) (addr % Page.SIZE);
    }

    /** Returns every page as an area of its own. */
    List<ExpectedArea> areas() {
        List<ExpectedArea> areas = new ArrayList<>();
        pages.forEach((number, page) -> areas.add(page.area(Scenario.page(number))));
        return areas;
    }
}
