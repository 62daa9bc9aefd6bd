package io.github.procmm.trace;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import io.github.procmm.proto.trace.End;
import io.github.procmm.proto.trace.TraceEvent;
import io.github.procmm.proto.trace.TraceHeader;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32C;

/**
 * Writes a .procmm trace. Closing it writes the End without which a reader takes the file to be cut
 * off, and closes the stream.
 *
 * <p>It is the reader that checks: events are written as they are given, so that tests can write
 * traces that are wrong.
 */
public final class TraceWriter implements Closeable {

    private final OutputStream out;
    private final CRC32C crc = new CRC32C();
    private long events;
    private boolean closed;

    /** Starts a trace. The stream should be buffered. */
    public TraceWriter(OutputStream out, TraceHeader header) throws IOException {
        this.out = out;
        put(TraceFormat.magic());
        put(delimited(header));
    }

    /** Adds an event. */
    public void write(TraceEvent event) throws IOException {
        put(delimited(event));
        events++;
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        End end = End.newBuilder().setEvents(events).setCrc32C((int) crc.getValue()).build();
        try (out) {
            put(delimited(TraceEvent.newBuilder().setEnd(end).build()));
        }
    }

    private void put(byte[] bytes) throws IOException {
        crc.update(bytes);
        out.write(bytes);
    }

    private static byte[] delimited(MessageLite message) throws IOException {
        int size = message.getSerializedSize();
        byte[] bytes = new byte[CodedOutputStream.computeUInt32SizeNoTag(size) + size];
        CodedOutputStream coded = CodedOutputStream.newInstance(bytes);
        coded.writeUInt32NoTag(size);
        message.writeTo(coded);
        return bytes;
    }
}
