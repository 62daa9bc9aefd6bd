package io.github.procmm.bench.codec;

import static io.github.procmm.bench.codec.Workload.MMAP;
import static io.github.procmm.bench.codec.Workload.MPROTECT;
import static io.github.procmm.bench.codec.Workload.MUNMAP;
import static io.github.procmm.bench.codec.Workload.NUMBERS_PER_OP;
import static io.github.procmm.bench.codec.Workload.SIZE;

import io.github.procmm.model.Decoded;
import io.github.procmm.model.Malformed;
import io.github.procmm.model.Op;
import io.github.procmm.model.Opcode;
import io.github.procmm.wire.Dialect;
import io.github.procmm.wire.RecordDecoder;
import io.github.procmm.wire.RecordEncoder;
import io.github.procmm.wire.RecordView;
import io.github.procmm.wire.RecordWriter;
import io.netty.buffer.ByteBuf;
import java.util.function.Consumer;

/** Our hand-tuned codec, through its public classes only, on whatever buffer it is given. */
final class ProcmmPeer implements Peer {

    static final int RECORD_SIZE = Dialect.X86_64.recordSize();

    private final RecordWriter writer = new RecordWriter(Dialect.X86_64);
    private final RecordEncoder encoder = new RecordEncoder(Dialect.X86_64);
    private final RecordView view = new RecordView(Dialect.X86_64);
    private final RecordDecoder decoder = new RecordDecoder(Dialect.X86_64);
    private final Op[] ops;
    private final long[] numbers;
    private final ByteBuf buf;

    /** Takes the buffer over and releases it in the end. */
    ProcmmPeer(Workload workload, ByteBuf buf) {
        this.ops = workload.ops();
        this.numbers = workload.numbers();
        this.buf = buf;
    }

    ByteBuf buf() {
        return buf;
    }

    @Override
    public void encode() {
        long[] n = numbers;
        buf.clear().ensureWritable(SIZE * RECORD_SIZE);
        for (int i = 0; i < SIZE; i++) {
            int at = i * NUMBERS_PER_OP;
            int index = i * RECORD_SIZE;
            switch ((int) n[at]) {
                case MMAP ->
                        writer.setMmap(
                                buf, index, n[at + 1], n[at + 2], n[at + 3], n[at + 4], n[at + 5],
                                n[at + 6]);
                case MUNMAP -> writer.setMunmap(buf, index, n[at + 1], n[at + 2]);
                case MPROTECT ->
                        writer.setMprotect(buf, index, n[at + 1], n[at + 2], (int) n[at + 3]);
                default -> throw new IllegalStateException("opcode " + n[at]);
            }
        }
        buf.writerIndex(SIZE * RECORD_SIZE);
    }

    @Override
    public void encodeRecords() {
        buf.clear().ensureWritable(SIZE * RECORD_SIZE);
        for (int i = 0; i < SIZE; i++) {
            encoder.encode(ops[i], buf, i * RECORD_SIZE);
        }
        buf.writerIndex(SIZE * RECORD_SIZE);
    }

    @Override
    public long decode() {
        long sum = 0;
        for (int i = 0; i < SIZE; i++) {
            Opcode opcode = view.wrap(buf, i * RECORD_SIZE, RECORD_SIZE);
            if (opcode == null) {
                throw new IllegalStateException(view.malformed().reason());
            }
            // As hot loops do: a switch over an enum goes through two tables.
            if (opcode == Opcode.MMAP) {
                sum += sumOfMmap();
            } else if (opcode == Opcode.MUNMAP) {
                sum += view.addr() + view.len();
            } else {
                sum += view.addr() + view.len() + Integer.toUnsignedLong(view.mprotectProt());
            }
        }
        return sum;
    }

    private long sumOfMmap() {
        return view.addr()
                + view.len()
                + view.mmapProt()
                + view.flags()
                + view.fd()
                + view.offset();
    }

    @Override
    public void decodeRecords(Consumer<? super Decoded> sink) {
        for (int i = 0; i < SIZE; i++) {
            Decoded decoded = decoder.decode(buf, i * RECORD_SIZE, RECORD_SIZE);
            if (decoded instanceof Malformed malformed) {
                throw new IllegalStateException(malformed.reason());
            }
            sink.accept(decoded);
        }
    }

    @Override
    public void close() {
        buf.release();
    }
}
