package io.github.procmm.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.HostProfile;
import io.github.procmm.v2.netty.BackendHandler;
import io.github.procmm.v2.netty.FrameDecoder;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** A host that serves part v2 on a port of this machine, a session for each connection. */
final class LoopbackHost implements AutoCloseable {

    private static final int SOCKET_BUFFER = 16_384;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AtomicInteger sessions = new AtomicInteger();
    private final Kernel kernel = new Kernel(HostProfile.DEFAULT);
    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
    private final EventLoopGroup group =
            new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final Channel server;

    LoopbackHost() throws InterruptedException {
        server =
                new ServerBootstrap()
                        .group(group)
                        .channel(NioServerSocketChannel.class)
                        .option(ChannelOption.SO_RCVBUF, SOCKET_BUFFER)
                        .childOption(ChannelOption.SO_SNDBUF, SOCKET_BUFFER)
                        .childOption(ChannelOption.ALLOCATOR, allocator)
                        .childHandler(
                                new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        serve(channel);
                                    }
                                })
                        .bind(InetAddress.getLoopbackAddress(), 0)
                        .sync()
                        .channel();
    }

    private void serve(Channel channel) {
        Session session = kernel.newProcess().newSession();
        sessions.incrementAndGet();
        channel.pipeline()
                .addLast(
                        new FrameDecoder(),
                        new BackendHandler(
                                session::receive,
                                () -> {
                                    session.close();
                                    sessions.decrementAndGet();
                                }));
    }

    InetSocketAddress address() {
        return (InetSocketAddress) server.localAddress();
    }

    EventLoopGroup group() {
        return group;
    }

    Kernel kernel() {
        return kernel;
    }

    /** Returns where buffers come from, of which none may be left. */
    ByteBufAllocator allocator() {
        return allocator;
    }

    /** Returns how many bytes of buffers are held by the host, and by who shares its allocator. */
    long bytesHeld() {
        return allocator.metric().usedHeapMemory() + allocator.metric().usedDirectMemory();
    }

    /** Fails unless all sessions end soon, and with them their address spaces and buffers. */
    void assertNothingIsLeft() throws InterruptedException {
        waitFor(() -> sessions.get() == 0);
        waitFor(() -> bytesHeld() == 0);
        assertThat(kernel.openAddressSpaces()).isZero();
    }

    static void waitFor(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited long enough").isLessThan(end);
            Thread.sleep(2);
        }
    }

    @Override
    public void close() {
        server.close().syncUninterruptibly();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
