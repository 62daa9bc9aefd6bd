package io.github.procmm.schema;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.github.procmm.proto.wire.Layout;
import io.github.procmm.proto.wire.Type;
import io.github.procmm.proto.wire.Wire;
import io.github.procmm.wire.Abi;

/** What a description promises that has one layout everywhere: no byte is left to a compiler. */
final class FixedLayout {

    /** Structs and records are multiples of this long, in bytes. */
    static final int UNIT = 8;

    private FixedLayout() {}

    static boolean isOf(Descriptor message) {
        return message.getFile().getOptions().getExtension(Wire.layout) == Layout.FIXED;
    }

    /** Returns the rules that a description follows: its own, or those that the reader named. */
    static Abi abi(Descriptor message, Abi named) {
        return isOf(message) ? Abi.FIXED : named;
    }

    /** Refuses a type that differs between machines, and bytes before a field. */
    static void check(FieldDescriptor field, Type type, int end, int offset) {
        boolean fixed = type == Type.U8 || type == Type.U16 || type == Type.U32 || type == Type.U64;
        if (!fixed) {
            throw new SchemaException(
                    field.getFullName(), "has type " + type + ", a fixed layout has U8 to U64");
        }
        if (offset != end) {
            throw new SchemaException(
                    field.getFullName(),
                    "lies behind "
                            + (offset - end)
                            + " bytes of padding, a fixed layout has to describe them");
        }
    }

    /** Refuses a struct that needs padding at its end to be followed by another. */
    static void checkEnd(Descriptor struct, int end) {
        if (end % UNIT != 0) {
            throw new SchemaException(
                    struct.getFullName(),
                    "has " + end + " bytes, a fixed layout has a multiple of " + UNIT);
        }
    }
}
