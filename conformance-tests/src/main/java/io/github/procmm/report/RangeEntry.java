package io.github.procmm.report;

import io.github.procmm.backend.AddressRange;

/**
 * Addresses from one up to, and without, another.
 *
 * @param start the first, in hexadecimal with 0x
 * @param end the first behind them, in the same way
 */
public record RangeEntry(String start, String end) {

    static RangeEntry of(AddressRange range) {
        return new RangeEntry(Hex.of(range.start()), Hex.of(range.end()));
    }
}
