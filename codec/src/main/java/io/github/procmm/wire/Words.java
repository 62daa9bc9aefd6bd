package io.github.procmm.wire;

import io.netty.buffer.ByteBuf;

/**
 * Numbers of one ABI in a buffer, by index of the word: the only byte-order code of the codec.
 *
 * <p>Absolute indices throughout: a relative read or write pays for its index at every field. And
 * the LE accessors throughout: what the others do depends on the buffer's own (deprecated) order.
 */
final class Words {

    private final boolean wide;
    private final boolean bigEndian;
    private final int shift;

    Words(Abi abi) {
        this.wide = abi.wordSize() == Long.BYTES;
        this.bigEndian = abi.bigEndian();
        this.shift = wide ? 3 : 2;
    }

    int size() {
        return 1 << shift;
    }

    long word(ByteBuf buf, int base, int word) {
        int index = base + (word << shift);
        if (wide) {
            long number = buf.getLongLE(index);
            return bigEndian ? Long.reverseBytes(number) : number;
        }
        return Integer.toUnsignedLong(intAt(buf, index));
    }

    int int32(ByteBuf buf, int base, int word) {
        return intAt(buf, base + (word << shift));
    }

    void setWord(ByteBuf buf, int base, int word, long value) {
        int index = base + (word << shift);
        if (wide) {
            setLongAt(buf, index, value);
        } else {
            setIntAt(buf, index, (int) value);
        }
    }

    /** Writes an int member and, where words are wider, the padding behind it. */
    void setInt32(ByteBuf buf, int base, int word, int value) {
        int index = base + (word << shift);
        setIntAt(buf, index, value);
        if (wide) {
            buf.setInt(index + Integer.BYTES, 0);
        }
    }

    /** Zeroes the words from {@code word} to the record's end. */
    void clearFrom(ByteBuf buf, int base, int word) {
        for (int rest = word; rest < RecordLayout.WORDS; rest++) {
            setWord(buf, base, rest, 0);
        }
    }

    void requireFits(String field, long value) {
        if (!wide && value >>> Integer.SIZE != 0) {
            throw new FieldRangeException(field, value, 0xffff_ffffL);
        }
    }

    private int intAt(ByteBuf buf, int index) {
        int number = buf.getIntLE(index);
        return bigEndian ? Integer.reverseBytes(number) : number;
    }

    private void setLongAt(ByteBuf buf, int index, long value) {
        buf.setLongLE(index, bigEndian ? Long.reverseBytes(value) : value);
    }

    private void setIntAt(ByteBuf buf, int index, int value) {
        buf.setIntLE(index, bigEndian ? Integer.reverseBytes(value) : value);
    }
}
