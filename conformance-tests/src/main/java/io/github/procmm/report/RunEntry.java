package io.github.procmm.report;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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

    /**
     * Returns a run that is over.
     *
     * @param started when, of which whole seconds are told
     * @param nanos how long it took, in nanoseconds
     */
    public static RunEntry of(Instant started, long nanos, List<String> options, boolean partial) {
        return new RunEntry(
                started.truncatedTo(ChronoUnit.SECONDS).toString(),
                Duration.ofNanos(nanos).toMillis(),
                options,
                partial);
    }
}
