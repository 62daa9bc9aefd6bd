package io.github.procmm.command;

import io.github.procmm.testee.Backends;
import io.github.procmm.testee.PipeTestee;
import io.github.procmm.testee.Testee;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who is judged. */
final class TesteeOptions {

    private static final double MILLIS = 1000;
    private static final String REFERENCE = "reference";

    @Option(
            names = "--testee",
            paramLabel = "'CMD ARGS'",
            description = "Judge a program that speaks the testee protocol.")
    private @Nullable String testee;

    @Option(
            names = "--backend",
            paramLabel = "NAME",
            description = "Judge a backend on the class path (default: reference).")
    private @Nullable String backend;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long it may take to answer (default: ${DEFAULT-VALUE}).")
    private double timeout = 1;

    /** For picocli, which makes it itself. */
    TesteeOptions() {}

    Testee.Source source() {
        if (testee != null && backend != null) {
            throw new IllegalArgumentException("--testee and --backend: wanted one of the two");
        }
        Duration limit = limit();
        if (testee != null) {
            return PipeTestee.source(testee, limit);
        }
        return Backends.source(backend == null ? REFERENCE : backend, limit);
    }

    /**
     * Returns who is judged beside another one. A backend that is followed is trusted to answer: so
     * it is where it is held against itself.
     */
    Testee.Source beside(String other) {
        Testee.Source judged = source();
        boolean itself = testee == null && (backend == null ? REFERENCE : backend).equals(other);
        return itself ? Backends.trusted(other, limit()) : judged;
    }

    /** Returns who is followed: the trusted one of that name on the class path, or a program. */
    Testee.Source other(String nameOrCommand) {
        return Backends.isName(nameOrCommand)
                ? Backends.trusted(nameOrCommand, limit())
                : PipeTestee.source(nameOrCommand, limit());
    }

    private Duration limit() {
        if (!(timeout > 0 && timeout <= Integer.MAX_VALUE)) {
            throw new IllegalArgumentException("--timeout " + timeout + ", wanted more than 0");
        }
        return Duration.ofMillis((long) Math.ceil(timeout * MILLIS));
    }

    /** Returns who was chosen, as the options that say so; empty where nobody was. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        if (testee != null) {
            words.add("--testee " + testee);
        }
        if (backend != null) {
            words.add("--backend " + backend);
        }
        return words;
    }
}
