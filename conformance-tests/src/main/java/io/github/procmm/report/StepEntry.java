package io.github.procmm.report;

import java.util.List;

/**
 * A step of the history of a failure.
 *
 * @param call what was asked, in words
 * @param answer what came, in words
 * @param records what was written, taken apart; empty where it is no write
 * @param picture a write's address space before and after it, and where it writes
 */
public record StepEntry(
        String call, String answer, List<RecordEntry> records, List<PictureRow> picture) {

    /** Copies the lists. */
    public StepEntry {
        records = List.copyOf(records);
        picture = List.copyOf(picture);
    }
}
