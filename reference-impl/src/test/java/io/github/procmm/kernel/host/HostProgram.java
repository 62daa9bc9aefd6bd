package io.github.procmm.kernel.host;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.procmm.kernel.history.Call;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A running hostmm.c: memory calls to the kernel below. */
final class HostProgram {

    private static final Path SOURCE = Path.of("src", "test", "c", "hostmm.c");

    /** From here on areas join as in 6.18: before, some with and without private pages did not. */
    private static final int OLDEST_MAJOR = 6;

    private static final int OLDEST_MINOR = 18;

    private static final Pattern INTRODUCTION =
            Pattern.compile("Linux x86_64 (\\d+)\\.(\\d+)\\S* (\\S+)");

    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter calls;

    private HostProgram(Process process) {
        this.process = process;
        this.answers = process.inputReader(US_ASCII);
        this.calls = process.outputWriter(US_ASCII);
    }

    /**
     * Compiles and starts the program in a directory; skips the test, visibly, where there is no
     * compiler or the kernel below answers by other rules.
     */
    static HostProgram start(Path directory) throws IOException, InterruptedException {
        String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        assumeTrue(system.equals("Linux amd64"), "wanted Linux amd64, this is " + system);
        Path binary = directory.resolve("hostmm");
        assumeTrue(compiles(binary), "no C compiler: cc " + SOURCE + " failed");
        HostProgram program = new HostProgram(new ProcessBuilder(binary.toString()).start());
        String introduction = program.answer();
        Matcher host = INTRODUCTION.matcher(introduction);
        assumeTrue(
                host.matches() && isNewEnough(host),
                "areas join by other rules before Linux 6.16 on x86_64; this is " + introduction);
        assumeTrue(
                introduction.endsWith("4-level"),
                "wanted an address space of 47 bits; this is " + introduction);
        return program;
    }

    private static boolean isNewEnough(Matcher host) {
        int major = Integer.parseInt(host.group(1));
        int minor = Integer.parseInt(host.group(2));
        return major > OLDEST_MAJOR || (major == OLDEST_MAJOR && minor >= OLDEST_MINOR);
    }

    private static boolean compiles(Path binary) throws InterruptedException {
        try {
            return new ProcessBuilder("cc", "-O1", "-o", binary.toString(), SOURCE.toString())
                            .inheritIO()
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notThere) {
            return false;
        }
    }

    /** Returns whether the processor takes EXEC alone to forbid loads. */
    static boolean hasProtectionKeys() {
        try {
            return Files.readString(Path.of("/proc/cpuinfo")).contains(" ospke");
        } catch (IOException notLinux) {
            return false;
        }
    }

    /** Plays calls from the initial state; returns an answer for each. */
    List<String> play(List<Call> history) throws IOException {
        StringBuilder lines = new StringBuilder();
        history.forEach(call -> lines.append(call.line()).append('\n'));
        calls.append(lines).append("r\n").flush();
        List<String> all = new ArrayList<>(history.size());
        for (int i = 0; i < history.size(); i++) {
            all.add(answer());
        }
        answer();
        return all;
    }

    private String answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("hostmm has ended: " + process);
        }
        return line;
    }

    void close() throws IOException, InterruptedException {
        calls.close();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
