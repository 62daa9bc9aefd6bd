package io.github.procmm.command;

import com.google.protobuf.Descriptors.Descriptor;
import io.github.procmm.proto.v1.ProcMmOp;
import io.github.procmm.proto.v2.FrameHeader;
import io.github.procmm.proto.v2.LegacyRecord;
import io.github.procmm.proto.v2.Negotiation;
import io.github.procmm.proto.v2.OperationHeader;
import io.github.procmm.proto.v2.QueryArea;
import io.github.procmm.proto.v2.QueryHead;
import io.github.procmm.proto.v2.Result;
import io.github.procmm.schema.ByteSpan;
import io.github.procmm.schema.RecordAnatomy;
import io.github.procmm.schema.RecordSchema;
import io.github.procmm.schema.StructAnatomy;
import io.github.procmm.schema.StructLayout;
import io.github.procmm.v2.FrameType;
import io.github.procmm.v2.LegacyDialect;
import io.github.procmm.v2.LegacyView;
import io.github.procmm.v2.Operation;
import io.github.procmm.wire.Abi;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Takes a frame apart, byte by byte: its header, its records or results, the v1 records in those.
 *
 * <p>Works on frames that nobody would carry out, and on cut ones, as on good ones. Every byte is
 * in one row; what lies behind the place where records no longer follow each other is in one row of
 * its own. Offsets count from the start of the frame.
 */
final class FrameAnatomy {

    private static final RecordAnatomy NEGOTIATION = records(Negotiation.getDescriptor());
    private static final RecordAnatomy OPERATION =
            records(io.github.procmm.proto.v2.Operation.getDescriptor());
    private static final StructAnatomy HEADER_STRUCT = struct(FrameHeader.getDescriptor());
    private static final StructAnatomy OPERATION_HEADER = struct(OperationHeader.getDescriptor());
    private static final StructAnatomy LEGACY = struct(LegacyRecord.getDescriptor());
    private static final StructAnatomy RESULT = struct(Result.getDescriptor());
    private static final StructAnatomy QUERY_HEAD = struct(QueryHead.getDescriptor());
    private static final StructAnatomy QUERY_AREA = struct(QueryArea.getDescriptor());

    private static final int HEADER = 32;
    private static final int TYPE_FIELD = 6;
    private static final int COUNT_FIELD = 12;

    private static final int RECORD_HEADER = 16;
    private static final int RECORD_SIZE_FIELD = 2;
    private static final int UNIT = 8;

    private static final int RECORD = 1;

    private final ByteBuf in;
    private final int base;
    private final int length;
    private final List<FrameRow> rows = new ArrayList<>();
    private int at;

    private FrameAnatomy(ByteBuf in, int base, int length) {
        this.in = in;
        this.base = base;
        this.length = length;
    }

    private static RecordAnatomy records(Descriptor union) {
        return new RecordAnatomy(RecordSchema.of(union, Abi.FIXED));
    }

    private static StructAnatomy struct(Descriptor message) {
        return new StructAnatomy(StructLayout.of(message, Abi.FIXED));
    }

    /**
     * Returns the rows of the bytes of a frame that are there, perhaps not all. Moves no index.
     *
     * @param base where it begins in the buffer
     * @param length how many of its bytes there are
     */
    static List<FrameRow> of(ByteBuf in, int base, int length) {
        FrameAnatomy anatomy = new FrameAnatomy(in, base, length);
        anatomy.walk();
        return anatomy.rows;
    }

    /** Returns the rows of a header, as much as there is, and one of whatever follows. */
    static List<FrameRow> ofHeader(ByteBuf in, int base, int length) {
        FrameAnatomy anatomy = new FrameAnatomy(in, base, length);
        anatomy.add(0, HEADER_STRUCT, FieldWords::ofHeader);
        anatomy.rest(0, length, "nobody knows where the next frame begins");
        return anatomy.rows;
    }

    private void walk() {
        FrameType type = length < HEADER ? null : FrameType.of(u16(TYPE_FIELD));
        if (type != null && type.negotiates()) {
            add(0, 0, NEGOTIATION.of(in.slice(base, length)), FieldWords::ofHeader);
            return;
        }
        add(0, HEADER_STRUCT, FieldWords::ofHeader);
        if (type == null) {
            rest(0, length, "of no type that is known");
            return;
        }
        int count = in.getIntLE(base + COUNT_FIELD);
        int number = 0;
        while (number != count && at < length && record(type, number)) {
            number++;
        }
        rest(0, length, number == count ? "behind the last record" : "no record can be followed");
    }

    private int u16(int offset) {
        return in.getUnsignedShortLE(base + offset);
    }

    /** Adds a record or result; returns whether it is known where the next one begins. */
    private boolean record(FrameType type, int number) {
        boolean reply = type == FrameType.REPLY;
        int least = reply ? RESULT.size() : RECORD_HEADER;
        int room = length - at;
        rows.add(new FrameRow.Heading(0, (reply ? "result " : "record ") + number));
        if (room < least) {
            rest(RECORD, length, "part of its header");
            return false;
        }
        int size = reply ? in.getIntLE(base + at) : u16(at + RECORD_SIZE_FIELD);
        boolean possible = size >= least && size % UNIT == 0;
        int bytes = possible ? Math.min(size, room) : least;
        switch (type) {
            case BATCH -> operation(bytes, possible);
            case LEGACY -> legacy(bytes);
            case REPLY -> result(bytes);
            case HELLO, WELCOME, REFUSED -> throw new AssertionError(type);
        }
        return possible && size <= room;
    }

    private void operation(int size, boolean whole) {
        ByteBuf record = in.slice(base + at, size);
        Operation operation = Operation.of(record.getUnsignedShortLE(0));
        if (whole) {
            add(RECORD, at, OPERATION.of(record), span -> FieldWords.ofRecord(span, operation));
        } else {
            add(RECORD, OPERATION_HEADER, span -> FieldWords.ofRecord(span, operation));
        }
    }

    private void legacy(int size) {
        int end = at + size;
        LegacyView view = new LegacyView();
        view.wrap(in, base + at, size);
        LegacyDialect dialect = view.dialect();
        add(RECORD, LEGACY, FieldWords::ofLegacy);
        if (dialect == null || !view.fits()) {
            rest(RECORD, end, "no v1 record that fits");
            return;
        }
        rows.add(new FrameRow.Heading(RECORD, "v1 record"));
        RecordSchema schema = RecordSchema.of(ProcMmOp.getDescriptor(), dialect.dialect().abi());
        add(RECORD + 1, at, new RecordAnatomy(schema).of(view.record()), span -> span);
        rest(RECORD, end, "zeros up to size");
    }

    private void result(int size) {
        int end = at + size;
        add(RECORD, RESULT, FieldWords::ofResult);
        if (end - at >= QUERY_HEAD.size()) {
            rows.add(new FrameRow.Heading(RECORD, "data of QUERY"));
            add(RECORD + 1, QUERY_HEAD, span -> span);
            for (int area = 0; end - at >= QUERY_AREA.size(); area++) {
                rows.add(new FrameRow.Heading(RECORD, "area " + area));
                add(RECORD + 1, QUERY_AREA, span -> span);
            }
        }
        rest(RECORD, end, "no data that a QUERY has");
    }

    private void add(int depth, StructAnatomy struct, UnaryOperator<ByteSpan> words) {
        add(depth, at, struct.of(in, base + at, length - at), words);
    }

    private void add(int depth, int start, List<ByteSpan> spans, UnaryOperator<ByteSpan> words) {
        for (ByteSpan span : spans) {
            boolean missing = span.kind() == ByteSpan.Kind.MISSING;
            ByteSpan shown = missing ? span : words.apply(span);
            rows.add(
                    new FrameRow.Bytes(
                            depth,
                            new ByteSpan(
                                    shown.kind(),
                                    start + shown.offset(),
                                    shown.length(),
                                    shown.name(),
                                    shown.hex(),
                                    shown.value(),
                                    shown.meaning())));
            if (!missing) {
                at = start + shown.offset() + shown.length();
            }
        }
    }

    /** Covers what lies before {@code end}, if anything does. */
    private void rest(int depth, int end, String why) {
        if (end > at) {
            String hex = ByteBufUtil.hexDump(in, base + at, end - at);
            rows.add(
                    new FrameRow.Bytes(
                            depth,
                            new ByteSpan(ByteSpan.Kind.IGNORED, at, end - at, "", hex, 0, why)));
            at = end;
        }
    }
}
