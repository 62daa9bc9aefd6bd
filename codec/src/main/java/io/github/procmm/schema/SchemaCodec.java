package io.github.procmm.schema;

import com.google.protobuf.Message;
import io.github.procmm.model.Malformed;
import io.github.procmm.wire.Abi;
import io.github.procmm.wire.FieldRangeException;
import io.netty.buffer.ByteBuf;

/**
 * Reads and writes the records of any described interface, as Protobuf messages.
 *
 * <p>The same rules as the hand-tuned codec of v1: bytes that an operation does not use are ignored
 * on decoding and zero on encoding, a record may end behind the last field that its operation
 * reads. Records that say their size follow each other in a stream, and every byte of theirs means
 * something: see {@link io.github.procmm.proto.wire.Role#SIZE}. Immutable, for any thread.
 */
public final class SchemaCodec {

    private final Message prototype;
    private final RecordSchema schema;

    /**
     * Makes a codec that gives messages of {@code prototype}'s class.
     *
     * @param prototype a generated message's default instance, or a DynamicMessage of a descriptor
     *     that was loaded at run time
     * @throws SchemaException when its description cannot be laid out
     */
    public SchemaCodec(Message prototype, Abi abi) {
        this.prototype = prototype;
        this.schema = RecordSchema.of(prototype.getDescriptorForType(), abi);
    }

    /** Returns the layout that this codec follows. */
    public RecordSchema schema() {
        return schema;
    }

    /** Returns a builder of the messages that this codec gives and takes. */
    public Message.Builder newMessageBuilder() {
        return prototype.newBuilderForType();
    }

    /**
     * Reads one record: all readable bytes, or as many as it says. The reader index moves behind
     * them when they are one and stays when they are not.
     */
    public SchemaDecoded decode(ByteBuf in) {
        int readable = in.readableBytes();
        int base = in.readerIndex();
        FieldLayout size = schema.sizeField();
        if (size == null && readable > schema.recordSize()) {
            return refused(Malformed.Kind.TOO_LONG, readable, schema.recordSize());
        }
        if (readable < schema.headSize()) {
            boolean lone = schema.header() == null;
            Malformed.Kind kind = lone ? Malformed.Kind.NO_OPCODE : Malformed.Kind.NO_HEADER;
            return refused(kind, readable, schema.headSize());
        }
        if (size == null) {
            return decode(in, base, readable);
        }
        long said = Scalars.read(in, base + size.offset(), size.size(), schema.abi());
        if (said < schema.headSize() || said > readable || said % FixedLayout.UNIT != 0) {
            return refused(Malformed.Kind.BAD_SIZE, said, readable);
        }
        return decode(in, base, (int) said);
    }

    private SchemaDecoded decode(ByteBuf in, int base, int length) {
        int tagSize = schema.abi().sizeOf(schema.tag());
        int opcode = (int) Scalars.read(in, base + schema.tagOffset(), tagSize, schema.abi());
        boolean sized = schema.sizeField() != null;
        OperationLayout operation = schema.operation(opcode);
        if (operation == null) {
            Malformed.Kind kind =
                    sized ? Malformed.Kind.UNKNOWN_OPERATION : Malformed.Kind.UNKNOWN_OPCODE;
            return refused(kind, opcode, 0);
        }
        if (length < operation.bytesNeeded()) {
            return refused(Malformed.Kind.TOO_SHORT, length, operation.bytesNeeded());
        }
        if (sized) {
            int whole = schema.sizeOf(operation);
            for (int i = whole; i < length; i++) {
                if (in.getByte(base + i) != 0) {
                    return refused(Malformed.Kind.UNKNOWN_TAIL, i, whole);
                }
            }
        }
        int reserved = reservedSet(in, base, length, operation);
        if (reserved >= 0) {
            return refused(Malformed.Kind.RESERVED_SET, reserved, 0);
        }
        Message message = read(in, base, length, operation);
        in.readerIndex(base + length);
        return new SchemaDecoded.Accepted(message);
    }

    /**
     * Appends the whole record of a message at the writer index and moves that behind it. Where
     * records say their size, and the message's header does, the record has that many bytes.
     *
     * @param message of the described union
     * @throws io.github.procmm.wire.FieldRangeException when a value does not fit; nothing is
     *     written
     * @throws IllegalArgumentException when the message is of another type, no operation is set, or
     *     its header contradicts it
     */
    public void encode(Message message, ByteBuf out) {
        OperationLayout operation = operationOf(message);
        Message body = (Message) message.getField(operation.member());
        StructCodec<Message> struct = structOf(operation);
        long[] values = struct.valuesOf(body);
        HeaderLayout header = schema.header();
        Message head = header == null ? body : (Message) message.getField(header.member());
        int size = header == null ? schema.recordSize() : sizeOf(head, header, operation);
        requireRoom(struct, values, size - schema.bodyOffset());
        long[] heads = header == null ? values : headsOf(head, header, operation, size);
        int base = out.writerIndex();
        out.ensureWritable(size);
        out.setZero(base, size);
        if (header == null) {
            Abi abi = schema.abi();
            Scalars.write(out, base, abi.sizeOf(schema.tag()), abi, operation.opcode());
        } else {
            structOf(header).write(heads, out, base, schema.headSize());
        }
        struct.write(values, out, base + schema.bodyOffset(), size - schema.bodyOffset());
        out.writerIndex(base + size);
    }

    /** Returns how long the record shall be: what the header says, or what the operation has. */
    private int sizeOf(Message head, HeaderLayout header, OperationLayout operation) {
        FieldLayout field = header.size();
        if (field == null) {
            return schema.recordSize();
        }
        long said = numberOf(head, field);
        if (said == 0) {
            return schema.sizeOf(operation);
        }
        if (said < operation.bytesNeeded()
                || said > Integer.MAX_VALUE
                || said % FixedLayout.UNIT != 0) {
            throw new IllegalArgumentException(
                    "%s is %d, wanted 0 or a multiple of 8 from %d on"
                            .formatted(field.name(), said, operation.bytesNeeded()));
        }
        return (int) said;
    }

    /** Refuses a number in a field that the record is too short for. */
    private static void requireRoom(StructCodec<Message> struct, long[] values, int limit) {
        for (int i = 0; i < values.length; i++) {
            FieldLayout field = struct.layout().fields().get(i);
            if (field.end() > limit && values[i] != 0) {
                throw new FieldRangeException(field.name(), values[i], 0);
            }
        }
    }

    /**
     * Returns what to write in the header's fields: what the message says, and what it may omit.
     */
    private long[] headsOf(Message head, HeaderLayout header, OperationLayout operation, int size) {
        long tagged = numberOf(head, header.tag());
        long opcode = Integer.toUnsignedLong(operation.opcode());
        if (tagged != 0 && tagged != opcode) {
            throw new IllegalArgumentException(
                    "%s is %d, but the operation is %s, %d"
                            .formatted(
                                    header.tag().name(),
                                    tagged,
                                    operation.member().getName(),
                                    opcode));
        }
        long[] values = structOf(header).valuesOf(head);
        values[header.struct().fields().indexOf(header.tag())] = opcode;
        FieldLayout field = header.size();
        if (field != null) {
            values[header.struct().fields().indexOf(field)] = size;
        }
        return values;
    }

    private static long numberOf(Message message, FieldLayout field) {
        Object value = message.getField(field.descriptor());
        return Scalars.fromProtobuf(field.descriptor(), value, field.size());
    }

    private int reservedSet(ByteBuf in, int base, int length, OperationLayout operation) {
        HeaderLayout header = schema.header();
        if (header != null) {
            int reserved = structOf(header).reservedSet(in, base, schema.headSize());
            if (reserved >= 0) {
                return reserved;
            }
        }
        int start = schema.bodyOffset();
        int reserved = structOf(operation).reservedSet(in, base + start, length - start);
        return reserved < 0 ? reserved : start + reserved;
    }

    private Message read(ByteBuf in, int base, int length, OperationLayout operation) {
        int start = schema.bodyOffset();
        Message.Builder message = newMessageBuilder();
        HeaderLayout header = schema.header();
        if (header != null) {
            message.setField(header.member(), structOf(header).read(in, base, schema.headSize()));
        }
        Message body = structOf(operation).read(in, base + start, length - start);
        return message.setField(operation.member(), body).build();
    }

    private StructCodec<Message> structOf(HeaderLayout header) {
        Message member = newMessageBuilder().newBuilderForField(header.member()).build();
        return new StructCodec<>(member, header.struct(), schema.abi());
    }

    private StructCodec<Message> structOf(OperationLayout operation) {
        Message member = newMessageBuilder().newBuilderForField(operation.member()).build();
        return new StructCodec<>(member, operation.body(), schema.abi());
    }

    private OperationLayout operationOf(Message message) {
        if (message.getDescriptorForType() != schema.descriptor()) {
            throw new IllegalArgumentException(
                    "message of type "
                            + message.getDescriptorForType().getFullName()
                            + ", wanted "
                            + schema.descriptor().getFullName());
        }
        for (OperationLayout operation : schema.operations().values()) {
            if (message.hasField(operation.member())) {
                return operation;
            }
        }
        throw new IllegalArgumentException(
                schema.descriptor().getFullName() + " has no operation set");
    }

    private static SchemaDecoded refused(Malformed.Kind kind, long got, long wanted) {
        return new SchemaDecoded.Refused(new Malformed(kind, got, wanted));
    }
}
