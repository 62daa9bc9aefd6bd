package io.github.procmm.report;

import java.util.List;

/**
 * How the suite was run.
 *
 * @param started when, in ISO 8601
 * @param millis how long it took, in milliseconds
 * @param options of the command that chose testee and cases, one each, as they were given
 * @param partial whether fewer cases were chosen than there are
 */
public record RunEntry(String started, long millis, List<String> options, boolean partial) {

    /** Copies the list. */
    public RunEntry {
        options = List.copyOf(options);
    }
}
