package io.github.procmm.wire;

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
public final class RecordDecoder {

    private final RecordView view;

    /** Makes a decoder of one dialect's records. */
    public RecordDecoder(Dialect dialect) {
        this.view = new RecordView(dialect);
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
        Opcode opcode = view.wrap(in, index, length);
        if (opcode == null) {
            return view.malformed();
        }
        if (opcode == Opcode.COPY_SEGMENTS) {
            return new CopySegments(view.from());
        }
        return decodeRange(opcode);
    }

    /**
     * Reads the fields first and makes the object then, and each field in one place: so that this
     * stays small enough for the JIT compiler to take it into a caller's loop.
     */
    private Op decodeRange(Opcode opcode) {
        long addr = view.addr();
        long len = view.len();
        if (opcode == Opcode.MUNMAP) {
            return new Munmap(addr, len);
        }
        if (opcode == Opcode.MPROTECT) {
            return new Mprotect(addr, len, view.mprotectProt());
        }
        long prot = view.mmapProt();
        long flags = view.flags();
        long fd = view.fd();
        long offset = view.offset();
        return new Mmap(addr, len, prot, flags, fd, offset);
    }
}
