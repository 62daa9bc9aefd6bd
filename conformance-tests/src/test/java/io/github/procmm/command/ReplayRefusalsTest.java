package io.github.procmm.command;

import static io.github.procmm.command.SampleTraces.TEXT;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.fixture.Events;
import io.github.procmm.fixture.TraceBytes;
import io.github.procmm.proto.trace.Access;
import io.github.procmm.proto.trace.TraceEvent;
import io.github.procmm.proto.trace.TraceHeader;
import io.github.procmm.wire.Dialect;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
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

/** {@code procmm replay}: traces that are damaged or are none, and options that cannot be. */
class ReplayRefusalsTest {

    private static final TraceHeader HEADER = Events.header(Dialect.X86_64);
    private static final TraceEvent OPEN = Events.open(1, "/proc/mm64");

    @TempDir private Path directory = Path.of("");

    @Test
    void anAddressSpaceThatIsNotThereIsRefused() throws IOException {
        String trace = trace(TEXT);
        Run.of("replay", "--mm", "3", trace)
                .assertRefused("--mm 3: not opened in what was played of " + trace);
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
        return new SampleTraces(directory).text(text);
    }

    private String file(String name, byte[] bytes) throws IOException {
        return new SampleTraces(directory).file(name, bytes);
    }

    private static byte[] compressed(byte[] bytes) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(bytes);
        }
        return compressed.toByteArray();
    }
}
