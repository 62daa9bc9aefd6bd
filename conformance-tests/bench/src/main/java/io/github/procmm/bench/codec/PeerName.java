package io.github.procmm.bench.codec;

import io.netty.buffer.AdaptiveByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.function.Function;

/** Who takes part: ours on each kind of Netty's buffers, the practical limit, and the others. */
public enum PeerName {
    /** Raw loads and stores without any check: the practical limit. */
    UNSAFE(UnsafePeer::new),
    /** Ours, on PooledByteBufAllocator's direct buffer. */
    PROCMM_POOLED(ops -> procmm(ops, PooledByteBufAllocator.DEFAULT.directBuffer(bytes()))),
    /** Ours, on AdaptiveByteBufAllocator's direct buffer: what Netty 4.2 gives by default. */
    PROCMM_ADAPTIVE(ops -> procmm(ops, new AdaptiveByteBufAllocator().directBuffer(bytes()))),
    /** Ours, on an unpooled direct buffer. */
    PROCMM_UNPOOLED(ops -> procmm(ops, UnpooledByteBufAllocator.DEFAULT.directBuffer(bytes()))),
    /** Ours, on an unpooled heap buffer. */
    PROCMM_HEAP(ops -> procmm(ops, UnpooledByteBufAllocator.DEFAULT.heapBuffer(bytes()))),
    /** Ours, driven by the description in v1.proto alone, on an unpooled direct buffer. */
    SCHEMA(SchemaPeer::new),
    /** Simple Binary Encoding with Agrona's bounds checks on, as it comes. */
    SBE(ops -> new SbePeer(ops, true)),
    /** Simple Binary Encoding with the bounds checks off. */
    SBE_UNCHECKED(ops -> new SbePeer(ops, false)),
    /** protobuf-java, each message behind its length. */
    PROTOBUF(ProtobufPeer::new);

    private final Function<Workload, Peer> maker;

    PeerName(Function<Workload, Peer> maker) {
        this.maker = maker;
    }

    /** Returns a new peer that has not written anything yet. Whoever asks closes it. */
    Peer open(Workload workload) {
        return maker.apply(workload);
    }

    private static Peer procmm(Workload workload, ByteBuf buf) {
        return new ProcmmPeer(workload, buf);
    }

    private static int bytes() {
        return Workload.SIZE * ProcmmPeer.RECORD_SIZE;
    }
}
