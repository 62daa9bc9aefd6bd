package io.github.procmm.backend;

/**
 * Addresses {@code [start, end)}.
 *
 * @param start the first, in bytes; unsigned
 * @param end the first behind it, in bytes; unsigned
 */
public record AddressRange(long start, long end) {

    /** Returns whether the two have an address in common: an empty one has none with any. */
    public boolean overlaps(AddressRange other) {
        return !isEmpty()
                && !other.isEmpty()
                && Long.compareUnsigned(start, other.end) < 0
                && Long.compareUnsigned(other.start, end) < 0;
    }

    private boolean isEmpty() {
        return Long.compareUnsigned(start, end) >= 0;
    }
}
