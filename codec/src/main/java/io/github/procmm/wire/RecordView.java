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
import org.jspecify.annotations.Nullable;

/**
 * A window on one record in a buffer: reads fields where they lie and makes no objects.
 *
 * <p>{@link #wrap} puts it over some bytes and says what they are; the fields may be read as long
 * as the buffer lives and those bytes do. A field that the operation does not have gives whatever
 * the record holds there. The buffer's indices are neither used nor moved. Mutable, for one thread.
 */
public final class RecordView extends Words {

    private static final int NOT_REFUSED = -1;

    private final int recordSize;
    private ByteBuf buf = Unpooled.EMPTY_BUFFER;
    private int base;
    private int refusedLength;
    private int refusedNumber;

    /** Makes a window that reads one dialect's records. */
    public RecordView(Dialect dialect) {
        super(dialect.abi());
        this.recordSize = dialect.recordSize();
    }

    /**
     * Looks at {@code length} bytes from {@code index} as one write's record.
     *
     * <p>In a hot loop compare the answer with {@code ==}, the most frequent operation first: a
     * switch over an enum goes through two tables.
     *
     * @return the operation, or null when the bytes are no record and {@link #malformed} says why
     * @throws IndexOutOfBoundsException when the buffer does not hold those bytes: the caller's bug
     */
    public @Nullable Opcode wrap(ByteBuf buf, int index, int length) {
        if (index < 0 || length < 0 || index > buf.capacity() - length) {
            throw outside(buf, index, length);
        }
        keep(buf);
        this.base = index;
        if (length > recordSize || length < Integer.BYTES) {
            return refuse(length, 0);
        }
        int number = int32(buf, index, OP);
        Opcode opcode = Opcode.of(number);
        if (opcode == null
                || (length < recordSize && length < RecordLayout.bytesNeeded(opcode, size()))) {
            return refuse(length, number);
        }
        refusedLength = NOT_REFUSED;
        return opcode;
    }

    /**
     * Remembers the buffer; not anew where it is the same one, because storing a reference runs the
     * collector's barrier, which costs more than reading a record.
     */
    @SuppressWarnings("ReferenceEquality") // A ByteBuf equals any other of the same content.
    private void keep(ByteBuf buf) {
        if (this.buf != buf) {
            this.buf = buf;
        }
    }

    private @Nullable Opcode refuse(int length, int number) {
        refusedLength = length;
        refusedNumber = number;
        return null;
    }

    /** As Objects.checkFromIndexSize says it, whose own check the compiler keeps in the loop. */
    private static IndexOutOfBoundsException outside(ByteBuf buf, int index, int length) {
        return new IndexOutOfBoundsException(
                length + " bytes from " + index + " in a buffer of " + buf.capacity());
    }

    /**
     * Returns why the last {@link #wrap} gave null.
     *
     * @throws IllegalStateException when it gave an operation
     */
    public Malformed malformed() {
        int length = refusedLength;
        if (length == NOT_REFUSED) {
            throw new IllegalStateException(
                    "the bytes are a record: " + Opcode.of(int32(buf, base, OP)));
        }
        if (length > recordSize) {
            return new Malformed(Malformed.Kind.TOO_LONG, length, recordSize); // V1-WRITE-1
        }
        if (length < Integer.BYTES) {
            return new Malformed(Malformed.Kind.NO_OPCODE, length, Integer.BYTES); // V1-WRITE-3
        }
        Opcode opcode = Opcode.of(refusedNumber);
        if (opcode == null) {
            return new Malformed(Malformed.Kind.UNKNOWN_OPCODE, refusedNumber, 0); // V1-WRITE-4
        }
        int needed = RecordLayout.bytesNeeded(opcode, size());
        return new Malformed(Malformed.Kind.TOO_SHORT, length, needed); // V1-WRITE-5
    }

    /** Returns the address of MMAP, MUNMAP and MPROTECT, in bytes, unsigned. */
    public long addr() {
        return word(buf, base, ADDR);
    }

    /** Returns the length of MMAP, MUNMAP and MPROTECT, in bytes, unsigned. */
    public long len() {
        return word(buf, base, LEN);
    }

    /** Returns the protection of MMAP: a whole word. */
    public long mmapProt() {
        return word(buf, base, PROT);
    }

    /** Returns the protection of MPROTECT: an unsigned int. */
    public int mprotectProt() {
        return int32(buf, base, PROT);
    }

    /** Returns the flags of MMAP. */
    public long flags() {
        return word(buf, base, FLAGS);
    }

    /** Returns the descriptor of MMAP as the word that it is. */
    public long fd() {
        return word(buf, base, FD);
    }

    /** Returns the offset of MMAP, in bytes, unsigned. */
    public long offset() {
        return word(buf, base, OFFSET);
    }

    /** Returns the descriptor of COPY_SEGMENTS. */
    public int from() {
        return int32(buf, base, FROM);
    }
}
