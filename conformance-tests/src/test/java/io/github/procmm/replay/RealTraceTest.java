package io.github.procmm.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.fixture.TraceBytes;
import io.github.procmm.proto.trace.TraceEvent;
import io.github.procmm.trace.EventSource;
import io.github.procmm.trace.TextTraceWriter;
import io.github.procmm.trace.TraceFiles;
import io.github.procmm.trace.TraceReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The two traces that ship with the project: what they hold, and that every line is accounted for.
 */
class RealTraceTest {

    private static final Path UML = Path.of("traces", "uml-gcc-shell.txt.gz");
    private static final Path NATIVE = Path.of("traces", "native-programs.txt.gz");

    @Test
    void umlGetsEveryResultThatItGotFromItsHost() throws IOException {
        ReplayReport report = play(UML);
        assertThat(report.results())
                .isEqualTo(Map.of("mmap", Map.of("ok", 81_355L), "munmap", Map.of("ok", 4_773L)));
        assertThat(report.operations()).isEqualTo(86_128);
        assertThat(report.addressSpaces()).isEqualTo(249);
        assertThat(report.differences()).isEmpty();
    }

    @Test
    void umlsRecordsAreReencodedToTheSameBytesAndToI386WhereTheyFit() throws IOException {
        ReplayReport report = play(UML);
        long wide = lines(UML).stream().filter(RealTraceTest::needs64Bits).count();
        assertThat(report.sameBytes()).isEqualTo(86_128);
        assertThat(report.otherWidth()).isEqualTo(86_128 - wide);
        assertThat(report.tooWide()).isEqualTo(wide);
    }

    @Test
    void everyLineOfTheNativeTraceIsAccountedFor() throws IOException {
        ReplayReport report = play(NATIVE);
        long counted =
                report.results().values().stream()
                        .map(Map::values)
                        .flatMap(Collection::stream)
                        .mapToLong(Long::longValue)
                        .sum();
        assertThat(counted).isEqualTo(lines(NATIVE).size()).isEqualTo(5_055);
        assertThat(report.operations()).isEqualTo(5_055);
        assertThat(report.addressSpaces()).isEqualTo(109);
        assertThat(report.sameBytes()).isEqualTo(5_055);
        assertThat(report.count(Difference.Cause.UNEXPLAINED)).isZero();
        assertThat(report.count(Difference.Cause.NOT_UNMAPPED)).isZero();
        assertThat(report.count(Difference.Cause.NEVER_MAPPED)).isEqualTo(132);
        assertThat(report.differences()).hasSize(132);
    }

    @Test
    void everyExplainedDifferenceNamesAPageThatNoEarlierLineMappedOrUnmapped() throws IOException {
        List<String> lines = lines(NATIVE);
        for (Difference difference : play(NATIVE).differences()) {
            int line = Integer.parseInt(difference.where().replace("line ", ""));
            String[] words = lines.get(line - 1).split(" ", -1);
            assertThat(words[2]).isEqualTo("mprotect");
            long start = number(words[3]);
            long end = start + number(words[4]);
            assertThat(unheardOf(start, end, earlierRanges(lines, line, words[1])))
                    .as("a page of line %s that the trace had not named", line)
                    .isTrue();
        }
    }

    @Test
    void anOperationThatTheHostAcceptedAndTheTraceExplainsIsNeverRefused() throws IOException {
        Map<String, Integer> refused = new HashMap<>();
        for (Difference difference : play(NATIVE).differences()) {
            refused.merge(difference.recorded() + " " + difference.got(), 1, Integer::sum);
        }
        assertThat(refused).isEqualTo(Map.of("ok ENOMEM", 132));
    }

    @ParameterizedTest
    @CsvSource({
        "uml-gcc-shell.txt.gz,          1,          0, 86128",
        "uml-gcc-shell.txt.gz,          8,         30, 82701",
        "uml-gcc-shell.txt.gz, 2147483647,         30, 82498",
        "uml-gcc-shell.txt.gz, 2147483647, 1000000000,   585",
        "native-programs.txt.gz,        1,          0,  5187",
        "native-programs.txt.gz,        8,         30,  2523",
        "native-programs.txt.gz, 2147483647, 1000000000, 1278"
    })
    void V2_LEGACY_4_inFramesTheTracesComeOutAsInWrites(
            String name, int size, long gap, long frames) throws IOException {
        Path file = Path.of("traces", name);
        try (EventSource source = open(file)) {
            Replay replay = Replay.inFrames(source, new Batches(size, gap), mm -> true);
            replay.run(Long.MAX_VALUE);
            ReplayReport report = replay.report();
            assertThat(report.count(Difference.Cause.OTHER_AS_V2)).isZero();
            assertThat(report.differences()).isEqualTo(play(file).differences());
            assertThat(report.traffic().get(report.traffic().size() - 1).frames())
                    .isEqualTo(frames);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"uml-gcc-shell.txt.gz", "native-programs.txt.gz"})
    void textAndEventsSayTheSame(String name) throws IOException {
        Path file = Path.of("traces", name);
        byte[] trace;
        try (EventSource source = open(file)) {
            List<TraceEvent> events = new ArrayList<>();
            for (TraceEvent event = source.next(); event != null; event = source.next()) {
                events.add(event);
            }
            trace = TraceBytes.of(source.header(), events);
        }
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (TraceReader back = new TraceReader(new ByteArrayInputStream(trace));
                TextTraceWriter writer = new TextTraceWriter(text, back.header())) {
            for (TraceEvent event = back.next(); event != null; event = back.next()) {
                writer.write(event, back.where());
            }
        }
        assertThat(text.toByteArray()).isEqualTo(uncompressed(file));
    }

    /** An address range that a line mapped or unmapped. */
    private record Range(long start, long end) {}

    private static List<Range> earlierRanges(List<String> lines, int line, String mm) {
        List<Range> ranges = new ArrayList<>();
        for (String earlier : lines.subList(0, line - 1)) {
            String[] words = earlier.split(" ", -1);
            long result = number(words[words.length - 1]);
            if (!words[1].equals(mm) || words[2].equals("mprotect") || isErrno(result)) {
                continue;
            }
            long start = words[2].equals("mmap") ? result : number(words[3]);
            ranges.add(new Range(start, start + number(words[4])));
        }
        return ranges;
    }

    private static boolean unheardOf(long start, long end, List<Range> ranges) {
        for (long page = start; page < end; page += 4096) {
            long at = page;
            if (ranges.stream().noneMatch(range -> range.start() <= at && at < range.end())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isErrno(long result) {
        return result < 0 && result > -4096;
    }

    /** Returns whether an argument of the call has more than 32 bits. */
    private static boolean needs64Bits(String line) {
        String[] words = line.split(" ", -1);
        for (int i = 3; i < words.length - 1; i++) {
            if (number(words[i]) >>> 32 != 0) {
                return true;
            }
        }
        return false;
    }

    private static long number(String word) {
        return word.startsWith("0x")
                ? Long.parseUnsignedLong(word.substring(2), 16)
                : Long.parseLong(word);
    }

    private static ReplayReport play(Path file) throws IOException {
        try (EventSource source = open(file)) {
            return Played.report(source);
        }
    }

    private static EventSource open(Path file) throws IOException {
        return TraceFiles.read(Files.newInputStream(file), file.toString());
    }

    private static List<String> lines(Path file) throws IOException {
        return new String(uncompressed(file), StandardCharsets.US_ASCII).lines().toList();
    }

    private static byte[] uncompressed(Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return in.readAllBytes();
        }
    }
}
