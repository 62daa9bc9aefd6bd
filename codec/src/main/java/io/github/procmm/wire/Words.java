package io.github.procmm.wire;

import io.netty.buffer.ByteBuf;

/**
 * Numbers of one ABI in a buffer, by index of the word: the only byte-order code of the codec.
 *
 * <p>Absolute indices throughout: a relative read or write pays for its index at every field.
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
            return bigEndian ? buf.getLong(index) : buf.getLongLE(index);
        }
        return Integer.toUnsignedLong(bigEndian ? buf.getInt(index) : buf.getIntLE(index));
    }

    int int32(ByteBuf buf, int base, int word) {
        int index = base + (word << shift);
        return bigEndian ? buf.getInt(index) : buf.getIntLE(index);
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

    private void setLongAt(ByteBuf buf, int index, long value) {
        if (bigEndian) {
            buf.setLong(index, value);
        } else {
            buf.setLongLE(index, value);
        }
    }

    private void setIntAt(ByteBuf buf, int index, int value) {
        if (bigEndian) {
            buf.setInt(index, value);
        } else {
            buf.setIntLE(index, value);
        }
    }
}
