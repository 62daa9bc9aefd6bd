package io.github.procmm.command;

import io.github.procmm.proto.trace.TraceEvent;
import io.github.procmm.trace.EventSource;
import io.github.procmm.trace.TextTraceWriter;
import io.github.procmm.trace.TraceFiles;
import io.github.procmm.trace.TraceWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code procmm convert}: a trace in the other format. */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        versionProvider = ProjectVersion.class,
        description = "Convert a trace between text and .procmm.",
        footer = {
            "",
            "OUT ending in .procmm or .procmm.gz gets events, any other name text.",
            "An event that text cannot say is an error, and OUT is not written.",
            "",
            "Exit codes: 0 done, 2 misused or the trace is damaged."
        })
final class ConvertCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "IN", description = "The trace, compressed or not.")
    private Path in = Path.of("");

    @Parameters(index = "1", paramLabel = "OUT", description = "Where to write; .gz compresses.")
    private Path out = Path.of("");

    /** For picocli, which makes it itself. */
    ConvertCommand() {}

    @Override
    public Integer call() throws IOException {
        Path directory = out.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw new IllegalArgumentException(out + ": no directory to write it in");
        }
        // Written beside and moved into place, so that a damaged trace leaves no half of one.
        String ending = TraceFiles.isCompressedName(out) ? ".gz" : "";
        Path part = Files.createTempFile(directory, ".procmm-convert", ending);
        try (EventSource source = TraceFiles.read(Files.newInputStream(in), in.toString())) {
            long events = write(source, part);
            Files.move(part, out, StandardCopyOption.REPLACE_EXISTING);
            PrintWriter err = Streams.err(spec);
            err.println("procmm: " + events + " events");
        } finally {
            Files.deleteIfExists(part);
        }
        return 0;
    }

    private long write(EventSource source, Path file) throws IOException {
        try (OutputStream bytes = TraceFiles.create(file)) {
            return TraceFiles.isBinaryName(out) ? events(source, bytes) : lines(source, bytes);
        }
    }

    private static long events(EventSource source, OutputStream bytes) throws IOException {
        long count = 0;
        try (TraceWriter writer = new TraceWriter(bytes, source.header())) {
            for (TraceEvent event = source.next(); event != null; event = source.next()) {
                writer.write(event);
                count++;
            }
        }
        return count;
    }

    private static long lines(EventSource source, OutputStream bytes) throws IOException {
        long count = 0;
        try (TextTraceWriter writer = new TextTraceWriter(bytes)) {
            for (TraceEvent event = source.next(); event != null; event = source.next()) {
                writer.write(event, source.where());
                count++;
            }
        }
        return count;
    }
}
