package io.github.procmm.v2;

import io.github.procmm.model.Errno;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * A window on one frame in a buffer: reads the header where it lies, walks over the records or
 * results behind it, and makes no objects.
 *
 * <p>{@link #measure} cuts frames out of a stream; {@link #wrap} looks at one that is whole; {@link
 * #misfit} must have found nothing before {@link #next} is called. The buffer's indices are neither
 * used nor moved. Mutable, for one thread.
 */
public final class FrameView {

    /** How many bytes have to be there before {@link #measure} can say anything. */
    public static final int MEASURABLE = Layout.LENGTH + Integer.BYTES;

    /** Where the length stands in a header, in bytes. */
    public static final int LENGTH_FIELD = Layout.LENGTH;

    private ByteBuf buf = Unpooled.EMPTY_BUFFER;
    private int base;
    private int length;
    private int count;
    private boolean ofResults;
    private int at;
    private int behind;
    private int number;

    /** Makes a window on nothing yet. */
    public FrameView() {}

    /**
     * Says how long the frame is that begins at {@code index} (V2-FRAME-1, V2-FRAME-3).
     *
     * @param readable how many bytes from there have come, at least {@link #MEASURABLE}
     * @param maxFrame the limit, in bytes, unsigned; no frame of 2 GiB or more is taken
     * @return its length in bytes, whether or not all of it has come; or a negative errno: EPROTO
     *     for a wrong magic or length, EMSGSIZE for more than the limit
     */
    public static int measure(ByteBuf buf, int index, int readable, int maxFrame) {
        if (readable < MEASURABLE) {
            throw new IllegalArgumentException(readable + " bytes, wanted at least " + MEASURABLE);
        }
        if (buf.getIntLE(index + Layout.MAGIC) != Layout.MAGIC_NUMBER) {
            return Errno.EPROTO.asResult();
        }
        int length = buf.getIntLE(index + Layout.LENGTH);
        if (Integer.compareUnsigned(length, Layout.FRAME_HEADER) < 0 || length % Layout.UNIT != 0) {
            return Errno.EPROTO.asResult();
        }
        boolean tooLong = length < 0 || Integer.compareUnsigned(length, maxFrame) > 0;
        return tooLong ? Errno.EMSGSIZE.asResult() : length;
    }

    /** Returns which field is wrong of a header that {@link #measure} calls EPROTO. */
    public static int wrongBefore(ByteBuf buf, int index) {
        boolean magic = buf.getIntLE(index + Layout.MAGIC) == Layout.MAGIC_NUMBER;
        return magic ? Layout.LENGTH : Layout.MAGIC;
    }

    /**
     * Looks at a frame that has wholly come.
     *
     * @param index where it begins
     * @throws IndexOutOfBoundsException when the buffer does not hold it to its end, or {@link
     *     #measure} would have refused it: the caller's bug
     */
    @SuppressWarnings("ReferenceEquality") // A ByteBuf equals any other of the same content.
    public void wrap(ByteBuf buf, int index) {
        int room = buf.capacity() - index;
        if (index < 0 || room < Layout.FRAME_HEADER) {
            throw outside(buf, index);
        }
        int bytes = buf.getIntLE(index + Layout.LENGTH);
        if (bytes < Layout.FRAME_HEADER || bytes > room) {
            throw outside(buf, index);
        }
        if (this.buf != buf) {
            this.buf = buf;
        }
        this.base = index;
        this.length = bytes;
        this.count = buf.getIntLE(index + Layout.COUNT);
        this.ofResults = typeNumber() == FrameType.REPLY.number();
        rewind();
    }

    private static IndexOutOfBoundsException outside(ByteBuf buf, int index) {
        return new IndexOutOfBoundsException(
                "no whole frame at " + index + " in a buffer of " + buf.capacity());
    }

    /** Goes back before the first record or result. */
    public void rewind() {
        behind = base + Layout.FRAME_HEADER;
        at = behind;
        number = -1;
    }

    /** Returns the version: 0 in frames that negotiate. */
    public int version() {
        return buf.getUnsignedShortLE(base + Layout.VERSION);
    }

    /** Returns the type's number. */
    public int typeNumber() {
        return buf.getUnsignedShortLE(base + Layout.TYPE);
    }

    /** Returns the type, or null where the number is none. */
    public @Nullable FrameType type() {
        return FrameType.of(typeNumber());
    }

    /** Returns the length of the whole frame, in bytes. */
    public int length() {
        return length;
    }

    /** Returns how many records or results there are, unsigned. */
    public int count() {
        return count;
    }

    /** Returns the number that the client chose. */
    public long sequence() {
        return buf.getLongLE(base + Layout.SEQUENCE);
    }

    /** Returns the mode's number, unsigned. */
    public int modeNumber() {
        return buf.getIntLE(base + Layout.MODE);
    }

    /** Returns the mode, or null where the number is none. */
    public @Nullable BatchMode mode() {
        return BatchMode.of(modeNumber());
    }

    /** Returns the reserved field of the header. */
    public int reserved() {
        return buf.getIntLE(base + Layout.FRAME_RESERVED);
    }

    /**
     * Returns where the records or results do not fill the frame, as an offset in it, or -1 where
     * they do (V2-FRAME-5).
     */
    public int misfit() {
        int least = ofResults ? Layout.RESULT_HEADER : Layout.RECORD_HEADER;
        int end = base + length;
        int index = base + Layout.FRAME_HEADER;
        for (int i = 0; i != count; i++) {
            int room = end - index;
            if (room < least) {
                return index - base;
            }
            int size = sizeAt(index);
            if (size < least || size > room || size % Layout.UNIT != 0) {
                return index - base;
            }
            index += size;
        }
        return index == end ? -1 : index - base;
    }

    /**
     * Steps to the next record or result.
     *
     * @return false when there is none
     */
    public boolean next() {
        if (number + 1 == count || behind >= base + length) {
            return false;
        }
        number++;
        at = behind;
        behind = at + sizeAt(at);
        return true;
    }

    /** Returns the place of the current record or result in the frame, from 0. */
    public int number() {
        return number;
    }

    /** Returns where the current record or result lies in the buffer. */
    public int at() {
        return at;
    }

    /** Returns the size of the current record or result, in bytes. */
    public int size() {
        return behind - at;
    }

    /** Returns the opcode of the current record of a BATCH frame. */
    int opcode() {
        return buf.getUnsignedShortLE(at + Layout.OPCODE);
    }

    /**
     * Returns where in the frame the first byte is, from {@code from} on, that is not 0; -1: none.
     */
    int firstNonZero(int from) {
        for (int offset = from; offset < length; offset++) {
            if (buf.getByte(base + offset) != 0) {
                return offset;
            }
        }
        return -1;
    }

    int u16(int offset) {
        return buf.getUnsignedShortLE(base + offset);
    }

    ByteBuf buf() {
        return buf;
    }

    int base() {
        return base;
    }

    private int sizeAt(int index) {
        return ofResults
                ? buf.getIntLE(index + Layout.RESULT_SIZE)
                : buf.getUnsignedShortLE(index + Layout.SIZE);
    }
}
