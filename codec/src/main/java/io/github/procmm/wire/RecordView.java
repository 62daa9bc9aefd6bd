package io.github.procmm.wire;

import static io.github.procmm.wire.RecordLayout.ADDR;
import static io.github.procmm.wire.RecordLayout.FD;
import static io.github.procmm.wire.RecordLayout.FLAGS;
import static io.github.procmm.wire.RecordLayout.FROM;
import static io.github.procmm.wire.RecordLayout.LEN;
import static io.github.procmm.wire.RecordLayout.OFFSET;
import static io.github.procmm.wire.RecordLayout.OP;
import static io.github.procmm.wire.RecordLayout.PROT;

import io.github.procmm.model.Malformed;
import io.github.procmm.model.Opcode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A window on one record in a buffer: reads fields where they lie and makes no objects.
 *
 * <p>{@link #wrap} puts it over some bytes and says what they are; the fields may be read as long
 * as the buffer lives and those bytes do. A field that the operation does not have gives whatever
 * the record holds there. The buffer's indices are neither used nor moved. Mutable, for one thread.
 */
public final class RecordView {

    private final Words words;
    private final int recordSize;
    private ByteBuf buf = Unpooled.EMPTY_BUFFER;
    private int base;
    private int length;
    private int opcodeNumber;

    /** Makes a window that reads one dialect's records. */
    public RecordView(Dialect dialect) {
        this.words = new Words(dialect.abi());
        this.recordSize = dialect.recordSize();
    }

    /**
     * Looks at {@code length} bytes from {@code index} as one write's record.
     *
     * @return the operation, or null when the bytes are no record and {@link #malformed} says why
     * @throws IndexOutOfBoundsException when the buffer does not hold those bytes: the caller's bug
     */
    public @Nullable Opcode wrap(ByteBuf buf, int index, int length) {
        Objects.checkFromIndexSize(index, length, buf.capacity());
        this.buf = buf;
        this.base = index;
        this.length = length;
        if (length > recordSize || length < Integer.BYTES) {
            return null;
        }
        opcodeNumber = words.int32(buf, index, OP);
        Opcode opcode = Opcode.of(opcodeNumber);
        if (opcode == null || length < RecordLayout.bytesNeeded(opcode, words.size())) {
            return null;
        }
        return opcode;
    }

    /**
     * Returns why the last {@link #wrap} gave null.
     *
     * @throws IllegalStateException when it gave an operation
     */
    public Malformed malformed() {
        if (length > recordSize) {
            return new Malformed(Malformed.Kind.TOO_LONG, length, recordSize); // V1-WRITE
        }
        if (length < Integer.BYTES) {
            return new Malformed(Malformed.Kind.NO_OPCODE, length, Integer.BYTES); // V1-WIRE
        }
        Opcode opcode = Opcode.of(opcodeNumber);
        if (opcode == null) {
            return new Malformed(Malformed.Kind.UNKNOWN_OPCODE, opcodeNumber, 0); // V1-WRITE
        }
        int needed = RecordLayout.bytesNeeded(opcode, words.size());
        if (length < needed) {
            return new Malformed(Malformed.Kind.TOO_SHORT, length, needed); // V1-WIRE
        }
        throw new IllegalStateException("the bytes are a record: " + opcode);
    }

    /** Returns the address of MMAP, MUNMAP and MPROTECT, in bytes, unsigned. */
    public long addr() {
        return words.word(buf, base, ADDR);
    }

    /** Returns the length of MMAP, MUNMAP and MPROTECT, in bytes, unsigned. */
    public long len() {
        return words.word(buf, base, LEN);
    }

    /** Returns the protection of MMAP: a whole word. */
    public long mmapProt() {
        return words.word(buf, base, PROT);
    }

    /** Returns the protection of MPROTECT: an unsigned int. */
    public int mprotectProt() {
        return words.int32(buf, base, PROT);
    }

    /** Returns the flags of MMAP. */
    public long flags() {
        return words.word(buf, base, FLAGS);
    }

    /** Returns the descriptor of MMAP as the word that it is. */
    public long fd() {
        return words.word(buf, base, FD);
    }

    /** Returns the offset of MMAP, in bytes, unsigned. */
    public long offset() {
        return words.word(buf, base, OFFSET);
    }

    /** Returns the descriptor of COPY_SEGMENTS. */
    public int from() {
        return words.int32(buf, base, FROM);
    }
}
