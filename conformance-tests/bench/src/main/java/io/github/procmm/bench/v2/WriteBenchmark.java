package io.github.procmm.bench.v2;

import io.github.procmm.backend.HostProfile;
import io.github.procmm.bench.codec.CodecRun;
import io.github.procmm.kernel.Kernel;
import io.github.procmm.kernel.UserProcess;
import io.netty.buffer.ByteBuf;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Nanoseconds a write of part v1: what {@link SessionBenchmark} does, one record a write. */
@OperationsPerInvocation(SessionWorkload.OPERATIONS)
public class WriteBenchmark extends CodecRun {

    private final UserProcess process = SessionWorkload.process(new Kernel(HostProfile.DEFAULT));
    private final List<ByteBuf> records = SessionWorkload.records();

    /** Tries all records once. */
    @Setup
    public void begin() {
        for (ByteBuf record : records) {
            long result = process.write(SessionWorkload.SPACE, record.readerIndex(0));
            if (result != record.writerIndex()) {
                throw new IllegalStateException("a write returned " + result);
            }
        }
    }

    /** Writes all records; returns the sum of the results. */
    @Benchmark
    public long write() {
        long sum = 0;
        for (ByteBuf record : records) {
            sum += process.write(SessionWorkload.SPACE, record.readerIndex(0));
        }
        return sum;
    }

    /** Gives the memory back. */
    @TearDown
    public void close() {
        records.forEach(ByteBuf::release);
    }
}
