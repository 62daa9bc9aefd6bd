package io.github.procmm.v2;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * A window on one result of a REPLY frame: table 21.2, and table 20.1 for QUERY. Makes no objects.
 * Mutable, for one thread.
 */
public final class ResultView {

    private ByteBuf buf = Unpooled.EMPTY_BUFFER;
    private int base;
    private int size;

    /** Makes a window on nothing yet. */
    public ResultView() {}

    /** Looks at the result to which {@code frame} has stepped; the frame has no misfit. */
    @SuppressWarnings("ReferenceEquality") // A ByteBuf equals any other of the same content.
    public void wrap(FrameView frame) {
        ByteBuf bytes = frame.buf();
        if (buf != bytes) {
            buf = bytes;
        }
        base = frame.at();
        size = frame.size();
    }

    /** Returns 0, or the positive number of an errno. */
    public int status() {
        return buf.getIntLE(base + Layout.STATUS);
    }

    /** Returns the value, or the address at which the record was refused. */
    public long value() {
        return buf.getLongLE(base + Layout.VALUE);
    }

    /** Returns the offset of the field for which the record was refused. */
    public int field() {
        return buf.getIntLE(base + Layout.FIELD);
    }

    /** Returns the reserved field. */
    int reserved() {
        return buf.getIntLE(base + Layout.RESULT_RESERVED);
    }

    /** Returns how many bytes of data there are. */
    public int dataLength() {
        return size - Layout.RESULT_HEADER;
    }

    /** Returns whether there is no data, or as much as a QUERY that reports so many areas has. */
    public boolean isWhole() {
        int areas = dataLength() - Layout.QUERY_HEAD;
        return dataLength() == 0
                || (areas >= 0
                        && areas % Layout.QUERY_AREA == 0
                        && reported() == areas / Layout.QUERY_AREA);
    }

    /** Returns the number that is another one when an area of the space has changed. */
    public long epoch() {
        return u64(Layout.EPOCH);
    }

    /** Returns how many bytes the space has mapped. */
    public long mappedBytes() {
        return u64(Layout.MAPPED);
    }

    /** Returns how many areas the space has. */
    public int areas() {
        return u32(Layout.AREAS);
    }

    /** Returns how many areas are reported. */
    public int reported() {
        return u32(Layout.REPORTED);
    }

    /** Returns where the area of that place, from 0, starts, in bytes. */
    public long start(int area) {
        return u64(at(area) + Layout.AREA_START);
    }

    /** Returns where an area ends, in bytes. */
    public long end(int area) {
        return u64(at(area) + Layout.AREA_END);
    }

    /** Returns where in its object an area starts, in bytes. */
    public long offset(int area) {
        return u64(at(area) + Layout.AREA_OFFSET);
    }

    /** Returns the tag of an area's object. */
    public long tag(int area) {
        return u64(at(area) + Layout.AREA_TAG);
    }

    /** Returns the rights of an area. */
    public int prot(int area) {
        return u32(at(area) + Layout.AREA_PROT);
    }

    /** Returns the most that an area may be given. */
    public int maxProt(int area) {
        return u32(at(area) + Layout.AREA_MAX_PROT);
    }

    /** Returns the kind of an area, of {@link AreaKind}. */
    public int kind(int area) {
        return u32(at(area) + Layout.AREA_KIND);
    }

    /** Returns the reserved field of an area. */
    int reserved(int area) {
        return u32(at(area) + Layout.AREA_RESERVED);
    }

    private static int at(int area) {
        return Layout.QUERY_HEAD + area * Layout.QUERY_AREA;
    }

    /** Returns a number of the data, which {@link #isWhole} has found to be there. */
    private long u64(int offset) {
        return buf.getLongLE(base + Layout.RESULT_HEADER + offset);
    }

    private int u32(int offset) {
        return buf.getIntLE(base + Layout.RESULT_HEADER + offset);
    }
}
