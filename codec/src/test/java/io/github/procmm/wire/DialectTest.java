package io.github.procmm.wire;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.procmm.proto.wire.Type;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialectTest {

    @Test
    void V1_WIRE_3_everyDialectHasItsReadableNameRecordSizeAndByteOrder() {
        assertThat(
                        Stream.of(Dialect.values())
                                .map(d -> d + " " + d.recordSize() + " " + d.abi().byteOrder()))
                .containsExactly(
                        "i386 28 LITTLE_ENDIAN",
                        "arm 28 LITTLE_ENDIAN",
                        "powerpc 28 BIG_ENDIAN",
                        "x86_64 56 LITTLE_ENDIAN",
                        "s390x 56 BIG_ENDIAN");
    }

    @Test
    void theNamesAreThoseThatDo() {
        assertThat(Dialect.names()).isEqualTo("i386, arm, powerpc, x86_64, s390x");
    }

    @ParameterizedTest
    @EnumSource
    void aReadableNameLeadsBackToItsDialect(Dialect dialect) {
        assertThat(Dialect.of(dialect.readableName())).isEqualTo(dialect);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "I386", "X86_64", " arm", "mips"})
    void anyOtherNameLeadsNowhere(String name) {
        assertThat(Dialect.of(name)).isNull();
    }

    @Test
    void onlyTheWordDependsOnTheAbi() {
        Map<Type, Integer> narrow =
                Map.of(
                        Type.U8,
                        1,
                        Type.U16,
                        2,
                        Type.U32,
                        4,
                        Type.U64,
                        8,
                        Type.INT,
                        4,
                        Type.UINT,
                        4,
                        Type.ULONG,
                        4);
        Map<Type, Integer> wide =
                Map.of(
                        Type.U8,
                        1,
                        Type.U16,
                        2,
                        Type.U32,
                        4,
                        Type.U64,
                        8,
                        Type.INT,
                        4,
                        Type.UINT,
                        4,
                        Type.ULONG,
                        8);
        for (Dialect dialect : Dialect.values()) {
            Abi abi = dialect.abi();
            assertThat(
                            narrow.keySet().stream()
                                    .collect(Collectors.toMap(type -> type, abi::sizeOf)))
                    .isEqualTo(abi.wordSize() == 4 ? narrow : wide);
            assertThat(abi.maxWord()).isEqualTo(abi.wordSize() == 4 ? 0xffff_ffffL : -1L);
        }
    }

    @Test
    void i386AloneAlignsItsLongestTypeOnFour() {
        assertThat(
                        Stream.of(Dialect.values())
                                .filter(dialect -> dialect.abi().alignmentOf(Type.U64) != 8))
                .containsExactly(Dialect.I386);
    }

    @Test
    void anAbiHasWordsAndAlignmentsOfFourOrEightBytes() {
        for (int wordSize : new int[] {4, 8}) {
            for (int alignment : new int[] {4, 8}) {
                Abi abi = new Abi(wordSize, alignment, BIG_ENDIAN);
                assertThat(abi.sizeOf(Type.ULONG)).isEqualTo(wordSize);
                assertThat(abi.alignmentOf(Type.U64)).isEqualTo(alignment);
            }
        }
    }

    @Test
    void anAbiOfAnotherSizeIsRefused() {
        assertThatThrownBy(() -> new Abi(2, 8, LITTLE_ENDIAN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("wordSize 2, wanted 4 or 8");
        assertThatThrownBy(() -> new Abi(8, 16, BIG_ENDIAN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxAlignment 16, wanted 4 or 8");
    }

    @ParameterizedTest
    @EnumSource(names = {"TYPE_UNSPECIFIED", "UNRECOGNIZED"})
    void whatIsNoTypeHasNoSize(Type type) {
        assertThatThrownBy(() -> Dialect.ARM.abi().sizeOf(type))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("type " + type + " has no size");
    }
}
