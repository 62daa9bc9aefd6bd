package io.github.procmm.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a picture of an address space: its areas at one time, or where a call goes.
 *
 * @param label what it shows: {@code before}, {@code MM_MUNMAP}, {@code after}, {@code expected}
 * @param areas that there were; empty where it shows a range, or where there were none
 * @param range where a call goes; null where it shows areas
 */
public record PictureRow(String label, List<AreaEntry> areas, @Nullable RangeEntry range) {

    /** Copies the list. */
    public PictureRow {
        areas = List.copyOf(areas);
    }
}
