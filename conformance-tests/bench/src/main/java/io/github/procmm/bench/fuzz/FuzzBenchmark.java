package io.github.procmm.bench.fuzz;

import io.github.procmm.command.Procmm;
import io.github.procmm.fuzz.Contest;
import io.github.procmm.fuzz.KnownDifferences;
import io.github.procmm.fuzz.LocalWorkers;
import io.github.procmm.fuzz.Part;
import io.github.procmm.fuzz.RangeResult;
import io.github.procmm.fuzz.RangeTask;
import io.github.procmm.testee.Backends;
import io.github.procmm.testee.PipeTestee;
import io.github.procmm.testee.Testee;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Ranges of a campaign, one at a time and each another one: the reference kernel held against
 * itself, in this process or beyond two pipes. Operations a second.
 *
 * <p>The testee beyond the pipes is {@code procmm serve}, or whatever {@code -p testee='COMMAND'}
 * starts. For what one core makes, run all of it on one: {@code taskset -c 0}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(FuzzBenchmark.OPERATIONS)
@Warmup(iterations = 5, time = 10)
@Measurement(iterations = 5, time = 5)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseSerialGC")
public class FuzzBenchmark {

    static final int OPERATIONS = 50_000;

    private static final String IN_PROCESS = "in process";
    private static final String SERVE = "procmm serve";
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final long SEED = 1;

    /** Who is asked beside the reference kernel. */
    @Param({IN_PROCESS, SERVE})
    public String testee = IN_PROCESS;

    private @Nullable LocalWorkers workers;
    private int ranges;

    /** Makes a contest; the first range starts the testee. */
    @Setup
    public void start() {
        Testee.Source reference = Backends.trusted("reference");
        Contest contest = new Contest(reference, testees(), Part.BOTH, KnownDifferences.none());
        workers = new LocalWorkers(contest, 1);
    }

    private Testee.Source testees() {
        return switch (testee) {
            case IN_PROCESS -> Backends.trusted("reference");
            case SERVE -> PipeTestee.source(serve(), LIMIT);
            default -> PipeTestee.source(testee, LIMIT);
        };
    }

    /** Ends the testee. */
    @TearDown
    public void end() {
        Objects.requireNonNull(workers).close();
    }

    /** Runs the next range, and a few operations more than it has: its last history ends. */
    @Benchmark
    public RangeResult range() throws ExecutionException, InterruptedException {
        RangeTask next = new RangeTask(SEED, ranges++, OPERATIONS, 1, Long.MAX_VALUE);
        RangeResult result = Objects.requireNonNull(workers).run(next, List.of()).get();
        if (!result.findings().isEmpty()) {
            throw new IllegalStateException("the kernel parts from itself: " + result.findings());
        }
        return result;
    }

    private static String serve() {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return "'%s' -XX:+UseSerialGC -cp '%s' %s serve"
                .formatted(java, System.getProperty("java.class.path"), Procmm.class.getName());
    }
}
