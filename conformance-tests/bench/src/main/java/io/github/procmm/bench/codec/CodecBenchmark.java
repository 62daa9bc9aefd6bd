package io.github.procmm.bench.codec;

import io.github.procmm.model.Decoded;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/** What every peer takes to write a record and to read it, with objects and without. */
@OperationsPerInvocation(Workload.SIZE)
public class CodecBenchmark extends CodecRun {

    /** Whose turn it is. All of them, in order. */
    @Param public PeerName peer = PeerName.UNSAFE;

    private @Nullable Peer open;
    private @Nullable Consumer<Decoded> sink;

    /** Encodes the workload once, so that there is something to decode. */
    @Setup
    public void open(Blackhole blackhole) {
        open = peer.open(new Workload());
        open.encode();
        sink = blackhole::consume;
    }

    /** Writes from plain numbers; messages, where there are any, were built before. */
    @Benchmark
    public void encode() {
        peer().encode();
    }

    /** Writes from our records. */
    @Benchmark
    public void encodeRecords() {
        peer().encodeRecords();
    }

    /** Reads and adds up every field of every operation. */
    @Benchmark
    public long decode() {
        return peer().decode();
    }

    /** Reads into our records. */
    @Benchmark
    public void decodeRecords() {
        peer().decodeRecords(Objects.requireNonNull(sink));
    }

    /** Gives the peer's memory back. */
    @TearDown
    public void close() {
        peer().close();
    }

    private Peer peer() {
        return Objects.requireNonNull(open);
    }
}
