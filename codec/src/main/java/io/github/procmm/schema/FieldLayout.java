package io.github.procmm.schema;

import com.google.protobuf.Descriptors.FieldDescriptor;
import io.github.procmm.proto.wire.Type;

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

    /** Returns the offset of the first byte behind the field. */
    public int end() {
        return offset + size;
    }
}
