package io.github.procmm.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code procmm decode}: tables, JSON, and where the bytes may come from. */
class DecodeCommandTest {

    /** The golden vector of the historical interface, with dirt in its padding. */
    private static final String X86_64 =
            "36000000deadbeef00800408000000000030000000000000"
                    + "0500000000000000110000000000000007000000000000000020000000000000";

    private static final String POWERPC =
            "00000036080480000000300000000005000000110000000700002000";

    @TempDir private Path directory = Path.of("");

    @Test
    void everyByteOfTheGoldenVectorIsSaid() {
        assertTable(
                Run.of("decode", "--dialect", "x86_64", X86_64),
                0,
                """
                bytes   hex               field      value      meaning
                0..3    36000000          op         54         MM_MMAP
                4..7    deadbeef          (padding)             never read
                8..15   0080040800000000  addr       0x8048000
                16..23  0030000000000000  len        0x3000
                24..31  0500000000000000  prot       0x5        PROT_READ|PROT_EXEC
                32..39  1100000000000000  flags      0x11       MAP_SHARED|MAP_FIXED
                40..47  0700000000000000  fd         0x7
                48..55  0020000000000000  offset     0x2000
                56 bytes, x86_64
                """);
    }

    @Test
    void powerpcHasNoPadding() {
        assertTable(
                Run.of("decode", "--dialect=powerpc", POWERPC),
                0,
                """
                bytes   hex       field   value      meaning
                0..3    00000036  op      54         MM_MMAP
                4..7    08048000  addr    0x8048000
                8..11   00003000  len     0x3000
                12..15  00000005  prot    0x5        PROT_READ|PROT_EXEC
                16..19  00000011  flags   0x11       MAP_SHARED|MAP_FIXED
                20..23  00000007  fd      0x7
                24..27  00002000  offset  0x2000
                28 bytes, powerpc
                """);
    }

    @Test
    void aShortRecordShowsWhatIsMissing() {
        assertTable(
                Run.of("decode", "--dialect=i386", "37000000 00800408 0030"),
                1,
                """
                bytes  hex       field      value      meaning
                0..3   37000000  op         55         MM_MUNMAP
                4..7   00800408  addr       0x8048000
                8..9   0030      (ignored)             part of len
                8..11            len                   needed, not there
                EINVAL: record of 10 bytes, its operation reads 12 (i386)
                """);
    }

    @Test
    void aLongRecordShowsWhatIsTooMuch() {
        assertTable(
                Run.of("decode", "--dialect=i386", "39000000 07000000", "00".repeat(20), "abcd"),
                1,
                """
                bytes   hex                                       field      value  meaning
                0..3    39000000                                  op         57     MM_COPY_SEGMENTS
                4..7    07000000                                  from       0x7
                8..27   0000000000000000000000000000000000000000  (ignored)         not read by MM_COPY_SEGMENTS
                28..29  abcd                                      (excess)          longer than the whole record
                EINVAL: record of 30 bytes, at most 28 (i386)
                """);
    }

    @Test
    void anUnknownOpcodeIsTheIntThatItIs() {
        assertTable(
                Run.of("decode", "deadbeef"),
                1,
                """
                bytes  hex       field  value       meaning
                0..3   deadbeef  op     -272716322  no operation
                EINVAL: unknown opcode -272716322 (x86_64)
                """);
    }

    @Test
    void nothingIsAMalformedRecordToo() {
        assertTable(
                Run.of("decode", ""),
                1,
                """
                bytes  hex  field   value  meaning
                0..3        opcode         needed, not there
                EINVAL: record of 0 bytes, the opcode alone has 4 (x86_64)
                """);
    }

    @ParameterizedTest
    @CsvSource({
        "i386, mmap addr=0xffffffff len=1 prot=-1 flags=0x11 fd=-1 offset=0x80000000",
        "arm, munmap addr=0x8048000 len=0xffffffff",
        "powerpc, mprotect addr=0x8048000 len=1 prot=-1",
        "x86_64, mmap addr=-1 len=1 prot=0x8000000000000000 flags=0x11 fd=-1 offset=2",
        "s390x, copy_segments from=-1",
        "s390x, munmap"
    })
    void theJsonOfARecordGoesBackThroughEncodeToTheSameBytes(String dialect, String words)
            throws IOException {
        String[] encode = ("encode --dialect=" + dialect + " " + words).split(" ", -1);
        String record = Run.of(encode).out().strip();
        Run decoded = Run.of("decode", "--json", "--dialect", dialect, record);
        assertThat(decoded.exit()).isZero();
        String op = json(decoded).get("op").toString();
        assertThat(Run.of("encode", "--dialect", dialect, op).out().strip()).isEqualTo(record);
    }

    @Test
    void theJsonSaysWhatTheTableSays() throws IOException {
        JsonNode json = json(Run.of("decode", "--json", X86_64));
        assertThat(json.get("dialect").asText()).isEqualTo("x86_64");
        assertThat(json.get("bytes")).hasSize(8);
        assertThat(json.get("bytes").get(1).toString())
                .isEqualTo(
                        "{\"offset\":4,\"length\":4,\"kind\":\"padding\",\"field\":\"\","
                                + "\"hex\":\"deadbeef\",\"value\":\"0\","
                                + "\"meaning\":\"never read\"}");
    }

    @Test
    void theJsonOfAMalformedRecordSaysWhy() throws IOException {
        Run run = Run.of("decode", "--json", "5b000000");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(json(run).get("malformed").toString())
                .isEqualTo(
                        "{\"errno\":\"EINVAL\",\"kind\":\"UNKNOWN_OPCODE\","
                                + "\"reason\":\"unknown opcode 91\"}");
        assertThat(json(run).has("op")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x", "", "\n"})
    void whiteSpaceCaseAndAPrefixDoNotMatter(String before) {
        Run expected = Run.of("decode", "--dialect=powerpc", POWERPC);
        String spaced = before + POWERPC.replaceAll("(.{8})", "$1 ").toUpperCase(Locale.ROOT);
        String prefixed = spaced.replace("0X", "0x");
        assertThat(Run.of("decode", "--dialect=powerpc", prefixed)).isEqualTo(expected);
        assertThat(Run.withInput(prefixed + "\n", "decode", "--dialect=powerpc"))
                .isEqualTo(expected);
    }

    @Test
    void bytesMayComeRawOrAsTextFromAFileOrStandardInput() throws IOException {
        Run expected = Run.of("decode", X86_64);
        byte[] raw = HexFormat.of().parseHex(X86_64);
        Path rawFile = Files.write(directory.resolve("raw"), raw);
        Path textFile = Files.writeString(directory.resolve("text"), X86_64 + "\n");
        assertThat(Run.withInput(raw, "decode")).isEqualTo(expected);
        assertThat(Run.withInput(X86_64, "decode")).isEqualTo(expected);
        assertThat(Run.of("decode", "--file", rawFile.toString())).isEqualTo(expected);
        assertThat(Run.of("decode", "--file", textFile.toString())).isEqualTo(expected);
    }

    @Test
    void bytesThatAreNotHexadecimalAreRefused() {
        Run.of("decode", "36zz").assertRefused("'z' at digit 3 is not hexadecimal");
        Run.of("decode", "36\uff13\uff10").assertRefused("'\uff13' at digit 3 is not hexadecimal");
        Run.withInput("36 0g\n", "decode").assertRefused("'g' at digit 4 is not hexadecimal");
        Run.of("decode", "123").assertRefused("3 hexadecimal digits, wanted two for each byte");
    }

    @Test
    void tooMuchInputIsRefused() {
        Run.withInput(new byte[70_000], "decode")
                .assertRefused("standard input: more than 65536 bytes");
    }

    @Test
    void filesThatCannotBeReadAreNamed() {
        String missing = directory.resolve("missing").toString();
        Run.of("decode", "--file", missing).assertRefused(missing + ": no such file");
        Run.of("decode", "--file", directory.toString())
                .assertRefused(directory + ": is a directory");
        Run.of("decode", "--file", missing, "00")
                .assertRefused("bytes and --file: wanted one of the two");
    }

    @Test
    void anUnknownDialectIsRefused() {
        Run.of("decode", "--dialect", "alpha", "00")
                .assertMisused(
                        "Invalid value for option '--dialect': 'alpha',"
                                + " wanted one of i386, arm, powerpc, x86_64, s390x");
    }

    private static void assertTable(Run run, int exit, String table) {
        assertThat(run.out().replace("\r\n", "\n")).isEqualTo(table);
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isEqualTo(exit);
    }

    private static JsonNode json(Run run) throws IOException {
        return new ObjectMapper().readTree(run.out());
    }
}
