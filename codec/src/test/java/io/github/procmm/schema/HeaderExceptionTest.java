package io.github.procmm.schema;

import static io.github.procmm.fixture.Described.field;
import static io.github.procmm.fixture.Described.fixed;
import static io.github.procmm.fixture.Described.headed;
import static io.github.procmm.fixture.Described.last;
import static io.github.procmm.fixture.Described.operation;
import static io.github.procmm.fixture.Described.record;
import static io.github.procmm.fixture.Described.struct;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import io.github.procmm.fixture.Described;
import io.github.procmm.proto.wire.Layout;
import io.github.procmm.proto.wire.Role;
import io.github.procmm.proto.wire.Type;
import io.github.procmm.proto.wire.Wire;
import io.github.procmm.wire.Dialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a description with a header or a fixed layout has to say, and what its author is told. */
class HeaderExceptionTest {

    @Test
    void aTagAndAHeaderAreOneTooMany() {
        DescriptorProto.Builder record = headed("Head", "A");
        record.getOptionsBuilder().setExtension(Wire.tag, Type.INT);
        assertRefused(
                "demo.Record: has a tag and a header, wanted one",
                last(head(), operation("A", 1), record));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "m0", "number"})
    void aHeaderThatIsNoMessageOutsideTheOneofIsRefused(String name) {
        DescriptorProto.Builder record = headed("Head", "A");
        record.getOptionsBuilder().setExtension(Wire.header, name);
        record.addField(field("number", 98, Type.U8));
        assertRefused(
                "demo.Record: has header '" + name + "', wanted a message outside its oneof",
                last(head(), operation("A", 1), record));
    }

    @Test
    void aRepeatedHeaderIsRefused() {
        DescriptorProto.Builder record = headed("Head", "A");
        record.getFieldBuilder(1).setLabel(Label.LABEL_REPEATED);
        assertRefused(
                "demo.Record: has header 'header', wanted a message outside its oneof",
                last(head(), operation("A", 1), record));
    }

    @Test
    void anotherFieldBesideTheHeaderIsRefused() {
        assertRefused(
                "demo.Record: has fields outside its oneof",
                last(
                        head(),
                        operation("A", 1),
                        headed("Head", "A").addField(field("more", 98, Type.U8))));
    }

    @Test
    void aHeaderWithoutATagIsRefused() {
        assertRefused(
                "demo.Head: has no field that is TAG",
                last(
                        struct("Head", field("op", 1, Type.U16)),
                        operation("A", 1),
                        headed("Head", "A")));
    }

    @ParameterizedTest
    @EnumSource(names = {"TAG", "SIZE"})
    void aSecondTagOrSizeIsRefused(Role role) {
        assertRefused(
                "demo.Head.two: is a second " + role,
                fixed(
                        struct(
                                "Head",
                                field("op", 1, Type.U16, Role.TAG),
                                field("size", 2, Type.U16, Role.SIZE),
                                field("two", 3, Type.U32, role)),
                        operation("A", 1),
                        headed("Head", "A")));
    }

    @ParameterizedTest
    @EnumSource(names = {"TAG", "SIZE"})
    void aTagOrSizeOfAnOperationIsRefused(Role role) {
        assertRefused(
                "demo.A.x: is a " + role + ", which only a header has",
                last(head(), operation("A", 1, field("x", 1, Type.U8, role)), headed("Head", "A")));
    }

    @Test
    void aTagOfMoreThan32BitsIsRefused() {
        assertRefused(
                "demo.Record: has a tag of type U64, wanted 32 bits or fewer",
                last(
                        struct("Head", field("op", 1, Type.U64, Role.TAG)),
                        operation("A", 1),
                        headed("Head", "A")));
    }

    @Test
    void aSizeInANativeLayoutIsRefused() {
        assertRefused(
                "demo.Head.size: is a SIZE, for which the file's layout has to be FIXED",
                last(
                        struct(
                                "Head",
                                field("op", 1, Type.U16, Role.TAG),
                                field("size", 2, Type.U16, Role.SIZE)),
                        operation("A", 1),
                        headed("Head", "A")));
    }

    @ParameterizedTest
    @EnumSource(names = {"INT", "UINT", "ULONG"})
    void aTypeThatDiffersBetweenMachinesIsRefusedInAFixedLayout(Type type) {
        assertStructRefused(
                "demo.S.x: has type " + type + ", a fixed layout has U8 to U64",
                struct("S", field("x", 1, type)));
    }

    @Test
    void paddingIsRefusedInAFixedLayout() {
        assertStructRefused(
                "demo.S.b: lies behind 3 bytes of padding, a fixed layout has to describe them",
                struct("S", field("a", 1, Type.U8), field("b", 2, Type.U32)));
        assertStructRefused(
                "demo.S: has 12 bytes, a fixed layout has a multiple of 8",
                struct("S", field("a", 1, Type.U64), field("b", 2, Type.U32)));
        assertRefused(
                "demo.Record: has padding behind its tag, a fixed layout has to describe it",
                fixed(operation("A", 1, field("x", 1, Type.U64)), record(Type.U16, "A")));
    }

    @Test
    void aFixedLayoutIsRefusedWhateverTheAbi() {
        Descriptor struct = fixed(struct("S", field("a", 1, Type.U32), field("b", 2, Type.U64)));
        for (Dialect dialect : Dialect.values()) {
            assertThatThrownBy(() -> StructLayout.of(struct, dialect.abi()))
                    .isInstanceOf(SchemaException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "12", "16", "40", "-8"})
    void aFirstSizeThatNoRecordHasIsRefused(int first) {
        DescriptorProto.Builder operation =
                operation("A", 1, field("x", 1, Type.U64), field("y", 2, Type.U64));
        operation.getOptionsBuilder().setExtension(Wire.firstSize, first);
        Descriptor record = fixed(sizedHead(Type.U16), operation, headed("Head", "A"));
        if (first == 16) {
            assertThatCode(() -> RecordSchema.of(record, Dialect.I386.abi()))
                    .doesNotThrowAnyException();
        } else {
            assertRefused(
                    "demo.A: has first size " + first + ", wanted a multiple of 8 from 8 to 24",
                    record);
        }
    }

    @Test
    void aFirstSizeWithoutASizeIsRefused() {
        DescriptorProto.Builder operation = operation("A", 1);
        operation.getOptionsBuilder().setExtension(Wire.firstSize, 8);
        assertRefused(
                "demo.A: has a first size, but no SIZE in a header",
                last(head(), operation, headed("Head", "A")));
    }

    @Test
    void aRecordThatItsSizeCannotSayIsRefused() {
        DescriptorProto.Builder operation = operation("A", 1);
        for (int i = 1; i < 32; i++) {
            operation.addField(field("f" + i, i, Type.U64));
        }
        assertRefused(
                "demo.A: has 256 bytes, more than 'size' can say",
                fixed(sizedHead(Type.U8), operation, headed("Head", "A")));
        assertThatCode(
                        () ->
                                RecordSchema.of(
                                        fixed(sizedHead(Type.U16), operation, headed("Head", "A")),
                                        Dialect.I386.abi()))
                .doesNotThrowAnyException();
    }

    @Test
    void anOperationOfAFileWithAnotherLayoutIsRefused() throws DescriptorValidationException {
        FileDescriptor other =
                Described.load(
                        Described.fileProto(operation("B", 2, field("x", 1, Type.U64)))
                                .setName("other.proto")
                                .build());
        FileDescriptorProto.Builder file =
                Described.fileProto(sizedHead(Type.U16), headed("Head", "B"))
                        .addDependency("other.proto");
        file.getOptionsBuilder().setExtension(Wire.layout, Layout.FIXED);
        FileDescriptor loaded =
                FileDescriptor.buildFrom(
                        file.build(), new FileDescriptor[] {Wire.getDescriptor(), other});
        assertRefused(
                "demo.Record.m0: is of a file with another layout than its union's",
                loaded.findMessageTypeByName("Record"));
    }

    private static DescriptorProto.Builder head() {
        return struct("Head", field("op", 1, Type.U16, Role.TAG));
    }

    private static DescriptorProto.Builder sizedHead(Type size) {
        Type rest = size == Type.U8 ? Type.U8 : Type.U16;
        DescriptorProto.Builder head =
                struct(
                        "Head",
                        field("op", 1, Type.U32, Role.TAG),
                        field("size", 2, size, Role.SIZE),
                        field("a", 3, rest, Role.RESERVED));
        return size == Type.U8 ? head.addField(field("b", 4, Type.U16, Role.RESERVED)) : head;
    }

    private static void assertStructRefused(String message, DescriptorProto.Builder struct) {
        Descriptor descriptor = fixed(struct);
        assertThatThrownBy(() -> StructLayout.of(descriptor, Dialect.X86_64.abi()))
                .isInstanceOf(SchemaException.class)
                .hasMessage(message);
    }

    private static void assertRefused(String message, Descriptor record) {
        assertThatThrownBy(() -> RecordSchema.of(record, Dialect.X86_64.abi()))
                .isInstanceOf(SchemaException.class)
                .hasMessage(message);
    }
}
