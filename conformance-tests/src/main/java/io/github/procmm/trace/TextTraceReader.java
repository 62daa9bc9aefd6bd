package io.github.procmm.trace;

import com.google.protobuf.ByteString;
import io.github.procmm.model.Errno;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Mmap;
import io.github.procmm.proto.trace.Access;
import io.github.procmm.proto.trace.ObjectCreated;
import io.github.procmm.proto.trace.Open;
import io.github.procmm.proto.trace.TraceEvent;
import io.github.procmm.proto.trace.TraceHeader;
import io.github.procmm.proto.trace.Write;
import io.github.procmm.wire.Dialect;
import io.github.procmm.wire.RecordEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a text trace of an x86_64 host as events: a line is a write, as if the system call had been
 * a record.
 *
 * <p>What a text trace does not say is made up: an address space is opened, on {@code /proc/mm64},
 * before its first line, and an object of unknown size before the first line that maps its
 * descriptor.
 */
public final class TextTraceReader implements EventSource {

    private static final Dialect DIALECT = Dialect.X86_64;

    /** What a tracer prints is far shorter; a file without line ends must not fill the memory. */
    private static final int MAX_LINE = 4096;

    private static final long PAGE_SIZE = 4096;

    private final BufferedReader lines;
    private final TraceHeader header;
    private final RecordEncoder encoder = new RecordEncoder(DIALECT);
    private final ByteBuf record = Unpooled.buffer(DIALECT.recordSize());
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
                        .setDialect(DIALECT.readableName())
                        .setPageSize(PAGE_SIZE)
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
        int c = lines.read();
        if (c < 0) {
            return null;
        }
        lineNumber++;
        while (c >= 0 && c != '\n') {
            if (line.length() == MAX_LINE) {
                throw new TraceException(where(), "longer than " + MAX_LINE + " characters");
            }
            line.append((char) c);
            c = lines.read();
        }
        return line.toString();
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
            Open open = Open.newBuilder().setMm(line.mm()).setFile("/proc/mm64").build();
            pending.add(at(line).setOpen(open).build());
        }
        if (line.op() instanceof Mmap map && needsObject(map) && objects.add(map.fd())) {
            ObjectCreated object =
                    ObjectCreated.newBuilder()
                            .setFd((int) map.fd())
                            .setAccess(Access.READ_WRITE)
                            .build();
            pending.add(at(line).setObjectCreated(object).build());
        }
        pending.add(at(line).setWrite(write(line)).build());
    }

    private static boolean needsObject(Mmap map) {
        boolean anonymous = (map.flags() & MapFlags.ANONYMOUS) != 0;
        return !anonymous && map.fd() >= 0 && map.fd() <= Integer.MAX_VALUE;
    }

    private Write write(TextLine line) {
        record.clear();
        encoder.encode(line.op(), record);
        boolean failed = Errno.isError(line.result());
        Write.Builder write =
                Write.newBuilder()
                        .setMm(line.mm())
                        .setRecord(ByteString.copyFrom(ByteBufUtil.getBytes(record)))
                        .setResult(failed ? line.result() : DIALECT.recordSize());
        if (!failed && line.op() instanceof Mmap) {
            write.setAddress(line.result());
        }
        return write.build();
    }

    private static TraceEvent.Builder at(TextLine line) {
        return TraceEvent.newBuilder().setTimeUs(line.timeUs());
    }
}
