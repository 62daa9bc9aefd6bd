package io.github.procmm.testee;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.kernel.ReferenceBackend;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reference kernel answers random frames as the Linux below does. */
class LinuxHostFramesTest {

    private static final int STORIES = 100;
    private static final int STEPS = 12;

    @TempDir private static Path directory;
    private static Path program;

    @BeforeAll
    static void theProgramRunsHere() throws IOException, InterruptedException {
        program = LinuxHost.built(directory);
    }

    @Test
    void resultsAreasAndMemoryAreThose() throws TesteeFailure {
        compare(System.nanoTime(), false);
    }

    @Test
    void resultsAndMemoryOfClonesAreThoseToo() throws TesteeFailure {
        compare(System.nanoTime(), true);
    }

    private static void compare(long first, boolean clones) throws TesteeFailure {
        Testee.Source kernel = BackendTestee.source(ReferenceBackend::new, Duration.ofSeconds(30));
        try (Testee reference = kernel.start();
                Testee linux = LinuxHost.source(program).start()) {
            for (long seed = first; seed < first + STORIES; seed++) {
                FramesClient here = new FramesClient(reference, seed, clones);
                FramesClient there = new FramesClient(linux, seed, clones);
                for (int step = 0; step < STEPS; step++) {
                    assertThat(here.step())
                            .as("seed %d, step %d", seed, step)
                            .isEqualTo(there.step());
                }
            }
        }
    }
}
