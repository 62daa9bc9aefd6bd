package io.github.procmm.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command itself: help, version, completion, and what it says when it is misused. */
class ProcmmTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "conform",
                "serve",
                "replay",
                "decode",
                "encode",
                "convert",
                "generate-completion",
                "help"
            })
    void everyCommandHasHelp(String name) {
        Run run = Run.of(name, "--help");
        assertThat(run.exit()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("Usage: procmm " + name);
        assertThat(Run.of("help", name)).isEqualTo(run);
    }

    @ParameterizedTest
    @ValueSource(strings = {"conform", "serve", "replay", "decode", "encode", "convert"})
    void everyCommandSaysItsExitCodes(String name) {
        assertThat(Run.of(name, "--help").out()).contains("Exit codes: 0 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "conform", "serve", "replay", "decode", "encode", "convert"})
    void helpFitsATerminal(String name) {
        assertThat(Run.of("help", name).out().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void helpNamesEveryCommand() {
        Run run = Run.of("--help");
        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains(
                        "conform",
                        "serve",
                        "replay",
                        "decode",
                        "encode",
                        "convert",
                        "generate-completion");
    }

    @Test
    void aCommandIsWanted() {
        Run run = Run.of();
        assertThat(run).isEqualTo(new Run(2, "", Run.of("--help").out(), ""));
    }

    @Test
    void theVersionIsThatOfTheBuild() {
        Run run = Run.of("--version");
        assertThat(run.exit()).isZero();
        assertThat(run.out()).matches("procmm \\d+\\.\\d+\\S*\\R.*trace formats 1 and 2.*\\R");
    }

    @Test
    void anUnknownCommandIsRefusedWithWhatItMayHaveBeen() {
        Run run = Run.of("repaly");
        run.assertMisused("Unmatched argument at index 0: 'repaly'");
        assertThat(run.err()).contains("procmm replay");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"conform", "serve", "replay t", "decode 00", "encode mmap", "convert t u"})
    void anUnknownOptionIsRefused(String line) {
        String[] words = (line + " --colour").split(" ", -1);
        Run.of(words).assertMisused("Unknown option: '--colour'");
    }

    @Test
    void theCompletionIsAScriptThatBashUnderstands() throws IOException, InterruptedException {
        Run run = Run.of("generate-completion");
        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("complete", "replay", "powerpc");
        Process bash = bash();
        try (OutputStream script = bash.getOutputStream()) {
            script.write(run.out().getBytes(StandardCharsets.UTF_8));
        }
        String complaints =
                new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(complaints).isZero();
        assertThat(complaints).isEmpty();
    }

    private static Process bash() {
        try {
            return new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
        } catch (IOException missing) {
            assumeTrue(false, "there is no bash here");
            throw new AssertionError(missing);
        }
    }
}
