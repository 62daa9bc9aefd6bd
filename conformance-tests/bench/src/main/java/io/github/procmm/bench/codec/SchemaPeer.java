package io.github.procmm.bench.codec;

import static io.github.procmm.bench.codec.Workload.SIZE;

import io.github.procmm.model.Decoded;
import io.github.procmm.model.Op;
import io.github.procmm.model.OpMessages;
import io.github.procmm.proto.v1.ProcMmOp;
import io.github.procmm.schema.SchemaCodec;
import io.github.procmm.schema.SchemaDecoded;
import io.github.procmm.wire.Dialect;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.function.Consumer;

/** Our codec that runs the description of v1, reading and writing messages. */
final class SchemaPeer implements Peer {

    private final SchemaCodec codec =
            new SchemaCodec(ProcMmOp.getDefaultInstance(), Dialect.X86_64.abi());
    private final int recordSize = codec.schema().recordSize();
    private final Op[] ops;
    private final ProcMmOp[] messages;
    private final ByteBuf buf;

    SchemaPeer(Workload workload) {
        this.ops = workload.ops();
        this.messages = ProtobufPeer.messagesOf(ops);
        this.buf = UnpooledByteBufAllocator.DEFAULT.directBuffer(SIZE * recordSize);
    }

    @Override
    public void encode() {
        buf.clear();
        for (ProcMmOp message : messages) {
            codec.encode(message, buf);
        }
    }

    @Override
    public void encodeRecords() {
        buf.clear();
        for (Op op : ops) {
            codec.encode(OpMessages.toMessage(op), buf);
        }
    }

    @Override
    public long decode() {
        long sum = 0;
        for (int i = 0; i < SIZE; i++) {
            sum += ProtobufPeer.sumOf(read(i));
        }
        return sum;
    }

    @Override
    public void decodeRecords(Consumer<? super Decoded> sink) {
        for (int i = 0; i < SIZE; i++) {
            sink.accept(OpMessages.fromMessage(read(i)));
        }
    }

    /** The codec reads all readable bytes as one write's record, so the indices are set on it. */
    private ProcMmOp read(int i) {
        buf.setIndex(i * recordSize, (i + 1) * recordSize);
        if (!(codec.decode(buf) instanceof SchemaDecoded.Accepted accepted)) {
            throw new IllegalStateException("record " + i + " is malformed");
        }
        return (ProcMmOp) accepted.message();
    }

    @Override
    public void close() {
        buf.release();
    }
}
