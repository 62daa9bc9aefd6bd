package io.github.procmm.v2.netty;

import io.github.procmm.v2.FrameType;
import io.github.procmm.v2.FrameView;
import io.github.procmm.v2.Hello;
import io.github.procmm.v2.Refused;
import io.github.procmm.v2.Welcome;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets a session answer the frames of a channel, in their order. A {@link FrameDecoder} has to
 * stand before it.
 *
 * <p>While the channel is not writable no frame is carried out and nothing more is read: what waits
 * then is what had been read already.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails on a channel is an event, or its close.
public final class BackendHandler extends ChannelInboundHandlerAdapter {

    /** How long a client has to read why its stream has ended, in seconds. */
    private static final int LINGER = 5;

    private final BackendSession session;
    private final Runnable end;
    private final FrameView view = new FrameView();
    private final Queue<ByteBuf> waiting = new ArrayDeque<>();
    private @Nullable FrameDecoder decoder;
    private @Nullable Refused farewell;
    private boolean welcomed;
    private boolean serving;
    private boolean paused;
    private boolean ending;
    private boolean over;

    /**
     * Makes a handler.
     *
     * @param session answers
     * @param end is called once, when the session is over (V2-HELLO-6)
     */
    public BackendHandler(BackendSession session, Runnable end) {
        this.session = session;
        this.end = end;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        decoder = ctx.pipeline().get(FrameDecoder.class);
        if (decoder == null) {
            throw new IllegalStateException("no FrameDecoder, wanted one before this handler");
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof ByteBuf frame)) {
            ctx.fireChannelRead(message);
        } else if (over) {
            frame.release();
        } else {
            waiting.add(frame);
            serve(ctx);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.flush();
        ctx.fireChannelReadComplete();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        serve(ctx);
        ctx.flush();
        ctx.fireChannelWritabilityChanged();
    }

    /** Answers what waits, as long as there is room for answers. */
    private void serve(ChannelHandlerContext ctx) {
        if (serving) {
            return; // a flush below has made room: the loop below goes on
        }
        serving = true;
        while (!waiting.isEmpty() && hasRoom(ctx)) {
            answer(ctx, waiting.remove());
        }
        serving = false;
        if (ending && waiting.isEmpty()) {
            finish(ctx);
        }
        pace(ctx.channel());
    }

    private static boolean hasRoom(ChannelHandlerContext ctx) {
        if (!ctx.channel().isWritable()) {
            ctx.flush();
        }
        return ctx.channel().isWritable();
    }

    private void answer(ChannelHandlerContext ctx, ByteBuf frame) {
        ByteBuf answer = ctx.alloc().buffer();
        try {
            session.receive(frame, answer);
        } catch (RuntimeException bug) {
            answer.release();
            ctx.fireExceptionCaught(bug);
            close(ctx);
            return;
        } finally {
            frame.release();
        }
        if (!answer.isReadable()) {
            answer.release();
            close(ctx); // the session knows why
            return;
        }
        if (!welcomed) {
            lookForWelcome(answer);
        }
        ctx.write(answer);
    }

    /** V2-FRAME-8. */
    private void lookForWelcome(ByteBuf answer) {
        view.wrap(answer, answer.readerIndex());
        if (view.type() == FrameType.WELCOME && decoder != null) {
            decoder.setMaxFrame(Welcome.read(view).maxFrame());
            welcomed = true;
        }
    }

    /** Reads on only when what has been read is answered, and the answers are on their way. */
    private void pace(Channel channel) {
        boolean behind = !over && (!waiting.isEmpty() || !channel.isWritable());
        if (behind && channel.config().isAutoRead()) {
            paused = true;
            channel.config().setAutoRead(false);
        } else if (!behind && paused) {
            paused = false;
            channel.config().setAutoRead(true);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof FrameLengthException wrong) {
            int version = Hello.THIS_VERSION;
            farewell = new Refused(wrong.errno().number(), wrong.position(), version, version);
            ending = true;
            serve(ctx);
        } else {
            ctx.fireExceptionCaught(cause);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            ending = true;
            serve(ctx);
        }
        ctx.fireUserEventTriggered(event);
    }

    /** Everything is answered, and nothing will come that could be. */
    private void finish(ChannelHandlerContext ctx) {
        if (over) {
            return;
        }
        endSession();
        if (farewell == null) {
            ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            return;
        }
        ByteBuf out = ctx.alloc().buffer();
        farewell.write(out, 0);
        ctx.writeAndFlush(out).addListener(written -> linger(ctx));
    }

    /**
     * Closes, but not before the client has read why: bytes of it that have not been read would
     * make TCP throw away what is on its way.
     */
    private static void linger(ChannelHandlerContext ctx) {
        if (ctx.channel() instanceof DuplexChannel duplex && duplex.isActive()) {
            duplex.shutdownOutput();
            ctx.executor().schedule(() -> ctx.close(), LINGER, TimeUnit.SECONDS);
        } else {
            ctx.close();
        }
    }

    private void close(ChannelHandlerContext ctx) {
        endSession();
        ctx.flush();
        ctx.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        finishUnheard(ctx);
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        endSession();
    }

    /** Frames that had wholly come are carried out, though nobody is there to be told. */
    private void finishUnheard(ChannelHandlerContext ctx) {
        while (!waiting.isEmpty()) {
            answer(ctx, waiting.remove());
        }
        endSession();
    }

    private void endSession() {
        if (!over) {
            over = true;
            waiting.forEach(ByteBuf::release);
            waiting.clear();
            end.run();
        }
    }
}
