package io.github.procmm.bench.testee;

import com.google.protobuf.ByteString;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.command.Procmm;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Prot;
import io.github.procmm.proto.testee.Answer;
import io.github.procmm.proto.testee.Boot;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Host;
import io.github.procmm.proto.testee.MakeObject;
import io.github.procmm.proto.testee.Open;
import io.github.procmm.proto.testee.OpenMode;
import io.github.procmm.proto.testee.OpenObject;
import io.github.procmm.proto.testee.Write;
import io.github.procmm.testee.PipeTestee;
import io.github.procmm.testee.Testee;
import io.github.procmm.testee.TesteeFailure;
import io.github.procmm.wire.RecordEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
 * Records written to a testee in another process: MM_MMAP of single pages of one object in no
 * order, as User-Mode Linux does, each over the one before it there. Operations a second.
 *
 * <p>The testee is {@code procmm serve}, or whatever {@code -p testee='COMMAND'} starts.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(PipeBenchmark.PAGES)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class PipeBenchmark {

    static final int PAGES = 4096;

    private static final String SERVE = "procmm serve";
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final long PAGE = 4096;
    private static final long BASE = 0x1000_0000L;
    private static final int MM = 3;
    private static final int MEMORY = 4;

    /** Odd, so that its multiples reach every page before they come to one twice. */
    private static final int STRIDE = 1021;

    /** How many calls are asked at a time. */
    @Param({"1", "128", "4096"})
    public int batch;

    /** Who is asked. */
    @Param(SERVE)
    public String testee = SERVE;

    private @Nullable Testee asked;
    private final List<List<Call>> batches = new ArrayList<>();

    /** Starts the testee, opens an address space and makes up the records. */
    @Setup
    public void start() throws TesteeFailure {
        Testee started = PipeTestee.source(testee.equals(SERVE) ? serve() : testee, LIMIT).start();
        asked = started;
        for (Answer answer : started.ask(preparations())) {
            check(answer, Math.max(0, answer.getResult()));
        }
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < PAGES; i++) {
            calls.add(map((long) i * STRIDE % PAGES, (long) i * i % PAGES));
        }
        for (int i = 0; i < PAGES; i += batch) {
            batches.add(List.copyOf(calls.subList(i, Math.min(PAGES, i + batch))));
        }
    }

    /** Ends the testee. */
    @TearDown
    public void end() {
        Objects.requireNonNull(asked).close();
    }

    /** Writes a record for every page. */
    @Benchmark
    public void write() throws TesteeFailure {
        Testee started = Objects.requireNonNull(asked);
        for (List<Call> calls : batches) {
            for (Answer answer : started.ask(calls)) {
                check(answer, HostProfile.DEFAULT.dialect().recordSize());
            }
        }
    }

    private static void check(Answer answer, long wanted) {
        if (answer.getResult() != wanted) {
            throw new IllegalStateException("result " + answer.getResult() + ", wanted " + wanted);
        }
    }

    private static List<Call> preparations() {
        Host host =
                Host.newBuilder()
                        .setDialect(HostProfile.DEFAULT.dialect().readableName())
                        .setGeneration(HostProfile.DEFAULT.generation().readableName())
                        .setManager(HostProfile.DEFAULT.manager().readableName())
                        .build();
        Open open = Open.newBuilder().setFd(MM).setFile("/proc/mm64").build();
        MakeObject make = MakeObject.newBuilder().setSize(PAGES * PAGE).build();
        OpenObject memory =
                OpenObject.newBuilder().setFd(MEMORY).setMode(OpenMode.READ_WRITE).build();
        return List.of(
                Call.newBuilder().setBoot(Boot.newBuilder().setHost(host)).build(),
                Call.newBuilder().setOpen(open).build(),
                Call.newBuilder().setMakeObject(make).build(),
                Call.newBuilder().setOpenObject(memory).build());
    }

    private static Call map(long page, long objectPage) {
        Mmap op =
                new Mmap(
                        BASE + page * PAGE,
                        PAGE,
                        Prot.READ | Prot.WRITE,
                        MapFlags.SHARED | MapFlags.FIXED,
                        MEMORY,
                        objectPage * PAGE);
        ByteBuf record = Unpooled.buffer();
        new RecordEncoder(HostProfile.DEFAULT.dialect()).encode(op, record);
        ByteString bytes = ByteString.copyFrom(record.nioBuffer());
        return Call.newBuilder().setWrite(Write.newBuilder().setFd(MM).setRecord(bytes)).build();
    }

    private static String serve() {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return "'%s' -cp '%s' %s serve"
                .formatted(java, System.getProperty("java.class.path"), Procmm.class.getName());
    }
}
