package io.github.procmm.command;

import static io.github.procmm.command.SampleTraces.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.procmm.fixture.Events;
import io.github.procmm.fixture.TraceBytes;
import io.github.procmm.proto.trace.ProbeKind;
import io.github.procmm.proto.trace.TraceEvent;
import io.github.procmm.proto.trace.TraceHeader;
import io.github.procmm.wire.Dialect;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code procmm replay}: what it reports of a trace that can be played. */
class ReplayCommandTest {

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
    void largeNumbersOfAddressSpacesAreUnsigned() throws IOException {
        String trace = trace("0 4294967295 munmap 0x1001 0x1000 0\n");
        Run run = Run.of("replay", "--maps", "--mm", "4294967295", trace);
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out())
                .contains("line 1, mm 4294967295: ", "mm 4294967295, 0 areas", "1 operation, mm 4");
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

    private String trace(String text) throws IOException {
        return new SampleTraces(directory).text(text);
    }

    private String file(String name, byte[] bytes) throws IOException {
        return new SampleTraces(directory).file(name, bytes);
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
