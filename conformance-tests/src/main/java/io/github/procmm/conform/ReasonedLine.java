package io.github.procmm.conform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A line of a file that says what is known, and why: {@code ENTRY # reason}.
 *
 * @param number of the line, from 1
 * @param entry what stands before the first #, never empty
 * @param reason what stands behind it, empty where nothing does
 */
public record ReasonedLine(int number, String entry, String reason) {

    /** Returns the lines that have an entry, in their order: not empty ones and comments. */
    public static List<ReasonedLine> of(List<String> lines) {
        List<ReasonedLine> reasoned = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            int hash = line.indexOf('#');
            String entry = (hash < 0 ? line : line.substring(0, hash)).strip();
            String reason = hash < 0 ? "" : line.substring(hash + 1).strip();
            if (!entry.isEmpty()) {
                reasoned.add(new ReasonedLine(i + 1, entry, reason));
            }
        }
        return reasoned;
    }

    /**
     * Adds its reason to those of the lines before it, by their entries.
     *
     * @throws IllegalArgumentException when its entry is among them
     */
    public void addTo(Map<String, String> reasons) {
        if (reasons.putIfAbsent(entry, reason) != null) {
            throw wrong("stands there twice");
        }
    }

    /** Returns what to throw where the line says what it must not. */
    public IllegalArgumentException wrong(String why) {
        return new IllegalArgumentException("line " + number + ": '" + entry + "' " + why);
    }
}
