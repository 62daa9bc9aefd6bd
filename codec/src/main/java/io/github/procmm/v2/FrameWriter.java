package io.github.procmm.v2;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Writes a BATCH frame in place, record by record, without making objects.
 *
 * <pre>
 *   writer.begin(out, sequence, BatchMode.ATOMIC);
 *   long space = Handle.reference(writer.create(Rights.OF_SPACE, 0));
 *   writer.map(space, 0, 0x10000, 0x3000, Handle.NONE, 0, Prot.READ, 0, 0, 0);
 *   writer.end();
 * </pre>
 *
 * <p>It appends at the writer index, which moves as records are written; the buffer grows as
 * Netty's do. What is written is what was asked for, right or wrong: the backend judges. Every
 * record has the size of this version. Mutable, for one thread.
 */
public final class FrameWriter {

    /** The most that a v1 record may have, in bytes: its size is a number of 16 bits. */
    public static final int MOST_LEGACY_BYTES = 0xfff8 - Layout.LEGACY_RECORD;

    private ByteBuf out = Unpooled.EMPTY_BUFFER;
    private int base;
    private int count;

    /** Makes a writer. */
    public FrameWriter() {}

    /** Begins a frame of operations. */
    public void begin(ByteBuf out, long sequence, BatchMode mode) {
        begin(out, FrameType.BATCH, sequence, mode);
    }

    /** Begins a frame of v1 records. */
    public void beginLegacy(ByteBuf out, long sequence, BatchMode mode) {
        begin(out, FrameType.LEGACY, sequence, mode);
    }

    @SuppressWarnings("ReferenceEquality") // A ByteBuf equals any other of the same content.
    private void begin(ByteBuf bytes, FrameType type, long sequence, BatchMode mode) {
        if (out != bytes) {
            out = bytes;
        }
        base = FrameHeader.append(bytes, type, sequence, mode);
        count = 0;
    }

    /** Appends a CREATE; {@code maxBytes} is 0 for no limit. Returns its place in the frame. */
    public int create(int rights, long maxBytes) {
        int at = record(Operation.CREATE, 0, Handle.NONE);
        out.setLongLE(at + Layout.RIGHTS, Integer.toUnsignedLong(rights));
        out.setLongLE(at + Layout.MAX_BYTES, maxBytes);
        return count++;
    }

    /** Appends a CLONE of a space. Returns its place in the frame. */
    public int cloneSpace(long space, int rights) {
        int at = record(Operation.CLONE, 0, space);
        out.setLongLE(at + Layout.RIGHTS, Integer.toUnsignedLong(rights));
        return count++;
    }

    /** Appends a DESTROY. Returns its place in the frame. */
    public int destroy(long space) {
        record(Operation.DESTROY, 0, space);
        return count++;
    }

    /** Appends a RELEASE. Returns its place in the frame. */
    public int release(long handle) {
        record(Operation.RELEASE, 0, handle);
        return count++;
    }

    /** Appends a DUPLICATE. Returns its place in the frame. */
    public int duplicate(long handle, int rights) {
        int at = record(Operation.DUPLICATE, 0, handle);
        out.setLongLE(at + Layout.RIGHTS, Integer.toUnsignedLong(rights));
        return count++;
    }

    /** Appends a MEMORY of a size in bytes. Returns its place in the frame. */
    public int memory(long bytes, int rights, long tag) {
        int at = record(Operation.MEMORY, 0, Handle.NONE);
        out.setLongLE(at + Layout.BYTES, bytes);
        out.setLongLE(at + Layout.MEMORY_RIGHTS, Integer.toUnsignedLong(rights));
        out.setLongLE(at + Layout.MEMORY_TAG, tag);
        return count++;
    }

    /** Appends an IMPORT of a descriptor. Returns its place in the frame. */
    public int importDescriptor(int descriptor, int rights, long tag) {
        int at = record(Operation.IMPORT, 0, Handle.NONE);
        out.setIntLE(at + Layout.DESCRIPTOR, descriptor);
        out.setIntLE(at + Layout.IMPORT_RIGHTS, rights);
        out.setLongLE(at + Layout.IMPORT_TAG, tag);
        return count++;
    }

    /**
     * Appends a MAP; the arguments are those of {@link Command.Map}. Returns its place in the
     * frame.
     */
    public int map(
            long space,
            int flags,
            long addr,
            long len,
            long object,
            long offset,
            int prot,
            int maxProt,
            long end,
            long align) {
        int at = record(Operation.MAP, flags, space);
        out.setLongLE(at + Layout.ADDR, addr);
        out.setLongLE(at + Layout.LEN, len);
        out.setLongLE(at + Layout.OBJECT, object);
        out.setLongLE(at + Layout.OFFSET, offset);
        out.setIntLE(at + Layout.PROT, prot);
        out.setIntLE(at + Layout.MAX_PROT, maxProt);
        out.setLongLE(at + Layout.END, end);
        out.setLongLE(at + Layout.ALIGN, align);
        return count++;
    }

    /** Appends an UNMAP of a range in bytes. Returns its place in the frame. */
    public int unmap(long space, long addr, long len) {
        return range(Operation.UNMAP, 0, space, addr, len);
    }

    /** Appends a PROTECT of a range in bytes. Returns its place in the frame. */
    public int protect(long space, long addr, long len, int prot) {
        int at = record(Operation.PROTECT, 0, space);
        out.setLongLE(at + Layout.ADDR, addr);
        out.setLongLE(at + Layout.LEN, len);
        out.setLongLE(at + Layout.PROTECT_PROT, Integer.toUnsignedLong(prot));
        return count++;
    }

    /** Appends a MOVE of a range in bytes. Returns its place in the frame. */
    public int move(long space, int flags, long addr, long len, long to) {
        int at = record(Operation.MOVE, flags, space);
        out.setLongLE(at + Layout.ADDR, addr);
        out.setLongLE(at + Layout.LEN, len);
        out.setLongLE(at + Layout.TO, to);
        return count++;
    }

    /** Appends a DISCARD of a range in bytes. Returns its place in the frame. */
    public int discard(long space, long addr, long len) {
        return range(Operation.DISCARD, 0, space, addr, len);
    }

    /** Appends a SEAL of a range in bytes, or of the space. Returns its place in the frame. */
    public int seal(long space, int flags, long addr, long len) {
        return range(Operation.SEAL, flags, space, addr, len);
    }

    /** Appends a QUERY from an address on. Returns its place in the frame. */
    public int query(long space, long addr, int max) {
        int at = record(Operation.QUERY, 0, space);
        out.setLongLE(at + Layout.ADDR, addr);
        out.setLongLE(at + Layout.MAX, Integer.toUnsignedLong(max));
        return count++;
    }

    /**
     * Appends a v1 record to a LEGACY frame. Returns its place in the frame.
     *
     * @param record its readable bytes, whose reader index stays
     * @throws IllegalArgumentException when they are more than {@link #MOST_LEGACY_BYTES}
     */
    public int legacy(LegacyDialect dialect, long space, ByteBuf record) {
        int bytes = record.readableBytes();
        if (bytes > MOST_LEGACY_BYTES) {
            throw new IllegalArgumentException(
                    "v1 record of " + bytes + " bytes, at most " + MOST_LEGACY_BYTES);
        }
        int size = Layout.LEGACY_RECORD + Layout.padded(bytes);
        int at = append(size);
        out.setZero(at + size - Layout.UNIT, Layout.UNIT);
        header(at, dialect.number(), size, bytes, space);
        out.setBytes(at + Layout.LEGACY_RECORD, record, record.readerIndex(), bytes);
        return count++;
    }

    private int range(Operation operation, int flags, long space, long addr, long len) {
        int at = record(operation, flags, space);
        out.setLongLE(at + Layout.ADDR, addr);
        out.setLongLE(at + Layout.LEN, len);
        return count++;
    }

    private int record(Operation operation, int flags, long handle) {
        int at = append(operation.size());
        header(at, operation.opcode(), operation.size(), flags, handle);
        return at;
    }

    private void header(int at, int opcode, int size, int flags, long handle) {
        long low = opcode | (long) size << Short.SIZE;
        out.setLongLE(at, low | (long) flags << Integer.SIZE);
        out.setLongLE(at + Layout.HANDLE, handle);
    }

    private int append(int size) {
        int at = out.writerIndex();
        out.ensureWritable(size);
        out.writerIndex(at + size);
        return at;
    }

    /** Returns how many records there are. */
    public int count() {
        return count;
    }

    /** Completes the frame and returns its length in bytes. */
    public int end() {
        return FrameHeader.complete(out, base, count);
    }
}
