package io.github.procmm.replay;

import io.github.procmm.kernel.Session;
import io.github.procmm.kernel.UserProcess;
import io.github.procmm.model.Errno;
import io.github.procmm.v2.BatchMode;
import io.github.procmm.v2.Command;
import io.github.procmm.v2.FrameType;
import io.github.procmm.v2.FrameView;
import io.github.procmm.v2.FrameWriter;
import io.github.procmm.v2.Hello;
import io.github.procmm.v2.ResultView;
import io.github.procmm.v2.Welcome;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** A client of part v2 whose session is in this process. Reuses its buffers; for one thread. */
final class FrameClient {

    private static final int MAX_FRAME = 1 << 20;
    private static final int FRAME_HEADER = 32;

    private final Session session;
    private final Welcome agreed;
    private final FrameWriter writer = new FrameWriter();
    private final FrameView reply = new FrameView();
    private final ResultView result = new ResultView();
    private final ByteBuf out = Unpooled.buffer();
    private final ByteBuf in = Unpooled.buffer();
    private long sequence;
    private int sentBytes;

    /** Begins a session. */
    FrameClient(UserProcess process) {
        session = process.newSession();
        Hello.ofThisVersion(MAX_FRAME).write(out, sequence);
        agreed = Welcome.read(receive(FrameType.WELCOME));
    }

    /** Returns what was agreed. */
    Welcome session() {
        return agreed;
    }

    /** Returns whether a frame may have so many records, of so many bytes in all. */
    boolean takes(int records, long bytes) {
        return records <= agreed.maxCount() && FRAME_HEADER + bytes <= agreed.maxFrame();
    }

    /** Begins a frame of operations. */
    void begin(BatchMode mode) {
        out.clear();
        writer.begin(out, ++sequence, mode);
    }

    /** Begins a frame of v1 records. */
    void beginLegacy(BatchMode mode) {
        out.clear();
        writer.beginLegacy(out, ++sequence, mode);
    }

    /** Returns what writes the records of the frame that was begun. */
    FrameWriter writer() {
        return writer;
    }

    /** Sends the frame; the reply is there until the next one is begun. */
    FrameView exchange() {
        writer.end();
        return receive(FrameType.REPLY);
    }

    private FrameView receive(FrameType wanted) {
        sentBytes = out.readableBytes();
        in.clear();
        session.receive(out, in);
        reply.wrap(in, 0);
        if (reply.type() != wanted || reply.sequence() != sequence) {
            throw new IllegalStateException("a frame was answered with " + reply.type());
        }
        return reply;
    }

    /** Returns how long the frame was that was sent last, in bytes. */
    int sentBytes() {
        return sentBytes;
    }

    /**
     * Sends an operation by itself and returns its value.
     *
     * @throws IllegalArgumentException when it is refused
     */
    long value(Command command) {
        begin(BatchMode.SEQUENTIAL);
        command.write(writer);
        exchange().next();
        result.wrap(reply);
        if (result.status() != 0) {
            throw new IllegalArgumentException(
                    command.operation() + " is refused: " + Errno.describe(-result.status()));
        }
        return result.value();
    }
}
