package io.github.procmm.conform;

import static io.github.procmm.suite.ExpectedArea.ANONYMOUS;
import static io.github.procmm.suite.ExpectedArea.SHARED_MEMORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.procmm.suite.ExpectedArea;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the judge reads from an answer to Maps. */
class MapsTextTest {

    private static final Map<String, Integer> OBJECTS = Map.of("/memfd:a b (deleted)", 4);

    @Test
    void TESTEE_10_whatLinuxPrintsIsRead() {
        String text =
                """
                7f9b9ee00000-7f9b9ee01000 rw-p 00000000 00:00 0\s
                7f9b9ee01000-7f9b9ee03000 r--s 00003000 00:01 25                         /memfd:a b (deleted)
                7f9b9ee03000-7f9b9ee04000 --xs 00001000 00:01 1026                       /dev/zero (deleted)
                """;
        assertThat(MapsText.areas(text, OBJECTS, false))
                .containsExactly(
                        new ExpectedArea(0x7f9b9ee00000L, 0x7f9b9ee01000L, "rw-p", ANONYMOUS, 0),
                        new ExpectedArea(0x7f9b9ee01000L, 0x7f9b9ee03000L, "r--s", 4, 0x3000),
                        new ExpectedArea(
                                0x7f9b9ee03000L, 0x7f9b9ee04000L, "--xs", SHARED_MEMORY, 0x1000));
    }

    @Test
    void TESTEE_10_spacesAndWidthsAreOfNoAccount() {
        assertThat(MapsText.areas("0-1000 rwxp 0 0:0 0", OBJECTS, false))
                .containsExactly(new ExpectedArea(0, 0x1000, "rwxp", ANONYMOUS, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "0-1000 rw-p 0 0:0",
                "0-1000 rw_p 0 0:0 0",
                "0-12345678901234567 rw-p 0 0:0 0",
                "0-1000 rw-s 0 0:0 9 /memfd:b (deleted)"
            })
    void TESTEE_10_whatIsNoLineOrNoObjectOfTheCaseIsRefusedByItsText(String line) {
        assertThatThrownBy(() -> MapsText.areas(line, OBJECTS, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(line.substring(line.lastIndexOf(' ') + 1));
    }

    @Test
    void TESTEE_11_pagesAreTheSameHoweverTheyAreCut() {
        ExpectedArea one = new ExpectedArea(0x1000, 0x3000, "rw-s", 0, 0x1000);
        ExpectedArea low = new ExpectedArea(0x1000, 0x2000, "rw-s", 0, 0x1000);
        ExpectedArea high = new ExpectedArea(0x2000, 0x3000, "rw-s", 0, 0x2000);
        ExpectedArea other = new ExpectedArea(0x2000, 0x3000, "rw-s", 0, 0x1000);
        ExpectedArea apart = new ExpectedArea(0x4000, 0x5000, "rw-s", 0, 0x4000);

        assertThat(Pages.of(List.of(low, high, apart))).containsExactly(one, apart);
        assertThat(Pages.of(List.of(low, other))).containsExactly(low, other);
        assertThat(Pages.of(List.of(one))).containsExactly(one);
        assertThat(Pages.of(List.of())).isEmpty();
    }

    @Test
    void TESTEE_11_anonymousPagesContinueWithoutAnOffset() {
        ExpectedArea low = new ExpectedArea(0x1000, 0x2000, "rw-p", ANONYMOUS, 0);
        ExpectedArea high = new ExpectedArea(0x2000, 0x3000, "rw-p", ANONYMOUS, 0);
        ExpectedArea other = new ExpectedArea(0x3000, 0x4000, "r--p", ANONYMOUS, 0);

        assertThat(Pages.of(List.of(low, high, other)))
                .containsExactly(new ExpectedArea(0x1000, 0x3000, "rw-p", ANONYMOUS, 0), other);
    }
}
