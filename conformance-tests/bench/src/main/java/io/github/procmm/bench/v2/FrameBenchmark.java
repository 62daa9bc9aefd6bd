package io.github.procmm.bench.v2;

import io.github.procmm.bench.codec.CodecRun;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Nanoseconds a record of frames with 128 of them. {@code -prof gc} shows that none allocates. */
@OperationsPerInvocation(FrameWorkload.RECORDS)
public class FrameBenchmark extends CodecRun {

    /** Room for all frames, in bytes. */
    static final int ROOM = 1 << 18;

    private @Nullable ByteBuf buf;
    private @Nullable FramePeer peer;
    private @Nullable RawFrames raw;

    /** Writes the workload once, so that there is something to read. */
    @Setup
    public void open() {
        FrameWorkload workload = new FrameWorkload();
        buf = UnpooledByteBufAllocator.DEFAULT.directBuffer(ROOM, ROOM);
        peer = new FramePeer(workload, buf);
        raw = new RawFrames(workload, buf.memoryAddress());
        raw.write();
        peer.write();
    }

    /** Writes frames in place. */
    @Benchmark
    public void write() {
        peer().write();
    }

    /** Checks the framing and adds up every field. */
    @Benchmark
    public long walk() {
        return peer().walk();
    }

    /** Checks frames and records by every rule that needs neither handle nor space. */
    @Benchmark
    public int check() {
        return peer().check();
    }

    /** Writes the same bytes without a check. */
    @Benchmark
    public void rawWrite() {
        Objects.requireNonNull(raw).write();
    }

    /** Adds up the same fields without a check. */
    @Benchmark
    public long rawWalk() {
        return Objects.requireNonNull(raw).walk();
    }

    /** Gives the memory back. */
    @TearDown
    public void close() {
        Objects.requireNonNull(buf).release();
    }

    private FramePeer peer() {
        return Objects.requireNonNull(peer);
    }
}
