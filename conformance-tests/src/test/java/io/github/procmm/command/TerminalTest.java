package io.github.procmm.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;

/** Lines of a width, in colours if there are any, that no text can steer. */
class TerminalTest {

    @Test
    void onlyTheBeginningIsInColour() {
        assertThat(printed(Ansi.ON, out -> out.line(Style.fg_red, "BROKEN", " rest")))
                .isEqualTo("\u001b[31mBROKEN\u001b[39m rest\n");
        assertThat(printed(Ansi.OFF, out -> out.line(Style.fg_red, "BROKEN", " rest")))
                .isEqualTo("BROKEN rest\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001b", "\r", "\b", "\u007f", "\u009b", "\u202e", "\u2066", "\n"})
    void whatSteersATerminalBecomesAQuestionMark(String steering) {
        assertThat(printed(Ansi.ON, out -> out.line("a" + steering + "b"))).isEqualTo("a?b\n");
        assertThat(printed(Ansi.ON, out -> out.line(Style.bold, "a" + steering, steering + "b")))
                .isEqualTo("\u001b[1ma?\u001b[21m?b\n");
    }

    @Test
    void aTextIsCutAtSpacesAndKeepsItsColumn() {
        String words = "word ".repeat(12).strip();
        assertThat(printed(Ansi.OFF, out -> out.wrapped(Style.bold, "id", " - ", words)))
                .isEqualTo(
                        """
                        id - word word word word word word word
                             word word word word word
                        """);
    }

    @Test
    void aWordThatIsTooLongStaysWhole() {
        String word = "w".repeat(60);
        assertThat(printed(Ansi.OFF, out -> out.wrapped("  ", "a " + word + " b")))
                .isEqualTo("  a\n  " + word + "\n  b\n");
    }

    private static String printed(Ansi ansi, Consumer<Terminal> story) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        story.accept(new Terminal(out, ansi, 40));
        return text.toString().replace(System.lineSeparator(), "\n");
    }
}
