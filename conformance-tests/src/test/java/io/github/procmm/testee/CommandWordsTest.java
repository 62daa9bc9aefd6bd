package io.github.procmm.testee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** A command line in words, as people write them. */
class CommandWordsTest {

    @Test
    void wordsStandBetweenSpaces() {
        assertThat(CommandWords.of("  python3  testee.py\t-v "))
                .containsExactly("python3", "testee.py", "-v");
    }

    @Test
    void quotesKeepSpacesTogetherAndStandForNothing() {
        assertThat(CommandWords.of("'my testee' a\"b c\"d '' \"it's\""))
                .containsExactly("my testee", "ab cd", "", "it's");
    }

    @Test
    void anOpenQuoteOrNoWordIsRefusedWithTheLine() {
        assertThatThrownBy(() -> CommandWords.of("a 'b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("command 'a 'b': a quote is not closed");
        assertThatThrownBy(() -> CommandWords.of("  "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("command '  ' is empty");
    }
}
