package io.github.procmm.report;

import io.github.procmm.conform.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was not tested for one reason.
 *
 * @param why in words
 * @param rules of which nothing was tested, this being a reason
 * @param cases that were not, also of rules that others tested
 */
public record Untested(String why, List<RuleEntry> rules, List<CaseEntry> cases) {

    /** Copies the lists. */
    public Untested {
        rules = List.copyOf(rules);
        cases = List.copyOf(cases);
    }

    /** Returns everything that was not tested, by reason, in the order of SPEC.md. */
    public static List<Untested> of(Report report) {
        Map<String, List<RuleEntry>> rules = new LinkedHashMap<>();
        Map<String, List<CaseEntry>> cases = new LinkedHashMap<>();
        for (CaseEntry some : report.cases()) {
            if (some.verdict() == Verdict.NOT_TESTED) {
                cases.computeIfAbsent(some.why(), why -> new ArrayList<>()).add(some);
                rules.putIfAbsent(some.why(), new ArrayList<>());
            }
        }
        for (RuleEntry rule : report.rules()) {
            if (rule.verdict() == Verdict.NOT_TESTED) {
                for (String why : reasons(rule, cases)) {
                    rules.computeIfAbsent(why, unused -> new ArrayList<>()).add(rule);
                }
            }
        }
        List<Untested> all = new ArrayList<>();
        rules.forEach((why, some) -> all.add(of(why, some, cases)));
        return all;
    }

    private static Untested of(
            String why, List<RuleEntry> rules, Map<String, List<CaseEntry>> cases) {
        return new Untested(why, rules, cases.getOrDefault(why, List.of()));
    }

    private static List<String> reasons(RuleEntry rule, Map<String, List<CaseEntry>> cases) {
        List<String> reasons = new ArrayList<>();
        cases.forEach(
                (why, some) -> {
                    if (some.stream().anyMatch(one -> one.rules().contains(rule.id()))) {
                        reasons.add(why);
                    }
                });
        return reasons.isEmpty() ? List.of(rule.why()) : reasons;
    }
}
