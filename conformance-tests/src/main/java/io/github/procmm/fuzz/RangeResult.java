package io.github.procmm.fuzz;

import io.github.procmm.suite.Step;
import java.util.List;

/**
 * What came of a range.
 *
 * @param histories how many were played
 * @param operations how many they had
 * @param findings one for each signature, in the order in which they were met
 * @param corpus the histories that met something new, in their order
 * @param coverage what they met: {@link Coverage#bytes}
 */
record RangeResult(
        int number,
        int histories,
        long operations,
        List<Finding> findings,
        List<List<Step>> corpus,
        @SuppressWarnings("ArrayRecordComponent") byte[] coverage) {

    /** Copies the lists. */
    RangeResult {
        findings = List.copyOf(findings);
        corpus = List.copyOf(corpus);
    }
}
