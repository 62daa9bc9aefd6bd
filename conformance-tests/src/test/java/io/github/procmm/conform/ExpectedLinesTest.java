package io.github.procmm.conform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which texts of maps are the expected lines to the letter. */
class ExpectedLinesTest {

    private static final String ANONYMOUS = "10000000-10001000 rw-p 00000000 00:00 0 ";
    private static final String OBJECT =
            "10001000-10003000 r--s 00003000 {dev} {inode}{to 73}{object 4}";
    private static final String COLUMNS = "10001000-10003000 r--s 00003000 00:01 25";
    private static final String NAME = "/memfd:a b (deleted)";

    private static boolean fits(String text, String... lines) {
        return new ExpectedLines(List.of(lines), Map.of(NAME, 4, "/other", 5)).fit(text);
    }

    /** Returns a line whose name begins in a column. */
    private static String line(String columns, int column, String name) {
        return columns + " ".repeat(column - columns.length()) + name + "\n";
    }

    @Test
    void noLineIsNoText() {
        assertThat(fits("")).isTrue();
        assertThat(fits("\n")).isFalse();
        assertThat(fits(ANONYMOUS + "\n")).isFalse();
        assertThat(fits("", ANONYMOUS)).isFalse();
    }

    @Test
    void aLineIsMetToTheLetterAndItsEndCounts() {
        assertThat(fits(ANONYMOUS + "\n", ANONYMOUS)).isTrue();
        assertThat(fits(ANONYMOUS, ANONYMOUS)).as("no newline").isFalse();
        assertThat(fits(ANONYMOUS.strip() + "\n", ANONYMOUS)).as("no space behind it").isFalse();
        assertThat(fits(ANONYMOUS + " \n", ANONYMOUS)).as("two spaces behind it").isFalse();
        assertThat(fits(" " + ANONYMOUS + "\n", ANONYMOUS)).as("a space before it").isFalse();
        assertThat(fits(ANONYMOUS + "\n\n", ANONYMOUS)).as("an empty line").isFalse();
        assertThat(fits(ANONYMOUS.replace('w', '-') + "\n", ANONYMOUS)).isFalse();
        assertThat(fits(ANONYMOUS.replace("00:00", "0:0") + "\n", ANONYMOUS)).isFalse();
    }

    @Test
    void asManyLinesAsExpectedInTheirOrder() {
        String object = line(COLUMNS, 73, NAME);
        assertThat(fits(ANONYMOUS + "\n" + object, ANONYMOUS, OBJECT)).isTrue();
        assertThat(fits(object + ANONYMOUS + "\n", ANONYMOUS, OBJECT)).isFalse();
        assertThat(fits(ANONYMOUS + "\n" + object, ANONYMOUS)).isFalse();
        assertThat(fits(object, ANONYMOUS, OBJECT)).isFalse();
    }

    @Test
    void theNameIsTheTesteesOwnForThatObject() {
        assertThat(fits(line(COLUMNS, 73, NAME), OBJECT)).isTrue();
        assertThat(fits(line(COLUMNS, 73, "/other"), OBJECT)).isFalse();
        assertThat(fits(line(COLUMNS, 73, "{object 4}"), OBJECT)).isFalse();
        assertThat(fits(line(COLUMNS, 73, NAME + " "), OBJECT)).isFalse();
    }

    @Test
    void theNameBeginsInColumn73() {
        assertThat(fits(line(COLUMNS, 72, NAME), OBJECT)).isFalse();
        assertThat(fits(line(COLUMNS, 74, NAME), OBJECT)).isFalse();
        assertThat(fits(COLUMNS + " " + NAME + "\n", OBJECT)).isFalse();
    }

    @Test
    void behindALongerLineTheNameFollowsOneSpace() {
        String longer = COLUMNS + "0".repeat(73 - COLUMNS.length());
        assertThat(fits(longer + " " + NAME + "\n", OBJECT)).isTrue();
        assertThat(fits(longer + "  " + NAME + "\n", OBJECT)).isFalse();
        assertThat(fits(longer + NAME + "\n", OBJECT)).isFalse();
        String upToIt = longer.substring(0, 72);
        assertThat(fits(upToIt + " " + NAME + "\n", OBJECT)).isTrue();
        assertThat(fits(upToIt + "  " + NAME + "\n", OBJECT)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"00:00 0", "fd:00 1234567890123", "103:1f 7"})
    void deviceAndInodeAreAny(String numbers) {
        assertThat(fits(line(COLUMNS.replace("00:01 25", numbers), 73, NAME), OBJECT)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0:00 0", "FD:00 1", "00:00 x", "00:00", "00:00  1"})
    void butAreADeviceAndAnInode(String numbers) {
        assertThat(fits(line(COLUMNS.replace("00:01 25", numbers), 73, NAME), OBJECT)).isFalse();
    }

    @Test
    void sharedMemoryHasANameThatIsNotTheTestees() {
        String expected = "10001000-10003000 r--s 00003000 {dev} {inode}{to 73}/dev/zero (deleted)";
        assertThat(fits(line(COLUMNS, 73, "/dev/zero (deleted)"), expected)).isTrue();
        assertThat(fits(line(COLUMNS, 73, "/dev/zero"), expected)).isFalse();
    }
}
