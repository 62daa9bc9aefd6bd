package io.github.procmm.wire;

import static io.github.procmm.wire.RecordLayout.ADDR;
import static io.github.procmm.wire.RecordLayout.FD;
import static io.github.procmm.wire.RecordLayout.FLAGS;
import static io.github.procmm.wire.RecordLayout.FROM;
import static io.github.procmm.wire.RecordLayout.LEN;
import static io.github.procmm.wire.RecordLayout.OFFSET;
import static io.github.procmm.wire.RecordLayout.OP;
import static io.github.procmm.wire.RecordLayout.PROT;

import io.github.procmm.model.CopySegments;
import io.github.procmm.model.Decoded;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Mprotect;
import io.github.procmm.model.Munmap;
import io.github.procmm.model.Op;
import io.github.procmm.model.Opcode;
import io.netty.buffer.ByteBuf;

/**
 * Reads one written record, whatever its bytes are. The mirror of {@link RecordEncoder}.
 *
 * <p>Never throws on content, never reads outside what it is given. Keeps a {@link RecordView}, so
 * it is for one thread.
 */
public final class RecordDecoder extends Words {

    private final RecordView view;
    private final int recordSize;

    /** Makes a decoder of one dialect's records. */
    public RecordDecoder(Dialect dialect) {
        super(dialect.abi());
        this.view = new RecordView(dialect);
        this.recordSize = dialect.recordSize();
    }

    /**
     * Reads all readable bytes as one write's record. The reader index moves behind them when they
     * are an operation and stays when they are malformed.
     */
    public Decoded decode(ByteBuf in) {
        Decoded decoded = decode(in, in.readerIndex(), in.readableBytes());
        if (decoded instanceof Op) {
            in.readerIndex(in.writerIndex());
        }
        return decoded;
    }

    /**
     * Reads {@code length} bytes from {@code index} as one write's record and moves no index.
     *
     * @throws IndexOutOfBoundsException when the buffer does not hold those bytes: the caller's bug
     */
    public Decoded decode(ByteBuf in, int index, int length) {
        // The usual record is whole, and read without a view's state between its fields.
        if (length == recordSize && index >= 0 && index <= in.capacity() - length) {
            Opcode whole = Opcode.of(int32(in, index, OP));
            if (whole != null) {
                return read(whole, in, index);
            }
        }
        Opcode opcode = view.wrap(in, index, length);
        return opcode == null ? view.malformed() : read(opcode, in, index);
    }

    /**
     * Reads the fields first and makes the object then, and each field in one place: so that this
     * stays small enough for the JIT compiler to take it into a caller's loop.
     */
    private Op read(Opcode opcode, ByteBuf in, int base) {
        if (opcode == Opcode.COPY_SEGMENTS) {
            return new CopySegments(int32(in, base, FROM));
        }
        long addr = word(in, base, ADDR);
        long len = word(in, base, LEN);
        if (opcode == Opcode.MUNMAP) {
            return new Munmap(addr, len);
        }
        if (opcode == Opcode.MPROTECT) {
            return new Mprotect(addr, len, int32(in, base, PROT));
        }
        long prot = word(in, base, PROT);
        long flags = word(in, base, FLAGS);
        long fd = word(in, base, FD);
        long offset = word(in, base, OFFSET);
        return new Mmap(addr, len, prot, flags, fd, offset);
    }
}
