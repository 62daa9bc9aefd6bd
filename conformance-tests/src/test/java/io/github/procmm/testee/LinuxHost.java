package io.github.procmm.testee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The testee that is the Linux below, for tests that are skipped where it cannot run. */
final class LinuxHost {

    static final Path SOURCES = Path.of("src", "main", "c", "linux-host");

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int UNFIT = 2;

    private LinuxHost() {}

    /** Returns the program, compiled into a directory; aborts the test where it does not run. */
    static Path built(Path directory) throws IOException, InterruptedException {
        Path program = directory.resolve("linux-host");
        assumeTrue(System.getProperty("os.name").equals("Linux"), "this is no Linux");
        String said = said(program);
        assumeTrue(Files.isExecutable(program), said);
        Process process = new ProcessBuilder(program.toString()).start();
        process.getOutputStream().close();
        String why = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assumeTrue(process.waitFor() != UNFIT, why);
        return program;
    }

    private static String said(Path program) throws IOException, InterruptedException {
        Process build =
                new ProcessBuilder("sh", SOURCES.resolve("build.sh").toString(), program.toString())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(build.waitFor()).as(said).isZero();
        return said;
    }

    static Testee.Source source(Path program) {
        return PipeTestee.source("'" + program.toAbsolutePath() + "'", LIMIT);
    }
}
