package io.github.procmm.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rows of text under headings, each column as wide as its widest cell; numbers to the right. */
final class Table {

    private static final int GAP = 2;

    private final List<String[]> rows = new ArrayList<>();
    private final Set<Integer> rightAligned = new HashSet<>();

    Table(String... headings) {
        rows.add(headings);
    }

    /** Puts the cells of some columns to their right. */
    Table alignRight(Integer... columns) {
        rightAligned.addAll(List.of(columns));
        return this;
    }

    void row(String... cells) {
        rows.add(cells);
    }

    void print(PrintWriter out) {
        lines().forEach(out::println);
    }

    /** Returns the headings and the rows, a line each. */
    List<String> lines() {
        int[] widths = widths();
        List<String> lines = new ArrayList<>();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                String padding = " ".repeat(widths[i] - row[i].length());
                line.append(rightAligned.contains(i) ? padding + row[i] : row[i] + padding);
                line.append(" ".repeat(GAP));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private int[] widths() {
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        return widths;
    }
}
