package io.github.procmm.kernel;

import io.github.procmm.model.Prot;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One access of a program to its memory: finds the bytes, or the fault that the hardware raises.
 */
final class MemoryAccess {

    private final AreaMap areas;
    private final PageStore pages;
    private AccessResult.@Nullable Fault fault;

    MemoryAccess(AreaMap areas, PageStore pages) {
        this.areas = areas;
        this.pages = pages;
    }

    /** Loads from areas that have at least one of the bits of {@code prot}. */
    AccessResult load(long addr, int size, int prot) {
        requireSize(size);
        long value = 0;
        for (int i = 0; i < size; i++) {
            byte[] page = visible(addr + i, prot);
            if (page == null) {
                return fault();
            }
            value |= Byte.toUnsignedLong(page[Page.offsetIn(addr + i)]) << (i * Byte.SIZE);
        }
        return new AccessResult.Value(value);
    }

    AccessResult store(long addr, int size, long value) {
        requireSize(size);
        // A store that faults on its second page has stored nothing on its first.
        long second = Page.roundUp(addr + 1);
        boolean crosses = second < addr + size;
        if (visible(addr, Prot.WRITE) == null || (crosses && visible(second, Prot.WRITE) == null)) {
            return fault();
        }
        for (int i = 0; i < size; i++) {
            writable(addr + i)[Page.offsetIn(addr + i)] = (byte) (value >>> (i * Byte.SIZE));
        }
        long mask = size == Long.BYTES ? -1L : (1L << (size * Byte.SIZE)) - 1;
        return new AccessResult.Value(value & mask);
    }

    /** Returns the page that a program sees at {@code addr}, or null after noting the fault. */
    private byte @Nullable [] visible(long addr, int prot) {
        Area area = areas.at(addr);
        if (area == null) {
            return faulted(FaultKind.MAPERR, addr);
        }
        if ((area.prot() & prot) == 0) {
            return faulted(FaultKind.ACCERR, addr);
        }
        OpenObject file = area.file();
        if (file != null && !file.object().hasPage(area.objectPage(addr))) {
            return faulted(FaultKind.BUS, addr);
        }
        byte[] own = area.isShared() ? null : pages.find(area, addr);
        if (own != null) {
            return own;
        }
        return file == null
                ? MemoryObject.ZERO_PAGE
                : file.object().readablePage(area.objectPage(addr));
    }

    /** Returns the page to store in; the access has been checked. */
    private byte[] writable(long addr) {
        Area area = Objects.requireNonNull(areas.at(addr));
        OpenObject file = area.file();
        if (file != null && area.isShared()) {
            return file.object().writablePage(area.objectPage(addr));
        }
        byte[] current = Objects.requireNonNull(visible(addr, Prot.WRITE));
        if (area.anon() == null) {
            areas.update(area.withAnon(identityFor(area)));
        }
        return pages.own(area, addr, current);
    }

    /** Takes a neighbour's identity where the two differ in protection alone: above, then below. */
    private AnonIdentity identityFor(Area area) {
        Area above = areas.at(area.end());
        if (above != null && above.anon() != null && area.sharesIdentityWith(above)) {
            return above.anon();
        }
        Area below = areas.lastStartingBefore(area.start());
        if (below != null && below.anon() != null && below.sharesIdentityWith(area)) {
            return below.anon();
        }
        return new AnonIdentity();
    }

    /** Notes the fault of the first byte that cannot be accessed: on a second page, its start. */
    private byte @Nullable [] faulted(FaultKind kind, long addr) {
        fault = new AccessResult.Fault(kind, addr);
        return null;
    }

    private AccessResult fault() {
        return Objects.requireNonNull(fault);
    }

    private static void requireSize(int size) {
        if (size < 1 || size > Long.BYTES) {
            throw new IllegalArgumentException("size " + size + " bytes, wanted 1 to 8");
        }
    }
}
