package io.github.procmm.v2;

import static io.github.procmm.model.Errno.EMSGSIZE;
import static io.github.procmm.model.Errno.EPROTO;

import io.github.procmm.model.Errno;
import io.github.procmm.v2.Frame.QueryAnswer;
import io.github.procmm.v2.Frame.QueryArea;
import io.github.procmm.v2.Frame.Result;
import io.netty.buffer.ByteBuf;

/**
 * Frames to and from a stream of bytes, as records of Java. For whoever looks at frames, and for
 * clients; a backend walks them with {@link FrameView} and answers record by record.
 *
 * <p>Strict: what it reads it would write with the same meaning. Mutable, for one thread.
 */
public final class FrameCodec {

    private final int maxFrame;
    private final FrameWriter writer = new FrameWriter();
    private final ReplyWriter replies = new ReplyWriter();
    private final FrameView view = new FrameView();

    /**
     * Makes a codec.
     *
     * @param maxFrame the longest frame that it reads, in bytes
     */
    public FrameCodec(int maxFrame) {
        this.maxFrame = maxFrame;
    }

    /** What the next bytes of a stream are. */
    public sealed interface Decoded {}

    /** They are a frame; the reader index has moved behind it. */
    public record Whole(Frame frame) implements Decoded {}

    /** They begin a frame, or could; the reader index has not moved. */
    public record Incomplete() implements Decoded {}

    /**
     * They are no frame.
     *
     * @param errno as REFUSED has it
     * @param position where, in bytes from the start of the frame
     * @param cut whether the stream can be followed: the reader index has moved behind the frame
     */
    public record Broken(Errno errno, int position, boolean cut) implements Decoded {}

    /** Appends a frame. */
    public void encode(Frame frame, ByteBuf out) {
        if (frame instanceof Frame.Greeting greeting) {
            greeting.hello().write(out, frame.sequence());
        } else if (frame instanceof Frame.Welcoming welcoming) {
            welcoming.welcome().write(out, frame.sequence());
        } else if (frame instanceof Frame.Refusal refusal) {
            refusal.refused().write(out, frame.sequence());
        } else if (frame instanceof Frame.Batch batch) {
            writer.begin(out, batch.sequence(), batch.mode());
            batch.commands().forEach(command -> command.write(writer));
            writer.end();
        } else if (frame instanceof Frame.Legacy legacy) {
            writer.beginLegacy(out, legacy.sequence(), legacy.mode());
            legacy.records().forEach(record -> record.write(writer));
            writer.end();
        } else if (frame instanceof Frame.Reply reply) {
            replies.begin(out, reply.sequence(), reply.mode());
            reply.results().forEach(this::write);
            replies.end();
        }
    }

    private void write(Result result) {
        QueryAnswer answer = result.areas();
        if (answer == null) {
            replies.result(result.status(), result.value(), result.field());
            return;
        }
        replies.beginQuery(answer.epoch(), answer.mappedBytes(), answer.total());
        for (QueryArea area : answer.areas()) {
            replies.area(
                    area.start(),
                    area.end(),
                    area.offset(),
                    area.tag(),
                    area.prot(),
                    area.maxProt(),
                    area.kind());
        }
        replies.endQuery(result.value());
    }

    /** Reads the frame at the reader index. */
    public Decoded decode(ByteBuf in) {
        if (in.readableBytes() < FrameView.MEASURABLE) {
            return new Incomplete();
        }
        int base = in.readerIndex();
        int length = FrameView.measure(in, base, in.readableBytes(), maxFrame);
        if (length == EMSGSIZE.asResult()) {
            return new Broken(EMSGSIZE, Layout.LENGTH, false);
        }
        if (length < 0) {
            return new Broken(EPROTO, FrameView.wrongBefore(in, base), false);
        }
        if (length > in.readableBytes()) {
            return new Incomplete();
        }
        view.wrap(in, base);
        Decoded decoded = new FrameReader(view).read();
        in.skipBytes(length);
        return decoded;
    }
}
