package io.github.procmm.conform;

import java.util.List;

/**
 * Where a case went wrong, and what led there.
 *
 * @param step the index of the step, from 0
 * @param call that step in words
 * @param expected in words
 * @param got in words: an answer, or what the testee did instead
 * @param stderr the end of what the testee wrote to its standard error; often empty
 * @param history every step up to the one that failed, seen again one by one
 */
public record Failure(
        int step, String call, String expected, String got, String stderr, List<Moment> history) {

    /** Copies the list. */
    public Failure {
        history = List.copyOf(history);
    }
}
