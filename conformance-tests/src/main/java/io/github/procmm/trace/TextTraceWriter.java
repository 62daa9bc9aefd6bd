package io.github.procmm.trace;

import io.github.procmm.model.CopySegments;
import io.github.procmm.model.Decoded;
import io.github.procmm.model.Malformed;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Op;
import io.github.procmm.proto.trace.TraceEvent;
import io.github.procmm.proto.trace.Write;
import io.github.procmm.wire.Dialect;
import io.github.procmm.wire.RecordDecoder;
import io.netty.buffer.Unpooled;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * Writes events as a text trace. The mirror of {@link TextTraceReader}: what that makes up, this
 * leaves out.
 *
 * <p>An event that a line cannot say (another dialect's record, a malformed one, COPY_SEGMENTS, a
 * probe, a mapping whose place is not known) is a {@link TraceException}, never a line less.
 */
public final class TextTraceWriter implements Closeable {

    private static final Dialect DIALECT = Dialect.X86_64;

    private final Writer lines;
    private final RecordDecoder decoder = new RecordDecoder(DIALECT);

    /** Starts a trace. */
    public TextTraceWriter(OutputStream out) {
        this.lines = new OutputStreamWriter(out, StandardCharsets.US_ASCII);
    }

    /**
     * Adds an event.
     *
     * @param where it came from, for the message of an error
     * @throws TraceException when no line can say it
     */
    public void write(TraceEvent event, String where) throws IOException {
        switch (event.getEventCase()) {
            case WRITE -> lines.write(line(event, where) + "\n");
            case OPEN -> {
                if (!event.getOpen().getFile().equals("/proc/mm64")) {
                    throw new TraceException(where, "a text trace has native x86_64 records only");
                }
            }
            case OBJECT_CREATED, CLOSE, END -> {}
            case PROBE -> throw new TraceException(where, "a text trace has no word for a probe");
            case EVENT_NOT_SET -> throw new TraceException(where, "an event of no kind");
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private String line(TraceEvent event, String where) throws TraceException {
        Write write = event.getWrite();
        Decoded decoded =
                decoder.decode(Unpooled.wrappedBuffer(write.getRecord().asReadOnlyByteBuffer()));
        if (decoded instanceof Malformed malformed) {
            throw new TraceException(where, "no line can say a " + malformed.reason());
        }
        Op op = (Op) decoded;
        if (op instanceof CopySegments) {
            throw new TraceException(where, "a text trace has no word for COPY_SEGMENTS");
        }
        long result = write.getResult() < 0 ? write.getResult() : 0;
        if (op instanceof Mmap && result == 0) {
            if (!write.hasAddress()) {
                throw new TraceException(where, "the trace does not say where the mapping came");
            }
            result = write.getAddress();
        }
        return new TextLine(event.getTimeUs(), write.getMm(), op, result).format();
    }
}
