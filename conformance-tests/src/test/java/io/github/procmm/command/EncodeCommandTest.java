package io.github.procmm.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code procmm encode}: words and JSON to bytes, and words that are none. */
class EncodeCommandTest {

    private static final String JSON =
            "{\"mmap\":{\"addr\":\"134512640\",\"len\":\"12288\",\"prot\":\"5\","
                    + "\"flags\":\"17\",\"fd\":\"7\",\"offset\":\"8192\"}}";

    private static final String POWERPC =
            "00000036080480000000300000000005000000110000000700002000";

    @TempDir private Path directory = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "i386, 36000000008004080030000005000000110000000700000000200000",
        "arm, 36000000008004080030000005000000110000000700000000200000",
        "powerpc, 00000036080480000000300000000005000000110000000700002000",
        "x86_64, 3600000000000000008004080000000000300000000000000500000000000000"
                + "110000000000000007000000000000000020000000000000",
        "s390x, 0000003600000000000000000804800000000000000030000000000000000005"
                + "000000000000001100000000000000070000000000002000"
    })
    void theGoldenVectorIsMadeFromNamesInEveryDialect(String dialect, String record) {
        assertPrints(
                record,
                Run.of(
                        "encode",
                        "--dialect",
                        dialect,
                        "mmap",
                        "addr=0x8048000",
                        "len=12288",
                        "prot=READ|PROT_EXEC",
                        "flags=shared|0x10",
                        "fd=7",
                        "offset=0x2000"));
    }

    @ParameterizedTest
    @CsvSource({
        "i386, fd=-1, 3600000000000000000000000000000000000000ffffffff00000000",
        "i386, addr=4294967295, 36000000ffffffff0000000000000000000000000000000000000000",
        "i386, prot=0|1|2, 36000000000000000000000003000000000000000000000000000000",
    })
    void numbersMayBeDecimalHexadecimalOrAllOnes(String dialect, String word, String record) {
        String out = Run.of("encode", "--dialect", dialect, "mmap", word).out().strip();
        assertThat(out).startsWith(record);
    }

    @Test
    void allOnesAreAsWideAsTheField() {
        assertPrints(
                "3800000000000000ffffffffffffffff0000000000000000ffffffff" + "00".repeat(28),
                Run.of("encode", "mprotect", "addr=-1", "prot=-1"));
    }

    @Test
    void whatIsNotGivenIsZero() {
        assertPrints("37000000" + "00".repeat(52), Run.of("encode", "munmap"));
    }

    @Test
    void jsonMayComeAsAnArgumentFromAFileOrStandardInput() throws IOException {
        Path file = Files.writeString(directory.resolve("op.json"), JSON + "\n");
        String[] encode = {"encode", "--dialect=powerpc"};
        assertPrints(POWERPC, Run.withInput(JSON, encode));
        assertPrints(POWERPC, Run.of("encode", "--dialect=powerpc", JSON));
        assertPrints(POWERPC, Run.of("encode", "--dialect=powerpc", "--file", file.toString()));
    }

    @Test
    void jsonThatTheShellTookApartIsPutTogether() {
        assertPrints(
                "370000000010000000000000" + "00".repeat(16),
                Run.of("encode", "--dialect=i386", "{\"munmap\":", "{\"addr\":", "\"4096\"}}"));
    }

    @Test
    void rawBytesAreTheRecord() {
        Run run = Run.of("encode", "--raw", "--dialect=powerpc", JSON);
        assertThat(run).isEqualTo(new Run(0, "", "", POWERPC));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "brk addr=0; operation 'brk', wanted one of mmap, munmap, mprotect, copy_segments",
                "MMAP; operation 'MMAP', wanted one of mmap, munmap, mprotect, copy_segments",
                "munmap prot=1; munmap has no field 'prot', it has addr, len",
                "munmap =1; munmap has no field '', it has addr, len",
                "munmap addr; 'addr', wanted field=value",
                "munmap addr=1 addr=1; field 'addr' is given twice",
                "munmap addr=; addr '', wanted a decimal or 0x number of 64 bits or -1",
                "munmap addr=-2; addr '-2', wanted a decimal or 0x number of 64 bits or -1",
                "munmap addr=0x; addr '0x', wanted a decimal or 0x number of 64 bits or -1",
                "munmap addr=0x10000000000000000; addr '0x10000000000000000',"
                        + " wanted a decimal or 0x number of 64 bits or -1",
                "mmap prot=READ,EXEC; prot 'READ,EXEC', wanted names joined by |"
                        + " (NONE|READ|WRITE|EXEC|SEM|GROWSDOWN|GROWSUP)"
                        + " or a decimal or 0x number of 64 bits or -1",
                "mprotect prot=0x100000000; prot is 0x100000000,"
                        + " the dialect holds at most 0xffffffff",
                "copy_segments from=4294967296; from is 0x100000000,"
                        + " the dialect holds at most 0xffffffff",
                "--dialect=arm mmap len=0x100000000; len is 0x100000000,"
                        + " the dialect holds at most 0xffffffff",
                "--dialect=i386 {\"mmap\":{\"fd\":\"18446744073709551615\"}};"
                        + " fd is 0xffffffffffffffff, the dialect holds at most 0xffffffff",
            })
    void whatIsNoOperationIsRefused(String words, String message) {
        Run.of(("encode " + words).split(" ", -1)).assertRefused(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "``; not JSON",
                "{; not JSON",
                "{}; no operation",
                "[]; not",
                "{\"brk\":{}}; brk",
                "{\"munmap\":{\"adr\":\"1\"}}; adr",
                "{\"munmap\":{\"addr\":\"x\"}}; x",
                "{\"munmap\":{\"addr\":-1}}; -1",
                "{\"munmap\":{},\"mprotect\":{}}; ",
            })
    void jsonThatIsNoOperationIsRefusedInOneLine(String json, String told) {
        Run run = Run.withInput(json, "encode");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("procmm: ").hasLineCount(1);
        assertThat(run.err()).contains(told == null ? "" : told);
    }

    @Test
    void filesThatCannotBeReadAreNamed() {
        String missing = directory.resolve("missing").toString();
        Run.of("encode", "--file", missing).assertRefused(missing + ": no such file");
        Run.of("encode", "--file", directory.toString())
                .assertRefused(directory + ": is a directory");
        Run.of("encode", "--file", missing, "munmap")
                .assertRefused("an operation and --file: wanted one of the two");
    }

    @Test
    void tooMuchJsonIsRefused() {
        Run.withInput("{" + " ".repeat(70_000) + "}", "encode")
                .assertRefused("standard input: more than 65536 bytes");
    }

    private static void assertPrints(String record, Run run) {
        assertThat(run).isEqualTo(new Run(0, record + System.lineSeparator(), "", ""));
    }
}
