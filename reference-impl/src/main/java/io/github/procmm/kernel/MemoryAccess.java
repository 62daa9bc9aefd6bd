package io.github.procmm.kernel;

import io.github.procmm.backend.AccessResult;
import io.github.procmm.backend.FaultKind;
import io.github.procmm.model.Prot;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One access of a program to its memory: finds the bytes, or the fault that the hardware raises.
 *
 * <p>Who makes it has the lock of the space; the monitors of the objects that are shown there are
 * taken here.
 */
final class MemoryAccess {

    private final AreaMap areas;
    private final PageStore pages;
    private AccessResult.@Nullable Fault fault;

    MemoryAccess(AreaMap areas, PageStore pages) {
        this.areas = areas;
        this.pages = pages;
    }

    /** Loads where {@code prot} is among the rights: EXEC to execute, any right to read. */
    AccessResult load(long addr, int size, int prot) {
        requireSize(size);
        return withObjects(addr, size, () -> loadFound(addr, size, prot));
    }

    private AccessResult loadFound(long addr, int size, int prot) {
        byte[] low = loadable(addr, prot);
        long second = Page.roundUp(addr + 1);
        byte[] high = low == null || addr + size <= second ? low : loadable(second, prot);
        if (low == null || high == null) {
            return fault();
        }
        long value = 0;
        for (int i = 0; i < size; i++) {
            byte[] page = addr + i < second ? low : high;
            value |= Byte.toUnsignedLong(page[Page.offsetIn(addr + i)]) << (i * Byte.SIZE);
        }
        return new AccessResult.Value(value);
    }

    /**
     * Stores all bytes or none; but a fault on a second page leaves the first copied (V1-MEM-15).
     */
    AccessResult store(long addr, int size, long value) {
        requireSize(size);
        return withObjects(addr, size, () -> storeFound(addr, size, value));
    }

    private AccessResult storeFound(long addr, int size, long value) {
        byte[] low = storable(addr);
        long second = Page.roundUp(addr + 1);
        byte[] high = low == null || addr + size <= second ? low : storable(second);
        if (low == null || high == null) {
            return fault();
        }
        for (int i = 0; i < size; i++) {
            byte[] page = addr + i < second ? low : high;
            page[Page.offsetIn(addr + i)] = (byte) (value >>> (i * Byte.SIZE));
        }
        long mask = size == Long.BYTES ? -1L : (1L << (size * Byte.SIZE)) - 1;
        return new AccessResult.Value(value & mask);
    }

    /** Accesses with the monitors of the objects, one or two, in the order of their numbers. */
    private AccessResult withObjects(long addr, int size, Supplier<AccessResult> access) {
        MemoryObject low = objectAt(addr);
        MemoryObject high = objectAt(addr + size - 1);
        if (low == null || high == null) {
            MemoryObject only = low == null ? high : low;
            return only == null ? access.get() : with(only, access);
        }
        MemoryObject first = low.number() < high.number() ? low : high;
        MemoryObject second = first == low ? high : low;
        return with(first, () -> with(second, access));
    }

    private static AccessResult with(MemoryObject object, Supplier<AccessResult> access) {
        synchronized (object) {
            return access.get();
        }
    }

    private @Nullable MemoryObject objectAt(long addr) {
        Area area = areas.at(addr);
        OpenObject file = area == null ? null : area.file();
        return file == null ? null : file.object();
    }

    /** Returns the page that a program sees at {@code addr}, or null after noting the fault. */
    private byte @Nullable [] loadable(long addr, int prot) {
        Area area = areas.at(addr);
        if (area == null) {
            return faulted(FaultKind.MAPERR, addr); // V1-MEM-5
        }
        if (area.prot() == 0) {
            return faulted(FaultKind.ACCERR, addr); // V1-MEM-6
        }
        if (isBeyondObject(area, addr)) {
            return faulted(FaultKind.BUS, addr); // V1-MEM-9, and before V1-MEM-8
        }
        return (area.prot() & prot) == 0
                ? faulted(FaultKind.ACCERR, addr) // V1-MEM-8
                : visible(area, addr);
    }

    /** Returns the page to store in at {@code addr}, or null after noting the fault. */
    private byte @Nullable [] storable(long addr) {
        Area area = areas.at(addr);
        if (area == null) {
            return faulted(FaultKind.MAPERR, addr); // V1-MEM-5
        }
        if ((area.prot() & Prot.WRITE) == 0) {
            return faulted(FaultKind.ACCERR, addr); // V1-MEM-7
        }
        if (!area.isShared() && area.anon() == null) {
            area = area.withAnon(identityFor(area)); // V1-AREA-6: also before a BUS
            areas.update(area);
        }
        if (isBeyondObject(area, addr)) {
            return faulted(FaultKind.BUS, addr); // V1-MEM-9
        }
        OpenObject file = area.file();
        return file != null && area.isShared()
                ? file.object().writablePage(area.objectPage(addr))
                : pages.own(area, addr, visible(area, addr));
    }

    private static boolean isBeyondObject(Area area, long addr) {
        OpenObject file = area.file();
        return file != null && !file.object().hasPage(area.objectPage(addr));
    }

    private byte[] visible(Area area, long addr) {
        byte[] own = area.isShared() ? null : pages.find(area, addr);
        if (own != null) {
            return own;
        }
        OpenObject file = area.file();
        return file == null
                ? MemoryObject.ZERO_PAGE
                : file.object().readablePage(area.objectPage(addr));
    }

    /** Takes a neighbour's identity where the two differ in protection alone (V1-AREA-7). */
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
