package io.github.procmm.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpJsonTest {

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of(
                        new Mmap(0x0804_8000L, 0x3000, 5, 0x11, 7, 0x2000),
                        "{'mmap':{'addr':'134512640','len':'12288','prot':'5','flags':'17',"
                                + "'fd':'7','offset':'8192'}}"),
                Arguments.of(
                        new Munmap(-1, Long.MIN_VALUE),
                        "{'munmap':{'addr':'18446744073709551615','len':'9223372036854775808'}}"),
                Arguments.of(
                        new Mprotect(0, 0, -1),
                        "{'mprotect':{'addr':'0','len':'0','prot':4294967295}}"),
                Arguments.of(new CopySegments(-1), "{'copySegments':{'from':-1}}"),
                Arguments.of(new CopySegments(0), "{'copySegments':{'from':0}}"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void anOperationIsThisText(Op op, String text) {
        assertThat(OpJson.toJson(op)).isEqualTo(text.replace('\'', '"'));
        assertThat(OpJson.fromJson(text.replace('\'', '"'))).isEqualTo(op);
    }

    static Stream<Arguments> otherTexts() {
        return Stream.of(
                Arguments.of("{'munmap':{}}", new Munmap(0, 0)),
                Arguments.of("{'munmap':{'addr':null,'len':5}}", new Munmap(0, 5)),
                Arguments.of("{'munmap':{'len':'5','addr':4096}}", new Munmap(4096, 5)),
                Arguments.of("{'munmap':{'addr':1e3}}", new Munmap(1000, 0)),
                Arguments.of("{'munmap':{'addr':1.0}}", new Munmap(1, 0)),
                Arguments.of("{'\\u006dunmap':{}}", new Munmap(0, 0)),
                Arguments.of("{'copy_segments':{'from':3}}", new CopySegments(3)),
                Arguments.of("{'munmap':{'addr':1E+3,'len':10e-1}}", new Munmap(1000, 1)),
                Arguments.of(" { 'munmap' : { } } ", new Munmap(0, 0)),
                Arguments.of("{'copySegments':{'from':'-2147483648'}}", new CopySegments(1 << 31)));
    }

    @ParameterizedTest
    @MethodSource("otherTexts")
    void theseTextsAreOperationsToo(String text, Op op) {
        assertThat(OpJson.fromJson(text.replace('\'', '"'))).isEqualTo(op);
    }

    static Stream<String> notJson() {
        return Stream.of(
                "",
                " \n",
                "munmap",
                "nul",
                "{",
                "{munmap:{}}",
                "{`munmap`:{}}",
                "{'munmap'={}}",
                "{'munmap':{},}",
                "{'munmap':{};}",
                "// c",
                "{'munmap':{}} x",
                "{'munmap':{'addr':1,'addr':2}}",
                "{'munmap':{'addr':012}}",
                "{'munmap':{'addr':+1}}",
                "{'munmap':{'addr':NaN}}",
                "{'munmap':{'addr':1.}}",
                "{'munmap':{'addr':1e}}",
                "{'mun\nmap':{}}",
                "{'\\x':1}",
                "{'\\u00g0':1}",
                "{'\\ ",
                "{'abc",
                "[1,2",
                "[".repeat(17) + "]".repeat(17));
    }

    @ParameterizedTest
    @MethodSource("notJson")
    void whatIsNotJsonIsRefusedAndItsPlaceIsNamed(String text) {
        assertThatThrownBy(() -> OpJson.fromJson(text.replace('\'', '"')))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("not JSON: .* line \\d+ column \\d+ path .*");
    }

    static Stream<Arguments> refused() {
        String other = "not the JSON of an operation: ";
        return Stream.of(
                Arguments.of(
                        "{'a b':1}",
                        other + "Cannot find field: a b in message procmm.v1.ProcMmOp"),
                Arguments.of("[ ]", other + "Expect message object but got: []"),
                Arguments.of(
                        "[".repeat(16) + "1" + "]".repeat(16),
                        other
                                + "Expect message object but got: "
                                + "[".repeat(16)
                                + "1"
                                + "]".repeat(16)),
                Arguments.of("null", other + "Expect message object but got: null"),
                Arguments.of("[]", other + "Expect message object but got: []"),
                Arguments.of("5", other + "Expect message object but got: 5"),
                Arguments.of("'munmap'", other + "Expect message object but got: \"munmap\""),
                Arguments.of("{}", "procmm.v1.ProcMmOp has no operation set"),
                Arguments.of("{'munmap':null}", "procmm.v1.ProcMmOp has no operation set"),
                Arguments.of("{'munmap':[]}", other + "Expect message object but got: []"),
                Arguments.of(
                        "{'mremap':{}}",
                        other + "Cannot find field: mremap in message procmm.v1.ProcMmOp"),
                Arguments.of(
                        "{'munmap':{'prot':1}}",
                        other + "Cannot find field: prot in message procmm.v1.MmMunmap"),
                Arguments.of(
                        "{'munmap':{'addr':'18446744073709551616'}}",
                        other + "Out of range uint64 value: \"18446744073709551616\""),
                Arguments.of("{'munmap':{'addr':-1}}", other + "Out of range uint64 value: -1"),
                Arguments.of(
                        "{'mprotect':{'prot':4294967296}}",
                        other + "Out of range uint32 value: 4294967296"),
                Arguments.of(
                        "{'copySegments':{'from':2147483648}}",
                        other + "Not an int32 value: 2147483648"),
                Arguments.of(
                        "{'munmap':{'addr':'0x1000'}}", other + "Not an uint64 value: \"0x1000\""),
                Arguments.of("{'munmap':{'addr':1.5}}", other + "Not an uint64 value: 1.5"),
                Arguments.of("{'munmap':{'addr':true}}", other + "Not an uint64 value: true"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void theProblemIsNamed(String text, String message) {
        assertThatThrownBy(() -> OpJson.fromJson(text.replace('\'', '"')))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'munmap':{},'mmap':{}}",
                "{'copy_segments':{},'copySegments':{}}",
                "{'munmap':{},'munmap':{}}"
            })
    void twoOperationsAreRefused(String text) {
        assertThatThrownBy(() -> OpJson.fromJson(text.replace('\'', '"')))
                .isExactlyInstanceOf(IllegalArgumentException.class);
    }

    static Stream<String> hostile() {
        Stream<String> numbers =
                Stream.of("1e999999999", "1e-999999999", "-1e999999999", "1e9999999999999999999")
                        .flatMap(n -> Stream.of(n, "\"" + n + "\""))
                        .flatMap(
                                n ->
                                        Stream.of(
                                                "{\"munmap\":{\"addr\":" + n + "}}",
                                                "{\"mprotect\":{\"prot\":" + n + "}}",
                                                "{\"copySegments\":{\"from\":" + n + "}}"));
        int many = 1_000_000;
        Stream<String> long1 =
                Stream.of(
                        "[".repeat(many),
                        "[".repeat(many) + "]".repeat(many),
                        "{\"munmap\":".repeat(many),
                        "{\"munmap\":{\"addr\":" + "[".repeat(many) + "]".repeat(many) + "}}",
                        "{\"munmap\":{\"addr\":" + "9".repeat(many) + "}}",
                        "{\"munmap\":{\"addr\":\"" + "9".repeat(many) + "\"}}",
                        "{\"munmap\":{\"addr\":0." + "0".repeat(many) + "1}}",
                        "{\"munmap\":{\"addr\":\"1" + "0".repeat(many) + "e-" + many + "\"}}",
                        "\"" + "a".repeat(many));
        return Stream.concat(numbers, long1);
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("hostile")
    void whatIsMeantToHangOrOverflowIsRefusedInTime(String text) {
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () ->
                        assertThatThrownBy(() -> OpJson.fromJson(text))
                                .isExactlyInstanceOf(IllegalArgumentException.class));
    }
}
