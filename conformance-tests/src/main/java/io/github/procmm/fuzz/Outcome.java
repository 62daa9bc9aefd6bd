package io.github.procmm.fuzz;

import io.github.procmm.backend.Offer;
import io.github.procmm.suite.Step;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of a campaign.
 *
 * @param leader who was followed
 * @param testee who had to answer as it does
 * @param seed of the campaign
 * @param ranges how many were run
 * @param histories how many were played
 * @param operations how many they had
 * @param covered how many different things they met
 * @param findings one for each signature, in the order of the ranges
 * @param known how many histories ended with a difference that is known, by its line
 * @param corpus the histories that met something new in their range
 * @param nanos how long it took
 */
public record Outcome(
        Offer leader,
        Offer testee,
        long seed,
        int ranges,
        long histories,
        long operations,
        int covered,
        List<Finding> findings,
        Map<String, Integer> known,
        List<List<Step>> corpus,
        long nanos) {

    /** Copies the collections. */
    public Outcome {
        findings = List.copyOf(findings);
        known = Collections.unmodifiableMap(new TreeMap<>(known));
        corpus = List.copyOf(corpus);
    }
}
