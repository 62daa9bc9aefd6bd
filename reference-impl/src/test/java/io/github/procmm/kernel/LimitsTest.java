package io.github.procmm.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {

    private static final Limits LIMITS = new Limits(Page.SIZE, 7, 0);

    @ParameterizedTest
    @ValueSource(longs = {0, 1, Page.SIZE + 1, Long.MAX_VALUE, -Page.SIZE, Long.MIN_VALUE})
    void aTaskSizeThatIsNotOfWholePagesBelowTheUpperHalfIsTheCallersBug(long bytes) {
        assertThatThrownBy(() -> LIMITS.withTaskSize(bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("taskSize 0x%x, wanted whole pages below 2^63".formatted(bytes));
    }

    @Test
    void aNegativeNumberOfDescriptorsIsTheCallersBug() {
        assertThatThrownBy(() -> LIMITS.withDescriptors(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("descriptors -1, wanted 0 or more");
    }

    @Test
    void anotherLimitLeavesTheOthers() {
        assertThat(LIMITS.withDescriptors(9)).isEqualTo(new Limits(Page.SIZE, 7, 9));
        assertThat(LIMITS.withAddressSpaceBytes(9)).isEqualTo(new Limits(Page.SIZE, 9, 0));
        assertThat(LIMITS.withTaskSize(1L << 62)).isEqualTo(new Limits(1L << 62, 7, 0));
    }
}
