package io.github.procmm.trace;

import io.github.procmm.model.Errno;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Mmap;
import io.github.procmm.proto.trace.Access;
import io.github.procmm.proto.trace.ObjectCreated;
import io.github.procmm.proto.trace.Open;
import io.github.procmm.proto.trace.TraceEvent;
import io.github.procmm.proto.trace.TraceHeader;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a text trace of an x86_64 host as events: a line is a write, as if the system call had been
 * a record.
 *
 * <p>What a text trace does not say is made up: an address space is opened, on {@code /proc/mm64},
 * before its first line, and an object of unknown size before the first line that maps its
 * descriptor (and was not told EBADF).
 */
public final class TextTraceReader implements EventSource {

    /** What a tracer prints is far shorter; a file without line ends must not fill the memory. */
    private static final int MAX_LINE = 4096;

    private final BufferedReader lines;
    private final TraceHeader header;
    private final LineEncoder encoder = new LineEncoder();
    private final Set<Integer> openMms = new HashSet<>();
    private final Set<Long> objects = new HashSet<>();
    private final Deque<TraceEvent> pending = new ArrayDeque<>();
    private long lineNumber;

    /**
     * Starts at the first line.
     *
     * @param source where the trace came from, for people
     */
    public TextTraceReader(InputStream in, String source) {
        this.lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
        this.header =
                TraceHeader.newBuilder()
                        .setFormatVersion(TraceFormat.VERSION)
                        .setDialect(LineEncoder.DIALECT.readableName())
                        .setPageSize(LineEncoder.PAGE_SIZE)
                        .setSource(source)
                        .build();
    }

    @Override
    public TraceHeader header() {
        return header;
    }

    @Override
    public @Nullable TraceEvent next() throws IOException {
        if (pending.isEmpty()) {
            String line = nextLine();
            if (line == null) {
                return null;
            }
            addEvents(parse(line));
        }
        return pending.poll();
    }

    @Override
    public String where() {
        return "line " + lineNumber;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private @Nullable String nextLine() throws IOException {
        String line;
        do {
            line = boundedLine();
        } while (line != null && line.isBlank());
        return line;
    }

    private @Nullable String boundedLine() throws IOException {
        StringBuilder line = new StringBuilder();
        lineNumber++;
        int c = character();
        if (c < 0) {
            lineNumber--;
            return null;
        }
        while (c >= 0 && c != '\n') {
            if (line.length() == MAX_LINE) {
                throw new TraceException(where(), "longer than " + MAX_LINE + " characters");
            }
            line.append((char) c);
            c = character();
        }
        return line.toString();
    }

    private int character() throws IOException {
        try {
            return lines.read();
        } catch (EOFException cut) {
            throw new TraceException(where(), "truncated: the compressed file ends here");
        } catch (ZipException damaged) {
            throw new TraceException(
                    where(), "the compressed file is damaged: " + damaged.getMessage());
        }
    }

    private TextLine parse(String text) throws TraceException {
        try {
            return TextLine.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw new TraceException(where(), String.valueOf(malformed.getMessage()));
        }
    }

    private void addEvents(TextLine line) {
        if (openMms.add(line.mm())) {
            Open open = Open.newBuilder().setMm(line.mm()).setFile(LineEncoder.FILE).build();
            pending.add(at(line).setOpen(open).build());
        }
        if (line.op() instanceof Mmap map && needsObject(map, line) && objects.add(map.fd())) {
            ObjectCreated object =
                    ObjectCreated.newBuilder()
                            .setFd((int) map.fd())
                            .setAccess(Access.READ_WRITE)
                            .build();
            pending.add(at(line).setObjectCreated(object).build());
        }
        pending.add(at(line).setWrite(encoder.write(line)).build());
    }

    private static boolean needsObject(Mmap map, TextLine line) {
        boolean anonymous = (map.flags() & MapFlags.ANONYMOUS) != 0;
        boolean descriptor = map.fd() >= 0 && map.fd() <= Integer.MAX_VALUE;
        return !anonymous && descriptor && line.result() != Errno.EBADF.asResult();
    }

    private static TraceEvent.Builder at(TextLine line) {
        return TraceEvent.newBuilder().setTimeUs(line.timeUs());
    }
}
