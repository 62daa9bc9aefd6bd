package io.github.procmm.wire;

import io.github.procmm.model.CopySegments;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Mprotect;
import io.github.procmm.model.Munmap;
import io.github.procmm.model.Op;
import io.github.procmm.model.Opcode;
import io.netty.buffer.ByteBuf;

/**
 * Writes an operation as the whole record that a file of one dialect expects. Immutable, for any
 * thread.
 */
public final class RecordEncoder {

    private final RecordWriter writer;
    private final long maxWord;
    private final int recordSize;

    /** Makes an encoder of one dialect's records. */
    public RecordEncoder(Dialect dialect) {
        this.writer = new RecordWriter(dialect);
        this.maxWord = dialect.abi().maxWord();
        this.recordSize = dialect.recordSize();
    }

    /**
     * Appends the record of {@code op} at the writer index and moves that behind it.
     *
     * @throws FieldRangeException when a value does not fit the dialect; nothing is written
     */
    public void encode(Op op, ByteBuf out) {
        if (fits(op)) { // else the buffer is not to grow for what is refused below
            out.ensureWritable(recordSize);
        }
        encode(op, out, out.writerIndex());
        out.writerIndex(out.writerIndex() + recordSize);
    }

    /**
     * Writes the record of {@code op} at {@code index} and moves no index.
     *
     * @throws FieldRangeException when a value does not fit the dialect; nothing is written
     * @throws IndexOutOfBoundsException when the buffer has no room there for the whole record
     */
    public void encode(Op op, ByteBuf out, int index) {
        // One call that writes, and a chain that fits knows to be exhaustive: small enough to
        // inline.
        Opcode opcode;
        long word1;
        long word2 = 0;
        long word3 = 0;
        long word4 = 0;
        long word5 = 0;
        long word6 = 0;
        if (op instanceof Mmap map) {
            opcode = Opcode.MMAP;
            word1 = map.addr();
            word2 = map.len();
            word3 = map.prot();
            word4 = map.flags();
            word5 = map.fd();
            word6 = map.offset();
        } else if (op instanceof Munmap unmap) {
            opcode = Opcode.MUNMAP;
            word1 = unmap.addr();
            word2 = unmap.len();
        } else if (op instanceof Mprotect protect) {
            opcode = Opcode.MPROTECT;
            word1 = protect.addr();
            word2 = protect.len();
            word3 = writer.wordOf(protect.prot());
        } else {
            opcode = Opcode.COPY_SEGMENTS;
            word1 = writer.wordOf(((CopySegments) op).from());
        }
        writer.set(out, index, opcode, word1, word2, word3, word4, word5, word6);
    }

    /**
     * Returns whether every value of {@code op} fits the dialect, so that {@link #encode} takes it.
     */
    public boolean fits(Op op) {
        return switch (op.opcode()) {
            case MMAP -> fits((Mmap) op);
            case MUNMAP -> fits(((Munmap) op).addr() | ((Munmap) op).len());
            case MPROTECT -> fits(((Mprotect) op).addr() | ((Mprotect) op).len());
            case COPY_SEGMENTS -> true;
        };
    }

    private boolean fits(Mmap op) {
        return fits(op.addr() | op.len() | op.prot() | op.flags() | op.fd() | op.offset());
    }

    /** A word has all bits up to some number, so values fit one by one if they do together. */
    private boolean fits(long bits) {
        return (bits & ~maxWord) == 0;
    }
}
