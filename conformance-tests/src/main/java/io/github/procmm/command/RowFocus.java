package io.github.procmm.command;

import io.github.procmm.report.AreaEntry;
import io.github.procmm.report.Hex;
import io.github.procmm.report.PictureRow;
import io.github.procmm.report.RangeEntry;
import java.util.ArrayList;
import java.util.List;

/** Leaves out of a picture the areas that are the same in all rows and touch nothing else. */
final class RowFocus {

    private final List<PictureRow> all;
    private final List<RangeEntry> centre = new ArrayList<>();

    RowFocus(List<PictureRow> all) {
        this.all = all;
        for (PictureRow row : all) {
            RangeEntry range = row.range();
            if (range != null) {
                centre.add(range);
            }
            row.areas().stream()
                    .filter(area -> !isEverywhere(area))
                    .forEach(area -> centre.add(new RangeEntry(area.start(), area.end())));
        }
    }

    List<PictureRow> rows() {
        return all.stream()
                .map(
                        row ->
                                new PictureRow(
                                        row.label(),
                                        row.areas().stream().filter(this::isShown).toList(),
                                        row.range()))
                .toList();
    }

    /** Returns how many areas are left out. */
    int hidden() {
        return all.stream()
                .mapToInt(row -> (int) row.areas().stream().filter(a -> !isShown(a)).count())
                .max()
                .orElse(0);
    }

    private boolean isEverywhere(AreaEntry area) {
        return all.stream().allMatch(row -> row.range() != null || row.areas().contains(area));
    }

    private boolean isShown(AreaEntry area) {
        return centre.isEmpty()
                || !isEverywhere(area)
                || centre.stream().anyMatch(range -> touches(area, range));
    }

    private static boolean touches(AreaEntry area, RangeEntry range) {
        return Long.compareUnsigned(Hex.parse(area.start()), Hex.parse(range.end())) <= 0
                && Long.compareUnsigned(Hex.parse(area.end()), Hex.parse(range.start())) >= 0;
    }
}
