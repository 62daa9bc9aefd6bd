package io.github.procmm.schema;

import static io.github.procmm.fixture.Described.field;
import static io.github.procmm.fixture.Described.operation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.ExtensionRegistry;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.TextFormat;
import io.github.procmm.fixture.Described;
import io.github.procmm.model.Malformed;
import io.github.procmm.proto.v1.ProcMmOp;
import io.github.procmm.proto.wire.Type;
import io.github.procmm.proto.wire.Wire;
import io.github.procmm.wire.Dialect;
import io.github.procmm.wire.FieldRangeException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An interface that is not v1, as somebody might propose it.
 *
 * <pre>
 *   struct record {
 *       uint16_t op;
 *       union {
 *           struct { uint8_t kind; uint64_t addr; uint16_t node; unsigned long len; } place;  // 1
 *           struct { uint32_t id; uint8_t how; } drop;                                        // 2
 *           struct { } ping;                                                                  // 3
 *       } u;
 *   };
 * </pre>
 */
class DescribedInterfaceTest {

    private static final FileDescriptorProto FILE =
            Described.fileProto(
                            // Declared against the order of the numbers, which is that of C.
                            operation(
                                    "Place",
                                    1,
                                    field("len", 4, Type.ULONG),
                                    field("node", 3, Type.U16),
                                    field("addr", 2, Type.U64),
                                    field("kind", 1, Type.U8)),
                            operation(
                                    "Drop", 2, field("id", 1, Type.U32), field("how", 2, Type.U8)),
                            operation("Ping", 3),
                            Described.record(Type.U16, "Place", "Drop", "Ping"))
                    .build();

    private static final Descriptor RECORD = Described.load(FILE).findMessageTypeByName("Record");

    @ParameterizedTest
    @CsvSource({
        "I386,    24, 4, 'kind 0, addr 4, node 12, len 16'",
        "ARM,     32, 8, 'kind 0, addr 8, node 16, len 20'",
        "POWERPC, 32, 8, 'kind 0, addr 8, node 16, len 20'",
        "X86_64,  40, 8, 'kind 0, addr 8, node 16, len 24'",
        "S390X,   40, 8, 'kind 0, addr 8, node 16, len 24'"
    })
    void theLayoutFollowsTheAbi(Dialect dialect, int recordSize, int bodyOffset, String fields) {
        RecordSchema schema = RecordSchema.of(RECORD, dialect.abi());
        StructLayout place = Objects.requireNonNull(schema.operation(1)).body();

        assertThat(schema.recordSize()).isEqualTo(recordSize);
        assertThat(schema.bodyOffset()).isEqualTo(bodyOffset);
        assertThat(
                        place.fields().stream()
                                .map(field -> field.name() + " " + field.offset())
                                .collect(Collectors.joining(", ")))
                .isEqualTo(fields);
    }

    @ParameterizedTest
    @CsvSource({
        "I386,    01000000 07000000 0807060504030201 2211 0000 44332211",
        "ARM,     01000000 00000000 0700000000000000 0807060504030201 2211 0000 44332211",
        "POWERPC, 00010000 00000000 0700000000000000 0102030405060708 1122 0000 11223344",
        "X86_64,  01000000 00000000 0700000000000000 0807060504030201 2211000000000000"
                + " 4433221100000000",
        "S390X,   00010000 00000000 0700000000000000 0102030405060708 1122000000000000"
                + " 0000000011223344"
    })
    void aMessageIsWrittenWhereTheLayoutSaysAndReadBack(Dialect dialect, String hex) {
        DynamicMessage message =
                message(
                        """
                        m0 { kind: 7 addr: 0x0102030405060708 node: 0x1122 len: 0x11223344 }
                        """);
        ByteBuf out = Unpooled.buffer();

        codec(dialect).encode(message, out);

        assertThat(ByteBufUtil.hexDump(out)).isEqualTo(hex.replace(" ", ""));
        assertThat(codec(dialect).decode(out)).isEqualTo(new SchemaDecoded.Accepted(message));
    }

    @Test
    void aStructWithoutFieldsNeedsNoBytes() {
        StructLayout ping =
                StructLayout.of(RECORD.getFile().findMessageTypeByName("Ping"), Dialect.I386.abi());
        assertThat(ping.bytesNeeded()).isZero();
    }

    @Test
    void anOperationWithoutFieldsNeedsItsTagOnly() {
        assertThat(codec(Dialect.S390X).decode(bytes("0003")))
                .isEqualTo(new SchemaDecoded.Accepted(message("m2 {}")));
        assertThat(codec(Dialect.S390X).decode(bytes("0002")))
                .isEqualTo(refused(Malformed.Kind.TOO_SHORT, 2, 13));
        assertThat(codec(Dialect.S390X).decode(bytes("00")))
                .isEqualTo(refused(Malformed.Kind.NO_OPCODE, 1, 2));
        assertThat(codec(Dialect.S390X).decode(bytes("ffff")))
                .isEqualTo(refused(Malformed.Kind.UNKNOWN_OPCODE, 0xffff, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "m0 { kind: 256 }, kind, 256, 255",
        "m0 { node: 65536 }, node, 65536, 65535",
        "m0 { len: 4294967296 }, len, 4294967296, 4294967295",
        "m1 { how: 4294967295 }, how, 4294967295, 255"
    })
    void aValueThatDoesNotFitIsNamedAndNothingIsWritten(
            String text, String field, long value, long limit) {
        ByteBuf out = Unpooled.buffer(0);
        FieldRangeException refusal =
                catchThrowableOfType(
                        FieldRangeException.class,
                        () -> codec(Dialect.ARM).encode(message(text), out));
        assertThat(List.of(refusal.field(), refusal.value(), refusal.limit()))
                .isEqualTo(List.of(field, value, limit));
        assertThat(out).isEqualTo(Unpooled.EMPTY_BUFFER);
    }

    @Test
    void aMessageOfAnotherTypeOrWithoutAnOperationIsTheCallersBug() {
        ByteBuf out = Unpooled.buffer();
        assertThatThrownBy(() -> codec(Dialect.ARM).encode(ProcMmOp.getDefaultInstance(), out))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("message of type procmm.v1.ProcMmOp, wanted demo.Record");
        assertThatThrownBy(() -> codec(Dialect.ARM).encode(message(""), out))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("demo.Record has no operation set");
        assertThat(out.writerIndex()).isZero();
    }

    /** As the file of descriptors that protoc writes is loaded at run time. */
    @Test
    void aDescriptionLoadedFromBytesIsTheSameInterface() throws InvalidProtocolBufferException {
        ExtensionRegistry registry = ExtensionRegistry.newInstance();
        Wire.registerAllExtensions(registry);
        FileDescriptor loaded =
                Described.load(FileDescriptorProto.parseFrom(FILE.toByteArray(), registry));
        Descriptor record = loaded.findMessageTypeByName("Record");
        RecordSchema schema = RecordSchema.of(record, Dialect.I386.abi());
        assertThat(List.of(schema.tag(), schema.recordSize())).isEqualTo(List.of(Type.U16, 24));
    }

    @Test
    void aDescriptionWithoutCNamesTakesThoseOfItsMessages() {
        RecordSchema schema = RecordSchema.of(RECORD, Dialect.I386.abi());
        assertThat(
                        schema.operations().values().stream()
                                .map(op -> op.cOpcode() + " " + op.body().cName()))
                .containsExactly("m0 Place", "m1 Drop", "m2 Ping");
    }

    @Test
    void theBitsOfAFieldHaveTheNamesOfTheirEnum() {
        RecordSchema v1 = RecordSchema.of(ProcMmOp.getDescriptor(), Dialect.I386.abi());
        StructLayout mmap = Objects.requireNonNull(v1.operation(54)).body();
        assertThat(
                        mmap.fields().stream()
                                .map(FieldLayout::bitNames)
                                .map(names -> names == null ? "-" : names.getFullName()))
                .containsExactly("-", "-", "procmm.v1.Prot", "procmm.v1.MapFlag", "-", "-");
    }

    private static SchemaCodec codec(Dialect dialect) {
        return new SchemaCodec(DynamicMessage.getDefaultInstance(RECORD), dialect.abi());
    }

    private static DynamicMessage message(String text) {
        DynamicMessage.Builder message = DynamicMessage.newBuilder(RECORD);
        try {
            TextFormat.merge(text, message);
        } catch (TextFormat.ParseException wrong) {
            throw new IllegalArgumentException(wrong);
        }
        return message.build();
    }

    private static ByteBuf bytes(String hex) {
        return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex));
    }

    private static SchemaDecoded refused(Malformed.Kind kind, int got, int wanted) {
        return new SchemaDecoded.Refused(new Malformed(kind, got, wanted));
    }
}
