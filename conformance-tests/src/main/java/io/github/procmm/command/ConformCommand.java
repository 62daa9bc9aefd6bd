package io.github.procmm.command;

import io.github.procmm.conform.Conformance;
import io.github.procmm.conform.Judgement;
import io.github.procmm.conform.KnownFailures;
import io.github.procmm.suite.Case;
import io.github.procmm.suite.Suite;
import io.github.procmm.testee.Backends;
import io.github.procmm.testee.PipeTestee;
import io.github.procmm.testee.Testee;
import io.github.procmm.testee.TesteeFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code procmm conform}: judges a backend, rule by rule. */
@Command(
        name = "conform",
        mixinStandardHelpOptions = true,
        versionProvider = ProjectVersion.class,
        description = "Judge a backend by the rules of SPEC.md.",
        footer = {
            "",
            "Exit codes: 0 no rule is broken, 1 some are or a known failure is none any more,"
                    + " 2 misused or the testee does not start."
        })
final class ConformCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

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
            names = "--known-failures",
            paramLabel = "FILE",
            description = "Cases or rules that are expected to fail, '# reason' behind each.")
    private @Nullable Path knownFailures;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            defaultValue = "1",
            description = "Ask so many testees at a time (default: ${DEFAULT-VALUE}).")
    private int jobs = 1;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long one case may take (default: ${DEFAULT-VALUE}).")
    private int timeout = 1;

    /** For picocli, which makes it itself. */
    ConformCommand() {}

    @Override
    public Integer call() throws IOException, TesteeFailure {
        List<Case> suite = Suite.cases();
        KnownFailures known =
                knownFailures == null
                        ? KnownFailures.none()
                        : KnownFailures.of(Files.readAllLines(knownFailures), suite);
        Judgement judgement = new Conformance(source(), suite, known, jobs).run(result -> {});
        PrintWriter out = Streams.out(spec);
        new ConformText(out).print(judgement);
        out.flush();
        return judgement.isClean() ? 0 : 1;
    }

    private Testee.Source source() {
        Duration limit = Duration.ofSeconds(timeout);
        if (testee != null) {
            return PipeTestee.source(testee, limit);
        }
        return Backends.source(backend == null ? "reference" : backend, limit);
    }
}
