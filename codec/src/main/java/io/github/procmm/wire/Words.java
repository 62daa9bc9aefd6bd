package io.github.procmm.wire;

import io.netty.buffer.ByteBuf;

/**
 * Numbers of one ABI in a buffer, by index of the word: the only byte-order code of the codec.
 *
 * <p>Absolute indices throughout: a relative read or write pays for its index at every field. And
 * the LE accessors throughout: what the others do depends on the buffer's own (deprecated) order.
 *
 * <p>Once a call is inlined, every index is the record's base plus a constant: that lets the JIT
 * compiler take Netty's checks out of a loop over records. A word size in a variable, or a loop
 * over words, costs more than the reading itself; so does, for a reader, the way to these two flags
 * when they lie in another object, which is why {@link RecordView} extends this class.
 */
class Words {

    private static final int WIDE = Long.BYTES;
    private static final int NARROW = Integer.BYTES;

    private final boolean wide;
    private final boolean bigEndian;

    Words(Abi abi) {
        this.wide = abi.wordSize() == WIDE;
        this.bigEndian = abi.bigEndian();
    }

    final int size() {
        return wide ? WIDE : NARROW;
    }

    final long word(ByteBuf buf, int base, int word) {
        if (wide) {
            long number = buf.getLongLE(base + word * WIDE);
            return bigEndian ? Long.reverseBytes(number) : number;
        }
        return Integer.toUnsignedLong(intAt(buf, base + word * NARROW));
    }

    final int int32(ByteBuf buf, int base, int word) {
        return intAt(buf, wide ? base + word * WIDE : base + word * NARROW);
    }

    final void setWord(ByteBuf buf, int base, int word, long value) {
        if (wide) {
            setLongAt(buf, base + word * WIDE, value);
        } else {
            setIntAt(buf, base + word * NARROW, (int) value);
        }
    }

    /** Returns the word that an int member and the padding behind it make. */
    final long ofInt32(int value) {
        long low = Integer.toUnsignedLong(value);
        return wide && bigEndian ? low << Integer.SIZE : low;
    }

    /** Returns whether a word holds every long. */
    final boolean wide() {
        return wide;
    }

    final void requireFits(String field, long value) {
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
