package io.github.procmm.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.procmm.conform.Verdict;
import java.util.List;

/**
 * A run of the suite, or the findings of a campaign. The root of the JSON form.
 *
 * @param format {@link #FORMAT}, or {@link #FINDINGS}, which is only shown as a page
 * @param version of the format; grows when a reader of the version before would go wrong
 * @param run how it was run
 * @param testee who was judged
 * @param rules every rule of SPEC.md, in its order
 * @param cases every case that was chosen, in the order of the suite
 * @param outlived entries of the known failures that nothing fails by any more
 */
public record Report(
        @JsonProperty(required = true) String format,
        @JsonProperty(required = true) int version,
        @JsonProperty(required = true) RunEntry run,
        @JsonProperty(required = true) TesteeEntry testee,
        @JsonProperty(required = true) List<RuleEntry> rules,
        @JsonProperty(required = true) List<CaseEntry> cases,
        List<String> outlived) {

    /** What kind of file this is. */
    public static final String FORMAT = "procmm-conform";

    /** The findings of a campaign: each stands for a rule. */
    public static final String FINDINGS = "procmm-fuzz";

    /** The one version that there is. */
    public static final int VERSION = 1;

    /** Copies the lists. */
    public Report {
        rules = List.copyOf(rules);
        cases = List.copyOf(cases);
        outlived = List.copyOf(outlived);
    }

    /** Returns whether nothing is broken and no known failure has gone. */
    public boolean allWell() {
        return outlived.isEmpty()
                && cases.stream().noneMatch(some -> some.verdict() == Verdict.BROKEN);
    }

    /** Returns how many rules have a verdict. */
    public long rulesWith(Verdict verdict) {
        return rules.stream().filter(rule -> rule.verdict() == verdict).count();
    }

    /** Returns how many cases have a verdict. */
    public long casesWith(Verdict verdict) {
        return cases.stream().filter(some -> some.verdict() == verdict).count();
    }
}
