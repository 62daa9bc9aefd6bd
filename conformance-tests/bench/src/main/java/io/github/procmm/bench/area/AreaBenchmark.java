package io.github.procmm.bench.area;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One random change of an address space that has so many areas. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
public class AreaBenchmark {

    /** About how many areas there are. */
    @Param({"10", "1000", "100000", "1000000"})
    public int areas;

    /** Who keeps them. */
    @Param public AreaKeeper keeper = AreaKeeper.KERNEL;

    private @Nullable Areas subject;
    private @Nullable AreaWorkload workload;

    /** Lets the areas grow to their number. */
    @Setup
    public void fill() {
        subject = keeper.open();
        workload = new AreaWorkload(areas);
        workload.fill(subject);
    }

    /** Maps, unmaps or protects 1 to 16 pages. */
    @Benchmark
    public void change() {
        Objects.requireNonNull(workload).step(Objects.requireNonNull(subject));
    }
}
