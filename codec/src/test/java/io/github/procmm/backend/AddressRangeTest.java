package io.github.procmm.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

    private static final int ADDRESSES = 6;

    /**
     * Every pair of ranges, empty ones too, among a few addresses: the lowest, some about the sign,
     * the highest.
     */
    @ParameterizedTest
    @ValueSource(longs = {0, Long.MAX_VALUE - 2, -1L - ADDRESSES})
    void twoRangesOverlapWhereAnAddressLiesInBoth(long lowest) {
        List<AddressRange> ranges = rangesFrom(lowest);
        for (AddressRange one : ranges) {
            for (AddressRange other : ranges) {
                assertThat(one.overlaps(other))
                        .as("%s and %s", one, other)
                        .isEqualTo(addresses(one).anyMatch(addr -> contains(other, addr)));
            }
        }
    }

    private static List<AddressRange> rangesFrom(long lowest) {
        List<AddressRange> ranges = new ArrayList<>();
        for (int start = 0; start < ADDRESSES; start++) {
            for (int end = start; end <= ADDRESSES; end++) {
                ranges.add(new AddressRange(lowest + start, lowest + end));
            }
        }
        return ranges;
    }

    private static LongStream addresses(AddressRange range) {
        return LongStream.range(0, range.end() - range.start()).map(i -> range.start() + i);
    }

    private static boolean contains(AddressRange range, long addr) {
        return addresses(range).anyMatch(own -> own == addr);
    }
}
