package io.github.procmm.schema;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.github.procmm.proto.wire.Type;
import io.github.procmm.proto.wire.Wire;
import io.github.procmm.wire.Abi;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A described interface laid out for one ABI: {@code struct { tag; union { operations }; }}.
 *
 * <p>Immutable.
 */
public final class RecordSchema {

    private final Descriptor descriptor;
    private final Abi abi;
    private final Type tag;
    private final int bodyOffset;
    private final int recordSize;
    private final SortedMap<Integer, OperationLayout> operations;

    private RecordSchema(Descriptor union, Abi abi) {
        this.descriptor = union;
        this.abi = abi;
        this.tag = tagOf(union);
        List<StructLayout> bodies = new ArrayList<>();
        for (FieldDescriptor member : membersOf(union)) {
            bodies.add(StructLayout.of(member.getMessageType(), abi));
        }
        int unionAlignment = bodies.stream().mapToInt(StructLayout::alignment).max().orElse(1);
        int largest = bodies.stream().mapToInt(StructLayout::size).max().orElse(0);
        this.bodyOffset = StructLayout.roundUp(abi.sizeOf(tag), unionAlignment);
        int alignment = Math.max(unionAlignment, abi.alignmentOf(tag));
        int unionSize = StructLayout.roundUp(largest, unionAlignment);
        this.recordSize = StructLayout.roundUp(bodyOffset + unionSize, alignment);
        this.operations = byOpcode(membersOf(union), bodies, abi.sizeOf(tag), bodyOffset);
    }

    /**
     * Lays out the union that a message describes.
     *
     * @param union a message with the option {@code tag} and one oneof
     * @throws SchemaException when it is not such a message, or an operation lacks its opcode,
     *     shares it, has one that the tag cannot hold, or has a field that cannot be laid out
     */
    public static RecordSchema of(Descriptor union, Abi abi) {
        return new RecordSchema(union, abi);
    }

    /** Returns the message that describes the union. */
    public Descriptor descriptor() {
        return descriptor;
    }

    /** Returns the ABI whose rules lay it out. */
    public Abi abi() {
        return abi;
    }

    /** Returns the C type of the tag, which is the record's first member. */
    public Type tag() {
        return tag;
    }

    /** Returns where the union starts, in bytes from the record's start. */
    public int bodyOffset() {
        return bodyOffset;
    }

    /** Returns the size of the whole record, in bytes. */
    public int recordSize() {
        return recordSize;
    }

    /** Returns the operations, by opcode, ascending. */
    public SortedMap<Integer, OperationLayout> operations() {
        return operations;
    }

    /** Returns the operation of that opcode, or null when there is none. */
    public @Nullable OperationLayout operation(int opcode) {
        return operations.get(opcode);
    }

    private static Type tagOf(Descriptor union) {
        Type tag = union.getOptions().getExtension(Wire.tag);
        if (tag == Type.TYPE_UNSPECIFIED) {
            throw new SchemaException(union.getFullName(), "has no (procmm.wire.tag)");
        }
        if (tag == Type.U64 || tag == Type.ULONG || tag == Type.UNRECOGNIZED) {
            throw new SchemaException(
                    union.getFullName(), "has a tag of type " + tag + ", wanted 32 bits or fewer");
        }
        return tag;
    }

    private static List<FieldDescriptor> membersOf(Descriptor union) {
        if (union.getRealOneofs().size() != 1) {
            throw new SchemaException(
                    union.getFullName(),
                    "has " + union.getRealOneofs().size() + " oneofs, a tagged union has one");
        }
        List<FieldDescriptor> members = union.getRealOneofs().get(0).getFields();
        if (members.size() != union.getFields().size()) {
            throw new SchemaException(union.getFullName(), "has fields outside its oneof");
        }
        for (FieldDescriptor member : members) {
            if (member.getType() != FieldDescriptor.Type.MESSAGE) {
                throw new SchemaException(member.getFullName(), "is not a message with an opcode");
            }
        }
        return members;
    }

    private static SortedMap<Integer, OperationLayout> byOpcode(
            List<FieldDescriptor> members, List<StructLayout> bodies, int tagSize, int bodyOffset) {
        SortedMap<Integer, OperationLayout> byOpcode = new TreeMap<>();
        for (int i = 0; i < members.size(); i++) {
            StructLayout body = bodies.get(i);
            Descriptor message = body.descriptor();
            if (!message.getOptions().hasExtension(Wire.opcode)) {
                throw new SchemaException(message.getFullName(), "has no (procmm.wire.opcode)");
            }
            int opcode = message.getOptions().getExtension(Wire.opcode);
            if (tagSize < Integer.BYTES && opcode >>> (tagSize * Byte.SIZE) != 0) {
                throw new SchemaException(
                        message.getFullName(),
                        "has opcode "
                                + opcode
                                + ", which a tag of "
                                + tagSize
                                + " bytes cannot hold");
            }
            // An operation without fields reads its tag, not the padding behind it.
            int needed = body.fields().isEmpty() ? tagSize : bodyOffset + body.bytesNeeded();
            OperationLayout operation = new OperationLayout(members.get(i), opcode, body, needed);
            if (byOpcode.put(opcode, operation) != null) {
                throw new SchemaException(
                        message.getFullName(), "has opcode " + opcode + ", which is taken");
            }
        }
        return Collections.unmodifiableSortedMap(byOpcode);
    }
}
