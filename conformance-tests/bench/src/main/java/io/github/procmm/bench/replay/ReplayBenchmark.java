package io.github.procmm.bench.replay;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.MmFile;
import io.github.procmm.kernel.Kernel;
import io.github.procmm.kernel.MemoryObject;
import io.github.procmm.kernel.UserProcess;
import io.github.procmm.model.Op;
import io.github.procmm.wire.Dialect;
import io.github.procmm.wire.RecordEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * Every operation of the shipped User-Mode Linux trace as bytes, through the kernel's write, into a
 * fresh kernel each time: nanoseconds an operation.
 *
 * <p>Run it where the trace is, or name it: {@code -p trace=FILE}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(ReplayBenchmark.OPERATIONS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(1)
public class ReplayBenchmark {

    /** What the shipped trace has. */
    static final int OPERATIONS = 86_128;

    /** The descriptor of the guest's memory in the trace. */
    private static final int GUEST_MEMORY = 3;

    private static final long GUEST_BYTES = 1L << 40;

    /** The trace to play. */
    @Param("conformance-tests/traces/uml-gcc-shell.txt.gz")
    public String trace = "";

    private Op[] ops = {};
    private int[] mms = {};
    private int mmCount;

    /** Reads the trace. */
    @Setup
    public void read() throws IOException {
        RealTrace read = RealTrace.read(Path.of(trace));
        ops = read.ops();
        mms = read.mms();
        mmCount = read.mmCount();
        if (ops.length != OPERATIONS) {
            throw new IllegalArgumentException(
                    trace + " has " + ops.length + " operations, wanted " + OPERATIONS);
        }
    }

    /** Encodes, writes: which decodes and carries out. Returns a sum of the results. */
    @Benchmark
    public long encodeAndWrite() {
        UserProcess writer = new Kernel(HostProfile.DEFAULT).newProcess();
        int[] files = open(writer);
        RecordEncoder encoder = new RecordEncoder(Dialect.X86_64);
        ByteBuf record = Unpooled.directBuffer(Dialect.X86_64.recordSize());
        long sum = 0;
        for (int i = 0; i < ops.length; i++) {
            encoder.encode(ops[i], record.clear());
            sum += writer.write(files[mms[i]], record);
        }
        record.release();
        return sum;
    }

    private int[] open(UserProcess writer) {
        int[] files = new int[mmCount];
        for (int i = 0; i < mmCount; i++) {
            files[i] = writer.dup(writer.open(MmFile.PROC_MM64), GUEST_MEMORY + 1);
        }
        MemoryObject memory = MemoryObject.regular("guest memory", GUEST_BYTES);
        writer.openAt(GUEST_MEMORY, memory, AccessMode.READ_WRITE);
        return files;
    }
}
