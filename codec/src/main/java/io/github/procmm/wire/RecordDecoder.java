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
        return switch (opcode) {
            case MMAP -> mmap();
            case MUNMAP -> new Munmap(view.addr(), view.len());
            case MPROTECT -> new Mprotect(view.addr(), view.len(), view.mprotectProt());
            case COPY_SEGMENTS -> new CopySegments(view.from());
        };
    }

    private Mmap mmap() {
        return new Mmap(
                view.addr(), view.len(), view.mmapProt(), view.flags(), view.fd(), view.offset());
    }
}
