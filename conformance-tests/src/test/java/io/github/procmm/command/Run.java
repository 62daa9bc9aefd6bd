package io.github.procmm.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import picocli.CommandLine;

/**
 * One run of the command, in this process: what a shell would see of it. That nothing in it is a
 * stack trace is checked every time.
 *
 * @param rawHex what was written to standard output past the command line's writer, as hexadecimal
 */
record Run(int exit, String out, String err, String rawHex) {

    /** Runs with nothing on standard input. */
    static Run of(String... args) {
        return withInput(new byte[0], args);
    }

    /** Runs with a text on standard input. */
    static Run withInput(String input, String... args) {
        return withInput(input.getBytes(StandardCharsets.UTF_8), args);
    }

    static Run withInput(byte[] input, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        InputStream stdin = System.in;
        PrintStream stdout = System.out;
        System.setIn(new ByteArrayInputStream(input));
        System.setOut(new PrintStream(raw, true, StandardCharsets.UTF_8));
        try {
            CommandLine command =
                    Procmm.commandLine()
                            .setOut(new PrintWriter(out, true))
                            .setErr(new PrintWriter(err, true));
            int exit = command.execute(args);
            String rawHex = HexFormat.of().formatHex(raw.toByteArray());
            return checked(new Run(exit, out.toString(), err.toString(), rawHex));
        } finally {
            System.setIn(stdin);
            System.setOut(stdout);
        }
    }

    private static Run checked(Run run) {
        assertThat(run.out() + run.err())
                .doesNotContain("\tat ", "internal error")
                .doesNotContainPattern("\\.[A-Z]\\w*Exception\\b");
        assertThat(run.err()).doesNotContain("null");
        return run;
    }

    /** Fails unless this is a refusal: nothing done, one line, exit code 2. */
    void assertRefused(String line) {
        assertThat(this).isEqualTo(new Run(2, "", "procmm: " + line + System.lineSeparator(), ""));
    }

    /** Fails unless the command line itself is wrong: a line, and where there is help. */
    void assertMisused(String line) {
        assertThat(exit).isEqualTo(2);
        assertThat(out).isEmpty();
        assertThat(err.lines().findFirst()).hasValue("procmm: " + line);
        assertThat(err).containsPattern("Try 'procmm.* --help'\\.\\R$");
    }
}
