package io.github.procmm.v2;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * A window on one record of a BATCH frame: reads fields where they lie, as zero where the record
 * ends before them (V2-REC-4), and makes no objects.
 *
 * <p>A field that the operation does not have gives whatever the record holds there. Mutable, for
 * one thread.
 */
public final class OpView {

    private ByteBuf buf = Unpooled.EMPTY_BUFFER;
    private int base;
    private int size;

    /** Makes a window on nothing yet. */
    public OpView() {}

    /** Looks at the record to which {@code frame} has stepped; the frame has no misfit. */
    @SuppressWarnings("ReferenceEquality") // A ByteBuf equals any other of the same content.
    public void wrap(FrameView frame) {
        ByteBuf bytes = frame.buf();
        if (buf != bytes) {
            buf = bytes;
        }
        base = frame.at();
        size = frame.size();
    }

    /** Returns the number that selects the operation. */
    public int opcode() {
        return buf.getUnsignedShortLE(base + Layout.OPCODE);
    }

    /** Returns the operation, or null where the number is none. */
    public @Nullable Operation operation() {
        return Operation.of(opcode());
    }

    /** Returns the size of the record, in bytes. */
    public int size() {
        return size;
    }

    /** Returns the flags, of {@link OpFlags}. */
    public int flags() {
        return buf.getIntLE(base + Layout.FLAGS);
    }

    /** Returns whether a flag of {@link OpFlags} is set. */
    public boolean has(int flag) {
        return (flags() & flag) != 0;
    }

    /** Returns what it acts on. */
    public long handle() {
        return buf.getLongLE(base + Layout.HANDLE);
    }

    /** Returns {@code rights} of an operation that has them. */
    public int rights() {
        int opcode = opcode();
        if (opcode == Operation.MEMORY.opcode()) {
            return u32(Layout.MEMORY_RIGHTS);
        }
        return u32(opcode == Operation.IMPORT.opcode() ? Layout.IMPORT_RIGHTS : Layout.RIGHTS);
    }

    /** Returns {@code max_bytes} of CREATE. */
    public long maxBytes() {
        return u64(Layout.MAX_BYTES);
    }

    /** Returns {@code bytes} of MEMORY. */
    public long bytes() {
        return u64(Layout.BYTES);
    }

    /** Returns {@code tag} of MEMORY and IMPORT. */
    public long tag() {
        return u64(opcode() == Operation.MEMORY.opcode() ? Layout.MEMORY_TAG : Layout.IMPORT_TAG);
    }

    /** Returns {@code descriptor} of IMPORT. */
    public int descriptor() {
        return u32(Layout.DESCRIPTOR);
    }

    /** Returns {@code addr}, in bytes, unsigned. */
    public long addr() {
        return u64(Layout.ADDR);
    }

    /** Returns {@code len}, in bytes, unsigned. */
    public long len() {
        return u64(Layout.LEN);
    }

    /** Returns {@code object} of MAP. */
    public long object() {
        return u64(Layout.OBJECT);
    }

    /** Returns {@code offset} of MAP, in bytes, unsigned. */
    public long offset() {
        return u64(Layout.OFFSET);
    }

    /** Returns {@code prot} of MAP and PROTECT. */
    public int prot() {
        return u32(opcode() == Operation.MAP.opcode() ? Layout.PROT : Layout.PROTECT_PROT);
    }

    /** Returns {@code max_prot} of MAP. */
    public int maxProt() {
        return u32(Layout.MAX_PROT);
    }

    /** Returns {@code end} of MAP, in bytes, unsigned. */
    public long end() {
        return u64(Layout.END);
    }

    /** Returns {@code align} of MAP, in bytes, unsigned. */
    public long align() {
        return u64(Layout.ALIGN);
    }

    /** Returns {@code to} of MOVE, in bytes, unsigned. */
    public long to() {
        return u64(Layout.TO);
    }

    /** Returns {@code max} of QUERY, unsigned. */
    public int max() {
        return u32(Layout.MAX);
    }

    /** Returns the offset of the first byte from {@code from} on that is not 0, or -1. */
    int firstNonZero(int from) {
        for (int offset = from; offset < size; offset++) {
            if (buf.getByte(base + offset) != 0) {
                return offset;
            }
        }
        return -1;
    }

    int u32(int offset) {
        return offset + Integer.BYTES <= size ? buf.getIntLE(base + offset) : 0;
    }

    private long u64(int offset) {
        return offset + Long.BYTES <= size ? buf.getLongLE(base + offset) : 0;
    }
}
