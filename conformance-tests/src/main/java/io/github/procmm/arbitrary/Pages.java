package io.github.procmm.arbitrary;

import io.github.procmm.kernel.Page;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** Draws addresses and lengths, in bytes: mostly whole pages among few. */
final class Pages {

    /** The first page; every dialect and every host has room there. */
    static final long BASE = 0x1000_0000L;

    private static final int COUNT = 12;
    private static final int MOST = 4;

    /** Addresses and lengths that something is wrong with, or that wrap; all fit 32 bits. */
    private static final Long[] ODD = {0L, 1L, BASE + 1, BASE - Page.SIZE, 0xffff_f000L};

    private Pages() {}

    static Arbitrary<Long> addresses() {
        return mostly(wholeAddresses());
    }

    static Arbitrary<Long> wholeAddresses() {
        return counts(0, COUNT - 1).map(bytes -> BASE + bytes);
    }

    static Arbitrary<Long> lengths() {
        return mostly(wholeLengths());
    }

    static Arbitrary<Long> wholeLengths() {
        return counts(1, MOST);
    }

    static Arbitrary<Long> offsets() {
        return counts(0, 2);
    }

    private static Arbitrary<Long> counts(int least, int most) {
        return Arbitraries.integers().between(least, most).map(pages -> pages * (long) Page.SIZE);
    }

    private static Arbitrary<Long> mostly(Arbitrary<Long> whole) {
        return Arbitraries.frequencyOf(Tuple.of(15, whole), Tuple.of(1, Arbitraries.of(ODD)))
                .edgeCases(edges -> edges.none());
    }
}
