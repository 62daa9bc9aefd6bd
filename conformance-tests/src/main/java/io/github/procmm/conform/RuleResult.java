package io.github.procmm.conform;

import java.util.List;

/**
 * What the cases of a rule say of it.
 *
 * @param rule the rule
 * @param verdict of all its cases together
 * @param why it was not tested, in words; empty where it was
 * @param results of its cases, those included that name it as a second rule
 */
public record RuleResult(Rule rule, Verdict verdict, String why, List<CaseResult> results) {

    /** Copies the list. */
    public RuleResult {
        results = List.copyOf(results);
    }
}
