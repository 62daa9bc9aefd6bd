package io.github.procmm.schema;

import com.google.protobuf.Descriptors.FieldDescriptor;
import io.github.procmm.wire.Abi;
import io.github.procmm.wire.FieldRangeException;
import io.netty.buffer.ByteBuf;

/** Numbers of any described size, between a buffer, a long and a Protobuf field. */
final class Scalars {

    private Scalars() {}

    /** Reads {@code size} bytes as an unsigned number. */
    static long read(ByteBuf in, int index, int size, Abi abi) {
        long value = 0;
        for (int i = 0; i < size; i++) {
            int at = abi.bigEndian() ? index + i : index + size - 1 - i;
            value = (value << Byte.SIZE) | in.getUnsignedByte(at);
        }
        return value;
    }

    /** Writes the low {@code size} bytes of a number. */
    static void write(ByteBuf out, int index, int size, Abi abi, long value) {
        for (int i = 0; i < size; i++) {
            int at = abi.bigEndian() ? index + size - 1 - i : index + i;
            out.setByte(at, (int) (value >>> (i * Byte.SIZE)));
        }
    }

    /** Gives the unsigned number the Java type of the Protobuf field that holds it. */
    static Object toProtobuf(FieldDescriptor field, long value) {
        return field.getJavaType() == FieldDescriptor.JavaType.INT
                ? (Object) (int) value
                : (Object) value;
    }

    /**
     * Returns the number to write for a Protobuf field.
     *
     * @throws FieldRangeException when it does not fit {@code size} bytes
     */
    static long fromProtobuf(FieldDescriptor field, Object value, int size) {
        long number =
                value instanceof Integer i
                        ? Integer.toUnsignedLong(i)
                        : ((Number) value).longValue();
        if (size < Long.BYTES && number >>> (size * Byte.SIZE) != 0) {
            throw new FieldRangeException(field.getName(), number, (1L << (size * Byte.SIZE)) - 1);
        }
        return number;
    }
}
