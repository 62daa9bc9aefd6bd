package io.github.procmm.schema;

import static io.github.procmm.fixture.Described.field;
import static io.github.procmm.fixture.Described.fixed;
import static io.github.procmm.fixture.Described.headed;
import static io.github.procmm.fixture.Described.last;
import static io.github.procmm.fixture.Described.operation;
import static io.github.procmm.fixture.Described.struct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.TextFormat;
import io.github.procmm.model.Malformed;
import io.github.procmm.proto.wire.Role;
import io.github.procmm.proto.wire.Type;
import io.github.procmm.proto.wire.Wire;
import io.github.procmm.schema.ByteSpan.Kind;
import io.github.procmm.wire.Abi;
import io.github.procmm.wire.Dialect;
import io.github.procmm.wire.FieldRangeException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Interfaces with a header, as somebody might propose them.
 *
 * <pre>
 *   struct head { uint8_t version; uint16_t op; unsigned long who; };           native
 *   struct head { uint16_t size; uint16_t op; uint32_t reserved; };             fixed
 *       1 grow   { uint64_t first; uint64_t second; uint32_t third, reserved; } first size 16
 *       2 bare   { }
 * </pre>
 */
class HeaderTest {

    private static final Descriptor NATIVE =
            last(
                    struct(
                            "Head",
                            field("version", 1, Type.U8),
                            field("op", 2, Type.U16, Role.TAG),
                            field("who", 3, Type.ULONG)),
                    operation("One", 1, field("a", 1, Type.U64), field("b", 2, Type.U8)),
                    operation("Two", 2),
                    headed("Head", "One", "Two"));

    private static final Descriptor FIXED =
            fixed(
                    struct(
                            "Head",
                            field("size", 1, Type.U16, Role.SIZE),
                            field("op", 2, Type.U16, Role.TAG),
                            field("reserved", 3, Type.U32, Role.RESERVED)),
                    first(
                            16,
                            operation(
                                    "Grow",
                                    1,
                                    field("first", 1, Type.U64),
                                    field("second", 2, Type.U64),
                                    field("third", 3, Type.U32),
                                    field("reserved", 4, Type.U32, Role.RESERVED))),
                    operation("Bare", 2),
                    headed("Head", "Grow", "Bare"));

    private static DescriptorProto.Builder first(int size, DescriptorProto.Builder operation) {
        operation.getOptionsBuilder().setExtension(Wire.firstSize, size);
        return operation;
    }

    @ParameterizedTest
    @CsvSource({
        "I386,   09000100 44332211 0807060504030201 07000000",
        "S390X,  0900000100000000 0000000011223344 0102030405060708 0700000000000000"
    })
    void aNativeHeaderIsLaidOutAsAnyStruct(Dialect dialect, String hex) {
        DynamicMessage message =
                message(
                        NATIVE,
                        "header { version: 9 op: 1 who: 0x11223344 } m0 { a: "
                                + "0x0102030405060708 b: 7 }");
        ByteBuf out = Unpooled.buffer();
        SchemaCodec codec = codec(NATIVE, dialect.abi());
        codec.encode(message, out);
        assertThat(ByteBufUtil.hexDump(out)).isEqualTo(hex.replace(" ", ""));
        assertThat(codec.decode(out)).isEqualTo(new SchemaDecoded.Accepted(message));
    }

    @Test
    void aRecordWithoutASizeIsAllBytesAndNeedsAHeader() {
        SchemaCodec codec = codec(NATIVE, Dialect.I386.abi());
        assertThat(codec.decode(bytes("0900020044332211")))
                .isEqualTo(
                        new SchemaDecoded.Accepted(
                                message(
                                        NATIVE,
                                        "header { version: 9 op: 2 who: 0x11223344 } m1 {}")));
        assertThat(codec.decode(bytes("09000200443322")))
                .isEqualTo(refused(Malformed.Kind.NO_HEADER, 7, 8));
        assertThat(codec.decode(bytes("0900030044332211")))
                .isEqualTo(refused(Malformed.Kind.UNKNOWN_OPCODE, 3, 0));
        assertThat(codec.decode(bytes("0900010044332211 080706050403020100")))
                .isInstanceOf(SchemaDecoded.Accepted.class);
        assertThat(codec.decode(bytes("0900010044332211 0807060504030201")))
                .isEqualTo(refused(Malformed.Kind.TOO_SHORT, 16, 17));
        assertThat(codec.decode(bytes("00".repeat(21))))
                .isEqualTo(refused(Malformed.Kind.TOO_LONG, 21, 20));
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void aFixedLayoutIsTheSameWhateverAbiIsNamed(Dialect dialect) {
        ByteBuf out = Unpooled.buffer();
        codec(FIXED, dialect.abi()).encode(message(FIXED, "m0 { first: 1 third: 2 }"), out);
        assertThat(ByteBufUtil.hexDump(out))
                .isEqualTo("2000010000000000010000000000000000000000000000000200000000000000");
    }

    @ParameterizedTest
    @CsvSource({
        "1000010000000000 0100000000000000, header { size: 16 op: 1 } m0 { first: 1 }",
        "1800010000000000 0100000000000000 0200000000000000,"
                + " header { size: 24 op: 1 } m0 { first: 1 second: 2 }",
        "2800010000000000 0100000000000000 0000000000000000 0300000000000000 0000000000000000,"
                + " header { size: 40 op: 1 } m0 { first: 1 third: 3 }",
        "0800020000000000, header { size: 8 op: 2 } m1 {}",
        "1000020000000000 0000000000000000, header { size: 16 op: 2 } m1 {}"
    })
    void aRecordIsAsLongAsItSaysAndTheNextFollows(String hex, String text) {
        SchemaCodec codec = codec(FIXED, Abi.FIXED);
        ByteBuf in = bytes(hex + "ffff");
        assertThat(codec.decode(in)).isEqualTo(new SchemaDecoded.Accepted(message(FIXED, text)));
        assertThat(in.readableBytes()).isEqualTo(2);
        ByteBuf out = Unpooled.buffer();
        codec.encode(message(FIXED, text), out);
        assertThat(out).isEqualTo(bytes(hex));
    }

    @ParameterizedTest
    @CsvSource({
        "10000100000000,                                   NO_HEADER,         7,  8",
        "0000010000000000,                                 BAD_SIZE,          0,  8",
        "0400010000000000,                                 BAD_SIZE,          4,  8",
        "0c0002000000000000000000,                         BAD_SIZE,          12, 12",
        "1000010000000000 01000000000000,                  BAD_SIZE,          16, 15",
        "0800030000000000,                                 UNKNOWN_OPERATION, 3,  0",
        "0800010000000000,                                 TOO_SHORT,         8,  16",
        "1000020000000000 0000000000000080,                UNKNOWN_TAIL,      15, 8",
        "1000010001000000 0100000000000000,                RESERVED_SET,      4,  0",
        "2000010000000000 0100000000000000 0000000000000000 0000000000000001,"
                + "                                        RESERVED_SET,      28, 0",
        "1000020000000001 0000000000000080,                UNKNOWN_TAIL,      15, 8",
        "0800010000000001,                                 TOO_SHORT,         8,  16"
    })
    void whatIsNoRecordOfAFixedLayoutIsNamed(String hex, Malformed.Kind kind, int got, int wanted) {
        ByteBuf in = bytes(hex);
        assertThat(codec(FIXED, Abi.FIXED).decode(in)).isEqualTo(refused(kind, got, wanted));
        assertThat(in.readerIndex()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "header { op: 2 } m0 {},               'op is 2, but the operation is m0, 1'",
        "header { size: 8 } m0 {},             'size is 8, wanted 0 or a multiple of 8 from 16 on'",
        "header { size: 20 } m0 {},            'size is 20, wanted 0 or a multiple of 8 from 16 on'",
        "header { size: 16 } m0 { second: 5 }, 'second is 0x5, the dialect holds at most 0x0'",
        "header { size: 24 } m0 { third: 5 },  'third is 0x5, the dialect holds at most 0x0'",
        "header { reserved: 1 } m0 {},         'reserved is 0x1, the dialect holds at most 0x0'",
        "m0 { reserved: 1 },                   'reserved is 0x1, the dialect holds at most 0x0'",
        "header { size: 65536 } m0 {},      'size is 0x10000, the dialect holds at most 0xffff'"
    })
    void aMessageThatContradictsItselfIsTheCallersBug(String text, String reason) {
        ByteBuf out = Unpooled.buffer();
        assertThatThrownBy(() -> codec(FIXED, Abi.FIXED).encode(message(FIXED, text), out))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(reason);
        assertThat(out.writerIndex()).isZero();
    }

    @Test
    void aStructIsRefusedForWhatIsReservedInIt() {
        Descriptor head = FIXED.findFieldByName("header").getMessageType();
        StructCodec<DynamicMessage> codec =
                new StructCodec<>(DynamicMessage.getDefaultInstance(head), Dialect.POWERPC.abi());
        assertThat(codec.refusal(bytes("1000010000000000"))).isNull();
        assertThat(codec.refusal(bytes("1000010000000002")))
                .isEqualTo(new Malformed(Malformed.Kind.RESERVED_SET, 4, 0));
        assertThat(codec.refusal(bytes("10000100000000")))
                .isEqualTo(new Malformed(Malformed.Kind.TOO_SHORT, 7, 8));
        assertThatThrownBy(
                        () ->
                                codec.encode(
                                        DynamicMessage.newBuilder(head)
                                                .setField(head.findFieldByName("reserved"), 1)
                                                .build(),
                                        Unpooled.buffer()))
                .isInstanceOf(FieldRangeException.class);
    }

    @Test
    void theAnatomyOfASizedRecordShowsItsHeaderItsTailAndWhatIsBehind() {
        assertThat(anatomy("1800010000000000 0100000000000000 0200000000000000 ffff"))
                .containsExactly(
                        "FIELD 0 2 size 1800",
                        "OPCODE 2 2 op 0100 m0",
                        "FIELD 4 4 reserved 00000000 reserved",
                        "FIELD 8 8 first 0100000000000000",
                        "FIELD 16 8 second 0200000000000000",
                        "EXCESS 24 2 ffff behind the record");
        assertThat(anatomy("1000020000000001 0000000000000080"))
                .containsExactly(
                        "FIELD 0 2 size 1000",
                        "OPCODE 2 2 op 0200 m1",
                        "FIELD 4 4 reserved 00000001 reserved, has to be 0",
                        "EXCESS 8 8 0000000000000080 unknown, not zero");
        assertThat(anatomy("1000020000000000 0000000000000000"))
                .last()
                .isEqualTo("IGNORED 8 8 0000000000000000 unknown, zero");
        assertThat(anatomy("0800010000000000"))
                .containsExactly(
                        "FIELD 0 2 size 0800",
                        "OPCODE 2 2 op 0100 m0",
                        "FIELD 4 4 reserved 00000000 reserved",
                        "MISSING 8 8 first needed, not there");
        assertThat(anatomy("0900090000000000 00"))
                .containsExactly(
                        "FIELD 0 2 size 0900 no size that a record here can have",
                        "OPCODE 2 2 op 0900 no operation",
                        "FIELD 4 4 reserved 00000000 reserved",
                        "IGNORED 8 1 00 unknown opcode, zero");
        assertThat(anatomy("08000100"))
                .containsExactly(
                        "IGNORED 0 4 08000100 too short for a header",
                        "MISSING 0 8 header needed, not there");
    }

    private static List<String> anatomy(String hex) {
        return new RecordAnatomy(RecordSchema.of(FIXED, Abi.FIXED))
                .of(bytes(hex)).stream().map(HeaderTest::words).toList();
    }

    private static String words(ByteSpan span) {
        String where = span.kind() + " " + span.offset() + " " + span.length() + " ";
        assertThat(span.kind()).isNotEqualTo(Kind.PADDING);
        return (where + span.name() + " " + span.hex() + " " + span.meaning())
                .replaceAll(" +", " ")
                .strip();
    }

    private static SchemaCodec codec(Descriptor record, Abi abi) {
        return new SchemaCodec(DynamicMessage.getDefaultInstance(record), abi);
    }

    private static DynamicMessage message(Descriptor record, String text) {
        DynamicMessage.Builder message = DynamicMessage.newBuilder(record);
        try {
            TextFormat.merge(text, message);
        } catch (TextFormat.ParseException wrong) {
            throw new IllegalArgumentException(wrong);
        }
        return message.build();
    }

    private static ByteBuf bytes(String hex) {
        return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex.replace(" ", "")));
    }

    private static SchemaDecoded refused(Malformed.Kind kind, int got, int wanted) {
        return new SchemaDecoded.Refused(new Malformed(kind, got, wanted));
    }
}
