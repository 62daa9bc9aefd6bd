package io.github.procmm.kernel;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.AccessResult;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Prot;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * One address space: its areas and its private pages.
 *
 * <p>Clients change it by records ({@link UserProcess#write}), by frames ({@link Session#receive})
 * or, their own, by system calls; here it can be looked at, accessed as a program would, and
 * snapshot, from any thread. The package-private half is what the managers act with: it changes
 * what it is told to and checks only what a walk over the areas finds out. Who calls it has the
 * {@link #lock}.
 */
public final class AddressSpace {

    private final int maxMapCount;
    private final long maxBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private AreaMap areas;
    private PageStore pages;

    /** Whether any area, or the space itself, was ever sealed: most never are. */
    private boolean everSealed;

    private boolean sealed;

    AddressSpace(int maxMapCount) {
        this(maxMapCount, 0);
    }

    /** Makes one that may have so many bytes mapped (V2-MAP-8); 0: no limit. */
    AddressSpace(int maxMapCount, long maxBytes) {
        this(maxMapCount, maxBytes == 0 ? -1 : maxBytes, new AreaMap(), new PageStore());
    }

    private AddressSpace(int maxMapCount, long maxBytes, AreaMap areas, PageStore pages) {
        this.maxMapCount = maxMapCount;
        this.maxBytes = maxBytes;
        this.areas = areas;
        this.pages = pages;
    }

    /**
     * Returns this address space as it is now, to be looked at or accessed independently of what
     * happens to this one; objects are shared. Takes O(1).
     */
    public AddressSpace snapshot() {
        return alone(
                () -> {
                    AddressSpace copy = copyOnWrite();
                    copy.sealed = sealed;
                    return copy;
                });
    }

    /** Returns how many areas there are. */
    public int areaCount() {
        return alone(() -> areas.count());
    }

    /** Returns how many bytes are mapped. */
    public long mappedBytes() {
        return alone(() -> areas.mappedBytes());
    }

    /** Returns the areas, in the order of their addresses. */
    public List<MappedArea> areas() {
        return alone(
                () -> {
                    List<MappedArea> list = new ArrayList<>(areas.count());
                    areas.forEach(area -> list.add(MappedArea.of(area)));
                    return list;
                });
    }

    /** Returns the areas as /proc/PID/maps prints them, a line each. */
    public String maps() {
        StringBuilder lines = new StringBuilder();
        for (MappedArea area : areas()) {
            area.appendTo(lines);
            lines.append('\n');
        }
        return lines.toString();
    }

    /** Reads {@code size} bytes, 1 to 8, as a program's load does. */
    public AccessResult load(long addr, int size) {
        return alone(() -> new MemoryAccess(areas, pages).load(addr, size, Prot.ACCESS));
    }

    /** Reads {@code size} bytes, 1 to 8, as the processor does to execute them. */
    public AccessResult fetch(long addr, int size) {
        return alone(() -> new MemoryAccess(areas, pages).load(addr, size, Prot.EXEC));
    }

    /** Stores the low {@code size} bytes, 1 to 8, of {@code value} as a program does. */
    public AccessResult store(long addr, int size, long value) {
        return alone(() -> new MemoryAccess(areas, pages).store(addr, size, value));
    }

    /**
     * Checks what always holds: areas are sorted, disjoint, page-aligned and maximally joined.
     *
     * @throws AssertionError when it does not: a bug of this package
     */
    public void checkInvariants() {
        alone(
                () -> {
                    areas.checkInvariants();
                    return this;
                });
    }

    private <T> T alone(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    /** Returns what everybody has who looks at this or changes it: one at a time (V1-FILE-9). */
    ReentrantLock lock() {
        return lock;
    }

    /** Returns a space with the same areas, whose own seal is not copied (V2-SPACE-3). */
    AddressSpace copyOnWrite() {
        AddressSpace copy =
                new AddressSpace(maxMapCount, maxBytes, areas.snapshot(), pages.snapshot());
        copy.everSealed = everSealed;
        return copy;
    }

    /** What a space was: to become again, once. */
    record Saved(AreaMap areas, PageStore pages, boolean everSealed, boolean sealed) {}

    Saved save() {
        return new Saved(areas.snapshot(), pages.snapshot(), everSealed, sealed);
    }

    void become(Saved before) {
        areas = before.areas;
        pages = before.pages;
        everSealed = before.everSealed;
        sealed = before.sealed;
    }

    AreaMap map() {
        return areas;
    }

    int maxMapCount() {
        return maxMapCount;
    }

    /** Returns whether there is no room for one area more. */
    boolean isFull() {
        return areas.count() >= maxMapCount;
    }

    /**
     * Returns whether more bytes would be mapped than a caller may have, or this space, once {@code
     * [start, end)} is. What is replaced is counted only if it matters: most have no limit, or room
     * below it.
     */
    boolean exceeds(long callersLimit, long start, long end) {
        boolean own = Long.compareUnsigned(maxBytes, callersLimit) < 0;
        long limit = own ? maxBytes : callersLimit;
        long mapped = areas.mappedBytes() + (end - start);
        return Long.compareUnsigned(mapped, limit) > 0
                && Long.compareUnsigned(mapped - areas.mappedBytesIn(start, end), limit) > 0;
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

    /** Adds an area where nothing is. */
    void add(Area area) {
        areas.add(area);
    }

    /** Gives what is mapped in {@code [start, end)} other rights, all at once (V2-PROT-1). */
    void protectAll(long start, long end, int prot) {
        areas.change(start, end, area -> area.prot() == prot ? area : area.withProt(prot));
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
        areas.change(start, end, Area::sealed);
    }

    /** Removes everything, seals too (V2-HANDLE-7). */
    void clear() {
        unmap(0, Long.MAX_VALUE);
        sealed = false;
        everSealed = false;
    }

    /** Returns the lowest address of {@code [start, end)} that is sealed, or -1. */
    long firstSealedIn(long start, long end) {
        return everSealed ? areas.firstSealedIn(start, end) : -1;
    }

    /** Returns whether a v1 record may not change {@code [start, end)}, unsigned (V2-SEAL-5). */
    boolean forbidsChange(long start, long end) {
        if (!everSealed || sealed) {
            return sealed;
        }
        boolean low = start >= 0; // nothing lies in the upper half
        return low && areas.firstSealedIn(start, end < 0 ? Long.MAX_VALUE : end) >= 0;
    }
}
