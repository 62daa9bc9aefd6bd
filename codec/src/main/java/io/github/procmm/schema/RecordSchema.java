package io.github.procmm.schema;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.github.procmm.proto.wire.Role;
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
 * A described interface laid out for one ABI: {@code struct { tag; union { operations }; }}, or
 * with a {@link HeaderLayout} in the tag's place.
 *
 * <p>Where the header has a size, records are as long as that says: they can grow. Immutable.
 */
public final class RecordSchema {

    private final Descriptor descriptor;
    private final Abi abi;
    private final @Nullable HeaderLayout header;
    private final Type tag;
    private final int bodyOffset;
    private final int recordSize;
    private final SortedMap<Integer, OperationLayout> operations;

    private RecordSchema(Descriptor union, Abi named) {
        this.descriptor = union;
        this.abi = FixedLayout.abi(union, named);
        this.header = HeaderLayout.of(union, abi);
        this.tag = tagOf(union, header);
        List<StructLayout> bodies = new ArrayList<>();
        for (FieldDescriptor member : membersOf(union, header)) {
            bodies.add(bodyOf(union, member));
        }
        int unionAlignment = bodies.stream().mapToInt(StructLayout::alignment).max().orElse(1);
        int largest = bodies.stream().mapToInt(StructLayout::size).max().orElse(0);
        int headAlignment = header == null ? abi.alignmentOf(tag) : header.struct().alignment();
        this.bodyOffset = StructLayout.roundUp(headSize(), unionAlignment);
        int alignment = Math.max(unionAlignment, headAlignment);
        int unionSize = StructLayout.roundUp(largest, unionAlignment);
        this.recordSize = StructLayout.roundUp(bodyOffset + unionSize, alignment);
        this.operations = byOpcode(membersOf(union, header), bodies);
        if (FixedLayout.isOf(union) && bodyOffset != headSize()) {
            throw new SchemaException(
                    union.getFullName(),
                    "has padding behind its tag, a fixed layout has to describe it");
        }
    }

    /**
     * Lays out the union that a message describes.
     *
     * @param union a message with one oneof and the option {@code tag} or {@code header}
     * @param abi counts unless the description has a layout of its own
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

    /** Returns the struct before the union, or null where that is the tag alone. */
    public @Nullable HeaderLayout header() {
        return header;
    }

    /** Returns the C type of the tag. */
    public Type tag() {
        return tag;
    }

    /** Returns where the tag lies, in bytes from the record's start. */
    int tagOffset() {
        return header == null ? 0 : header.tag().offset();
    }

    /** Returns how many bytes the tag or the header has. */
    int headSize() {
        return header == null ? abi.sizeOf(tag) : header.struct().size();
    }

    /** Returns which field says how many bytes a record has, or null where all have the same. */
    @Nullable FieldLayout sizeField() {
        return header == null ? null : header.size();
    }

    /** Returns where the union starts, in bytes from the record's start. */
    public int bodyOffset() {
        return bodyOffset;
    }

    /** Returns the size of the whole record, in bytes: of the largest where they differ. */
    public int recordSize() {
        return recordSize;
    }

    /** Returns the size of an operation's whole record, in bytes. */
    public int sizeOf(OperationLayout operation) {
        return sizeField() == null ? recordSize : bodyOffset + operation.body().size();
    }

    /** Returns the operations, by opcode, ascending. */
    public SortedMap<Integer, OperationLayout> operations() {
        return operations;
    }

    /** Returns the operation of that opcode, or null when there is none. */
    public @Nullable OperationLayout operation(int opcode) {
        return operations.get(opcode);
    }

    private static Type tagOf(Descriptor union, @Nullable HeaderLayout header) {
        Type tag = header == null ? union.getOptions().getExtension(Wire.tag) : header.tag().type();
        if (tag == Type.TYPE_UNSPECIFIED) {
            throw new SchemaException(union.getFullName(), "has no (procmm.wire.tag)");
        }
        if (tag == Type.U64 || tag == Type.ULONG || tag == Type.UNRECOGNIZED) {
            throw new SchemaException(
                    union.getFullName(), "has a tag of type " + tag + ", wanted 32 bits or fewer");
        }
        return tag;
    }

    private static List<FieldDescriptor> membersOf(
            Descriptor union, @Nullable HeaderLayout header) {
        if (union.getRealOneofs().size() != 1) {
            throw new SchemaException(
                    union.getFullName(),
                    "has " + union.getRealOneofs().size() + " oneofs, a tagged union has one");
        }
        List<FieldDescriptor> members = union.getRealOneofs().get(0).getFields();
        int others = header == null ? 0 : 1;
        if (members.size() + others != union.getFields().size()) {
            throw new SchemaException(union.getFullName(), "has fields outside its oneof");
        }
        for (FieldDescriptor member : members) {
            if (member.getType() != FieldDescriptor.Type.MESSAGE) {
                throw new SchemaException(member.getFullName(), "is not a message with an opcode");
            }
        }
        return members;
    }

    private StructLayout bodyOf(Descriptor union, FieldDescriptor member) {
        Descriptor message = member.getMessageType();
        if (FixedLayout.isOf(message) != FixedLayout.isOf(union)) {
            throw new SchemaException(
                    member.getFullName(), "is of a file with another layout than its union's");
        }
        StructLayout body = StructLayout.of(message, abi);
        for (FieldLayout field : body.fields()) {
            if (field.role() == Role.TAG || field.role() == Role.SIZE) {
                throw new SchemaException(
                        field.descriptor().getFullName(),
                        "is a " + field.role() + ", which only a header has");
            }
        }
        return body;
    }

    private SortedMap<Integer, OperationLayout> byOpcode(
            List<FieldDescriptor> members, List<StructLayout> bodies) {
        SortedMap<Integer, OperationLayout> byOpcode = new TreeMap<>();
        for (int i = 0; i < members.size(); i++) {
            StructLayout body = bodies.get(i);
            int opcode = opcodeOf(body.descriptor());
            OperationLayout operation =
                    new OperationLayout(members.get(i), opcode, body, bytesNeeded(body));
            if (byOpcode.put(opcode, operation) != null) {
                throw new SchemaException(
                        body.descriptor().getFullName(),
                        "has opcode " + opcode + ", which is taken");
            }
        }
        return Collections.unmodifiableSortedMap(byOpcode);
    }

    private int opcodeOf(Descriptor message) {
        if (!message.getOptions().hasExtension(Wire.opcode)) {
            throw new SchemaException(message.getFullName(), "has no (procmm.wire.opcode)");
        }
        int opcode = message.getOptions().getExtension(Wire.opcode);
        int tagSize = abi.sizeOf(tag);
        if (tagSize < Integer.BYTES && opcode >>> (tagSize * Byte.SIZE) != 0) {
            throw new SchemaException(
                    message.getFullName(),
                    "has opcode " + opcode + ", which a tag of " + tagSize + " bytes cannot hold");
        }
        return opcode;
    }

    private int bytesNeeded(StructLayout body) {
        String name = body.descriptor().getFullName();
        boolean saysFirst = body.descriptor().getOptions().hasExtension(Wire.firstSize);
        FieldLayout size = sizeField();
        if (size == null) {
            if (saysFirst) {
                throw new SchemaException(name, "has a first size, but no SIZE in a header");
            }
            // An operation without fields reads its tag, not the padding behind it.
            return body.fields().isEmpty() ? headSize() : bodyOffset + body.bytesNeeded();
        }
        int whole = bodyOffset + body.size();
        int first = saysFirst ? body.descriptor().getOptions().getExtension(Wire.firstSize) : whole;
        if (first % FixedLayout.UNIT != 0 || first < bodyOffset || first > whole) {
            throw new SchemaException(
                    name,
                    "has first size %d, wanted a multiple of 8 from %d to %d"
                            .formatted(first, bodyOffset, whole));
        }
        if (size.size() < Integer.BYTES && whole >>> (size.size() * Byte.SIZE) != 0) {
            throw new SchemaException(
                    name, "has " + whole + " bytes, more than '" + size.name() + "' can say");
        }
        return first;
    }
}
