package io.github.procmm.v2.netty;

import io.github.procmm.model.Errno;
import io.github.procmm.v2.FrameView;
import io.github.procmm.v2.Hello;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/**
 * Cuts frames out of a stream, however that is cut itself (V2-FRAME-1, V2-FRAME-2).
 *
 * <p>A length is looked at as soon as it has come, and no more is kept than bytes have come. A
 * wrong one is an exception event, once: {@link FrameLengthException}. What follows it is thrown
 * away, since nobody knows where the next frame would begin (V2-FRAME-3).
 */
public final class FrameDecoder extends ByteToMessageDecoder {

    private int maxFrame = Hello.LEAST_MAX_FRAME;
    private boolean lost;

    /** Makes a decoder with the limit that holds before WELCOME (V2-FRAME-8). */
    public FrameDecoder() {}

    /** Sets the limit of the frames that follow, in bytes, unsigned. */
    void setMaxFrame(int maxFrame) {
        this.maxFrame = maxFrame;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (lost) {
            in.skipBytes(in.readableBytes());
            return;
        }
        if (in.readableBytes() < FrameView.MEASURABLE) {
            return;
        }
        int index = in.readerIndex();
        int length = FrameView.measure(in, index, in.readableBytes(), maxFrame);
        if (length < 0) {
            lose(ctx, in, length == Errno.EMSGSIZE.asResult());
        } else if (length <= in.readableBytes()) {
            out.add(in.readRetainedSlice(length));
        }
    }

    private void lose(ChannelHandlerContext ctx, ByteBuf in, boolean tooLong) {
        Errno errno = tooLong ? Errno.EMSGSIZE : Errno.EPROTO;
        int position =
                tooLong ? FrameView.LENGTH_FIELD : FrameView.wrongBefore(in, in.readerIndex());
        lost = true;
        in.skipBytes(in.readableBytes());
        ctx.fireExceptionCaught(new FrameLengthException(errno, position));
    }
}
