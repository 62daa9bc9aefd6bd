package io.github.procmm.schema;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.github.procmm.proto.wire.Type;
import io.github.procmm.proto.wire.Wire;
import io.github.procmm.wire.Abi;
import java.util.ArrayList;
import java.util.List;

/**
 * A struct as a C compiler lays it out: every member at the next multiple of its alignment, the
 * whole rounded up to the strictest of them.
 *
 * @param descriptor the described struct
 * @param fields its members in C's order, which is that of their Protobuf numbers
 * @param size the struct's size in bytes, padding at the end included
 * @param alignment the strictest alignment of a member, in bytes
 */
public record StructLayout(
        Descriptor descriptor, List<FieldLayout> fields, int size, int alignment) {

    /** Copies the list. */
    public StructLayout {
        fields = List.copyOf(fields);
    }

    /**
     * Lays out a described struct.
     *
     * @param named counts unless the description has a layout of its own
     * @throws SchemaException when a field has no C type, or one that its Protobuf type cannot
     *     hold, or bits named by an enum that is not there; or the layout is fixed, and a byte is
     *     not described
     */
    public static StructLayout of(Descriptor struct, Abi named) {
        Abi abi = FixedLayout.abi(struct, named);
        List<FieldLayout> fields = new ArrayList<>();
        int end = 0;
        int alignment = 1;
        for (FieldDescriptor field : inOrder(struct)) {
            Type type = FieldTypes.typeOf(field);
            BitNames.requireKnown(field);
            int offset = roundUp(end, abi.alignmentOf(type));
            if (FixedLayout.isOf(struct)) {
                FixedLayout.check(field, type, end, offset);
            }
            fields.add(new FieldLayout(field, type, offset, abi.sizeOf(type)));
            end = offset + abi.sizeOf(type);
            alignment = Math.max(alignment, abi.alignmentOf(type));
        }
        if (FixedLayout.isOf(struct)) {
            FixedLayout.checkEnd(struct, end);
        }
        return new StructLayout(struct, fields, roundUp(end, alignment), alignment);
    }

    /** Returns how many bytes hold all fields: the size without the padding at the end. */
    public int bytesNeeded() {
        return fields.isEmpty() ? 0 : fields.get(fields.size() - 1).end();
    }

    /**
     * Returns the name of the struct in C, or that of the message when the description gives none.
     */
    public String cName() {
        String name = descriptor.getOptions().getExtension(Wire.cStruct);
        return name.isEmpty() ? descriptor.getName() : name;
    }

    static int roundUp(int value, int multiple) {
        return (value + multiple - 1) / multiple * multiple;
    }

    private static List<FieldDescriptor> inOrder(Descriptor struct) {
        List<FieldDescriptor> fields = new ArrayList<>(struct.getFields());
        fields.sort((a, b) -> Integer.compare(a.getNumber(), b.getNumber()));
        return fields;
    }
}
