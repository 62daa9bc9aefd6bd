package io.github.procmm.wire;

import static io.github.procmm.wire.RecordLayout.ADDR;
import static io.github.procmm.wire.RecordLayout.FD;
import static io.github.procmm.wire.RecordLayout.FLAGS;
import static io.github.procmm.wire.RecordLayout.FROM;
import static io.github.procmm.wire.RecordLayout.LEN;
import static io.github.procmm.wire.RecordLayout.OFFSET;
import static io.github.procmm.wire.RecordLayout.OP;
import static io.github.procmm.wire.RecordLayout.PROT;

import io.github.procmm.model.Opcode;
import io.netty.buffer.ByteBuf;

/**
 * Appends records to a buffer without making objects.
 *
 * <p>Every method writes one whole record at the writer index and moves that behind it; the buffer
 * grows as Netty's do. Bytes that the operation does not use are zero (V1-WIRE). Where a value does
 * not fit, {@link FieldRangeException} is thrown and nothing is written. Immutable, for any thread.
 */
public final class RecordWriter {

    private final Words words;
    private final int recordSize;

    /** Makes a writer of one dialect's records. */
    public RecordWriter(Dialect dialect) {
        this.words = new Words(dialect.abi());
        this.recordSize = dialect.recordSize();
    }

    /** Appends an MM_MMAP; the arguments are those of {@link io.github.procmm.model.Mmap}. */
    public void mmap(
            ByteBuf out, long addr, long len, long prot, long flags, long fd, long offset) {
        words.requireFits("addr", addr);
        words.requireFits("len", len);
        words.requireFits("prot", prot);
        words.requireFits("flags", flags);
        words.requireFits("fd", fd);
        words.requireFits("offset", offset);
        int base = begin(out, Opcode.MMAP);
        words.setWord(out, base, ADDR, addr);
        words.setWord(out, base, LEN, len);
        words.setWord(out, base, PROT, prot);
        words.setWord(out, base, FLAGS, flags);
        words.setWord(out, base, FD, fd);
        words.setWord(out, base, OFFSET, offset);
        out.writerIndex(base + recordSize);
    }

    /** Appends an MM_MUNMAP; the arguments are those of {@link io.github.procmm.model.Munmap}. */
    public void munmap(ByteBuf out, long addr, long len) {
        words.requireFits("addr", addr);
        words.requireFits("len", len);
        int base = begin(out, Opcode.MUNMAP);
        words.setWord(out, base, ADDR, addr);
        words.setWord(out, base, LEN, len);
        words.clearFrom(out, base, LEN + 1);
        out.writerIndex(base + recordSize);
    }

    /**
     * Appends an MM_MPROTECT; the arguments are those of {@link io.github.procmm.model.Mprotect}.
     */
    public void mprotect(ByteBuf out, long addr, long len, int prot) {
        words.requireFits("addr", addr);
        words.requireFits("len", len);
        int base = begin(out, Opcode.MPROTECT);
        words.setWord(out, base, ADDR, addr);
        words.setWord(out, base, LEN, len);
        words.setInt32(out, base, PROT, prot);
        words.clearFrom(out, base, PROT + 1);
        out.writerIndex(base + recordSize);
    }

    /** Appends an MM_COPY_SEGMENTS; see {@link io.github.procmm.model.CopySegments}. */
    public void copySegments(ByteBuf out, int from) {
        int base = begin(out, Opcode.COPY_SEGMENTS);
        words.setInt32(out, base, FROM, from);
        words.clearFrom(out, base, FROM + 1);
        out.writerIndex(base + recordSize);
    }

    private int begin(ByteBuf out, Opcode opcode) {
        out.ensureWritable(recordSize);
        int base = out.writerIndex();
        words.setInt32(out, base, OP, opcode.number());
        return base;
    }
}
