package io.github.procmm.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The areas of one address space, in order, and how they are split and joined.
 *
 * <p>Every change leaves neighbours that could be one area joined; {@link #checkInvariants} says
 * what always holds. Ranges are half-open, in bytes, page-aligned and within the address space: the
 * managers have checked that.
 */
final class AreaMap {

    private final LongTree<Area> tree;
    private final LongTreeCursor<Area> cursor;
    private long mappedBytes;
    private long epoch;

    AreaMap() {
        this(new LongTree<>(), 0, 0);
    }

    private AreaMap(LongTree<Area> tree, long mappedBytes, long epoch) {
        this.tree = tree;
        this.cursor = tree.cursor();
        this.mappedBytes = mappedBytes;
        this.epoch = epoch;
    }

    /** Returns a map of the same areas that changes independently of this one. Takes O(1). */
    AreaMap snapshot() {
        return new AreaMap(tree.snapshot(), mappedBytes, epoch);
    }

    /** Returns a number that is another one when an area has changed (V2-QUERY-3). */
    long epoch() {
        return epoch;
    }

    int count() {
        return tree.size();
    }

    long mappedBytes() {
        return mappedBytes;
    }

    void forEach(Consumer<? super Area> action) {
        tree.forEach((area, unused) -> action.accept(area));
    }

    /** Returns the area that holds {@code addr}, or null: no area reaches up to 2^63. */
    @Nullable Area at(long addr) {
        boolean found = addr >= 0 && cursor.seekFloor(addr) && cursor.value().end() > addr;
        return found ? cursor.value() : null;
    }

    /** Returns the first area that ends above {@code addr}: it may start above it too. Or null. */
    @Nullable Area firstEndingAfter(long addr) {
        return seekFirstEndingAfter(addr) ? cursor.value() : null;
    }

    /** Returns the last area that starts below {@code addr}, or null. */
    @Nullable Area lastStartingBefore(long addr) {
        return addr > 0 && cursor.seekFloor(addr - 1) ? cursor.value() : null;
    }

    /** Returns whether anything is mapped in {@code [start, end)}. */
    boolean anyIn(long start, long end) {
        return seekFirstEndingAfter(start) && cursor.key() < end;
    }

    /** Returns the lowest address of {@code [start, end)} that is mapped, or -1. */
    long firstMappedIn(long start, long end) {
        return anyIn(start, end) ? Math.max(start, cursor.key()) : -1;
    }

    /** Returns the lowest address of {@code [start, end)} that is not mapped, or -1. */
    long firstHoleIn(long start, long end) {
        long at = start;
        boolean found = seekFirstEndingAfter(start);
        while (found && cursor.key() <= at && at < end) {
            at = cursor.value().end();
            found = cursor.next();
        }
        return at < end ? at : -1;
    }

    /** Returns the lowest address of {@code [start, end)} that is sealed, or -1. */
    long firstSealedIn(long start, long end) {
        boolean found = seekFirstEndingAfter(start);
        while (found && cursor.key() < end) {
            if (cursor.value().isSealed()) {
                return Math.max(start, cursor.key());
            }
            found = cursor.next();
        }
        return -1;
    }

    /**
     * Returns the lowest address of {@code [start, end)} that may not be given {@code prot}, or -1.
     */
    long firstDenyingIn(long start, long end, int prot) {
        boolean found = seekFirstEndingAfter(start);
        while (found && cursor.key() < end) {
            if ((prot & ~cursor.value().maxProt()) != 0) {
                return Math.max(start, cursor.key());
            }
            found = cursor.next();
        }
        return -1;
    }

    /** Returns the parts of areas that lie in {@code [start, end)}, in ascending order. */
    List<Area> partsIn(long start, long end) {
        List<Area> parts = new ArrayList<>();
        boolean found = seekFirstEndingAfter(start);
        while (found && cursor.key() < end) {
            Area area = cursor.value();
            parts.add(area.part(Math.max(start, area.start()), Math.min(end, area.end())));
            found = cursor.next();
        }
        return parts;
    }

    /** Shows areas that end above {@code addr}, in ascending order, as long as they are wanted. */
    void forEachEndingAfter(long addr, Predicate<Area> wanted) {
        boolean found = seekFirstEndingAfter(addr);
        while (found && wanted.test(cursor.value())) {
            found = cursor.next();
        }
    }

    /** Changes what lies in {@code [start, end)}, part by part. */
    void change(long start, long end, UnaryOperator<Area> change) {
        boolean found = seekFirstEndingAfter(start);
        while (found && cursor.key() < end) {
            Area area = cursor.value();
            long from = Math.max(start, area.start());
            long to = Math.min(end, area.end());
            Area changed = change.apply(area.part(from, to));
            if (changed.bits() != area.bits()) {
                remove(from, to);
                add(changed);
            }
            found = to < end && seekFirstEndingAfter(to);
        }
    }

    /** Returns how many bytes of {@code [start, end)} are mapped. */
    long mappedBytesIn(long start, long end) {
        long mapped = 0;
        boolean found = seekFirstEndingAfter(start);
        while (found && cursor.key() < end) {
            Area area = cursor.value();
            mapped += Math.min(end, area.end()) - Math.max(start, area.start());
            found = cursor.next();
        }
        return mapped;
    }

    /** Returns whether removing {@code [start, end)} would leave one area as two. */
    boolean removalSplits(long start, long end) {
        Area area = firstEndingAfter(start);
        return area != null && area.start() < start && area.end() > end;
    }

    /**
     * Takes {@code [start, end)} out of whatever lies there.
     *
     * <pre>
     *   before   |--A--|   |--B--|  |---C---|
     *   remove       [===================)
     *   after    |-A-|                   |-C|
     * </pre>
     */
    void remove(long start, long end) {
        epoch++;
        if (!seekFirstEndingAfter(start) || cursor.key() >= end) {
            return;
        }
        Area first = cursor.value();
        if (first.start() < start) {
            cursor.setValue(first.before(start));
            if (first.end() > end) {
                cursor.put(end, first.from(end));
                mappedBytes -= end - start;
                return;
            }
            mappedBytes -= first.end() - start;
            if (!cursor.next()) {
                return;
            }
        }
        removeFromHere(end);
    }

    /** Removes or cuts the areas from the cursor's on that start below {@code end}. */
    private void removeFromHere(long end) {
        long from = cursor.key();
        while (cursor.valid() && cursor.value().end() <= end) {
            mappedBytes -= cursor.value().length();
            cursor.next();
        }
        if (cursor.valid() && cursor.key() < end) {
            Area last = cursor.value();
            mappedBytes -= end - last.start();
            cursor.replace(end, last.from(end));
        }
        cursor.removeRange(from, end);
    }

    /**
     * Adds an area where nothing is, and joins it with its neighbours where that makes one area.
     * When it agrees with both but they do not agree with each other, the lower one takes it
     * (V1-AREA-3).
     */
    void add(Area area) {
        epoch++;
        mappedBytes += area.length();
        Area below = cursor.seekFloor(area.start()) ? cursor.value() : null;
        Area above = cursor.next() ? cursor.value() : null;
        boolean joinsBelow = below != null && below.continuesInto(area);
        boolean joinsAbove = above != null && area.continuesInto(above);
        if (below != null && joinsBelow) {
            Area joined = below.joinedWith(area);
            if (above != null && joinsAbove && joined.continuesInto(above)) {
                cursor.remove();
                joined = joined.joinedWith(above);
            }
            cursor.put(joined.start(), joined);
        } else if (above != null && joinsAbove) {
            cursor.replace(area.start(), area.joinedWith(above));
        } else {
            cursor.put(area.start(), area);
        }
    }

    /** Replaces the one area that starts where {@code area} does and has the same range. */
    void update(Area area) {
        cursor.put(area.start(), area);
    }

    /**
     * Returns how many areas more there are after the part {@code [start, end)} of {@code area} has
     * become {@code changed}, before any joins at both ends: 0, 1 or 2. What moves a boundary
     * between two areas, rather than making one, counts 0.
     */
    int splitsToChange(Area area, Area changed) {
        int splits = 0;
        if (area.start() < changed.start()) {
            Area above = area.end() == changed.end() ? firstEndingAfter(area.end()) : null;
            splits += above != null && changed.continuesInto(above) ? 0 : 1;
        }
        if (changed.end() < area.end()) {
            Area below = area.start() == changed.start() ? lastStartingBefore(area.start()) : null;
            splits += below != null && below.continuesInto(changed) ? 0 : 1;
        }
        return splits;
    }

    private boolean seekFirstEndingAfter(long addr) {
        boolean at = cursor.seekFloor(addr) && cursor.value().end() > addr;
        return at || cursor.next();
    }

    /**
     * Throws {@link AssertionError} unless areas are sorted, disjoint, aligned, maximally joined.
     */
    void checkInvariants() {
        tree.checkInvariants();
        AreaInvariants invariants = new AreaInvariants();
        tree.forEach(invariants::next);
        invariants.checkMappedBytes(mappedBytes);
    }
}
