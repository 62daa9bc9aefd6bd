package io.github.procmm.wire;

import io.github.procmm.model.CopySegments;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Mprotect;
import io.github.procmm.model.Munmap;
import io.github.procmm.model.Op;
import io.netty.buffer.ByteBuf;

/**
 * Writes an operation as the whole record that a file of one dialect expects. Immutable, for any
 * thread.
 */
public final class RecordEncoder {

    private final RecordWriter writer;
    private final long maxWord;

    /** Makes an encoder of one dialect's records. */
    public RecordEncoder(Dialect dialect) {
        this.writer = new RecordWriter(dialect);
        this.maxWord = dialect.abi().maxWord();
    }

    /**
     * Appends the record of {@code op} at the writer index and moves that behind it.
     *
     * @throws FieldRangeException when a value does not fit the dialect; nothing is written
     */
    public void encode(Op op, ByteBuf out) {
        switch (op.opcode()) {
            case MMAP -> mmap((Mmap) op, out);
            case MUNMAP -> munmap((Munmap) op, out);
            case MPROTECT -> mprotect((Mprotect) op, out);
            case COPY_SEGMENTS -> writer.copySegments(out, ((CopySegments) op).from());
        }
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

    private void mmap(Mmap op, ByteBuf out) {
        writer.mmap(out, op.addr(), op.len(), op.prot(), op.flags(), op.fd(), op.offset());
    }

    private void munmap(Munmap op, ByteBuf out) {
        writer.munmap(out, op.addr(), op.len());
    }

    private void mprotect(Mprotect op, ByteBuf out) {
        writer.mprotect(out, op.addr(), op.len(), op.prot());
    }
}
