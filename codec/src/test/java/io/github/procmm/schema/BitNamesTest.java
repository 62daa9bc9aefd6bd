package io.github.procmm.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import io.github.procmm.fixture.Described;
import io.github.procmm.proto.wire.Type;
import io.github.procmm.proto.wire.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the names of a field's bits are looked for, and what they make of a value. */
class BitNamesTest {

    @ParameterizedTest
    @CsvSource({
        "0, ZERO",
        "0x80000000, TOP",
        "0x80000001, TOP|0x1",
        "0x180000000, TOP|0x100000000"
    })
    void bitsMayBeNamedByAnEnumInsideAMessage(String value, String meaning) {
        DescriptorProto.Builder outer = Described.struct("Outer").addEnumType(bits());

        FieldDescriptor field = field("demo.Outer.Bits", Described.struct("Other"), outer);

        assertThat(BitNames.describe(field, Long.decode(value))).isEqualTo(meaning);
    }

    @Test
    void bitsMayBeNamedByAnEnumInsideAMessageInAMessage() {
        DescriptorProto.Builder inner = Described.struct("Inner").addEnumType(bits());
        DescriptorProto.Builder outer = Described.struct("Outer").addNestedType(inner);

        assertThat(BitNames.describe(field("demo.Outer.Inner.Bits", outer), 0)).isEqualTo("ZERO");
    }

    @Test
    void bitsMayBeNamedByAnEnumOfAnotherFile() {
        FieldDescriptor field = field(Type.getDescriptor().getFullName());

        assertThat(BitNames.describe(field, 2)).isEqualTo("UINT");
    }

    /** The file that the field's own imports first has no such enum. */
    @Test
    void bitsMayBeNamedByAnEnumOfAnyFileThatIsImported() throws DescriptorValidationException {
        FieldDescriptor field = importing(proto2("SEVENTH", 1 << 6));

        assertThat(BitNames.describe(field, 0x41)).isEqualTo("SEVENTH|0x1");
    }

    @Test
    void noBitHasANameOnlyWhereTheEnumNamesIt() throws DescriptorValidationException {
        assertThat(BitNames.describe(importing(proto2("SEVENTH", 1 << 6)), 0)).isEmpty();
        assertThat(BitNames.describe(importing(proto2("NONE", 0)), 0)).isEqualTo("NONE");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1})
    void bitsThatNothingNamesAreNotDescribed(long value) {
        FieldDescriptorProto.Builder field = Described.field("f", 1, Type.U64);
        FieldDescriptor plain = Described.last(Described.struct("S", field)).getFields().get(0);

        assertThat(BitNames.namesOf(plain)).isNull();
        assertThat(BitNames.describe(plain, value)).isEmpty();
    }

    /** A field of the last message of a file with those others. */
    private static FieldDescriptor field(String bits, DescriptorProto.Builder... others) {
        DescriptorProto.Builder[] messages = new DescriptorProto.Builder[others.length + 1];
        System.arraycopy(others, 0, messages, 0, others.length);
        messages[others.length] = structWith(bits);
        return Described.last(messages).getFields().get(0);
    }

    private static FieldDescriptor importing(FileDescriptor named)
            throws DescriptorValidationException {
        FileDescriptorProto file =
                Described.fileProto(structWith("other.Bits"))
                        .addDependency(named.getName())
                        .build();
        FileDescriptor[] imported = {Wire.getDescriptor(), named};
        return FileDescriptor.buildFrom(file, imported).getMessageTypes().get(0).getFields().get(0);
    }

    /** In proto2 an enum need not begin with 0. */
    private static FileDescriptor proto2(String name, int number)
            throws DescriptorValidationException {
        FileDescriptorProto file =
                FileDescriptorProto.newBuilder()
                        .setName("other.proto")
                        .setPackage("other")
                        .setSyntax("proto2")
                        .addEnumType(
                                EnumDescriptorProto.newBuilder()
                                        .setName("Bits")
                                        .addValue(value(name, number)))
                        .build();
        return FileDescriptor.buildFrom(file, new FileDescriptor[0]);
    }

    private static DescriptorProto.Builder structWith(String bits) {
        FieldDescriptorProto.Builder field = Described.field("f", 1, Type.U64);
        field.getOptionsBuilder().setExtension(Wire.bits, bits);
        return Described.struct("S", field);
    }

    private static EnumDescriptorProto bits() {
        return EnumDescriptorProto.newBuilder()
                .setName("Bits")
                .addValue(value("ZERO", 0))
                .addValue(value("TOP", Integer.MIN_VALUE))
                .build();
    }

    private static EnumValueDescriptorProto value(String name, int number) {
        return EnumValueDescriptorProto.newBuilder().setName(name).setNumber(number).build();
    }
}
