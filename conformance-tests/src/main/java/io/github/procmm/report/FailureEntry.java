package io.github.procmm.report;

import java.util.List;

/**
 * Where a case went wrong, and what led there.
 *
 * @param step the index of the step that failed, from 0
 * @param call what was asked there, in words
 * @param expected in words
 * @param got in words: an answer, or what the testee did instead
 * @param stderr the end of what the testee wrote to its standard error
 * @param steps from the first to the one that failed
 * @param picture the address space that it is about: rows to be drawn one above the other
 */
public record FailureEntry(
        int step,
        String call,
        String expected,
        String got,
        String stderr,
        List<StepEntry> steps,
        List<PictureRow> picture) {

    /** Copies the lists. */
    public FailureEntry {
        steps = List.copyOf(steps);
        picture = List.copyOf(picture);
    }
}
