package io.github.procmm.command;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.fixture.Events;
import io.github.procmm.fixture.ReadTrace;
import io.github.procmm.fixture.TraceBytes;
import io.github.procmm.proto.trace.TraceEvent;
import io.github.procmm.proto.trace.TraceHeader;
import io.github.procmm.trace.TraceFiles;
import io.github.procmm.wire.Dialect;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code procmm convert}: both ways, compressed or not, and nothing written when it fails. */
class ConvertCommandTest {

    private static final String TEXT =
            """
            0.000000 1 mmap 0x10000 0x3000 0x3 0x32 -1 0x0 0x10000
            0.000007 1 munmap 0x11000 0x1000 0
            12.345678 2 mmap 0x0 0x1000 0x1 0x2 3 0x7000 -13
            12.345679 2 mprotect 0x10000 0x1000 0x1 -12
            """;

    private static final TraceHeader HEADER = Events.header(Dialect.X86_64);

    @TempDir private Path directory = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "t.txt, t.procmm",
        "t.txt, t.procmm.gz",
        "t.txt.gz, t.procmm",
        "t.txt.gz, t.procmm.gz"
    })
    void textComesBackThroughEveryKindOfFile(String text, String events) throws IOException {
        Path in = write(text, TEXT.getBytes(US_ASCII));
        Path there = directory.resolve(events);
        Path back = directory.resolve("back-" + text);
        assertConverts(in, there, 7);
        assertConverts(there, back, 7);
        assertThat(new String(read(back), US_ASCII)).isEqualTo(TEXT);
        assertThat(Arrays.copyOf(read(there), 8)).isEqualTo(TraceBytes.bytes("8970726f636d6d0a"));
        assertThat(isCompressed(there)).isEqualTo(events.endsWith(".gz"));
        assertThat(isCompressed(back)).isEqualTo(text.endsWith(".gz"));
    }

    @Test
    void aRealTraceComesBackAsItWas() throws IOException {
        Path in = Path.of("traces", "native-programs.txt.gz");
        Path there = directory.resolve("native.procmm.gz");
        Path back = directory.resolve("native.txt");
        assertThat(Run.of("convert", in.toString(), there.toString()).exit()).isZero();
        assertThat(Run.of("convert", there.toString(), back.toString()).exit()).isZero();
        assertThat(Files.readAllBytes(back)).isEqualTo(read(in));
    }

    @Test
    void everyEventGoesFromFileToFile() throws IOException {
        List<TraceEvent> events =
                List.of(
                        Events.open(1, "/proc/mm"),
                        Events.object(3, 4096),
                        Events.write(1, new byte[] {1, 2, 3}, -22),
                        Events.close(1));
        Path in = write("in.procmm", TraceBytes.of(Events.header(Dialect.ARM), events));
        Path out = directory.resolve("out.procmm.gz");
        assertConverts(in, out, 4);
        assertThat(ReadTrace.of(() -> TraceFiles.read(Files.newInputStream(out), "out")))
                .isEqualTo(new ReadTrace(events, ""));
    }

    @Test
    void whatTextCannotSayLeavesOutUntouched() throws IOException {
        Path in =
                write(
                        "in.procmm",
                        TraceBytes.of(
                                HEADER, List.of(Events.open(1, "/proc/mm64"), Events.close(1))));
        Path out = write("out.txt", "what was there\n".getBytes(US_ASCII));
        Run.of("convert", in.toString(), out.toString())
                .assertRefused(in + ": event 2 at byte 39: a text trace cannot say a close");
        assertThat(out).hasContent("what was there\n");
        assertNothingElse("in.procmm", "out.txt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"out.txt", "out.procmm", "out.procmm.gz"})
    void aDamagedTraceLeavesNothing(String name) throws IOException {
        byte[] trace = TraceBytes.of(HEADER, List.of(Events.open(1, "/proc/mm64")));
        Path in = write("in.procmm", Arrays.copyOf(trace, trace.length - 1));
        Run.of("convert", in.toString(), directory.resolve(name).toString())
                .assertRefused(in + ": byte 39: truncated within a message");
        assertNothingElse("in.procmm");
    }

    @Test
    void aMalformedLineLeavesNothing() throws IOException {
        Path in = write("in.txt", (TEXT + "0.5 x\n").getBytes(US_ASCII));
        Run.of("convert", in.toString(), directory.resolve("out.procmm").toString())
                .assertRefused(
                        in
                                + ": line 5: '0.5 x',"
                                + " wanted seconds mm operation arguments result");
        assertNothingElse("in.txt");
    }

    @Test
    void theInputMayBeTheOutput() throws IOException {
        Path file = write("t.txt", TEXT.getBytes(US_ASCII));
        assertConverts(file, file, 7);
        assertThat(file).hasContent(TEXT);
    }

    @Test
    void aLinkStaysOne() throws IOException {
        Path in = write("t.txt", TEXT.getBytes(US_ASCII));
        Path target = write("target.procmm", new byte[0]);
        Path link = Files.createSymbolicLink(directory.resolve("link.procmm"), target);
        assertConverts(in, link, 7);
        assertThat(link).isSymbolicLink();
        assertThat(Files.size(target)).isPositive();
    }

    @Test
    void theOutputIsAsReadableAsAnyNewFile() throws IOException {
        Path in = write("t.txt", TEXT.getBytes(US_ASCII));
        Path out = directory.resolve("t.procmm");
        assertConverts(in, out, 7);
        assertThat(Files.getPosixFilePermissions(out)).isEqualTo(Files.getPosixFilePermissions(in));
    }

    @Test
    void aDirectoryIsNotReplaced() throws IOException {
        Path in = write("t.txt", TEXT.getBytes(US_ASCII));
        Path out = Files.createDirectory(directory.resolve("empty"));
        Run.of("convert", in.toString(), out.toString()).assertRefused(out + ": is a directory");
        assertThat(out).isDirectory();
    }

    @Test
    void filesThatAreNotThereAreNamed() throws IOException {
        Path in = write("t.txt", TEXT.getBytes(US_ASCII));
        Path missing = directory.resolve("missing");
        Run.of("convert", missing.toString(), directory.resolve("out").toString())
                .assertRefused(missing + ": no such file");
        Run.of("convert", in.toString(), missing.resolve("out").toString())
                .assertRefused(missing + ": no such file");
        Run.of("convert", directory.toString(), directory.resolve("out").toString())
                .assertRefused(directory + ": is a directory");
        Run.of("convert", in.toString()).assertMisused("Missing required parameter: 'OUT'");
        assertNothingElse("t.txt");
    }

    private static void assertConverts(Path in, Path out, int events) {
        assertThat(Run.of("convert", in.toString(), out.toString()))
                .isEqualTo(
                        new Run(
                                0,
                                "",
                                out + ": " + events + " events" + System.lineSeparator(),
                                ""));
    }

    private void assertNothingElse(String... names) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .containsExactlyInAnyOrder(names);
        }
    }

    private Path write(String name, byte[] content) throws IOException {
        Path file = directory.resolve(name);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (name.endsWith(".gz")) {
            try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
                out.write(content);
            }
        } else {
            bytes.write(content);
        }
        return Files.write(file, bytes.toByteArray());
    }

    private static boolean isCompressed(Path file) throws IOException {
        return Files.readAllBytes(file)[0] == 0x1f;
    }

    private static byte[] read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (bytes[0] != 0x1f) {
            return bytes;
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        }
    }
}
