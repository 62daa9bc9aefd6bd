package io.github.procmm.fuzz;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Differences that are no findings, and why: a line each, {@code SIGNATURE # reason}. SIGNATURE is
 * that of a difference, or what it begins with.
 */
public final class KnownDifferences {

    private final Map<String, String> reasons = new LinkedHashMap<>();

    private KnownDifferences() {}

    /** Returns that every difference is a finding. */
    public static KnownDifferences none() {
        return new KnownDifferences();
    }

    /**
     * Reads lines; empty ones and comments are skipped.
     *
     * @throws IllegalArgumentException when a line has no reason, or stands there twice
     */
    public static KnownDifferences of(List<String> lines) {
        KnownDifferences known = new KnownDifferences();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            int hash = line.indexOf('#');
            String entry = (hash < 0 ? line : line.substring(0, hash)).strip();
            String reason = hash < 0 ? "" : line.substring(hash + 1).strip();
            if (!entry.isEmpty()) {
                known.add(entry, reason, i + 1);
            }
        }
        return known;
    }

    private void add(String entry, String reason, int line) {
        if (reason.isEmpty()) {
            throw new IllegalArgumentException(
                    "line " + line + ": '" + entry + "' has no reason, wanted '# why'");
        }
        if (reasons.put(entry, reason) != null) {
            throw new IllegalArgumentException(
                    "line " + line + ": '" + entry + "' stands there twice");
        }
    }

    /** Returns the line that a difference is known by, as it stands before the #; null for none. */
    @Nullable String entry(Difference difference) {
        for (String entry : reasons.keySet()) {
            if (difference.signature().startsWith(entry)) {
                return entry;
            }
        }
        return null;
    }
}
