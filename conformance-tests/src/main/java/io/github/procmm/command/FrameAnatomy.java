package io.github.procmm.command;

import io.github.procmm.proto.v1.ProcMmOp;
import io.github.procmm.proto.v2.FrameHeader;
import io.github.procmm.proto.v2.LegacyRecord;
import io.github.procmm.proto.v2.Negotiation;
import io.github.procmm.proto.v2.Operation;
import io.github.procmm.proto.v2.QueryArea;
import io.github.procmm.proto.v2.QueryHead;
import io.github.procmm.proto.v2.Result;
import io.github.procmm.schema.ByteSpan;
import io.github.procmm.schema.RecordAnatomy;
import io.github.procmm.schema.RecordSchema;
import io.github.procmm.schema.StructAnatomy;
import io.github.procmm.schema.StructLayout;
import io.github.procmm.v2.FrameType;
import io.github.procmm.v2.FrameView;
import io.github.procmm.v2.LegacyView;
import io.github.procmm.wire.Abi;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Takes a frame apart, byte by byte: its header, its records or results, the v1 records in those.
 *
 * <p>Works on frames that nobody would carry out as on good ones. Every byte is in one row; what
 * lies behind the place where records no longer follow each other is in one row of its own.
 */
final class FrameAnatomy {

    private static final RecordAnatomy NEGOTIATION = records(Negotiation.getDescriptor());
    private static final RecordAnatomy OPERATION = records(Operation.getDescriptor());
    private static final StructAnatomy HEADER = struct(FrameHeader.getDescriptor());
    private static final StructAnatomy LEGACY = struct(LegacyRecord.getDescriptor());
    private static final StructAnatomy RESULT = struct(Result.getDescriptor());
    private static final StructAnatomy QUERY_HEAD = struct(QueryHead.getDescriptor());
    private static final StructAnatomy QUERY_AREA = struct(QueryArea.getDescriptor());

    private static final int RECORD = 1;

    private final ByteBuf in;
    private final int base;
    private final List<FrameRow> rows = new ArrayList<>();
    private int at;

    private FrameAnatomy(ByteBuf in) {
        this.in = in;
        this.base = in.readerIndex();
    }

    private static RecordAnatomy records(com.google.protobuf.Descriptors.Descriptor union) {
        return new RecordAnatomy(RecordSchema.of(union, Abi.FIXED));
    }

    private static StructAnatomy struct(com.google.protobuf.Descriptors.Descriptor message) {
        return new StructAnatomy(StructLayout.of(message, Abi.FIXED));
    }

    /** Returns the rows of a whole frame: all readable bytes. Moves no index. */
    static List<FrameRow> of(ByteBuf frame) {
        FrameAnatomy anatomy = new FrameAnatomy(frame);
        anatomy.walk();
        return anatomy.rows;
    }

    /** Returns the rows of the beginning of a frame: as much of the header as there is. */
    static List<FrameRow> ofBeginning(ByteBuf frame) {
        FrameAnatomy anatomy = new FrameAnatomy(frame);
        anatomy.add(0, HEADER, FrameWords::ofHeader);
        return anatomy.rows;
    }

    private int length() {
        return in.readableBytes();
    }

    private void walk() {
        FrameView frame = new FrameView();
        frame.wrap(in, base);
        FrameType type = frame.type();
        if (type != null && type.negotiates()) {
            add(0, 0, NEGOTIATION.of(in), FrameWords::ofHeader);
            return;
        }
        add(0, HEADER, FrameWords::ofHeader);
        int misfit = frame.misfit();
        int end = misfit < 0 ? length() : misfit;
        while (type != null && at < end && frame.next()) {
            rows.add(
                    new FrameRow.Heading(
                            0, (type == FrameType.REPLY ? "result " : "record ") + frame.number()));
            switch (type) {
                case BATCH -> operation(frame.size());
                case LEGACY -> legacy(frame);
                case REPLY -> result(frame.size());
                case HELLO, WELCOME, REFUSED -> throw new AssertionError(type);
            }
        }
        rest(0, length(), type == null ? "unknown type" : "no record, or not counted");
    }

    private void operation(int size) {
        ByteBuf record = in.slice(base + at, size);
        io.github.procmm.v2.Operation operation =
                io.github.procmm.v2.Operation.of(record.getUnsignedShortLE(0));
        add(RECORD, at, OPERATION.of(record), span -> FrameWords.ofRecord(span, operation));
    }

    private void legacy(FrameView frame) {
        int end = at + frame.size();
        LegacyView view = new LegacyView();
        view.wrap(frame);
        add(RECORD, LEGACY, FrameWords::ofLegacy);
        if (view.dialect() != null && view.fits()) {
            rows.add(new FrameRow.Heading(RECORD, "v1 record"));
            RecordSchema schema =
                    RecordSchema.of(ProcMmOp.getDescriptor(), view.dialect().dialect().abi());
            add(RECORD + 1, at, new RecordAnatomy(schema).of(view.record()), span -> span);
            rest(RECORD, end, "padding, zero");
        } else {
            rest(RECORD, end, "no v1 record that fits");
        }
    }

    private void result(int size) {
        int end = at + size;
        add(RECORD, RESULT, FrameWords::ofResult);
        if (end - at >= QUERY_HEAD.size()) {
            rows.add(new FrameRow.Heading(RECORD, "data of QUERY"));
            add(RECORD + 1, QUERY_HEAD, span -> span);
            for (int area = 0; end - at >= QUERY_AREA.size(); area++) {
                rows.add(new FrameRow.Heading(RECORD, "area " + area));
                add(RECORD + 1, QUERY_AREA, span -> span);
            }
        }
        rest(RECORD, end, "not all of the data that a QUERY has");
    }

    private void add(int depth, StructAnatomy struct, UnaryOperator<ByteSpan> words) {
        add(depth, at, struct.of(in, base + at, length() - at), words);
    }

    private void add(int depth, int start, List<ByteSpan> spans, UnaryOperator<ByteSpan> words) {
        for (ByteSpan span : spans) {
            ByteSpan shown = words.apply(span);
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
            if (shown.kind() != ByteSpan.Kind.MISSING) {
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
