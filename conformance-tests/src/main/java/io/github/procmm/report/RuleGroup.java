package io.github.procmm.report;

import io.github.procmm.conform.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rules whose ids are alike but for the number, and the cases that are about them.
 *
 * @param name what the ids have in common: {@code V1-MAP}
 * @param section the heading under which the first of them stands
 * @param rules in the order of SPEC.md
 * @param cases those whose first rule is one of them
 */
public record RuleGroup(String name, String section, List<RuleEntry> rules, List<CaseEntry> cases) {

    /** Copies the lists. */
    public RuleGroup {
        rules = List.copyOf(rules);
        cases = List.copyOf(cases);
    }

    /** Returns the groups of a report, in the order of SPEC.md. */
    public static List<RuleGroup> of(Report report) {
        Map<String, List<RuleEntry>> byName =
                report.rules().stream()
                        .collect(
                                Collectors.groupingBy(
                                        RuleEntry::group, LinkedHashMap::new, Collectors.toList()));
        return byName.entrySet().stream()
                .map(group -> of(group.getKey(), group.getValue(), report))
                .toList();
    }

    private static RuleGroup of(String name, List<RuleEntry> rules, Report report) {
        Set<String> ids = rules.stream().map(RuleEntry::id).collect(Collectors.toSet());
        List<CaseEntry> cases =
                report.cases().stream().filter(some -> ids.contains(some.rules().get(0))).toList();
        return new RuleGroup(name, rules.get(0).section(), rules, cases);
    }

    /** Returns how many of the rules have a verdict. */
    public long rulesWith(Verdict verdict) {
        return rules.stream().filter(rule -> rule.verdict() == verdict).count();
    }

    /** Returns how many of the cases have a verdict. */
    public long casesWith(Verdict verdict) {
        return cases.stream().filter(some -> some.verdict() == verdict).count();
    }
}
