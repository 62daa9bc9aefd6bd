package io.github.procmm.command;

import io.github.procmm.report.AreaEntry;
import io.github.procmm.report.Hex;
import io.github.procmm.report.PictureRow;
import io.github.procmm.report.RangeEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Areas as lines of text: a list of them with a letter each, and bars between their addresses.
 *
 * <pre>
 *   before     A 10000000-10004000 rw-p
 *   after      B 10000000-10001000 rw-p
 *              C 10002000-10004000 rw-p
 *
 *              10000000 10001000 10002000 10004000
 *   before     |-----------A------------|
 *   MM_MUNMAP           |========|
 *   after      |---B----|        |---C----|
 * </pre>
 *
 * <p>What does not change and does not touch what does is left out. Bars are not to scale.
 */
final class AreaDrawing {

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final char MANY = '#';

    private final List<PictureRow> rows;
    private final Map<AreaEntry, Character> letters = new LinkedHashMap<>();
    private final int labelWidth;
    private int hidden;

    AreaDrawing(List<PictureRow> all) {
        RowFocus focus = new RowFocus(all);
        this.rows = focus.rows();
        this.hidden = focus.hidden();
        this.labelWidth = rows.stream().mapToInt(row -> row.label().length()).max().orElse(0) + 2;
        for (PictureRow row : rows) {
            for (AreaEntry area : row.areas()) {
                int next = letters.size();
                letters.putIfAbsent(area, next < LETTERS.length() ? LETTERS.charAt(next) : MANY);
            }
        }
    }

    /** Returns the list, and the bars if they fit into a width. */
    List<String> lines(int width) {
        List<String> lines = list();
        List<String> bars = bars(width);
        if (!bars.isEmpty()) {
            lines.add("");
            lines.addAll(bars);
        }
        return lines;
    }

    private List<String> list() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            PictureRow row = rows.get(i);
            if (row.range() == null) {
                String label = padded(row.label());
                for (String line : areas(i)) {
                    lines.add(label + line);
                    label = padded("");
                }
            }
        }
        if (hidden > 0) {
            lines.add(padded("") + "and " + Counted.of(hidden, "area") + " that did not change");
        }
        return lines;
    }

    private List<String> areas(int index) {
        PictureRow row = rows.get(index);
        if (row.areas().isEmpty()) {
            return List.of("no area");
        }
        for (PictureRow earlier : rows.subList(0, index)) {
            if (earlier.range() == null && earlier.areas().equals(row.areas())) {
                return List.of("as " + earlier.label());
            }
        }
        return row.areas().stream().map(area -> letters.get(area) + " " + words(area)).toList();
    }

    /** Returns an area as maps has it, and what it shows. */
    private static String words(AreaEntry area) {
        return address(area.start()) + "-" + address(area.end()) + " " + area.what();
    }

    private static String address(String hex) {
        return String.format("%08x", Hex.parse(hex));
    }

    private String padded(String label) {
        return label + " ".repeat(labelWidth - label.length());
    }

    private List<String> bars(int width) {
        List<Long> bounds = bounds();
        int column = bounds.stream().mapToInt(AreaDrawing::digits).max().orElse(0) + 1;
        if (bounds.isEmpty() || labelWidth + bounds.size() * column > width) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        StringBuilder ruler = new StringBuilder(padded(""));
        for (long bound : bounds) {
            String address = String.format("%08x", bound);
            ruler.append(address).append(" ".repeat(column - address.length()));
        }
        lines.add(ruler.toString().stripTrailing());
        for (PictureRow row : rows) {
            lines.add((padded(row.label()) + bar(row, bounds, column)).stripTrailing());
        }
        return lines;
    }

    private static int digits(long bound) {
        return String.format("%08x", bound).length();
    }

    private List<Long> bounds() {
        TreeSet<Long> bounds = new TreeSet<>(Long::compareUnsigned);
        for (PictureRow row : rows) {
            RangeEntry range = row.range();
            if (range != null) {
                bounds.add(Hex.parse(range.start()));
                bounds.add(Hex.parse(range.end()));
            }
            for (AreaEntry area : row.areas()) {
                bounds.add(Hex.parse(area.start()));
                bounds.add(Hex.parse(area.end()));
            }
        }
        return List.copyOf(bounds);
    }

    private String bar(PictureRow row, List<Long> bounds, int column) {
        char[] line = new char[bounds.size() * column];
        Arrays.fill(line, ' ');
        RangeEntry range = row.range();
        if (range != null) {
            fill(line, bounds, column, range, '=');
        }
        for (AreaEntry area : row.areas()) {
            RangeEntry where = new RangeEntry(area.start(), area.end());
            int middle = fill(line, bounds, column, where, '-');
            line[middle] = letters.getOrDefault(area, MANY);
        }
        return new String(line);
    }

    /** Draws from one bound to another; returns the middle. */
    private static int fill(
            char[] line, List<Long> bounds, int column, RangeEntry range, char with) {
        int from = bounds.indexOf(Hex.parse(range.start())) * column;
        int to = bounds.indexOf(Hex.parse(range.end())) * column;
        Arrays.fill(line, from, to, with);
        line[from] = '|';
        line[to] = '|';
        return (from + to) / 2;
    }
}
