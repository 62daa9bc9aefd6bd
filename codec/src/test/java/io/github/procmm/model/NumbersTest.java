package io.github.procmm.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The enums that stand for numbers and names, both ways. */
class NumbersTest {

    @Test
    void V1_WIRE_1_theOpcodesAreThoseOfEveryGeneration() {
        assertThat(Stream.of(Opcode.values()).map(opcode -> opcode + " " + opcode.number()))
                .containsExactly("MMAP 54", "MUNMAP 55", "MPROTECT 56", "COPY_SEGMENTS 57");
    }

    /** Opcode.of relies on it. */
    @Test
    void theOpcodesAreConsecutive() {
        List<Integer> numbers = Stream.of(Opcode.values()).map(Opcode::number).toList();
        assertThat(numbers)
                .isEqualTo(
                        IntStream.range(0, numbers.size())
                                .mapToObj(place -> Opcode.MMAP.number() + place)
                                .toList());
    }

    @Property
    void everyNumberIsOneOpcodeOrNone(@ForAll int number) {
        assertThat(Opcode.of(number))
                .isEqualTo(
                        Stream.of(Opcode.values())
                                .filter(opcode -> opcode.number() == number)
                                .findFirst()
                                .orElse(null));
    }

    @ParameterizedTest
    @EnumSource
    void anOpcodesNumberLeadsBackToIt(Opcode opcode) {
        assertThat(Opcode.of(opcode.number())).isEqualTo(opcode);
    }

    @ParameterizedTest
    @ValueSource(ints = {53, 58, 0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void anyOtherNumberIsNoOpcode(int number) {
        assertThat(Opcode.of(number)).isNull();
    }

    @Test
    void theGenerationsHaveTheirReadableNamesOldestFirst() {
        assertThat(Stream.of(Generation.values()).map(Generation::toString))
                .containsExactly("skas3-2.4", "skas3-2.6.1", "skas3-2.6-2005", "skas3-v9");
        assertThat(Generation.DEFAULT).isEqualTo(Generation.SKAS3_V9);
    }

    @ParameterizedTest
    @EnumSource
    void aReadableNameLeadsBackToItsGeneration(Generation generation) {
        assertThat(Generation.of(generation.readableName())).isEqualTo(generation);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SKAS3_V9", "D", "skas3", "skas3-2.6"})
    void anyOtherNameIsNoGeneration(String name) {
        assertThat(Generation.of(name)).isNull();
    }

    @Property
    void generationsAreInTheOrderOfTime(@ForAll Generation one, @ForAll Generation other) {
        List<Generation> inTime = List.of(Generation.values());
        assertThat(one.atLeast(other)).isEqualTo(inTime.indexOf(one) >= inTime.indexOf(other));
    }

    @ParameterizedTest
    @EnumSource
    void aResultLeadsBackToItsErrno(Errno errno) {
        assertThat(errno.asResult()).isEqualTo(-errno.number());
        assertThat(Errno.ofResult(errno.asResult())).isEqualTo(errno);
        assertThat(Errno.isError(errno.asResult())).isTrue();
        assertThat(Errno.describe(errno.asResult())).isEqualTo(errno.name());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 22, 56, -4096, -2000, Long.MIN_VALUE, Long.MAX_VALUE})
    void anyOtherResultIsANumber(long result) {
        assertThat(Errno.ofResult(result)).isNull();
        assertThat(Errno.describe(result)).isEqualTo(Long.toString(result));
    }

    @Property
    void aResultIsAnErrorFromMinus4095ToMinus1(@ForAll long result) {
        assertThat(Errno.isError(result)).isEqualTo(-4096 < result && result < 0);
    }

    @ParameterizedTest
    @ValueSource(longs = {-4095, -1})
    void theEndsOfTheErrorsAreErrors(long result) {
        assertThat(Errno.isError(result)).isTrue();
        assertThat(Errno.isError(result < -1 ? result - 1 : result + 1)).isFalse();
    }

    @Test
    void everyRefusalIsAnErrnoAndASentence() {
        assertThat(
                        Stream.of(Malformed.Kind.values())
                                .map(kind -> new Malformed(kind, 3, 4))
                                .map(m -> m.errno() + ": " + m.reason()))
                .containsExactly(
                        "EINVAL: record of 3 bytes, at most 4",
                        "EINVAL: record of 3 bytes, the opcode alone has 4",
                        "EINVAL: unknown opcode 3",
                        "EINVAL: record of 3 bytes, its operation reads 4",
                        "EPROTO: record of 3 bytes, its header alone has 4",
                        "EPROTO: size 3, wanted a multiple of 8, at most 4",
                        "ENOSYS: unknown opcode 3",
                        "E2BIG: byte 3 is not 0, and 4 bytes are known",
                        "EOPNOTSUPP: the reserved field at 3 is not 0");
    }
}
