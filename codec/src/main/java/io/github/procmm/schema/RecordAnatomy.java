package io.github.procmm.schema;

import io.github.procmm.proto.wire.Role;
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
 * Fields that a shorter record may leave away have no span.
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
        Walk walk = new Walk(record.slice(), schema);
        HeaderLayout header = schema.header();
        if (length < schema.headSize()) {
            String head = header == null ? "an opcode" : "a header";
            walk.rest(ByteSpan.Kind.IGNORED, length, "too short for " + head);
            walk.missing(header == null ? "opcode" : "header", 0, schema.headSize());
            return walk.spans;
        }
        int tagSize = schema.abi().sizeOf(schema.tag());
        int opcode = (int) Scalars.read(walk.in, schema.tagOffset(), tagSize, schema.abi());
        OperationLayout operation = schema.operation(opcode);
        if (header == null) {
            walk.field(ByteSpan.Kind.OPCODE, "op", tagSize, operationName(operation));
        } else {
            head(walk, header, operation);
        }
        if (operation != null) {
            fields(walk, operation, end(walk));
        }
        String why = operation == null ? "unknown opcode" : "not read by " + operation.cOpcode();
        if (schema.sizeField() != null) {
            sizedTail(walk, operation == null ? why : "unknown");
            return walk.spans;
        }
        walk.rest(ByteSpan.Kind.IGNORED, Math.min(length, schema.recordSize()), why);
        walk.rest(ByteSpan.Kind.EXCESS, length, "longer than the whole record");
        return walk.spans;
    }

    private void head(Walk walk, HeaderLayout header, @Nullable OperationLayout operation) {
        for (FieldLayout field : header.struct().fields()) {
            walk.rest(ByteSpan.Kind.PADDING, field.offset(), "never read");
            switch (field.role()) {
                case TAG ->
                        walk.field(
                                ByteSpan.Kind.OPCODE,
                                field.name(),
                                field.size(),
                                operationName(operation));
                case SIZE ->
                        walk.field(
                                ByteSpan.Kind.FIELD,
                                field.name(),
                                field.size(),
                                saidEnd(walk) < 0 ? "no size that a record here can have" : "");
                case PLAIN, RESERVED, UNRECOGNIZED -> walk.field(field, 0);
            }
        }
        walk.rest(ByteSpan.Kind.PADDING, header.struct().size(), "never read");
    }

    /** Returns where the record ends: where it says, if it can. */
    private int end(Walk walk) {
        int said = saidEnd(walk);
        return said < 0 ? walk.in.readableBytes() : said;
    }

    /** Returns where the record says that it ends; -1: it says nothing, or what cannot be. */
    private int saidEnd(Walk walk) {
        FieldLayout size = schema.sizeField();
        if (size == null) {
            return -1;
        }
        long said = Scalars.read(walk.in, size.offset(), size.size(), schema.abi());
        boolean fits =
                said >= schema.headSize()
                        && said <= walk.in.readableBytes()
                        && said % FixedLayout.UNIT == 0;
        return fits ? (int) said : -1;
    }

    /** Covers what follows the fields: of the record, and behind it. */
    private void sizedTail(Walk walk, String why) {
        int end = end(walk);
        boolean zero = walk.isZero(end);
        walk.rest(
                zero ? ByteSpan.Kind.IGNORED : ByteSpan.Kind.EXCESS,
                end,
                zero ? why + ", zero" : why + ", not zero");
        walk.rest(ByteSpan.Kind.EXCESS, walk.in.readableBytes(), "behind the record");
    }

    private void fields(Walk walk, OperationLayout operation, int end) {
        for (FieldLayout field : operation.body().fields()) {
            int offset = schema.bodyOffset() + field.offset();
            walk.rest(ByteSpan.Kind.PADDING, Math.min(offset, end), "never read");
            if (offset + field.size() > end) {
                walk.rest(ByteSpan.Kind.IGNORED, end, "part of " + field.name());
                if (offset < operation.bytesNeeded()) {
                    walk.missing(field.name(), offset, field.size());
                }
                continue;
            }
            walk.field(field, schema.bodyOffset());
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

        /** Adds a field of a struct that starts at {@code base}, where the walk has come to it. */
        void field(FieldLayout field, int base) {
            long value = Scalars.read(in, base + field.offset(), field.size(), schema.abi());
            String meaning = BitNames.describe(field.descriptor(), value);
            if (field.role() == Role.RESERVED) {
                meaning = value == 0 ? "reserved" : "reserved, has to be 0";
            }
            field(ByteSpan.Kind.FIELD, field.name(), field.size(), meaning);
        }

        /** Returns whether nothing but zeros lies before {@code end}. */
        boolean isZero(int end) {
            for (int i = at; i < end; i++) {
                if (in.getByte(i) != 0) {
                    return false;
                }
            }
            return true;
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
