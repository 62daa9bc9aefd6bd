package io.github.procmm.schema;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.github.procmm.proto.wire.Role;
import io.github.procmm.proto.wire.Wire;
import io.github.procmm.wire.Abi;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The struct before a union whose tag is not alone.
 *
 * @param member the field of the described record that holds it
 * @param struct its layout
 * @param tag which of its fields selects the operation
 * @param size which of its fields says how many bytes the record has, or null where none does
 */
public record HeaderLayout(
        FieldDescriptor member, StructLayout struct, FieldLayout tag, @Nullable FieldLayout size) {

    /**
     * Lays out the header of a described record.
     *
     * @return null where it has a lone tag
     */
    static @Nullable HeaderLayout of(Descriptor union, Abi abi) {
        String name = union.getOptions().getExtension(Wire.header);
        if (name.isEmpty()) {
            return null;
        }
        if (union.getOptions().hasExtension(Wire.tag)) {
            throw new SchemaException(union.getFullName(), "has a tag and a header, wanted one");
        }
        FieldDescriptor member = union.findFieldByName(name);
        if (member == null
                || member.getType() != FieldDescriptor.Type.MESSAGE
                || member.isRepeated()
                || member.getRealContainingOneof() != null) {
            throw new SchemaException(
                    union.getFullName(),
                    "has header '" + name + "', wanted a message outside its oneof");
        }
        StructLayout struct = StructLayout.of(member.getMessageType(), abi);
        FieldLayout tag = only(struct, Role.TAG);
        if (tag == null) {
            throw new SchemaException(
                    struct.descriptor().getFullName(), "has no field that is TAG");
        }
        FieldLayout size = only(struct, Role.SIZE);
        if (size != null && !FixedLayout.isOf(struct.descriptor())) {
            throw new SchemaException(
                    size.descriptor().getFullName(),
                    "is a SIZE, for which the file's layout has to be FIXED");
        }
        return new HeaderLayout(member, struct, tag, size);
    }

    private static @Nullable FieldLayout only(StructLayout struct, Role role) {
        List<FieldLayout> fields =
                struct.fields().stream().filter(field -> field.role() == role).toList();
        if (fields.size() > 1) {
            throw new SchemaException(
                    fields.get(1).descriptor().getFullName(), "is a second " + role);
        }
        return fields.isEmpty() ? null : fields.get(0);
    }
}
