package io.github.procmm.schema;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells, byte by byte, what a run of bytes is in a described interface.
 *
 * <p>Works on malformed bytes as on good ones: what is missing, ignored or too much is said where
 * it lies. The spans cover every byte of the input once, in order; missing fields follow behind it.
 */
public final class RecordAnatomy {

    private final RecordSchema schema;

    /** Makes an anatomist of one layout. */
    public RecordAnatomy(RecordSchema schema) {
        this.schema = schema;
    }

    /** Returns the spans of all readable bytes, taken as one record. Moves no index. */
    public List<ByteSpan> of(ByteBuf record) {
        int length = record.readableBytes();
        int tagSize = schema.abi().sizeOf(schema.tag());
        Walk walk = new Walk(record.slice(), schema);
        if (length < tagSize) {
            walk.rest(ByteSpan.Kind.IGNORED, length, "too short for an opcode");
            walk.missing("opcode", 0, tagSize);
            return walk.spans;
        }
        int opcode = (int) Scalars.read(record, record.readerIndex(), tagSize, schema.abi());
        OperationLayout operation = schema.operation(opcode);
        walk.field(ByteSpan.Kind.OPCODE, "op", tagSize, operationName(operation));
        if (operation != null) {
            fields(walk, operation);
        }
        String why = operation == null ? "unknown opcode" : "not read by " + operation.cOpcode();
        walk.rest(ByteSpan.Kind.IGNORED, Math.min(length, schema.recordSize()), why);
        walk.rest(ByteSpan.Kind.EXCESS, length, "longer than the whole record");
        return walk.spans;
    }

    private void fields(Walk walk, OperationLayout operation) {
        for (FieldLayout field : operation.body().fields()) {
            int offset = schema.bodyOffset() + field.offset();
            int length = walk.in.readableBytes();
            walk.rest(ByteSpan.Kind.PADDING, Math.min(offset, length), "never read");
            if (offset + field.size() > length) {
                walk.rest(ByteSpan.Kind.IGNORED, length, "part of " + field.name());
                walk.missing(field.name(), offset, field.size());
                continue;
            }
            long value = Scalars.read(walk.in, offset, field.size(), schema.abi());
            String meaning = BitNames.describe(field.descriptor(), value);
            walk.field(ByteSpan.Kind.FIELD, field.name(), field.size(), meaning);
        }
    }

    private static String operationName(@Nullable OperationLayout operation) {
        return operation == null ? "no operation" : operation.cOpcode();
    }

    /** The spans so far and where the next one starts. */
    private static final class Walk {

        private final ByteBuf in;
        private final RecordSchema schema;
        private final List<ByteSpan> spans = new ArrayList<>();
        private int at;

        Walk(ByteBuf in, RecordSchema schema) {
            this.in = in;
            this.schema = schema;
        }

        void field(ByteSpan.Kind kind, String name, int size, String meaning) {
            long value = Scalars.read(in, at, size, schema.abi());
            spans.add(new ByteSpan(kind, at, size, name, hex(size), value, meaning));
            at += size;
        }

        /** Covers what lies before {@code end}, if anything does. */
        void rest(ByteSpan.Kind kind, int end, String why) {
            if (end > at) {
                spans.add(new ByteSpan(kind, at, end - at, "", hex(end - at), 0, why));
                at = end;
            }
        }

        void missing(String name, int offset, int size) {
            ByteSpan.Kind kind = ByteSpan.Kind.MISSING;
            spans.add(new ByteSpan(kind, offset, size, name, "", 0, "needed, not there"));
        }

        private String hex(int length) {
            return ByteBufUtil.hexDump(in, at, length);
        }
    }
}
