package io.github.procmm.fuzz;

import io.github.procmm.suite.Step;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of a range. Can be sent from one machine to another of the same release.
 *
 * @param number of the range
 * @param histories how many were played
 * @param operations how many they had
 * @param findings one for each signature, in the order in which they were met
 * @param known how many histories ended with a difference that is known, by its line
 * @param corpus the histories that met something new, in their order
 * @param coverage what they met: bits of a {@link java.util.BitSet}
 */
public record RangeResult(
        int number,
        int histories,
        long operations,
        List<Finding> findings,
        Map<String, Integer> known,
        List<List<Step>> corpus,
        @SuppressWarnings("ArrayRecordComponent") byte[] coverage)
        implements Serializable {

    /** Copies the collections. */
    public RangeResult {
        findings = List.copyOf(findings);
        known = Collections.unmodifiableMap(new TreeMap<>(known));
        corpus = List.copyOf(corpus);
    }
}
