package io.github.procmm.schema;

import static io.github.procmm.fixture.Described.bare;
import static io.github.procmm.fixture.Described.field;
import static io.github.procmm.fixture.Described.last;
import static io.github.procmm.fixture.Described.member;
import static io.github.procmm.fixture.Described.operation;
import static io.github.procmm.fixture.Described.record;
import static io.github.procmm.fixture.Described.struct;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.ExtensionRegistry;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import io.github.procmm.fixture.Described;
import io.github.procmm.proto.wire.Type;
import io.github.procmm.proto.wire.Wire;
import io.github.procmm.wire.Abi;
import io.github.procmm.wire.Dialect;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every way in which a description does not describe records, and what its author is told. */
class SchemaExceptionTest {

    private static final Abi ABI = Dialect.X86_64.abi();

    @Test
    void aFieldWithoutACTypeIsRefused() {
        FieldDescriptorProto.Builder field = bare("addr", 1, FieldDescriptorProto.Type.TYPE_UINT64);
        assertStructRefused(
                struct("S", field),
                "demo.S.addr: has no (procmm.wire.type), every field needs one");
    }

    @ParameterizedTest
    @CsvSource({
        "INT, TYPE_UINT32, int32",
        "INT, TYPE_SINT32, int32",
        "UINT, TYPE_INT32, uint32",
        "ULONG, TYPE_UINT32, uint64",
        "ULONG, TYPE_FIXED64, uint64",
        "U8, TYPE_UINT64, uint32",
        "U16, TYPE_BOOL, uint32",
        "U32, TYPE_STRING, uint32",
        "U64, TYPE_BYTES, uint64"
    })
    void aFieldOfAnotherProtobufTypeIsRefused(
            Type type, FieldDescriptorProto.Type holder, String wanted) {
        String got = holder.name().substring("TYPE_".length()).toLowerCase(Locale.ROOT);
        assertStructRefused(
                struct("S", field("f", 1, type).setType(holder)),
                "demo.S.f: is a %s, wanted %s to hold %s".formatted(got, wanted, type));
    }

    @Test
    void aRepeatedFieldIsRefused() {
        assertStructRefused(
                struct("S", field("f", 1, Type.U8).setLabel(Label.LABEL_REPEATED)),
                "demo.S.f: a record has no repeated fields");
    }

    @Test
    void anOptionalFieldIsRefused() {
        DescriptorProto.Builder struct =
                struct("S", field("f", 1, Type.U8).setProto3Optional(true).setOneofIndex(0));
        struct.addOneofDecl(OneofDescriptorProto.newBuilder().setName("_f"));
        assertStructRefused(
                struct, "demo.S.f: a struct's field is always there: no optional, no oneof");
    }

    @Test
    void aFieldInAOneofIsRefused() {
        DescriptorProto.Builder struct = struct("S", field("f", 1, Type.U8).setOneofIndex(0));
        struct.addOneofDecl(OneofDescriptorProto.newBuilder().setName("u"));
        assertStructRefused(
                struct, "demo.S.f: a struct's field is always there: no optional, no oneof");
    }

    /** In proto2 a field may be absent without being in any oneof. */
    @ParameterizedTest
    @EnumSource(names = {"LABEL_OPTIONAL", "LABEL_REQUIRED"})
    void aFieldOfProto2IsRefused(Label label) {
        FileDescriptorProto file =
                Described.fileProto(struct("S", field("f", 1, Type.U8).setLabel(label)))
                        .setSyntax("proto2")
                        .build();
        Descriptor struct = Described.load(file).getMessageTypes().get(0);
        assertThatThrownBy(() -> StructLayout.of(struct, ABI))
                .isInstanceOf(SchemaException.class)
                .hasMessage("demo.S.f: a struct's field is always there: no optional, no oneof");
    }

    @Test
    void bitsNamedByAnEnumThatIsNotThereAreRefused() {
        FieldDescriptorProto.Builder field = field("f", 1, Type.U8);
        field.getOptionsBuilder().setExtension(Wire.bits, "demo.Missing");
        assertStructRefused(
                struct("S", field),
                "demo.S.f: names its bits by demo.Missing, which is no enum here");
    }

    @Test
    void bitsNamedByAMessageAreRefused() {
        FieldDescriptorProto.Builder field = field("f", 1, Type.U8);
        field.getOptionsBuilder().setExtension(Wire.bits, "demo.S");
        assertStructRefused(
                struct("S", field), "demo.S.f: names its bits by demo.S, which is no enum here");
    }

    @Test
    void aUnionWithoutATagIsRefused() {
        DescriptorProto.Builder record = record(Type.INT, "A");
        record.clearOptions();
        assertRefused("demo.Record: has no (procmm.wire.tag)", operation("A", 1), record);
    }

    @ParameterizedTest
    @EnumSource(names = {"U64", "ULONG"})
    void aTagOfMoreThan32BitsIsRefused(Type tag) {
        assertRefused(
                "demo.Record: has a tag of type " + tag + ", wanted 32 bits or fewer",
                operation("A", 1),
                record(tag, "A"));
    }

    /** As a description may have it that was written for a later version. */
    @Test
    void aTagOfAnUnknownTypeIsRefused() throws InvalidProtocolBufferException {
        Field unknown = Field.newBuilder().addVarint(99).build();
        int option = Wire.tag.getDescriptor().getNumber();
        DescriptorProto.Builder record = record(Type.INT, "A");
        record.getOptionsBuilder()
                .clearExtension(Wire.tag)
                .setUnknownFields(UnknownFieldSet.newBuilder().addField(option, unknown).build());
        ExtensionRegistry registry = ExtensionRegistry.newInstance();
        Wire.registerAllExtensions(registry);

        DescriptorProto read = DescriptorProto.parseFrom(record.build().toByteArray(), registry);

        assertRefused(
                "demo.Record: has a tag of type UNRECOGNIZED, wanted 32 bits or fewer",
                operation("A", 1),
                read.toBuilder());
    }

    @Test
    void anOperationWithoutAnOpcodeIsRefused() {
        assertRefused(
                "demo.B: has no (procmm.wire.opcode)",
                operation("A", 1),
                struct("B"),
                record(Type.INT, "A", "B"));
    }

    @Test
    void anOpcodeThatIsTakenIsRefused() {
        assertRefused(
                "demo.B: has opcode 7, which is taken",
                operation("A", 7),
                operation("B", 7),
                record(Type.INT, "A", "B"));
    }

    @Test
    void oneOperationUnderTwoNamesIsRefused() {
        assertRefused(
                "demo.A: has opcode 7, which is taken",
                operation("A", 7),
                record(Type.INT, "A", "A"));
    }

    @ParameterizedTest
    @CsvSource({"U8, 256, 1", "U8, -1, 1", "U16, 65536, 2", "U16, -2147483648, 2"})
    void anOpcodeThatTheTagCannotHoldIsRefused(Type tag, int opcode, int size) {
        assertRefused(
                "demo.A: has opcode %d, which a tag of %d bytes cannot hold"
                        .formatted(opcode, size),
                operation("A", opcode),
                record(tag, "A"));
    }

    @ParameterizedTest
    @CsvSource({"U8, 255", "U16, 65535", "U32, -1", "UINT, -2147483648", "INT, -1", "INT, 0"})
    void anOpcodeThatTheTagHoldsIsFine(Type tag, int opcode) {
        Descriptor union = last(operation("A", opcode), record(tag, "A"));
        assertThatCode(() -> RecordSchema.of(union, ABI)).doesNotThrowAnyException();
    }

    @Test
    void aFieldOutsideTheOneofIsRefused() {
        assertRefused(
                "demo.Record: has fields outside its oneof",
                operation("A", 1),
                record(Type.INT, "A").addField(member("b", 9, "A").clearOneofIndex()));
    }

    @Test
    void aMemberThatIsNoMessageIsRefused() {
        assertRefused(
                "demo.Record.b: is not a message with an opcode",
                operation("A", 1),
                record(Type.INT, "A").addField(field("b", 9, Type.U8).setOneofIndex(0)));
    }

    @Test
    void aUnionWithoutAOneofIsRefused() {
        assertRefused(
                "demo.Record: has 0 oneofs, a tagged union has one",
                record(Type.INT).clearOneofDecl());
    }

    @Test
    void aSecondOneofIsRefused() {
        assertRefused(
                "demo.Record: has 2 oneofs, a tagged union has one",
                operation("A", 1),
                operation("B", 2),
                record(Type.INT, "A")
                        .addOneofDecl(OneofDescriptorProto.newBuilder().setName("v"))
                        .addField(member("b", 9, "B").setOneofIndex(1)));
    }

    @Test
    void aStructInAStructIsRefused() {
        FieldDescriptorProto.Builder inner = member("inner", 1, "A").clearOneofIndex();
        inner.getOptionsBuilder().setExtension(Wire.type, Type.U64);
        assertRefused(
                "demo.B.inner: is a message, wanted uint64 to hold U64",
                operation("A", 1),
                operation("B", 2, inner),
                record(Type.INT, "B"));
    }

    @Test
    void aRefusalIsAnIllegalArgument() {
        assertThatThrownBy(() -> RecordSchema.of(last(struct("S")), ABI))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertStructRefused(DescriptorProto.Builder struct, String message) {
        Descriptor descriptor = last(struct);
        assertThatThrownBy(() -> StructLayout.of(descriptor, ABI))
                .isInstanceOf(SchemaException.class)
                .hasMessage(message);
    }

    private static void assertRefused(String message, DescriptorProto.Builder... messages) {
        Descriptor union = last(messages);
        assertThatThrownBy(() -> RecordSchema.of(union, ABI))
                .isInstanceOf(SchemaException.class)
                .hasMessage(message);
    }
}
