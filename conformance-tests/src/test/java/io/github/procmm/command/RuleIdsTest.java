package io.github.procmm.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many ids in few words. */
class RuleIdsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "V1-MAP-1 | V1-MAP-1",
                "V1-MAP-1 V1-MAP-2 | V1-MAP-1, 2",
                "V1-MAP-1 V1-MAP-2 V1-MAP-3 | V1-MAP-1 to 3",
                "V1-MAP-1 V1-MAP-3 V1-MAP-4 V1-MAP-5 | V1-MAP-1, 3 to 5",
                "V1-MAP-9 V1-LDT-8 V1-LDT-9 TRACE-1 | V1-MAP-9, V1-LDT-8, 9, TRACE-1"
            })
    void aGroupIsNamedOnceAndARunHasItsEndsOnly(String ids, String words) {
        assertThat(RuleIds.inShort(List.of(ids.split(" ", -1)))).isEqualTo(words);
    }
}
