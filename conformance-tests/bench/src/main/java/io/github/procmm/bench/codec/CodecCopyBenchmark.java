package io.github.procmm.bench.codec;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Copying the same bytes in bulk without looking at them: the limit of any codec. */
@OperationsPerInvocation(Workload.SIZE)
public class CodecCopyBenchmark extends CodecRun {

    private static final int BYTES = Workload.SIZE * ProcmmPeer.RECORD_SIZE;

    private final RawMemory source = new RawMemory(BYTES);
    private final RawMemory target = new RawMemory(BYTES);

    /** Fills what is copied, so that it is real pages. */
    @Setup
    public void fill() {
        for (int offset = 0; offset < BYTES; offset += Long.BYTES) {
            source.putLong(offset, offset);
        }
    }

    /** Copies the whole workload. */
    @Benchmark
    public void copy() {
        source.copyTo(target, BYTES);
    }

    /** Gives the memory back. */
    @TearDown
    public void free() {
        source.free();
        target.free();
    }
}
