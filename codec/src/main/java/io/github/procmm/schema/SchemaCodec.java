package io.github.procmm.schema;

import com.google.protobuf.Message;
import io.github.procmm.model.Malformed;
import io.github.procmm.wire.Abi;
import io.netty.buffer.ByteBuf;

/**
 * Reads and writes the records of any described interface, as Protobuf messages.
 *
 * <p>The same rules as the hand-tuned codec of v1: bytes that an operation does not use are ignored
 * on decoding and zero on encoding, a record may end behind the last field that its operation
 * reads. Immutable, for any thread.
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
     * Reads all readable bytes as one record. The reader index moves behind them when they are one
     * and stays when they are not.
     */
    public SchemaDecoded decode(ByteBuf in) {
        int length = in.readableBytes();
        int base = in.readerIndex();
        int tagSize = schema.abi().sizeOf(schema.tag());
        if (length > schema.recordSize()) {
            return refused(Malformed.Kind.TOO_LONG, length, schema.recordSize());
        }
        if (length < tagSize) {
            return refused(Malformed.Kind.NO_OPCODE, length, tagSize);
        }
        int opcode = (int) Scalars.read(in, base, tagSize, schema.abi());
        OperationLayout operation = schema.operation(opcode);
        if (operation == null) {
            return refused(Malformed.Kind.UNKNOWN_OPCODE, opcode, 0);
        }
        if (length < operation.bytesNeeded()) {
            return refused(Malformed.Kind.TOO_SHORT, length, operation.bytesNeeded());
        }
        Message message = read(in, base, operation);
        in.readerIndex(in.writerIndex());
        return new SchemaDecoded.Accepted(message);
    }

    /**
     * Appends the whole record of a message at the writer index and moves that behind it.
     *
     * @param message of the described union
     * @throws io.github.procmm.wire.FieldRangeException when a value does not fit; nothing is
     *     written
     * @throws IllegalArgumentException when the message is of another type or no operation is set
     */
    public void encode(Message message, ByteBuf out) {
        OperationLayout operation = operationOf(message);
        Message body = (Message) message.getField(operation.member());
        StructCodec<Message> struct = structOf(operation);
        long[] values = struct.valuesOf(body);
        int base = out.writerIndex();
        out.ensureWritable(schema.recordSize());
        out.setZero(base, schema.recordSize());
        Abi abi = schema.abi();
        Scalars.write(out, base, abi.sizeOf(schema.tag()), abi, operation.opcode());
        struct.write(values, out, base + schema.bodyOffset());
        out.writerIndex(base + schema.recordSize());
    }

    private Message read(ByteBuf in, int base, OperationLayout operation) {
        Message body = structOf(operation).read(in, base + schema.bodyOffset());
        return newMessageBuilder().setField(operation.member(), body).build();
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
