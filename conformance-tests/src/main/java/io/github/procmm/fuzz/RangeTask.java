package io.github.procmm.fuzz;

import java.io.Serializable;

/**
 * A range of a campaign that somebody is to run: what comes of it depends on nothing else. Can be
 * sent from one machine to another.
 *
 * @param seed of the campaign
 * @param number of the range, from 0
 * @param operations to play
 * @param findings to stop at
 * @param deadline when to stop, in milliseconds since 1970; {@link Long#MAX_VALUE} for never
 */
public record RangeTask(long seed, int number, long operations, int findings, long deadline)
        implements Serializable {

    boolean isLate() {
        return System.currentTimeMillis() >= deadline;
    }
}
