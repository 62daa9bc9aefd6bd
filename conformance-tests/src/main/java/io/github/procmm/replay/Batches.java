package io.github.procmm.replay;

/**
 * Which operations of a trace go in one frame: those on one address space, one behind the other,
 * between which the trace has nothing else.
 *
 * <p>A trace does not say when the processes of a client ran, but each time that they did took its
 * time: what is further apart than {@code gapMicros} has user code in between, and whoever wrote it
 * could not have waited for more.
 *
 * @param most how many operations a frame has at the most, at least 1; also bounded by what the
 *     session agrees to
 * @param gapMicros how far apart two neighbours are at the most, in microseconds, at least 0
 */
public record Batches(int most, long gapMicros) {

    /** Each operation in a frame of its own. */
    public static final Batches ONE_BY_ONE = new Batches(1, 0);

    /** As many operations as a frame can have. */
    public static Batches ofAnySize(long gapMicros) {
        return new Batches(Integer.MAX_VALUE, gapMicros);
    }

    /** Returns whether a number of operations is the limit, and not only what a frame takes. */
    public boolean isBounded() {
        return most != Integer.MAX_VALUE;
    }

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException when one is out of range
     */
    public Batches {
        if (most < 1) {
            throw new IllegalArgumentException(
                    "batches of " + most + " operations, wanted 1 or more");
        }
        if (gapMicros < 0) {
            throw new IllegalArgumentException(
                    "a gap of " + gapMicros + " microseconds, wanted 0 or more");
        }
    }
}
