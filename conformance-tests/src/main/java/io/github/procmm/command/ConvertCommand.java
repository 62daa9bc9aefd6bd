package io.github.procmm.command;

import io.github.procmm.proto.trace.TraceEvent;
import io.github.procmm.trace.EventSource;
import io.github.procmm.trace.TextTraceWriter;
import io.github.procmm.trace.TraceException;
import io.github.procmm.trace.TraceFiles;
import io.github.procmm.trace.TraceWriter;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import java.util.zip.ZipException;
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
            "OUT ending in .procmm or .procmm.gz gets events, any other name text."
                    + " An event that text cannot say is an error, and OUT is not written.",
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
    public Integer call() throws Exception {
        long events = convert();
        PrintWriter err = Streams.err(spec);
        err.println(out + ": " + events + (events == 1 ? " event" : " events"));
        err.flush();
        return 0;
    }

    private long convert() throws Exception {
        if (Files.isDirectory(out)) {
            throw new FileSystemException(out.toString(), null, "is a directory");
        }
        if (Files.isRegularFile(out)) {
            return replace(out.toRealPath());
        }
        return Files.exists(out) ? convertTo(out) : replace(out); // a pipe stays one
    }

    /** Writes beside and moves into place, so that a damaged trace leaves no half of one. */
    private long replace(Path target) throws Exception {
        Path directory = target.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw new NoSuchFileException(String.valueOf(directory));
        }
        Path part = directory.resolve("." + ProcessHandle.current().pid() + "-" + name(target));
        part.toFile().deleteOnExit();
        try {
            long events = convertTo(part);
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            return events;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private long convertTo(Path file) throws Exception {
        try (InputStream bytes = Streams.open(in);
                EventSource source = TraceFiles.read(bytes, in.toString());
                OutputStream written = TraceFiles.create(file)) {
            return TraceFiles.isBinaryName(out) ? events(source, written) : lines(source, written);
        } catch (TraceException | ZipException | EOFException | IllegalArgumentException failure) {
            throw Failures.in(in, failure);
        }
    }

    private static long events(EventSource source, OutputStream bytes) throws IOException {
        // Not closed when the source fails: an End would make what is there look whole.
        TraceWriter writer = new TraceWriter(bytes, source.header());
        long count = 0;
        for (TraceEvent event = source.next(); event != null; event = source.next()) {
            writer.write(event);
            count++;
        }
        writer.close();
        return count;
    }

    private static long lines(EventSource source, OutputStream bytes) throws IOException {
        long count = 0;
        try (TextTraceWriter writer = new TextTraceWriter(bytes, source.header())) {
            for (TraceEvent event = source.next(); event != null; event = source.next()) {
                writer.write(event, source.where());
                count++;
            }
        }
        return count;
    }
}
