package io.github.procmm.trace;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import io.github.procmm.proto.trace.End;
import io.github.procmm.proto.trace.TraceEvent;
import io.github.procmm.proto.trace.TraceHeader;
import io.github.procmm.wire.Dialect;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a .procmm trace, whatever the bytes are: an error names the offset of the message that it
 * is in, and what was read before it stands (TRACE).
 */
public final class TraceReader implements EventSource {

    private final TraceInput in;
    private final TraceHeader header;
    private final EventOrder order;
    private long messageOffset;
    private long events;
    private boolean ended;
    private @Nullable TraceException failure;

    /**
     * Reads the header.
     *
     * @param in should be buffered
     * @throws TraceException when it is not that of a trace that this class knows
     */
    public TraceReader(InputStream in) throws IOException {
        this.in = new TraceInput(in);
        readMagic();
        TraceHeader read = readMessage(TraceHeader.parser());
        if (read == null) {
            throw wrong("truncated: no header");
        }
        this.header = read;
        checkHeader();
        this.order = new EventOrder(header.getFormatVersion() == TraceFormat.VERSION_OF_CALLS);
    }

    @Override
    public TraceHeader header() {
        return header;
    }

    @Override
    public @Nullable TraceEvent next() throws IOException {
        if (failure != null) {
            throw failure; // what follows would be read from the middle of something
        }
        if (ended) {
            return null;
        }
        int crc = in.crc();
        TraceEvent event = readMessage(TraceEvent.parser());
        if (event == null) {
            throw wrong("truncated: no End behind event " + events);
        }
        String refusal = order.check(event);
        if (refusal != null) {
            throw wrong(refusal);
        }
        if (event.hasEnd()) {
            ended = true;
            checkEnd(event.getEnd(), crc);
            return null;
        }
        events++;
        return event;
    }

    @Override
    public String where() {
        return "event " + events + " at byte " + messageOffset;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void readMagic() throws IOException {
        byte[] magic = TraceFormat.magic();
        byte[] found = in.upTo(magic.length);
        if (found.length < magic.length && Arrays.mismatch(found, magic) == found.length) {
            throw wrong("truncated within the first " + magic.length + " bytes");
        }
        if (!Arrays.equals(found, magic)) {
            throw wrong("not a .procmm trace: it does not start with 89 'procmm' 0a");
        }
    }

    private void checkHeader() throws IOException {
        if (header.getFormatVersion() != TraceFormat.VERSION
                && header.getFormatVersion() != TraceFormat.VERSION_OF_CALLS) {
            throw wrong(
                    "format_version "
                            + Integer.toUnsignedString(header.getFormatVersion())
                            + ", wanted "
                            + TraceFormat.VERSION
                            + " or "
                            + TraceFormat.VERSION_OF_CALLS);
        }
        if (Dialect.of(header.getDialect()) == null) {
            throw wrong("dialect '" + header.getDialect() + "', wanted one of " + Dialect.names());
        }
        if (Long.bitCount(header.getPageSize()) != 1) {
            throw wrong(
                    "page_size "
                            + Long.toUnsignedString(header.getPageSize())
                            + ", wanted a power of two");
        }
    }

    private void checkEnd(End end, int crc) throws IOException {
        if (end.getEvents() != events) {
            throw wrong(
                    "End counts "
                            + Long.toUnsignedString(end.getEvents())
                            + " events, there are "
                            + events);
        }
        if (end.getCrc32C() != crc) {
            throw wrong(
                    String.format(
                            Locale.ROOT,
                            "crc32c 0x%08x, the bytes have 0x%08x",
                            end.getCrc32C(),
                            crc));
        }
        messageOffset = in.offset();
        if (!in.atEnd()) {
            throw wrong("bytes behind End");
        }
    }

    /** Returns the next message, or null at the end of the file. */
    private <M> @Nullable M readMessage(Parser<M> parser) throws IOException {
        messageOffset = in.offset();
        try {
            int length = in.length();
            if (length == -1) {
                return null;
            }
            if (length < 0) {
                throw wrong("a message's length is over " + TraceFormat.MAX_MESSAGE + " bytes");
            }
            return parser.parseFrom(in.bytes(length));
        } catch (EOFException cut) {
            throw wrong("truncated within a message");
        } catch (InvalidProtocolBufferException corrupt) {
            throw wrong("corrupt: " + corrupt.getMessage());
        } catch (ZipException damaged) {
            throw wrong("the compressed file is damaged: " + damaged.getMessage());
        }
    }

    private TraceException wrong(String what) {
        failure = new TraceException("byte " + messageOffset, what);
        return failure;
    }
}
