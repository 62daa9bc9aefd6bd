package io.github.procmm.v2.netty;

import io.github.procmm.model.Errno;
import io.github.procmm.v2.Frame;
import io.github.procmm.v2.FrameCodec;
import io.github.procmm.v2.FrameView;
import io.github.procmm.v2.Hello;
import io.github.procmm.v2.Refused;
import io.github.procmm.v2.Welcome;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Begins a session, for a client: says HELLO when the channel is active, and waits for WELCOME. A
 * {@link FrameDecoder} has to stand before it, a {@link FrameEncoder} behind it.
 *
 * <p>Until there is a session every write fails; afterwards one that would end it does, because it
 * is no frame or a longer one than the backend takes (V2-FRAME-3). A channel on which no session
 * came about is closed.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails on a channel is an event, or its close.
public final class HelloHandler extends ChannelDuplexHandler {

    private final Hello hello;
    private final FrameCodec codec = new FrameCodec(Hello.LEAST_MAX_FRAME);
    private final CompletableFuture<Welcome> welcome = new CompletableFuture<>();
    private @Nullable FrameDecoder decoder;
    private @Nullable Welcome session;
    private boolean greeted;

    /**
     * Makes a handler.
     *
     * @param hello what the client says
     */
    public HelloHandler(Hello hello) {
        this.hello = hello;
    }

    /**
     * Returns what becomes of the negotiation: a session, or {@link NegotiationException}, {@link
     * FrameLengthException}, or whatever befell the channel. It completes on the event loop.
     */
    public CompletableFuture<Welcome> welcome() {
        return welcome.copy();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        decoder = ctx.pipeline().get(FrameDecoder.class);
        if (decoder == null) {
            throw new IllegalStateException("no FrameDecoder, wanted one before this handler");
        }
        if (ctx.channel().isActive()) {
            greet(ctx);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        greet(ctx);
        ctx.fireChannelActive();
    }

    private void greet(ChannelHandlerContext ctx) {
        if (greeted) {
            return;
        }
        greeted = true;
        ByteBuf out = ctx.alloc().buffer();
        hello.write(out, 0);
        ChannelFuture written = ctx.writeAndFlush(out);
        written.addListener(
                done -> {
                    if (!done.isSuccess()) {
                        fail(ctx, done.cause());
                    }
                });
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (session != null || !(message instanceof ByteBuf frame)) {
            ctx.fireChannelRead(message);
            return;
        }
        try {
            negotiate(ctx, codec.decode(frame));
        } finally {
            frame.release();
        }
    }

    private void negotiate(ChannelHandlerContext ctx, FrameCodec.Decoded answer) {
        if (!(answer instanceof FrameCodec.Whole whole)) {
            fail(ctx, new NegotiationException(answer + ", wanted WELCOME", null));
        } else if (whole.frame() instanceof Frame.Welcoming welcoming) {
            begin(ctx, welcoming.welcome());
        } else if (whole.frame() instanceof Frame.Refusal refusal) {
            fail(ctx, new NegotiationException(words(refusal.refused()), refusal.refused()));
        } else {
            String name = whole.frame().getClass().getSimpleName();
            fail(ctx, new NegotiationException(name + ", wanted WELCOME", null));
        }
    }

    private static String words(Refused refused) {
        return String.format(
                "HELLO is refused: %s at byte %d, the backend speaks versions %d to %d",
                Errno.describe(-refused.status()),
                refused.position(),
                refused.lowest(),
                refused.highest());
    }

    private void begin(ChannelHandlerContext ctx, Welcome agreed) {
        String contradiction = agreed.contradictionOf(hello);
        if (contradiction != null) {
            fail(ctx, new NegotiationException("WELCOME with " + contradiction, null));
        } else if (!welcome.isDone()) {
            session = agreed;
            if (decoder != null) {
                decoder.setMaxFrame(hello.maxFrame()); // V2-FRAME-8
            }
            welcome.complete(agreed);
        }
    }

    private void fail(ChannelHandlerContext ctx, Throwable cause) {
        if (welcome.completeExceptionally(cause)) {
            ctx.close();
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        Exception refusal = refusal(message);
        if (refusal == null) {
            ctx.write(message, promise);
        } else {
            ReferenceCountUtil.release(message);
            promise.tryFailure(refusal);
        }
    }

    private @Nullable Exception refusal(Object message) {
        if (session == null) {
            return new IllegalStateException("there is no session before WELCOME");
        }
        return message instanceof ByteBuf frames ? refusal(frames, session.maxFrame()) : null;
    }

    /** Says why bytes are not one or more whole frames that the backend takes. */
    private static @Nullable Exception refusal(ByteBuf frames, int maxFrame) {
        int index = frames.readerIndex();
        int room = frames.readableBytes();
        while (room >= FrameView.MEASURABLE) {
            int length = FrameView.measure(frames, index, room, maxFrame);
            if (length == Errno.EMSGSIZE.asResult()) {
                String most = Integer.toUnsignedString(maxFrame);
                return new IllegalArgumentException(
                        "a frame is longer than " + most + " bytes, which the backend takes");
            }
            if (length < 0 || length > room) {
                break;
            }
            index += length;
            room -= length;
        }
        return room == 0 ? null : new IllegalArgumentException("the bytes are not whole frames");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        fail(ctx, cause);
        ctx.fireExceptionCaught(cause);
        if (cause instanceof FrameLengthException) {
            ctx.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        welcome.completeExceptionally(new ClosedChannelException());
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        welcome.completeExceptionally(new ClosedChannelException());
    }
}
