package io.github.procmm.command;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.procmm.fixture.Events;
import io.github.procmm.fixture.TraceBytes;
import io.github.procmm.proto.trace.Access;
import io.github.procmm.proto.trace.ProbeKind;
import io.github.procmm.proto.trace.TraceEvent;
import io.github.procmm.proto.trace.TraceHeader;
import io.github.procmm.wire.Dialect;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPOutputStream;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code procmm replay}: reports, findings, and traces that cannot be played. */
class ReplayCommandTest {

    private static final String TEXT =
            """
            0.000000 1 mmap 0x10000 0x3000 0x3 0x32 -1 0x0 0x10000
            0.000007 1 munmap 0x11000 0x1000 0
            0.000008 2 mmap 0x0 0x1000 0x1 0x2 3 0x7000 0x7f0000000000
            0.000009 2 mprotect 0x90000 0x1000 0x1 0
            """;

    private static final TraceHeader HEADER = Events.header(Dialect.X86_64);
    private static final TraceEvent OPEN = Events.open(1, "/proc/mm64");

    @TempDir private Path directory = Path.of("");

    @Test
    void aReportCountsOperationsAndExplainsDifferences() throws IOException {
        Run run = Run.of("replay", trace(TEXT));
        assertThat(run.exit()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(untimed(run))
                .isEqualTo(
                        """
                        operation  result  count
                        mmap       ok          2
                        mprotect   ENOMEM      1
                        munmap     ok          1

                        4 records re-encoded to the same bytes
                        3 also went through the record of the other word size, 1 do not fit it
                        1 mapping went to the free place that the trace's host had chosen

                        1 explained difference: they name memory that was there before the trace's first line
                          line 4, mm 2: mprotect 0x90000 0x1000 0x1: recorded ok, got ENOMEM

                        4 operations, 2 address spaces, 0 mismatches, 1 explained
                        """);
    }

    @Test
    void aMismatchIsShownAtItsLineAndExits1() throws IOException {
        Run run =
                Run.of("replay", trace(TEXT.replace("0x1000 0\n0.000008", "0x1000 -22\n0.000008")));
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains(
                        "1 mismatch: nothing explains them\n"
                                + "  line 2, mm 1: munmap 0x11000 0x1000:"
                                + " recorded EINVAL, got ok\n")
                .contains("4 operations, 2 address spaces, 1 mismatch, 1 explained\n");
    }

    @Test
    void theUmlTraceShowsWhatTheReadmeSays() {
        Run run = Run.of("replay", Path.of("traces", "uml-gcc-shell.txt.gz").toString());
        assertThat(run.exit()).isZero();
        assertThat(untimed(run))
                .isEqualTo(
                        """
                        operation  result   count
                        mmap       ok      81,355
                        munmap     ok       4,773

                        86,128 records re-encoded to the same bytes
                        71,787 also went through the record of the other word size, 14,341 do not fit it

                        86,128 operations, 249 address spaces, 0 mismatches
                        """);
    }

    @Test
    void theNativeTraceHasNoMismatch() {
        Run run = Run.of("replay", Path.of("traces", "native-programs.txt.gz").toString());
        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains("  and 129 more: --json has them\n")
                .contains("5,055 operations, 109 address spaces, 0 mismatches, 132 explained\n");
    }

    @Test
    void whatIsMappedIsShownAtAnyPoint() throws IOException {
        Run run = Run.of("replay", "--maps", "--mm", "1", "--until", "2", trace(TEXT));
        assertThat(run.exit()).isZero();
        assertThat(untimed(run))
                .isEqualTo(
                        """
                        operation  result  count
                        mmap       ok          1
                        munmap     ok          1

                        2 records re-encoded to the same bytes
                        1 also went through the record of the other word size, 1 do not fit it

                        mm 1, 2 areas
                        00010000-00011000 rw-p 00000000 00:00 0\s
                        00012000-00013000 rw-p 00000000 00:00 0\s

                        2 operations, mm 1, 0 mismatches
                        """);
    }

    @Test
    void mapsOfAllAddressSpacesAreShownInOrder() throws IOException {
        assertThat(Run.of("replay", "--maps", trace(TEXT)).out())
                .contains("mm 1, 2 areas\n00010000-00011000 rw-p")
                .contains("mm 2, 1 area\n7f0000000000-7f0000001000 r--p 00007000 00:00 0")
                .containsSubsequence("mm 1, 2 areas", "mm 2, 1 area");
    }

    @Test
    void nothingPlayedIsAShortReport() throws IOException {
        Run run = Run.of("replay", "--until", "0", trace(TEXT));
        assertThat(untimed(run)).isEqualTo("0 operations, 0 address spaces, 0 mismatches\n");
        assertThat(run.exit()).isZero();
    }

    @Test
    void theJsonHasWhatTheTextHas() throws IOException {
        String trace = trace(TEXT);
        Run run = Run.of("replay", "--json", "--maps", "--mm", "2", trace);
        assertThat(run.exit()).isZero();
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(json.get("trace").asText()).isEqualTo(trace);
        assertThat(json.get("played").asLong()).isEqualTo(4);
        assertThat(json.get("operations").asLong()).isEqualTo(2);
        assertThat(json.get("addressSpaces").asLong()).isEqualTo(1);
        assertThat(json.get("mismatches").asLong()).isZero();
        assertThat(json.get("results").toString())
                .isEqualTo("{\"mmap\":{\"ok\":1},\"mprotect\":{\"ENOMEM\":1}}");
        assertThat(json.get("differences").toString())
                .isEqualTo(
                        "[{\"cause\":\"NEVER_MAPPED\",\"where\":\"line 4\",\"mm\":2,"
                                + "\"what\":\"mprotect 0x90000 0x1000 0x1\","
                                + "\"recorded\":\"ok\",\"got\":\"ENOMEM\"}]");
        assertThat(json.get("maps").toString())
                .isEqualTo(
                        "{\"2\":[{\"start\":\"0x7f0000000000\",\"end\":\"0x7f0000001000\","
                                + "\"permissions\":\"r--p\",\"offset\":\"0x7000\","
                                + "\"object\":\"fd:3\"}]}");
    }

    @Test
    void theJsonOfAMismatchExits1() throws IOException {
        Run run = Run.of("replay", "--json", trace("0 1 munmap 0x1001 0x1000 0\n"));
        assertThat(run.exit()).isEqualTo(1);
        assertThat(new ObjectMapper().readTree(run.out()).get("mismatches").asLong()).isOne();
    }

    @Test
    void asV2ShowsWhatWentToAndFroInEachWay() throws IOException {
        Run run = Run.of("replay", "--as", "v2", trace(TEXT));
        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains(
                        """
                        1 mapping went to the free place that the trace's host had chosen

                        as                operations  frames  host entries   each  bytes there   each  bytes back  each
                        v1, a write each           4       0             4  1.000          224   56.0           0   0.0
                        v2, a frame each           4       5             5  1.250          448  112.0         280  70.0
                        v2, in batches             4       3             3  0.750          384   96.0         216  54.0
                        batches: operations on one address space, none more than 30 microseconds behind another; the longest has 2
                        """)
                .contains("4 operations, 2 address spaces, 0 mismatches, 1 explained\n")
                .contains("(reading, codec and one kernel for each way)\n");
    }

    @Test
    void theSizeOfBatchesAndTheGapInThemCanBeSaid() throws IOException {
        assertThat(Run.of("replay", "--as=v2", "--batch=1", trace(TEXT)).out())
                .contains("v2, a frame each ")
                .doesNotContain("batches");
        assertThat(Run.of("replay", "--as=v2", "--batch=2", "--gap=0", trace(TEXT)).out())
                .contains(
                        "v2, in batches of up to 2 ", "more than 0 microseconds", "longest has 1");
    }

    @Test
    void theJsonHasEachWay() throws IOException {
        Run run = Run.of("replay", "--json", "--as=v2", "--batch=9", "--mm=1", trace(TEXT));
        assertThat(run.exit()).isZero();
        assertThat(new ObjectMapper().readTree(run.out()).get("traffic").toString())
                .isEqualTo(
                        "[{\"as\":\"v1\",\"operations\":2,\"frames\":0,\"hostEntries\":2,"
                                + "\"bytesSent\":112,\"bytesBack\":0,\"longestFrame\":1},"
                                + "{\"as\":\"v2\",\"batch\":1,\"gapMicros\":0,\"operations\":2,"
                                + "\"frames\":2,\"hostEntries\":2,\"bytesSent\":168,"
                                + "\"bytesBack\":112,\"longestFrame\":1},"
                                + "{\"as\":\"v2\",\"batch\":9,\"gapMicros\":30,\"operations\":2,"
                                + "\"frames\":1,\"hostEntries\":1,\"bytesSent\":136,"
                                + "\"bytesBack\":80,\"longestFrame\":2}]");
        assertThat(Run.of("replay", "--json", trace(TEXT)).out()).doesNotContain("traffic");
    }

    @Test
    void anAddressSpaceThatIsNotThereIsRefused() throws IOException {
        String trace = trace(TEXT);
        Run.of("replay", "--mm", "3", trace)
                .assertRefused("--mm 3: not opened in what was played of " + trace);
    }

    @Test
    void largeNumbersOfAddressSpacesAreUnsigned() throws IOException {
        String trace = trace("0 4294967295 munmap 0x1001 0x1000 0\n");
        Run run = Run.of("replay", "--maps", "--mm", "4294967295", trace);
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out())
                .contains("line 1, mm 4294967295: ", "mm 4294967295, 0 areas", "1 operation, mm 4");
    }

    @Test
    void whatWasReadBeforeDamageIsReported() throws IOException {
        String trace = trace(TEXT + "garbage\n");
        Run run = Run.of("replay", trace);
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).contains("4 operations, 2 address spaces, 0 mismatches");
        assertThat(run.err())
                .isEqualTo(
                        "procmm: "
                                + trace
                                + ": line 5: 'garbage',"
                                + " wanted seconds mm operation arguments result\n");
    }

    @Test
    void aCutEventTraceIsReportedUpToTheCut() throws IOException {
        byte[] bytes =
                TraceBytes.of(HEADER, List.of(OPEN, Events.write(1, new byte[1], -22), OPEN));
        String trace = file("cut.procmm", Arrays.copyOf(bytes, bytes.length - 20));
        Run run = Run.of("replay", trace);
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).contains("1 operation, 1 address space, 0 mismatches");
        assertThat(run.err()).matches("procmm: .*cut.procmm: byte \\d+: truncated .*\\R");
    }

    @Test
    void aCutCompressedTraceIsReportedUpToTheCut() throws Exception {
        byte[] whole = compressed(manyLines(5000).getBytes(US_ASCII));
        for (int tenths = 4; tenths < 8; tenths++) {
            byte[] cut = Arrays.copyOf(whole, whole.length * tenths / 10);
            String trace = file("cut.txt.gz", cut);
            int lines = linesIn(cut);
            Run run = Run.of("replay", trace);
            assertThat(run.exit()).isEqualTo(2);
            assertThat(run.out())
                    .contains(String.format(Locale.ROOT, "%,d operations, 1 address", lines));
            assertThat(run.err())
                    .isEqualTo(
                            "procmm: "
                                    + trace
                                    + ": line "
                                    + (lines + 1)
                                    + ": truncated: the compressed file ends here\n");
        }
    }

    /** Returns how many whole lines can be had from a gzip file that is cut. */
    private static int linesIn(byte[] cut) throws DataFormatException {
        int header = 10;
        Inflater inflater = new Inflater(true);
        inflater.setInput(cut, header, cut.length - header);
        byte[] text = new byte[1 << 20];
        int length = 0;
        int more = inflater.inflate(text);
        while (more > 0) {
            length += more;
            more = inflater.inflate(text, length, text.length - length);
        }
        inflater.end();
        return (int) new String(text, 0, length, US_ASCII).chars().filter(c -> c == '\n').count();
    }

    @Test
    void whatIsNoTraceIsRefusedInOneLine() throws IOException {
        Run.of("replay", file("elf", TraceBytes.bytes("7f454c46")))
                .assertRefused(
                        directory.resolve("elf")
                                + ": byte 0: not a .procmm trace:"
                                + " it does not start with 89 'procmm' 0a");
        Run.of("replay", file("empty.procmm", new byte[0]))
                .assertRefused(
                        directory.resolve("empty.procmm")
                                + ": byte 0: truncated within the first 8 bytes");
        Run.of("replay", file("bad.gz", TraceBytes.bytes("1f8b0800")))
                .assertRefused(directory.resolve("bad.gz") + ": the compressed file is cut off");
        Run.of("replay", file("worse.gz", TraceBytes.bytes("1f8b08000000000000ffffffffff")))
                .assertRefused(
                        directory.resolve("worse.gz")
                                + ": the compressed file is damaged: invalid block type");
        Run.of("replay", directory.toString()).assertRefused(directory + ": is a directory");
        Path missing = directory.resolve("missing");
        Run.of("replay", missing.toString()).assertRefused(missing + ": no such file");
    }

    @Test
    void optionsOutOfRangeAreRefused() throws IOException {
        String trace = trace(TEXT);
        Run.of("replay", "--until", "-1", trace).assertRefused("--until -1, wanted 0 or more");
        Run.of("replay", "--until", "x", trace)
                .assertMisused("Invalid value for option '--until': 'x' is not a long");
        Run.of("replay", "--as=v2", "--batch=0", trace)
                .assertRefused("batches of 0 operations, wanted 1 or more");
        Run.of("replay", "--as=v2", "--gap=-1", trace)
                .assertRefused("a gap of -1 microseconds, wanted 0 or more");
        Run.of("replay", "--batch=3", trace).assertRefused("--batch 3, which only --as v2 has");
        Run.of("replay", "--gap=3", trace).assertRefused("--gap 3, which only --as v2 has");
        Run.of("replay").assertMisused("Missing required parameter: 'TRACE'");
    }

    @Test
    void whatTheHostDoesNotHaveIsRefusedInOneLine() throws IOException {
        assertRefused(
                "event 1 at byte 21: open of '/proc/mm64' on a host of dialect s390x: ENOENT",
                Events.header(Dialect.S390X),
                OPEN);
        assertRefused(
                "the trace has pages of 16384 bytes, the reference kernel has 4096",
                HEADER.toBuilder().setPageSize(16384).build());
        assertRefused(
                "event 1 at byte 22: object with descriptor 2147483647,"
                        + " a replay has room for 0 to 1048575",
                HEADER,
                Events.object(Integer.MAX_VALUE, Access.READ_WRITE));
    }

    private void assertRefused(String message, TraceHeader header, TraceEvent... events)
            throws IOException {
        String trace = file("t.procmm", TraceBytes.of(header, List.of(events)));
        Run.of("replay", trace).assertRefused(trace + ": " + message);
    }

    @Test
    void probesAreCounted() throws IOException {
        byte[] bytes =
                TraceBytes.of(
                        HEADER, List.of(OPEN, Events.probe(1, ProbeKind.LOAD, 0x10000, 4, 1)));
        Run run = Run.of("replay", file("t.procmm", bytes));
        assertThat(run.exit()).isEqualTo(1);
        assertThat(untimed(run))
                .isEqualTo(
                        """
                        1 mismatch: nothing explains them
                          event 2 at byte 39, mm 1: load of 4 bytes at 0x10000: recorded 0x1, got MAPERR at 0x10000

                        0 operations, 1 address space, 1 probe, 1 mismatch
                        """);
    }

    private static String manyLines(int count) {
        Random random = new Random(1);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append("0 1 munmap 0x")
                    .append(Integer.toHexString(random.nextInt(1 << 18)))
                    .append("000 0x1000 0\n");
        }
        return lines.toString();
    }

    private String trace(String text) throws IOException {
        return file("trace.txt", text.getBytes(US_ASCII));
    }

    private String file(String name, byte[] bytes) throws IOException {
        return Files.write(directory.resolve(name), bytes).toString();
    }

    private static byte[] compressed(byte[] bytes) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(bytes);
        }
        return compressed.toByteArray();
    }

    /** Returns the output without its last line, which says how long it took. */
    private static String untimed(Run run) {
        assertThat(run.out())
                .containsPattern(
                        "\n\\d+\\.\\d\\d s, [\\d,]+ operations a second"
                                + " \\(reading, codec and kernel\\)\n$");
        return run.out().replaceAll("[^\n]*\n$", "");
    }
}
