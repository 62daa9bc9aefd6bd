package io.github.procmm.kernel;

import org.jspecify.annotations.Nullable;

/** What holds of the areas of any address space at any moment, checked one area at a time. */
final class AreaInvariants {

    private @Nullable Area last;
    private long bytes;

    void next(Area area, long key) {
        require(area.start() == key, area, "is kept under another start");
        require(area.start() < area.end(), area, "is empty or ends before it starts");
        require(Page.aligned(area.start()) && Page.aligned(area.end()), area, "is not aligned");
        require(Page.aligned(area.offset()), area, "shows an unaligned offset");
        require(!area.isShared() || area.anon() == null, area, "is shared and has private pages");
        if (last != null) {
            require(last.end() <= area.start(), area, "overlaps the one before");
            require(!last.continuesInto(area), area, "is one with the one before");
        }
        last = area;
        bytes += area.length();
    }

    void checkMappedBytes(long mappedBytes) {
        if (bytes != mappedBytes) {
            throw new AssertionError("areas have " + bytes + " bytes, counted " + mappedBytes);
        }
    }

    private static void require(boolean holds, Area area, String what) {
        if (!holds) {
            throw new AssertionError("area " + MappedArea.of(area) + " " + what);
        }
    }
}
