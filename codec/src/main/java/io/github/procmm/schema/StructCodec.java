package io.github.procmm.schema;

import com.google.protobuf.Message;
import io.github.procmm.model.Malformed;
import io.github.procmm.proto.wire.Role;
import io.github.procmm.wire.Abi;
import io.github.procmm.wire.FieldRangeException;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Reads and writes one described struct, as Protobuf messages. Immutable, for any thread. */
public final class StructCodec<M extends Message> {

    private final M prototype;
    private final StructLayout layout;
    private final Abi abi;

    /**
     * Makes a codec that gives messages of {@code prototype}'s class.
     *
     * @throws SchemaException when its description cannot be laid out
     */
    public StructCodec(M prototype, Abi abi) {
        this(prototype, StructLayout.of(prototype.getDescriptorForType(), abi), abi);
    }

    StructCodec(M prototype, StructLayout layout, Abi abi) {
        this.prototype = prototype;
        this.layout = layout;
        this.abi = FixedLayout.abi(layout.descriptor(), abi);
    }

    /** Returns the layout that this codec follows. */
    public StructLayout layout() {
        return layout;
    }

    /**
     * Reads the struct at the reader index and moves that behind its whole size.
     *
     * @throws IndexOutOfBoundsException when fewer bytes than its size are readable
     */
    public M decode(ByteBuf in) {
        int base = in.readerIndex();
        in.skipBytes(layout.size());
        return read(in, base, layout.size());
    }

    /**
     * Returns why the struct at the reader index is refused, or null where it is not: TOO_SHORT, or
     * RESERVED_SET.
     */
    public @Nullable Malformed refusal(ByteBuf in) {
        int length = in.readableBytes();
        if (length < layout.size()) {
            return new Malformed(Malformed.Kind.TOO_SHORT, length, layout.size());
        }
        int reserved = reservedSet(in, in.readerIndex(), layout.size());
        return reserved < 0 ? null : new Malformed(Malformed.Kind.RESERVED_SET, reserved, 0);
    }

    /**
     * Appends the whole struct, padding zero, at the writer index and moves that behind it.
     *
     * @throws io.github.procmm.wire.FieldRangeException when a value does not fit; nothing is
     *     written
     */
    public void encode(M message, ByteBuf out) {
        long[] values = valuesOf(message);
        int base = out.writerIndex();
        out.ensureWritable(layout.size());
        out.setZero(base, layout.size());
        write(values, out, base, layout.size());
        out.writerIndex(base + layout.size());
    }

    /** Reads the fields from {@code base} that end within {@code limit} bytes; others are 0. */
    @SuppressWarnings("unchecked") // A builder builds what it was made by.
    M read(ByteBuf in, int base, int limit) {
        Message.Builder builder = prototype.newBuilderForType();
        for (FieldLayout field : layout.fields()) {
            if (field.end() > limit) {
                break;
            }
            long value = Scalars.read(in, base + field.offset(), field.size(), abi);
            builder.setField(field.descriptor(), Scalars.toProtobuf(field.descriptor(), value));
        }
        return (M) builder.build();
    }

    /**
     * Returns the offset of the first reserved field within {@code limit} bytes that is not 0, or
     * -1.
     */
    int reservedSet(ByteBuf in, int base, int limit) {
        for (FieldLayout field : layout.fields()) {
            if (field.role() == Role.RESERVED
                    && field.end() <= limit
                    && Scalars.read(in, base + field.offset(), field.size(), abi) != 0) {
                return field.offset();
            }
        }
        return -1;
    }

    /**
     * Returns what to write in the fields, in their order.
     *
     * @throws io.github.procmm.wire.FieldRangeException when a value does not fit
     */
    long[] valuesOf(M message) {
        return layout.fields().stream().mapToLong(field -> valueOf(field, message)).toArray();
    }

    private static long valueOf(FieldLayout field, Message message) {
        Object value = message.getField(field.descriptor());
        long number = Scalars.fromProtobuf(field.descriptor(), value, field.size());
        if (field.role() == Role.RESERVED && number != 0) {
            throw new FieldRangeException(field.name(), number, 0);
        }
        return number;
    }

    /** Writes the fields that end within {@code limit} bytes. */
    void write(long[] values, ByteBuf out, int base, int limit) {
        for (int i = 0; i < values.length; i++) {
            FieldLayout field = layout.fields().get(i);
            if (field.end() > limit) {
                return;
            }
            Scalars.write(out, base + field.offset(), field.size(), abi, values[i]);
        }
    }
}
