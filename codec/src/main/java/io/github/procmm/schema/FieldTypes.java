package io.github.procmm.schema;

import com.google.protobuf.Descriptors.FieldDescriptor;
import io.github.procmm.proto.wire.Type;
import io.github.procmm.proto.wire.Wire;
import java.util.Locale;

/** Which C type a described field has, and whether its Protobuf type can hold that. */
final class FieldTypes {

    private FieldTypes() {}

    static Type typeOf(FieldDescriptor field) {
        Type type = field.getOptions().getExtension(Wire.type);
        if (field.isRepeated()) {
            throw new SchemaException(field.getFullName(), "a record has no repeated fields");
        }
        FieldDescriptor.Type wanted = holderOf(field, type);
        if (field.getType() != wanted) {
            throw new SchemaException(
                    field.getFullName(),
                    "is a "
                            + name(field.getType())
                            + ", wanted "
                            + name(wanted)
                            + " to hold "
                            + type);
        }
        if (field.hasPresence()) {
            throw new SchemaException(
                    field.getFullName(), "a struct's field is always there: no optional, no oneof");
        }
        return type;
    }

    static FieldDescriptor.Type holderOf(FieldDescriptor field, Type type) {
        return switch (type) {
            case INT -> FieldDescriptor.Type.INT32;
            case UINT, U8, U16, U32 -> FieldDescriptor.Type.UINT32;
            case ULONG, U64 -> FieldDescriptor.Type.UINT64;
            case TYPE_UNSPECIFIED, UNRECOGNIZED ->
                    throw new SchemaException(
                            field.getFullName(),
                            "has no (procmm.wire.type), every field needs one");
        };
    }

    private static String name(FieldDescriptor.Type type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
