package io.github.procmm.report;

import io.github.procmm.conform.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What changed between two runs.
 *
 * @param rules whose verdict is another one, in the order of SPEC.md
 * @param cases whose verdict is another one, or that only one of the runs has
 */
public record Comparison(List<Change> rules, List<Change> cases) {

    /** Copies the lists. */
    public Comparison {
        rules = List.copyOf(rules);
        cases = List.copyOf(cases);
    }

    /**
     * A rule or a case whose verdict is another one.
     *
     * @param id of the rule or the case
     * @param kind in which way it has changed
     * @param before null where it is new
     * @param after null where it is gone
     */
    public record Change(String id, Kind kind, @Nullable Verdict before, @Nullable Verdict after) {}

    /** Ways in which something changes, the worst first. */
    public enum Kind {
        /** It fails, and did not. Also what is new and fails. */
        BROKEN("broken", true),
        /** It was judged, and is not any more: nobody knows. */
        NO_LONGER_TESTED("no longer tested", true),
        /** It fails as before, and that is expected now. */
        KNOWN("failing as known", false),
        /** It holds, and did not. */
        MENDED("mended", false),
        /** It was not judged, and holds. */
        NEWLY_TESTED("newly tested", false),
        /** The first run did not have it. */
        NEW("new", false),
        /** The second run does not have it. */
        GONE("gone", false);

        private final String words;
        private final boolean worse;

        Kind(String words, boolean worse) {
            this.words = words;
            this.worse = worse;
        }

        /** Returns the kind in words. */
        public String words() {
            return words;
        }

        /** Returns whether that is a change for the worse. */
        public boolean isWorse() {
            return worse;
        }
    }

    /** Compares two runs. */
    public static Comparison of(Report before, Report after) {
        Map<String, Verdict> rulesBefore = new LinkedHashMap<>();
        before.rules().forEach(rule -> rulesBefore.put(rule.id(), rule.verdict()));
        Map<String, Verdict> rulesAfter = new LinkedHashMap<>();
        after.rules().forEach(rule -> rulesAfter.put(rule.id(), rule.verdict()));
        Map<String, Verdict> casesBefore = new LinkedHashMap<>();
        before.cases().forEach(some -> casesBefore.put(some.id(), some.verdict()));
        Map<String, Verdict> casesAfter = new LinkedHashMap<>();
        after.cases().forEach(some -> casesAfter.put(some.id(), some.verdict()));
        return new Comparison(changes(rulesBefore, rulesAfter), changes(casesBefore, casesAfter));
    }

    private static List<Change> changes(Map<String, Verdict> before, Map<String, Verdict> after) {
        List<Change> changes = new ArrayList<>();
        after.forEach(
                (id, now) -> {
                    Verdict then = before.get(id);
                    if (then != now) {
                        changes.add(new Change(id, kind(then, now), then, now));
                    }
                });
        before.forEach(
                (id, then) -> {
                    if (!after.containsKey(id)) {
                        changes.add(new Change(id, Kind.GONE, then, null));
                    }
                });
        return changes;
    }

    private static Kind kind(@Nullable Verdict before, Verdict after) {
        return switch (after) {
            case BROKEN -> Kind.BROKEN;
            case KNOWN -> before == Verdict.BROKEN ? Kind.KNOWN : knownOrNew(before);
            case HOLDS ->
                    before == null
                            ? Kind.NEW
                            : before == Verdict.NOT_TESTED ? Kind.NEWLY_TESTED : Kind.MENDED;
            case NOT_TESTED -> before == null ? Kind.NEW : Kind.NO_LONGER_TESTED;
        };
    }

    /** What held before is broken, expected or not. */
    private static Kind knownOrNew(@Nullable Verdict before) {
        if (before == null) {
            return Kind.NEW;
        }
        return before == Verdict.HOLDS ? Kind.BROKEN : Kind.NEWLY_TESTED;
    }

    /** Returns whether something got worse. */
    public boolean isWorse() {
        return rules.stream().anyMatch(change -> change.kind().isWorse())
                || cases.stream().anyMatch(change -> change.kind().isWorse());
    }
}
