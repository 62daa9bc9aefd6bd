package io.github.procmm.v2;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import io.github.procmm.fixture.Commands;
import io.github.procmm.fixture.Frames;
import io.github.procmm.fixture.RawRecord;
import io.github.procmm.fixture.RecordFaults;
import io.github.procmm.fixture.Sessions;
import io.github.procmm.model.Errno;
import io.github.procmm.model.Malformed;
import io.github.procmm.proto.v2.FrameHeader;
import io.github.procmm.proto.v2.Negotiation;
import io.github.procmm.proto.v2.QueryArea;
import io.github.procmm.proto.v2.QueryHead;
import io.github.procmm.proto.v2.Result;
import io.github.procmm.schema.SchemaCodec;
import io.github.procmm.schema.SchemaDecoded;
import io.github.procmm.schema.StructCodec;
import io.github.procmm.v2.FrameCodec.Whole;
import io.github.procmm.wire.Abi;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.jspecify.annotations.Nullable;

/**
 * The codec that runs v2.proto and knows no v2, against the one by hand: the same bytes, the same
 * numbers, the same refusals.
 */
@Domain(Commands.class)
@Domain(Frames.class)
@Domain(DomainContext.Global.class)
class SchemaAgreementPropertyTest {

    private static final SchemaCodec RECORDS =
            new SchemaCodec(io.github.procmm.proto.v2.Operation.getDefaultInstance(), Abi.FIXED);
    private static final SchemaCodec NEGOTIATION =
            new SchemaCodec(Negotiation.getDefaultInstance(), Abi.FIXED);
    private static final StructCodec<FrameHeader> HEADER =
            new StructCodec<>(FrameHeader.getDefaultInstance(), Abi.FIXED);

    @Property
    void V2_GEN_1_aFrameIsTheHeaderAndTheRecordsOfTheDescription(@ForAll Frame.Batch batch) {
        ByteBuf in = Unpooled.wrappedBuffer(Frames.bytes(batch));
        FrameView frame = new FrameView();
        frame.wrap(in, 0);
        ByteBuf again = Unpooled.buffer();
        FrameHeader header = HEADER.decode(in);
        assertThat(header)
                .isEqualTo(
                        FrameHeader.newBuilder()
                                .setMagic(0x324d4d50)
                                .setVersion(2)
                                .setType(4)
                                .setLength(frame.length())
                                .setCount(batch.commands().size())
                                .setSequence(batch.sequence())
                                .setMode(batch.mode().number())
                                .build());
        HEADER.encode(header, again);
        OpView op = new OpView();
        while (frame.next()) {
            op.wrap(frame);
            Message record = accepted(RECORDS, in);
            assertSame(record, op);
            RECORDS.encode(record, again);
        }
        assertThat(in.isReadable()).isFalse();
        assertThat(ByteBufUtil.hexDump(again)).isEqualTo(ByteBufUtil.hexDump(in.readerIndex(0)));
    }

    /** By the field's names, so that none can be taken for another. */
    private static void assertSame(Message record, OpView op) {
        Message body = null;
        for (FieldDescriptor member : record.getAllFields().keySet()) {
            if (member.getRealContainingOneof() != null) {
                body = (Message) record.getField(member);
            }
        }
        Message header =
                (Message) record.getField(record.getDescriptorForType().findFieldByName("header"));
        for (Message message : Arrays.asList(header, body)) {
            for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
                Number value = (Number) message.getField(field);
                long number =
                        value instanceof Integer i ? Integer.toUnsignedLong(i) : value.longValue();
                assertThat(number)
                        .as("%s of %s", field.getName(), TextFormat.printer().printToString(record))
                        .isEqualTo(seen(op, field.getName()));
            }
        }
    }

    private static long seen(OpView op, String field) {
        return switch (field) {
            case "opcode" -> op.opcode();
            case "size" -> op.size();
            case "flags" -> Integer.toUnsignedLong(op.flags());
            case "handle" -> op.handle();
            case "rights" -> Integer.toUnsignedLong(op.rights());
            case "max_bytes" -> op.maxBytes();
            case "bytes" -> op.bytes();
            case "tag" -> op.tag();
            case "fd" -> Integer.toUnsignedLong(op.descriptor());
            case "addr" -> op.addr();
            case "len" -> op.len();
            case "object" -> op.object();
            case "offset" -> op.offset();
            case "prot" -> Integer.toUnsignedLong(op.prot());
            case "max_prot" -> Integer.toUnsignedLong(op.maxProt());
            case "end" -> op.end();
            case "align" -> op.align();
            case "to" -> op.to();
            case "max" -> Integer.toUnsignedLong(op.max());
            case "reserved" -> 0;
            default -> throw new AssertionError("nothing is named " + field);
        };
    }

    /** What is cut away was zero, or the record is another one: of every size that there is. */
    @Property(tries = 300)
    void V2_REC_3_V2_REC_4_aRecordOfAnySizeIsReadAlike(
            @ForAll Command command, @ForAll @IntRange(min = 2, max = 14) int units) {
        RawRecord record = recordOf(command).resize(units * 8);
        ByteBuf in = Unpooled.wrappedBuffer(record.bytes());
        if (record.size() < command.operation().firstSize()) {
            assertThat(refused(RECORDS, in).kind()).isEqualTo(Malformed.Kind.TOO_SHORT);
            return;
        }
        Message message = accepted(RECORDS, in);
        FrameView frame = RawRecord.batch(record).view();
        frame.next();
        OpView op = new OpView();
        op.wrap(frame);
        assertSame(message, op);
        ByteBuf again = Unpooled.buffer();
        RECORDS.encode(message, again);
        assertThat(ByteBufUtil.getBytes(again)).isEqualTo(record.bytes());
    }

    private static RawRecord recordOf(Command command) {
        ByteBuf out = Unpooled.buffer();
        FrameWriter writer = new FrameWriter();
        writer.begin(out, 0, BatchMode.SEQUENTIAL);
        command.write(writer);
        writer.end();
        RawRecord record = RawRecord.of(command.operation());
        for (int i = 0; i < record.size(); i++) {
            record.set(i, 1, out.getByte(32 + i));
        }
        return record;
    }

    /**
     * Of a record's faults the schema knows some; those it finds first too, and at the same place.
     */
    @Property(tries = 14)
    void V2_REC_2_V2_REC_3_V2_REC_4_V2_GEN_2_theSchemaRefusesWithTheSameErrno(
            @ForAll Operation operation) {
        RecordFaults.of(operation)
                .forEach(
                        fault -> {
                            RawRecord record = RawRecord.of(operation);
                            fault.make().accept(record);
                            ByteBuf in = Unpooled.wrappedBuffer(record.bytes());
                            if (isKnownToSchema(fault.rule())) {
                                Malformed malformed = refused(RECORDS, in);
                                assertThat(malformed.errno()).isEqualTo(fault.errno());
                                assertThat(place(malformed)).isEqualTo(fault.at());
                            } else {
                                accepted(RECORDS, in);
                            }
                        });
    }

    private static boolean isKnownToSchema(String rule) {
        return switch (rule) {
            case "V2-REC-2", "V2-REC-3", "V2-REC-4", "V2-GEN-2" -> true;
            default -> false;
        };
    }

    private static int place(Malformed malformed) {
        return switch (malformed.kind()) {
            case UNKNOWN_OPERATION -> 0;
            case TOO_SHORT -> 2;
            default -> (int) malformed.got();
        };
    }

    @Property
    void V2_FRAME_5_arbitraryRecordsAreRefusedByBothOrByNeither(
            @ForAll @IntRange(max = 16) int opcode,
            @ForAll @IntRange(max = 100) int size,
            @ForAll @Size(max = 100) byte[] noise) {
        byte[] bytes = Arrays.copyOf(noise, Math.max(16, noise.length / 8 * 8));
        ByteBuf in = Unpooled.wrappedBuffer(bytes);
        in.setShortLE(0, opcode).setShortLE(2, size);
        ByteBuf frame = Unpooled.buffer();
        new FrameWriter().begin(frame, 0, BatchMode.SEQUENTIAL);
        frame.writeBytes(in, 0, Math.min(bytes.length, Math.max(16, size / 8 * 8)));
        frame.setIntLE(8, frame.readableBytes()).setIntLE(12, 1);
        FrameView view = new FrameView();
        view.wrap(frame, 0);
        Errno errno = errnoOf(view);

        SchemaDecoded decoded = RECORDS.decode(in);

        if (decoded instanceof SchemaDecoded.Refused refused) {
            assertThat(errno).isEqualTo(refused.malformed().errno());
            assertThat(in.readerIndex()).isZero();
        } else {
            assertThat(errno).isNotIn(Errno.EPROTO, Errno.ENOSYS, Errno.E2BIG);
            assertThat(in.readerIndex()).isEqualTo(size);
        }
    }

    /** Returns the answer of the checks by hand, as far as a description can give it. */
    private static @Nullable Errno errnoOf(FrameView view) {
        if (view.misfit() >= 0) {
            return Errno.EPROTO;
        }
        view.next();
        OpView op = new OpView();
        op.wrap(view);
        return new OpCheck(Sessions.any()).refusal(op);
    }

    @Property
    void V2_HELLO_3_V2_REC_4_aFrameThatNegotiatesIsThatOfTheDescription(
            @ForAll Frame frame, @ForAll @IntRange(max = 3) int growth) {
        byte[] bytes = Frames.bytes(frame);
        ByteBuf in = Unpooled.wrappedBuffer(Arrays.copyOf(bytes, bytes.length + growth * 8));
        in.setIntLE(8, in.capacity());
        if (in.getUnsignedShortLE(6) > 3) {
            assertThat(refused(NEGOTIATION, in).kind()).isEqualTo(Malformed.Kind.UNKNOWN_OPERATION);
            return;
        }
        assertThat(new FrameCodec(Frames.MAX_FRAME).decode(in.duplicate()))
                .isEqualTo(new Whole(frame));
        ByteBuf again = Unpooled.buffer();
        Message message = accepted(NEGOTIATION, in);
        NEGOTIATION.encode(message, again);
        assertThat(again).isEqualTo(in.readerIndex(0));
        assertSame((Negotiation) message, frame);
    }

    private static void assertSame(Negotiation message, Frame frame) {
        assertThat(message.getHeader().getSequence()).isEqualTo(frame.sequence());
        if (frame instanceof Frame.Greeting greeting) {
            var hello = message.getHello();
            assertThat(
                            new Hello(
                                    hello.getLowest(),
                                    hello.getHighest(),
                                    hello.getMaxFrame(),
                                    hello.getFeatures()))
                    .isEqualTo(greeting.hello());
        } else if (frame instanceof Frame.Refusal refusal) {
            var refused = message.getRefused();
            assertThat(
                            new Refused(
                                    refused.getStatus(),
                                    refused.getPosition(),
                                    refused.getLowest(),
                                    refused.getHighest()))
                    .isEqualTo(refusal.refused());
        } else {
            assertThat(welcomeOf(message.getWelcome()))
                    .isEqualTo(((Frame.Welcoming) frame).welcome());
        }
    }

    private static Welcome welcomeOf(io.github.procmm.proto.v2.Welcome welcome) {
        return new Welcome(
                welcome.getChosen(),
                welcome.getMaxFrame(),
                welcome.getFeatures(),
                welcome.getMaxCount(),
                welcome.getPageSize(),
                welcome.getLow(),
                welcome.getHigh(),
                welcome.getMaxAreas(),
                welcome.getMaxHandles(),
                welcome.getMaxObject());
    }

    @Property
    void aResultAndItsAreasAreThoseOfTheDescription(
            @ForAll long value, @ForAll int kind, @ForAll int prot, @ForAll long addr) {
        ByteBuf out = Unpooled.buffer();
        ReplyWriter replies = new ReplyWriter();
        replies.begin(out, 1, BatchMode.SEQUENTIAL);
        replies.beginQuery(addr, value, prot);
        replies.area(addr, value, addr + 1, value + 1, prot, kind, kind + 1);
        replies.endQuery(value);
        replies.end();
        out.skipBytes(32);
        StructCodec<Result> results = new StructCodec<>(Result.getDefaultInstance(), Abi.FIXED);
        StructCodec<QueryHead> heads = new StructCodec<>(QueryHead.getDefaultInstance(), Abi.FIXED);
        StructCodec<QueryArea> areas = new StructCodec<>(QueryArea.getDefaultInstance(), Abi.FIXED);

        assertThat(results.refusal(out)).isNull();
        assertThat(results.decode(out))
                .isEqualTo(Result.newBuilder().setSize(96).setValue(value).build());
        assertThat(heads.decode(out))
                .isEqualTo(
                        QueryHead.newBuilder()
                                .setEpoch(addr)
                                .setMapped(value)
                                .setAreas(prot)
                                .setReported(1)
                                .build());
        assertThat(areas.decode(out))
                .isEqualTo(
                        QueryArea.newBuilder()
                                .setStart(addr)
                                .setEnd(value)
                                .setOffset(addr + 1)
                                .setTag(value + 1)
                                .setProt(prot)
                                .setMaxProt(kind)
                                .setKind(kind + 1)
                                .build());
        assertThat(out.isReadable()).isFalse();
    }

    private static Message accepted(SchemaCodec codec, ByteBuf in) {
        SchemaDecoded decoded = codec.decode(in);
        assertThat(decoded).isInstanceOf(SchemaDecoded.Accepted.class);
        return ((SchemaDecoded.Accepted) decoded).message();
    }

    private static Malformed refused(SchemaCodec codec, ByteBuf in) {
        SchemaDecoded decoded = codec.decode(in);
        assertThat(decoded).isInstanceOf(SchemaDecoded.Refused.class);
        return ((SchemaDecoded.Refused) decoded).malformed();
    }
}
