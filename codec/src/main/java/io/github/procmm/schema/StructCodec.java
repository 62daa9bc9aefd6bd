package io.github.procmm.schema;

import com.google.protobuf.Message;
import io.github.procmm.wire.Abi;
import io.netty.buffer.ByteBuf;

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
        this.abi = abi;
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
        return read(in, base);
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
        write(values, out, base);
        out.writerIndex(base + layout.size());
    }

    /** Reads the fields from {@code base}; the buffer has been found to hold them. */
    @SuppressWarnings("unchecked") // A builder builds what it was made by.
    M read(ByteBuf in, int base) {
        Message.Builder builder = prototype.newBuilderForType();
        for (FieldLayout field : layout.fields()) {
            long value = Scalars.read(in, base + field.offset(), field.size(), abi);
            builder.setField(field.descriptor(), Scalars.toProtobuf(field.descriptor(), value));
        }
        return (M) builder.build();
    }

    /**
     * Returns what to write in the fields, in their order.
     *
     * @throws io.github.procmm.wire.FieldRangeException when a value does not fit
     */
    long[] valuesOf(M message) {
        return layout.fields().stream()
                .mapToLong(
                        field ->
                                Scalars.fromProtobuf(
                                        field.descriptor(),
                                        message.getField(field.descriptor()),
                                        field.size()))
                .toArray();
    }

    void write(long[] values, ByteBuf out, int base) {
        for (int i = 0; i < values.length; i++) {
            FieldLayout field = layout.fields().get(i);
            Scalars.write(out, base + field.offset(), field.size(), abi, values[i]);
        }
    }
}
