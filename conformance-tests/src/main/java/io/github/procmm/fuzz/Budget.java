package io.github.procmm.fuzz;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a campaign is over: at the first of these.
 *
 * @param operations so many have been played
 * @param time so long has it taken; null: as long as it takes
 * @param findings so many different ones are there
 */
public record Budget(long operations, @Nullable Duration time, int findings) {

    /** Checks the numbers. */
    public Budget {
        if (operations < 1 || findings < 1) {
            throw new IllegalArgumentException("a budget of nothing");
        }
    }
}
