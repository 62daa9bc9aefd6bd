package io.github.procmm.schema;

import com.google.protobuf.Descriptors.FieldDescriptor;
import io.github.procmm.proto.wire.Wire;

/**
 * One member of the union behind the tag.
 *
 * @param member the union's field
 * @param opcode the tag that selects it
 * @param body its struct; offsets count from the start of the union
 * @param bytesNeeded how many bytes of the record hold all its fields, tag and padding included;
 *     those of the tag alone when it has no fields; where records say their size, its first
 *     published one
 */
public record OperationLayout(
        FieldDescriptor member, int opcode, StructLayout body, int bytesNeeded) {

    /** Returns the name of the opcode's constant in C. */
    public String cOpcode() {
        String name = body.descriptor().getOptions().getExtension(Wire.cOpcode);
        return name.isEmpty() ? member.getName() : name;
    }
}
