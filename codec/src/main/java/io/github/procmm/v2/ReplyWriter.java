package io.github.procmm.v2;

import io.github.procmm.model.Errno;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Writes a REPLY frame in place, result by result, without making objects. Mutable, for one thread.
 */
public final class ReplyWriter {

    private ByteBuf out = Unpooled.EMPTY_BUFFER;
    private int base;
    private int count;
    private int dataAt;

    /** Makes a writer. */
    public ReplyWriter() {}

    /** Begins the reply to a frame, at the writer index, which moves as results are written. */
    @SuppressWarnings("ReferenceEquality") // A ByteBuf equals any other of the same content.
    public void begin(ByteBuf out, long sequence, BatchMode mode) {
        if (this.out != out) {
            this.out = out;
        }
        base = FrameHeader.append(out, FrameType.REPLY, sequence, mode);
        count = 0;
    }

    /** Forgets the results so far: an ATOMIC frame has failed. */
    public void restart() {
        out.writerIndex(base + Layout.FRAME_HEADER);
        count = 0;
    }

    /** Appends the result of a record that was carried out. */
    public void done(long value) {
        result(0, value, 0);
    }

    /**
     * Appends the result of a record that was not.
     *
     * @param field the offset of the field that decided
     * @param addr the address at which, or 0
     */
    public void refused(Errno errno, int field, long addr) {
        result(errno.number(), addr, field);
    }

    /** Appends the result of a record that was not looked at. */
    public void canceled() {
        result(Errno.ECANCELED.number(), 0, 0);
    }

    /** Appends the result of a v1 record: what its write returned. */
    public void legacy(long result) {
        result(Errno.isError(result) ? (int) -result : 0, result, 0);
    }

    /** Appends a result without data. */
    void result(int status, long value, int field) {
        int at = out.writerIndex();
        out.ensureWritable(Layout.RESULT_HEADER);
        out.setIntLE(at + Layout.RESULT_SIZE, Layout.RESULT_HEADER);
        out.setIntLE(at + Layout.STATUS, status);
        out.setLongLE(at + Layout.VALUE, value);
        out.setLongLE(at + Layout.FIELD, Integer.toUnsignedLong(field));
        out.writerIndex(at + Layout.RESULT_HEADER);
        count++;
    }

    /** Begins the result of a QUERY; {@link #area} and {@link #endQuery} have to follow. */
    public void beginQuery(long epoch, long mappedBytes, int areas) {
        dataAt = out.writerIndex();
        result(0, 0, 0);
        int at = out.writerIndex();
        out.ensureWritable(Layout.QUERY_HEAD);
        out.setLongLE(at + Layout.EPOCH, epoch);
        out.setLongLE(at + Layout.MAPPED, mappedBytes);
        out.setLongLE(at + Layout.AREAS, Integer.toUnsignedLong(areas));
        out.writerIndex(at + Layout.QUERY_HEAD);
    }

    /** Appends an area of a QUERY; {@code kind} is of {@link AreaKind}. */
    public void area(long start, long end, long offset, long tag, int prot, int maxProt, int kind) {
        int at = out.writerIndex();
        out.ensureWritable(Layout.QUERY_AREA);
        out.setLongLE(at + Layout.AREA_START, start);
        out.setLongLE(at + Layout.AREA_END, end);
        out.setLongLE(at + Layout.AREA_OFFSET, offset);
        out.setLongLE(at + Layout.AREA_TAG, tag);
        out.setIntLE(at + Layout.AREA_PROT, prot);
        out.setIntLE(at + Layout.AREA_MAX_PROT, maxProt);
        out.setLongLE(at + Layout.AREA_KIND, Integer.toUnsignedLong(kind));
        out.writerIndex(at + Layout.QUERY_AREA);
    }

    /** Ends the result of a QUERY: {@code next} is where to go on, 0 for nowhere. */
    public void endQuery(long next) {
        int size = out.writerIndex() - dataAt;
        int reported = (size - Layout.RESULT_HEADER - Layout.QUERY_HEAD) / Layout.QUERY_AREA;
        out.setIntLE(dataAt + Layout.RESULT_SIZE, size);
        out.setLongLE(dataAt + Layout.VALUE, next);
        out.setIntLE(dataAt + Layout.RESULT_HEADER + Layout.REPORTED, reported);
    }

    /** Returns how many bytes the frame has so far. */
    public int length() {
        return out.writerIndex() - base;
    }

    /** Completes the frame and returns its length in bytes. */
    public int end() {
        return FrameHeader.complete(out, base, count);
    }
}
