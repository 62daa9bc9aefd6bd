package io.github.procmm.conform;

import io.github.procmm.backend.Offer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything that came of a run.
 *
 * @param offer who was judged; null where nobody said who it is
 * @param rules every rule of SPEC.md with its verdict, in the order of the text
 * @param results every case that was chosen, in the order of the suite
 * @param outlived entries of the known failures that nothing fails by any more
 * @param nanos how long the run took, in nanoseconds
 */
public record Judgement(
        @Nullable Offer offer,
        List<RuleResult> rules,
        List<CaseResult> results,
        List<String> outlived,
        long nanos) {

    /** Why a rule was not tested that could have been. */
    public static final String NOT_CHOSEN = "no case of it was chosen";

    /** Copies the lists. */
    public Judgement {
        rules = List.copyOf(rules);
        results = List.copyOf(results);
        outlived = List.copyOf(outlived);
    }

    static Judgement of(
            @Nullable Offer offer,
            RuleBook book,
            List<CaseResult> results,
            List<String> outlived,
            long nanos) {
        List<RuleResult> rules = new ArrayList<>();
        for (Rule rule : book.rules()) {
            rules.add(
                    of(
                            rule,
                            results.stream()
                                    .filter(result -> result.tried().rules().contains(rule.id()))
                                    .toList()));
        }
        return new Judgement(offer, rules, results, outlived, nanos);
    }

    private static RuleResult of(Rule rule, List<CaseResult> results) {
        Verdict verdict = Verdict.NOT_TESTED;
        for (CaseResult result : results) {
            verdict = worse(verdict, result.verdict());
        }
        String why = verdict == Verdict.NOT_TESTED ? why(rule, results) : "";
        return new RuleResult(rule, verdict, why, results);
    }

    /** Broken is worse than known to be, that is worse than holding; untested says nothing. */
    private static Verdict worse(Verdict one, Verdict other) {
        List<Verdict> order =
                List.of(Verdict.NOT_TESTED, Verdict.HOLDS, Verdict.KNOWN, Verdict.BROKEN);
        return order.indexOf(one) > order.indexOf(other) ? one : other;
    }

    private static String why(Rule rule, List<CaseResult> results) {
        if (results.isEmpty()) {
            String why = NotJudged.why(rule);
            return why == null ? NOT_CHOSEN : why;
        }
        Set<String> reasons = new TreeSet<>();
        results.forEach(result -> reasons.add(String.valueOf(result.why())));
        return reasons.stream().collect(Collectors.joining("; "));
    }

    /** Returns whether nothing is broken and no known failure has gone. */
    public boolean isClean() {
        return outlived.isEmpty()
                && results.stream().noneMatch(result -> result.verdict() == Verdict.BROKEN);
    }

    /** Returns how many rules have a verdict. */
    public long rulesWith(Verdict verdict) {
        return rules.stream().filter(rule -> rule.verdict() == verdict).count();
    }

    /** Returns how many cases have a verdict. */
    public long casesWith(Verdict verdict) {
        return results.stream().filter(result -> result.verdict() == verdict).count();
    }
}
