package io.github.procmm.wire;

import static io.github.procmm.wire.RecordLayout.ADDR;
import static io.github.procmm.wire.RecordLayout.FD;
import static io.github.procmm.wire.RecordLayout.FLAGS;
import static io.github.procmm.wire.RecordLayout.LEN;
import static io.github.procmm.wire.RecordLayout.OFFSET;
import static io.github.procmm.wire.RecordLayout.OP;
import static io.github.procmm.wire.RecordLayout.PROT;

import io.github.procmm.model.Opcode;
import io.netty.buffer.ByteBuf;

/**
 * Writes records to a buffer without making objects.
 *
 * <p>Every method writes one whole record. Those named for an operation append it: the buffer grows
 * as Netty's do and the writer index moves. The set methods, the mirror of {@link RecordView},
 * write where they are told, move no index and want the room made before: a third of the time, for
 * hot loops. Bytes that the operation does not use are zero (V1-WIRE-6). Where a value does not
 * fit, {@link FieldRangeException} is thrown and nothing is written. Immutable, for any thread.
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
        append(out, Opcode.MMAP, addr, len, prot, flags, fd, offset);
    }

    /** Appends an MM_MUNMAP; the arguments are those of {@link io.github.procmm.model.Munmap}. */
    public void munmap(ByteBuf out, long addr, long len) {
        append(out, Opcode.MUNMAP, addr, len, 0, 0, 0, 0);
    }

    /**
     * Appends an MM_MPROTECT; the arguments are those of {@link io.github.procmm.model.Mprotect}.
     */
    public void mprotect(ByteBuf out, long addr, long len, int prot) {
        append(out, Opcode.MPROTECT, addr, len, words.ofInt32(prot), 0, 0, 0);
    }

    /** Appends an MM_COPY_SEGMENTS; see {@link io.github.procmm.model.CopySegments}. */
    public void copySegments(ByteBuf out, int from) {
        append(out, Opcode.COPY_SEGMENTS, words.ofInt32(from), 0, 0, 0, 0, 0);
    }

    /** Writes an MM_MMAP at {@code index} and moves no index. */
    public void setMmap(
            ByteBuf out,
            int index,
            long addr,
            long len,
            long prot,
            long flags,
            long fd,
            long offset) {
        set(out, index, Opcode.MMAP, addr, len, prot, flags, fd, offset);
    }

    /** Writes an MM_MUNMAP at {@code index} and moves no index. */
    public void setMunmap(ByteBuf out, int index, long addr, long len) {
        set(out, index, Opcode.MUNMAP, addr, len, 0, 0, 0, 0);
    }

    /** Writes an MM_MPROTECT at {@code index} and moves no index. */
    public void setMprotect(ByteBuf out, int index, long addr, long len, int prot) {
        set(out, index, Opcode.MPROTECT, addr, len, words.ofInt32(prot), 0, 0, 0);
    }

    /** Writes an MM_COPY_SEGMENTS at {@code index} and moves no index. */
    public void setCopySegments(ByteBuf out, int index, int from) {
        set(out, index, Opcode.COPY_SEGMENTS, words.ofInt32(from), 0, 0, 0, 0, 0);
    }

    /** Returns the word that an int member and the padding behind it make. */
    long wordOf(int value) {
        return words.ofInt32(value);
    }

    private void append(
            ByteBuf out,
            Opcode opcode,
            long word1,
            long word2,
            long word3,
            long word4,
            long word5,
            long word6) {
        requireFits(word1, word2, word3, word4, word5, word6);
        out.ensureWritable(recordSize);
        int index = out.writerIndex();
        set(out, index, opcode, word1, word2, word3, word4, word5, word6);
        out.writerIndex(index + recordSize);
    }

    void set(
            ByteBuf out,
            int index,
            Opcode opcode,
            long word1,
            long word2,
            long word3,
            long word4,
            long word5,
            long word6) {
        requireFits(word1, word2, word3, word4, word5, word6);
        if (index < 0 || index > out.capacity() - recordSize) {
            throw noRoom(out, index); // Before a part of it is written.
        }
        // No loop: in one, the indices would not be constants.
        words.setWord(out, index, OP, words.ofInt32(opcode.number()));
        words.setWord(out, index, ADDR, word1);
        words.setWord(out, index, LEN, word2);
        words.setWord(out, index, PROT, word3);
        words.setWord(out, index, FLAGS, word4);
        words.setWord(out, index, FD, word5);
        words.setWord(out, index, OFFSET, word6);
    }

    /** An int member always fits; so the words have the names of MMAP's, whose are all words. */
    private void requireFits(long addr, long len, long prot, long flags, long fd, long offset) {
        if (words.wide()) {
            return;
        }
        words.requireFits("addr", addr);
        words.requireFits("len", len);
        words.requireFits("prot", prot);
        words.requireFits("flags", flags);
        words.requireFits("fd", fd);
        words.requireFits("offset", offset);
    }

    private IndexOutOfBoundsException noRoom(ByteBuf out, int index) {
        return new IndexOutOfBoundsException(
                recordSize + " bytes from " + index + " in a buffer of " + out.capacity());
    }
}
