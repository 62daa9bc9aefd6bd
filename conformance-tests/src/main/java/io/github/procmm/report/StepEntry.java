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

    /** Returns what was asked: {@code write to fd 3: MM_MUNMAP addr=0x1000 len=0x1000}. */
    public String inOneLine() {
        StringBuilder line = new StringBuilder(call);
        records.forEach(record -> line.append(": ").append(record.inOneLine()));
        return line.toString();
    }
}
