package io.github.procmm.trace;

import io.github.procmm.model.CopySegments;
import io.github.procmm.model.Decoded;
import io.github.procmm.model.Malformed;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Op;
import io.github.procmm.proto.trace.Access;
import io.github.procmm.proto.trace.ObjectCreated;
import io.github.procmm.proto.trace.Open;
import io.github.procmm.proto.trace.TraceEvent;
import io.github.procmm.proto.trace.TraceHeader;
import io.github.procmm.proto.trace.Write;
import io.github.procmm.wire.RecordDecoder;
import io.netty.buffer.Unpooled;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * Writes events as a text trace. The mirror of {@link TextTraceReader}: what that makes up, this
 * leaves out.
 *
 * <p>An event that a line cannot say is a {@link TraceException}, never a line less: another
 * dialect's record, a malformed or unusual one, COPY_SEGMENTS, a probe, a close, an object that is
 * anything but large and writable, a mapping whose place is not known.
 */
public final class TextTraceWriter implements Closeable {

    private final Writer lines;
    private final RecordDecoder decoder = new RecordDecoder(LineEncoder.DIALECT);
    private final LineEncoder encoder = new LineEncoder();
    private final Set<Integer> objects = new HashSet<>();

    /**
     * Starts a trace.
     *
     * @throws TraceException when the header is that of a host that text has no word for
     */
    public TextTraceWriter(OutputStream out, TraceHeader header) throws TraceException {
        this.lines = new OutputStreamWriter(out, StandardCharsets.US_ASCII);
        String dialect = header.getDialect();
        if (!dialect.equals(LineEncoder.DIALECT.readableName())) {
            throw cannotSay("header", "dialect " + dialect + ", it has x86_64's records only");
        }
        if (header.getPageSize() != LineEncoder.PAGE_SIZE) {
            throw cannotSay(
                    "header", "a page size of " + Long.toUnsignedString(header.getPageSize()));
        }
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
            case OPEN -> checkOpen(event.getOpen(), where);
            case OBJECT_CREATED -> checkObject(event.getObjectCreated(), where);
            case CLOSE -> throw cannotSay(where, "a close");
            case PROBE -> throw cannotSay(where, "a probe");
            case ASKED -> throw cannotSay(where, "a call of the testee protocol");
            case EVENT_NOT_SET -> throw cannotSay(where, "an event of no kind");
            case END -> {}
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private static void checkOpen(Open open, String where) throws TraceException {
        if (!open.getFile().equals(LineEncoder.FILE)) {
            throw cannotSay(where, "the records of " + open.getFile());
        }
    }

    private void checkObject(ObjectCreated object, String where) throws TraceException {
        if (object.hasSize()) {
            throw cannotSay(where, "an object's size");
        }
        if (object.getAccess() != Access.READ_WRITE) {
            throw cannotSay(where, "an object that is " + object.getAccess());
        }
        if (!objects.add(object.getFd())) {
            throw cannotSay(
                    where,
                    "another object with descriptor " + Integer.toUnsignedString(object.getFd()));
        }
    }

    private String line(TraceEvent event, String where) throws TraceException {
        Write write = event.getWrite();
        Op op = op(write, where);
        long result = Math.min(write.getResult(), 0);
        if (op instanceof Mmap && result == 0) {
            if (!write.hasAddress()) {
                throw cannotSay(where, "a mapping whose address the trace does not know");
            }
            result = write.getAddress();
        }
        TextLine line = new TextLine(event.getTimeUs(), write.getMm(), op, result);
        if (!encoder.write(line).equals(write)) {
            throw cannotSay(
                    where,
                    "a record that is short or has bytes in its unused parts, or a result of "
                            + write.getResult());
        }
        return line.format();
    }

    private Op op(Write write, String where) throws TraceException {
        Decoded decoded =
                decoder.decode(Unpooled.wrappedBuffer(write.getRecord().asReadOnlyByteBuffer()));
        if (decoded instanceof Malformed malformed) {
            throw cannotSay(where, "a malformed record (" + malformed.reason() + ")");
        }
        if (decoded instanceof CopySegments) {
            throw cannotSay(where, "COPY_SEGMENTS");
        }
        return (Op) decoded;
    }

    private static TraceException cannotSay(String where, String what) {
        return new TraceException(where, "a text trace cannot say " + what);
    }
}
