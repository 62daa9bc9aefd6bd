package io.github.procmm.bench.codec;

import static io.github.procmm.bench.codec.Workload.MMAP;
import static io.github.procmm.bench.codec.Workload.MPROTECT;
import static io.github.procmm.bench.codec.Workload.MUNMAP;
import static io.github.procmm.bench.codec.Workload.NUMBERS_PER_OP;
import static io.github.procmm.bench.codec.Workload.SIZE;

import io.github.procmm.bench.sbe.MessageHeaderEncoder;
import io.github.procmm.bench.sbe.MmapMessageEncoder;
import io.github.procmm.model.Decoded;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Mprotect;
import io.github.procmm.model.Munmap;
import io.github.procmm.model.Op;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/** Simple Binary Encoding: its messages one behind the other in a direct buffer. */
final class SbePeer implements Peer {

    private static final String NO_CHECKS = "agrona.disable.bounds.checks";

    private final Op[] ops;
    private final long[] numbers;
    private final SbeWriter writer;
    private final SbeReader reader;

    /**
     * Makes the peer with or without Agrona's bounds checks.
     *
     * @throws IllegalStateException when this JVM has loaded Agrona with the other kind: it decides
     *     once
     */
    SbePeer(Workload workload, boolean checked) {
        System.setProperty(NO_CHECKS, Boolean.toString(!checked));
        if (UnsafeBuffer.SHOULD_BOUNDS_CHECK != checked) {
            throw new IllegalStateException("Agrona's bounds checks are of one kind a JVM: fork");
        }
        int largest = MessageHeaderEncoder.ENCODED_LENGTH + MmapMessageEncoder.BLOCK_LENGTH;
        UnsafeBuffer buf = new UnsafeBuffer(ByteBuffer.allocateDirect(SIZE * largest));
        this.ops = workload.ops();
        this.numbers = workload.numbers();
        this.writer = new SbeWriter(buf);
        this.reader = new SbeReader(buf);
    }

    @Override
    public void encode() {
        long[] n = numbers;
        int next = 0;
        for (int i = 0; i < SIZE * NUMBERS_PER_OP; i += NUMBERS_PER_OP) {
            next =
                    switch ((int) n[i]) {
                        case MMAP ->
                                writer.mmap(
                                        next, n[i + 1], n[i + 2], n[i + 3], n[i + 4], n[i + 5],
                                        n[i + 6]);
                        case MUNMAP -> writer.munmap(next, n[i + 1], n[i + 2]);
                        case MPROTECT -> writer.mprotect(next, n[i + 1], n[i + 2], (int) n[i + 3]);
                        default -> throw new IllegalStateException("opcode " + n[i]);
                    };
        }
    }

    @Override
    public void encodeRecords() {
        int next = 0;
        for (Op op : ops) {
            if (op instanceof Mmap map) {
                next = write(map, next);
            } else if (op instanceof Munmap unmap) {
                next = writer.munmap(next, unmap.addr(), unmap.len());
            } else {
                next = write((Mprotect) op, next);
            }
        }
    }

    private int write(Mmap op, int index) {
        return writer.mmap(index, op.addr(), op.len(), op.prot(), op.flags(), op.fd(), op.offset());
    }

    private int write(Mprotect op, int index) {
        return writer.mprotect(index, op.addr(), op.len(), op.prot());
    }

    @Override
    public long decode() {
        long sum = 0;
        reader.rewind();
        for (int i = 0; i < SIZE; i++) {
            sum += reader.nextSum();
        }
        return sum;
    }

    @Override
    public void decodeRecords(Consumer<? super Decoded> sink) {
        reader.rewind();
        for (int i = 0; i < SIZE; i++) {
            sink.accept(reader.nextOp());
        }
    }

    @Override
    public void close() {}
}
