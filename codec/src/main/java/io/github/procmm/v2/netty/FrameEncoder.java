package io.github.procmm.v2.netty;

import io.github.procmm.v2.Frame;
import io.github.procmm.v2.FrameCodec;
import io.github.procmm.v2.Hello;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToByteEncoder;

/** Writes {@link Frame}s. Everything else passes: buffers are taken for frames already. */
public final class FrameEncoder extends MessageToByteEncoder<Frame> {

    private final FrameCodec codec = new FrameCodec(Hello.LEAST_MAX_FRAME);

    /** Makes an encoder. */
    public FrameEncoder() {
        super(Frame.class);
    }

    @Override
    protected void encode(ChannelHandlerContext ctx, Frame frame, ByteBuf out) {
        codec.encode(frame, out);
    }
}
