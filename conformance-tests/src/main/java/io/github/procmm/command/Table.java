package io.github.procmm.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows of text under headings, each column as wide as its widest cell; numbers to the right. */
final class Table {

    private static final int GAP = 2;

    private final List<String[]> rows = new ArrayList<>();
    private int rightAligned = -1;

    Table(String... headings) {
        rows.add(headings);
    }

    /** Puts the cells of one column to its right. */
    Table alignRight(int column) {
        rightAligned = column;
        return this;
    }

    void row(String... cells) {
        rows.add(cells);
    }

    void print(PrintWriter out) {
        int[] widths = widths();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                String padding = " ".repeat(widths[i] - row[i].length());
                line.append(i == rightAligned ? padding + row[i] : row[i] + padding);
                line.append(" ".repeat(GAP));
            }
            out.println(line.toString().stripTrailing());
        }
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
