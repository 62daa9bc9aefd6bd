package io.github.procmm.fuzz;

import io.github.procmm.conform.ReasonedLine;
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
        for (ReasonedLine line : ReasonedLine.of(lines)) {
            if (line.reason().isEmpty()) {
                throw line.wrong("has no reason, wanted '# why'");
            }
            line.addTo(known.reasons);
        }
        return known;
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
