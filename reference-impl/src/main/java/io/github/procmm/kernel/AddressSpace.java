package io.github.procmm.kernel;

import static io.github.procmm.model.Errno.EACCES;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.ENOMEM;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.AccessResult;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Prot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One address space: its areas and its private pages.
 *
 * <p>Clients change it by records ({@link UserProcess#write}) or, their own, by system calls; here
 * it can be looked at, accessed as a program would, and snapshot. The package-private half is what
 * the managers act with: it changes what it is told to and checks only what a walk over the areas
 * finds out.
 */
public final class AddressSpace {

    private final int maxMapCount;
    private AreaMap areas;
    private PageStore pages;

    /** Whether any area, or the space itself, was ever sealed: most never are. */
    private boolean everSealed;

    private boolean sealed;

    AddressSpace(int maxMapCount) {
        this(maxMapCount, new AreaMap(), new PageStore());
    }

    private AddressSpace(int maxMapCount, AreaMap areas, PageStore pages) {
        this.maxMapCount = maxMapCount;
        this.areas = areas;
        this.pages = pages;
    }

    /**
     * Returns this address space as it is now, to be looked at or accessed independently of what
     * happens to this one; objects are shared. Takes O(1).
     */
    public AddressSpace snapshot() {
        AddressSpace copy = new AddressSpace(maxMapCount, areas.snapshot(), pages.snapshot());
        copy.everSealed = everSealed;
        copy.sealed = sealed;
        return copy;
    }

    /** Becomes what a snapshot of it is, which must not be used any more. */
    void become(AddressSpace snapshot) {
        areas = snapshot.areas;
        pages = snapshot.pages;
        everSealed = snapshot.everSealed;
        sealed = snapshot.sealed;
    }

    /** Returns a space with the same areas, whose own seal is not copied (V2-SPACE-3). */
    AddressSpace copyOnWrite() {
        AddressSpace copy = snapshot();
        copy.sealed = false;
        return copy;
    }

    /** Returns how many areas there are. */
    public int areaCount() {
        return areas.count();
    }

    /** Returns how many bytes are mapped. */
    public long mappedBytes() {
        return areas.mappedBytes();
    }

    /** Returns the areas, in the order of their addresses. */
    public List<MappedArea> areas() {
        List<MappedArea> list = new ArrayList<>(areas.count());
        areas.forEach(area -> list.add(MappedArea.of(area)));
        return list;
    }

    /** Returns the areas as /proc/PID/maps prints them, a line each. */
    public String maps() {
        StringBuilder lines = new StringBuilder();
        areas.forEach(area -> lines.append(MappedArea.of(area)).append('\n'));
        return lines.toString();
    }

    /** Reads {@code size} bytes, 1 to 8, as a program's load does. */
    public AccessResult load(long addr, int size) {
        return new MemoryAccess(areas, pages).load(addr, size, Prot.ACCESS);
    }

    /** Reads {@code size} bytes, 1 to 8, as the processor does to execute them. */
    public AccessResult fetch(long addr, int size) {
        return new MemoryAccess(areas, pages).load(addr, size, Prot.EXEC);
    }

    /** Stores the low {@code size} bytes, 1 to 8, of {@code value} as a program does. */
    public AccessResult store(long addr, int size, long value) {
        return new MemoryAccess(areas, pages).store(addr, size, value);
    }

    /**
     * Checks what always holds: areas are sorted, disjoint, page-aligned and maximally joined.
     *
     * @throws AssertionError when it does not: a bug of this package
     */
    public void checkInvariants() {
        areas.checkInvariants();
    }

    int maxMapCount() {
        return maxMapCount;
    }

    /** Returns whether there is no room for one area more. */
    boolean isFull() {
        return areas.count() >= maxMapCount;
    }

    boolean anyMappedIn(long start, long end) {
        return areas.anyIn(start, end);
    }

    long mappedBytesIn(long start, long end) {
        return areas.mappedBytesIn(start, end);
    }

    boolean removalSplits(long start, long end) {
        return areas.removalSplits(start, end);
    }

    @Nullable Area lastAreaStartingBefore(long addr) {
        return areas.lastStartingBefore(addr);
    }

    /** Maps what has passed all checks, replacing what is there; returns the address. */
    long map(MmapRequest request, long addr, long len) {
        unmap(addr, addr + len);
        OpenObject file = request.mappableFile();
        long offset = file == null ? 0 : request.offset();
        if (file == null && request.has(MapFlags.SHARED)) {
            MemoryObject memory = MemoryObject.regular("/dev/zero (deleted)", len);
            file = new OpenObject(memory, AccessMode.READ_WRITE);
        }
        int bits = Area.bits(request.prot(), request.flags());
        areas.add(new Area(addr, addr + len, bits, file, offset));
        return addr;
    }

    void unmap(long start, long end) {
        areas.remove(start, end);
        pages.remove(start, end);
    }

    /**
     * Changes areas one after the other until one is missing or refuses: those before it stay
     * changed (V1-PROT-11 to V1-PROT-14).
     */
    long protect(long start, long end, int prot) {
        if (start < 0) {
            return ENOMEM.asResult(); // nothing lies in the upper half
        }
        return protectBelow(start, end < 0 ? Long.MAX_VALUE : end, prot);
    }

    private long protectBelow(long start, long end, int prot) {
        long from = start;
        if ((prot & (Prot.GROWSDOWN | Prot.GROWSUP)) != 0) {
            Area first = areas.firstEndingAfter(start);
            if (first == null || first.start() >= end) {
                return ENOMEM.asResult();
            }
            boolean grows = (first.bits() & Area.GROWSDOWN) != 0 && (prot & Prot.GROWSDOWN) != 0;
            if (!grows) {
                boolean hole = (prot & Prot.GROWSDOWN) == 0 && first.start() > start;
                return (hole ? ENOMEM : EINVAL).asResult();
            }
            from = first.start();
        }
        while (from < end) {
            Area area = areas.at(from);
            if (area == null) {
                return ENOMEM.asResult();
            }
            long until = Math.min(end, area.end());
            if ((prot & Prot.WRITE) != 0 && !mayBeWritten(area)) {
                return EACCES.asResult();
            }
            if ((prot & Prot.EXEC) != 0 && !mayBeExecuted(area)) {
                return EACCES.asResult();
            }
            if ((prot & area.denied()) != 0) {
                return EACCES.asResult(); // V2-MAP-3
            }
            if (!change(area, from, until, prot)) {
                return ENOMEM.asResult();
            }
            from = until;
        }
        return 0;
    }

    /** Gives a part of one area another protection; false when that would be an area too many. */
    private boolean change(Area area, long start, long end, int prot) {
        if (area.prot() == (prot & Prot.ACCESS)) {
            return true;
        }
        Area changed = area.from(start).before(end).withProt(prot);
        int cuts = areas.splitsToChange(area, changed);
        if (cuts > 0 && areas.count() + cuts > maxMapCount) {
            return false;
        }
        areas.remove(start, end);
        areas.add(changed);
        return true;
    }

    AreaMap map() {
        return areas;
    }

    boolean isSealed() {
        return sealed;
    }

    /** Seals the space itself (V2-SEAL-2). */
    void seal() {
        sealed = true;
        everSealed = true;
    }

    /** Seals what is mapped in {@code [start, end)} (V2-SEAL-1). */
    void seal(long start, long end) {
        everSealed = true;
        change(start, end, Area::sealed);
    }

    /** Removes everything, seals too (V2-HANDLE-7). */
    void clear() {
        unmap(0, Long.MAX_VALUE);
        sealed = false;
        everSealed = false;
    }

    /** Gives what is mapped in {@code [start, end)} other rights, all at once (V2-PROT-1). */
    void protectAll(long start, long end, int prot) {
        change(start, end, area -> area.prot() == prot ? area : area.withProt(prot));
    }

    private void change(long start, long end, UnaryOperator<Area> to) {
        for (Area part : areas.partsIn(start, end)) {
            Area changed = to.apply(part);
            if (changed.bits() != part.bits()) {
                areas.remove(part.start(), part.end());
                areas.add(changed);
            }
        }
    }

    /** Takes {@code [start, end)}, all of it mapped, to where nothing is (V2-MOVE-1). */
    void move(long start, long end, long to) {
        List<Area> parts = areas.partsIn(start, end);
        areas.remove(start, end);
        pages.move(start, end, to);
        for (Area part : parts) {
            areas.add(part.movedTo(part.start() - start + to));
        }
    }

    /** Forgets what private areas stored in {@code [start, end)} (V2-DISCARD-1). */
    void discard(long start, long end) {
        pages.remove(start, end);
    }

    /** Adds an area where nothing is. */
    void add(Area area) {
        areas.add(area);
    }

    /** Returns the lowest address of {@code [start, end)} that is sealed, or -1. */
    long firstSealedIn(long start, long end) {
        return everSealed ? areas.firstIn(start, end, Area::isSealed) : -1;
    }

    /** Returns whether a change of {@code [start, end)} is forbidden (V2-SEAL-5). */
    boolean forbidsChange(long start, long end) {
        return everSealed && (sealed || areas.firstIn(start, end, Area::isSealed) >= 0);
    }

    static boolean mayBeWritten(Area area) {
        OpenObject file = area.file();
        return file == null || !area.isShared() || file.mode().writes();
    }

    static boolean mayBeExecuted(Area area) {
        OpenObject file = area.file();
        return file == null || file.object().isExecutable();
    }
}
