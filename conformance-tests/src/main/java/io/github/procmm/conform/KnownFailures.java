package io.github.procmm.conform;

import io.github.procmm.suite.Case;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cases that are expected to fail, and why: a line each, {@code CASE # reason}. CASE is a case with
 * or without its host, or a rule. An entry that nothing fails by any more is a finding too.
 */
public final class KnownFailures {

    private final Map<String, String> reasons = new LinkedHashMap<>();

    private KnownFailures() {}

    /** Returns that nothing is expected to fail. */
    public static KnownFailures none() {
        return new KnownFailures();
    }

    /**
     * Reads lines; empty ones and comments are skipped.
     *
     * @param suite every case that there is
     * @throws IllegalArgumentException when a line names nothing that is in the suite, or names it
     *     again
     */
    public static KnownFailures of(List<String> lines, List<Case> suite) {
        KnownFailures known = new KnownFailures();
        for (ReasonedLine line : ReasonedLine.of(lines)) {
            if (suite.stream().noneMatch(some -> isMeant(line.entry(), some))) {
                throw line.wrong("is no case and no rule that has one");
            }
            line.addTo(known.reasons);
        }
        return known;
    }

    private static boolean isMeant(String entry, Case some) {
        return entry.equals(some.id()) || entry.equals(some.name()) || some.rules().contains(entry);
    }

    /** Returns why a case is expected to fail, or null where it is not. */
    @Nullable String reason(Case some) {
        return reasons.entrySet().stream()
                .filter(entry -> isMeant(entry.getKey(), some))
                .map(Map.Entry::getValue)
                .map(reason -> reason.isEmpty() ? "no reason given" : reason)
                .findFirst()
                .orElse(null);
    }

    /** Returns the entries whose cases were played and all passed. */
    public List<String> outlived(List<CaseResult> results) {
        List<String> outlived = new ArrayList<>();
        for (String entry : reasons.keySet()) {
            List<CaseResult> meant =
                    results.stream()
                            .filter(result -> isMeant(entry, result.tried()))
                            .filter(result -> result.verdict() != Verdict.NOT_TESTED)
                            .toList();
            if (!meant.isEmpty() && meant.stream().allMatch(result -> result.failure() == null)) {
                outlived.add(entry);
            }
        }
        return outlived;
    }
}
