package io.github.procmm.bench.codec;

import static io.github.procmm.bench.codec.Workload.MMAP;
import static io.github.procmm.bench.codec.Workload.MPROTECT;
import static io.github.procmm.bench.codec.Workload.MUNMAP;
import static io.github.procmm.bench.codec.Workload.NUMBERS_PER_OP;
import static io.github.procmm.bench.codec.Workload.SIZE;

import io.github.procmm.model.Decoded;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Mprotect;
import io.github.procmm.model.Munmap;
import io.github.procmm.model.Op;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/**
 * The x86_64 record by hand, for one dialect and one byte order, without a check: what code could
 * do at best that reads and writes the same bytes as ours field by field.
 */
final class UnsafePeer implements Peer {

    private static final int WORD = Long.BYTES;
    private static final int ADDR = WORD;
    private static final int LEN = 2 * WORD;
    private static final int PROT = 3 * WORD;
    private static final int FLAGS = 4 * WORD;
    private static final int FD = 5 * WORD;
    private static final int OFFSET = 6 * WORD;
    private static final int RECORD = 7 * WORD;
    private static final long LOW_INT = 0xffff_ffffL;

    private final Op[] ops;
    private final long[] numbers;
    private final RawMemory memory = new RawMemory(SIZE * RECORD);

    UnsafePeer(Workload workload) {
        if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
            throw new IllegalStateException("raw stores give x86_64's records on its like only");
        }
        this.ops = workload.ops();
        this.numbers = workload.numbers();
    }

    RawMemory memory() {
        return memory;
    }

    @Override
    public void encode() {
        long[] n = numbers;
        int base = 0;
        for (int i = 0; i < SIZE * NUMBERS_PER_OP; i += NUMBERS_PER_OP) {
            switch ((int) n[i]) {
                case MMAP ->
                        put(base, MMAP, n[i + 1], n[i + 2], n[i + 3], n[i + 4], n[i + 5], n[i + 6]);
                case MUNMAP -> put(base, MUNMAP, n[i + 1], n[i + 2], 0, 0, 0, 0);
                case MPROTECT ->
                        put(base, MPROTECT, n[i + 1], n[i + 2], n[i + 3] & LOW_INT, 0, 0, 0);
                default -> throw new IllegalStateException("opcode " + n[i]);
            }
            base += RECORD;
        }
    }

    @Override
    public void encodeRecords() {
        int base = 0;
        for (Op op : ops) {
            put(base, op);
            base += RECORD;
        }
    }

    /** Gathers the numbers first and stores in one place: three copies of the stores are slower. */
    private void put(int base, Op op) {
        long opcode;
        long addr;
        long len;
        long prot = 0;
        long flags = 0;
        long fd = 0;
        long offset = 0;
        if (op instanceof Mmap map) {
            opcode = MMAP;
            addr = map.addr();
            len = map.len();
            prot = map.prot();
            flags = map.flags();
            fd = map.fd();
            offset = map.offset();
        } else if (op instanceof Munmap unmap) {
            opcode = MUNMAP;
            addr = unmap.addr();
            len = unmap.len();
        } else {
            Mprotect protect = (Mprotect) op;
            opcode = MPROTECT;
            addr = protect.addr();
            len = protect.len();
            prot = Integer.toUnsignedLong(protect.prot());
        }
        put(base, opcode, addr, len, prot, flags, fd, offset);
    }

    private void put(
            int base, long op, long addr, long len, long prot, long flags, long fd, long offset) {
        memory.putLong(base, op);
        memory.putLong(base + ADDR, addr);
        memory.putLong(base + LEN, len);
        memory.putLong(base + PROT, prot);
        memory.putLong(base + FLAGS, flags);
        memory.putLong(base + FD, fd);
        memory.putLong(base + OFFSET, offset);
    }

    @Override
    public long decode() {
        long sum = 0;
        for (int base = 0; base < SIZE * RECORD; base += RECORD) {
            sum +=
                    switch (memory.getInt(base)) {
                        case MMAP -> sumOfMmap(base);
                        case MUNMAP -> memory.getLong(base + ADDR) + memory.getLong(base + LEN);
                        case MPROTECT ->
                                memory.getLong(base + ADDR)
                                        + memory.getLong(base + LEN)
                                        + Integer.toUnsignedLong(memory.getInt(base + PROT));
                        default -> throw new IllegalStateException("opcode at " + base);
                    };
        }
        return sum;
    }

    private long sumOfMmap(int base) {
        return memory.getLong(base + ADDR)
                + memory.getLong(base + LEN)
                + memory.getLong(base + PROT)
                + memory.getLong(base + FLAGS)
                + memory.getLong(base + FD)
                + memory.getLong(base + OFFSET);
    }

    @Override
    public void decodeRecords(Consumer<? super Decoded> sink) {
        for (int base = 0; base < SIZE * RECORD; base += RECORD) {
            sink.accept(op(base));
        }
    }

    private Op op(int base) {
        return switch (memory.getInt(base)) {
            case MMAP ->
                    new Mmap(
                            memory.getLong(base + ADDR),
                            memory.getLong(base + LEN),
                            memory.getLong(base + PROT),
                            memory.getLong(base + FLAGS),
                            memory.getLong(base + FD),
                            memory.getLong(base + OFFSET));
            case MUNMAP -> new Munmap(memory.getLong(base + ADDR), memory.getLong(base + LEN));
            case MPROTECT ->
                    new Mprotect(
                            memory.getLong(base + ADDR),
                            memory.getLong(base + LEN),
                            memory.getInt(base + PROT));
            default -> throw new IllegalStateException("opcode at " + base);
        };
    }

    @Override
    public void close() {
        memory.free();
    }
}
