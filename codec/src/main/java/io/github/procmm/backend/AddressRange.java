package io.github.procmm.backend;

/**
 * Addresses {@code [start, end)}.
 *
 * @param start the first, in bytes; unsigned
 * @param end the first behind it, in bytes; unsigned
 */
public record AddressRange(long start, long end) {

    /** Returns whether the two have an address in common. */
    public boolean overlaps(AddressRange other) {
        return Long.compareUnsigned(start, other.end) < 0
                && Long.compareUnsigned(other.start, end) < 0;
    }
}
