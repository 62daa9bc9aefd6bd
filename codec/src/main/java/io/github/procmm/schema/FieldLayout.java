package io.github.procmm.schema;

import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.github.procmm.proto.wire.Role;
import io.github.procmm.proto.wire.Type;
import io.github.procmm.proto.wire.Wire;
import org.jspecify.annotations.Nullable;

/**
 * Where one field lies.
 *
 * @param descriptor the described field
 * @param type its C type
 * @param offset its first byte, in bytes from the struct's start
 * @param size in bytes
 */
public record FieldLayout(FieldDescriptor descriptor, Type type, int offset, int size) {

    /** Returns the name of the field, in the description and in C alike. */
    public String name() {
        return descriptor.getName();
    }

    /** Returns what the field is for the codec. */
    public Role role() {
        return descriptor.getOptions().getExtension(Wire.role);
    }

    /**
     * Returns the enum whose values name the field's bits, or null when the description has none.
     */
    public @Nullable EnumDescriptor bitNames() {
        return BitNames.namesOf(descriptor);
    }

    /** Returns a number as the Java value that the field has in a Protobuf message. */
    public Object toProtobuf(long value) {
        return Scalars.toProtobuf(descriptor, value);
    }

    /** Returns the offset of the first byte behind the field. */
    public int end() {
        return offset + size;
    }
}
