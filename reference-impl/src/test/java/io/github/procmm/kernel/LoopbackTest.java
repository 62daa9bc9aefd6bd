package io.github.procmm.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.model.Errno;
import io.github.procmm.model.Prot;
import io.github.procmm.v2.BatchMode;
import io.github.procmm.v2.Command;
import io.github.procmm.v2.Frame;
import io.github.procmm.v2.FrameCodec;
import io.github.procmm.v2.Handle;
import io.github.procmm.v2.Hello;
import io.github.procmm.v2.Refused;
import io.github.procmm.v2.Rights;
import io.github.procmm.v2.Welcome;
import io.github.procmm.v2.netty.FrameDecoder;
import io.github.procmm.v2.netty.FrameEncoder;
import io.github.procmm.v2.netty.HelloHandler;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients and a backend of part v2, and a socket between them. */
@Timeout(60)
class LoopbackTest {

    private static final int MAX_FRAME = 1 << 20;
    private static final int SMALL_BUFFER = 16_384;
    private static final int AREAS = 300;
    private static final Frame GREETING = new Frame.Greeting(0, Hello.ofThisVersion(MAX_FRAME));

    private final LoopbackHost host;
    private final FrameCodec codec = new FrameCodec(MAX_FRAME);

    LoopbackTest() throws InterruptedException {
        host = new LoopbackHost();
    }

    @AfterEach
    void close() throws InterruptedException {
        host.assertNothingIsLeft();
        host.close();
    }

    /** A client of handlers, and the answers that it was given. */
    private final class Client implements AutoCloseable {

        private final BlockingQueue<Frame> answers = new LinkedBlockingQueue<>();
        private final HelloHandler hello = new HelloHandler(Hello.ofThisVersion(MAX_FRAME));
        private final Channel channel;

        Client() throws InterruptedException {
            channel =
                    new Bootstrap()
                            .group(host.group())
                            .channel(NioSocketChannel.class)
                            .option(ChannelOption.ALLOCATOR, host.allocator())
                            .handler(
                                    new ChannelInitializer<Channel>() {
                                        @Override
                                        protected void initChannel(Channel raw) {
                                            raw.pipeline()
                                                    .addLast(
                                                            new FrameDecoder(),
                                                            hello,
                                                            new FrameEncoder(),
                                                            new Collector(answers));
                                        }
                                    })
                            .connect(host.address())
                            .sync()
                            .channel();
        }

        Welcome welcome() throws Exception {
            return hello.welcome().get(30, TimeUnit.SECONDS);
        }

        void send(Frame frame) throws InterruptedException {
            channel.writeAndFlush(frame).sync();
        }

        Frame answer() throws InterruptedException {
            Frame answer = answers.poll(30, TimeUnit.SECONDS);
            assertThat(answer).isNotNull();
            return Objects.requireNonNull(answer);
        }

        @Override
        public void close() {
            channel.close().syncUninterruptibly();
        }
    }

    private static final class Collector extends ChannelInboundHandlerAdapter {

        private final BlockingQueue<Frame> answers;
        private final FrameCodec codec = new FrameCodec(MAX_FRAME);

        Collector(BlockingQueue<Frame> answers) {
            this.answers = answers;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ByteBuf frame = (ByteBuf) message;
            answers.add(((FrameCodec.Whole) codec.decode(frame)).frame());
            frame.release();
        }
    }

    private static Frame batch(long sequence, Command... commands) {
        return new Frame.Batch(sequence, BatchMode.SEQUENTIAL, List.of(commands));
    }

    private static Command map(long space, long addr, int prot) {
        return new Command.Map(space, 0, addr, Page.SIZE, Handle.NONE, 0, prot, 0, 0, 0);
    }

    @Test
    void aClientNegotiatesMakesASpaceAndLooksAtIt() throws Exception {
        try (Client client = new Client()) {
            assertThat(client.welcome().pageSize()).isEqualTo(Page.SIZE);
            client.send(
                    batch(
                            5,
                            new Command.Create(Rights.OF_SPACE, 0),
                            map(Handle.reference(0), 0x10000, Prot.READ),
                            new Command.Query(Handle.reference(0), 0, 9)));
            Frame.Reply reply = (Frame.Reply) client.answer();
            assertThat(reply.sequence()).isEqualTo(5);
            assertThat(reply.results()).extracting(Frame.Result::status).containsOnly(0);
            Frame.QueryAnswer areas = reply.results().get(2).areas();
            assertThat(areas).isNotNull();
            assertThat(Objects.requireNonNull(areas).areas())
                    .extracting(Frame.QueryArea::start)
                    .containsExactly(0x10000L);
        }
    }

    @Test
    void V2_FRAME_7_framesThatAreNotWaitedForAreAnsweredInOrder() throws Exception {
        try (Client one = new Client();
                Client other = new Client()) {
            one.welcome();
            other.welcome();
            for (int i = 0; i < 2000; i++) {
                Frame frame = batch(i, new Command.Create(Rights.OF_SPACE, 0));
                (i % 2 == 0 ? one : other).send(frame);
            }
            for (int i = 0; i < 2000; i++) {
                assertThat((i % 2 == 0 ? one : other).answer().sequence()).isEqualTo(i);
            }
        }
    }

    @Test
    void V2_FRAME_2_bytesThatComeOneByOneAreTheSameFrames() throws Exception {
        byte[] stream = bytes(GREETING, batch(1, new Command.Create(Rights.OF_SPACE, 0)));
        try (Socket socket = connect()) {
            socket.setTcpNoDelay(true);
            for (byte b : stream) {
                socket.getOutputStream().write(b);
            }
            assertThat(frame(socket.getInputStream())).isInstanceOf(Frame.Welcoming.class);
            assertThat(frame(socket.getInputStream()).sequence()).isOne();
        }
    }

    @Test
    void V2_FRAME_3_aWrongLengthIsRefusedAndHeardThoughMoreWasSent() throws Exception {
        try (Socket socket = connect()) {
            byte[] garbage = new byte[1 << 18];
            socket.getOutputStream().write(bytes(GREETING));
            for (int i = 0; i < 10; i++) {
                socket.getOutputStream().write(garbage); // whoever writes has not looked yet
                Thread.sleep(20);
            }
            assertThat(frame(socket.getInputStream())).isInstanceOf(Frame.Welcoming.class);
            assertThat(frame(socket.getInputStream()))
                    .isEqualTo(new Frame.Refusal(0, new Refused(Errno.EPROTO.number(), 0, 2, 2)));
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void V2_HELLO_6_aClientThatHangsUpLeavesNothingBehind() throws Exception {
        try (Socket socket = connect()) {
            socket.getOutputStream()
                    .write(bytes(GREETING, batch(1, new Command.Create(Rights.OF_SPACE, 0))));
            frame(socket.getInputStream());
            frame(socket.getInputStream());
            assertThat(host.kernel().openAddressSpaces()).isOne();
            socket.getOutputStream().write(bytes(batch(2)), 0, 31);
        }
    }

    @Test
    void aClientThatDoesNotListenIsNotReadFromAndLaterGetsEveryAnswer() throws Exception {
        try (SocketChannel socket = deafClient()) {
            InputStream in = socket.socket().getInputStream();
            byte[] query = query(socket, in);
            long sent = writeUntilNothingIsTaken(socket, query);
            assertThat(host.bytesHeld()).isLessThan(MAX_FRAME);

            socket.configureBlocking(true);
            long whole = sent / query.length;
            for (long i = 0; i < whole; i++) {
                assertThat(((Frame.Reply) frame(in)).results()).hasSize(1);
            }
        }
    }

    @Test
    void V2_HELLO_6_aClientThatHangsUpWithoutListeningLeavesNothingBehind() throws Exception {
        try (SocketChannel socket = deafClient()) {
            byte[] query = query(socket, socket.socket().getInputStream());
            writeUntilNothingIsTaken(socket, query);
            assertThat(host.bytesHeld()).isPositive();
        }
    }

    private SocketChannel deafClient() throws IOException {
        SocketChannel socket = SocketChannel.open();
        socket.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_BUFFER);
        socket.setOption(StandardSocketOptions.SO_SNDBUF, SMALL_BUFFER);
        socket.connect(host.address());
        return socket;
    }

    /** Makes a space with many areas; returns a frame whose answer has them all. */
    private byte[] query(SocketChannel socket, InputStream in) throws IOException {
        List<Command> commands = new ArrayList<>(List.of(new Command.Create(Rights.OF_SPACE, 0)));
        for (int i = 0; i < AREAS; i++) {
            commands.add(map(Handle.reference(0), 0x10000 + 0x2000L * i, Prot.READ));
        }
        Frame maps = new Frame.Batch(1, BatchMode.SEQUENTIAL, commands);
        socket.write(ByteBuffer.wrap(bytes(GREETING, maps)));
        frame(in);
        long space = ((Frame.Reply) frame(in)).results().get(0).value();
        return bytes(batch(2, new Command.Query(space, 0, AREAS)));
    }

    /** Returns how many bytes were written before the other side had not read for a while. */
    private static long writeUntilNothingIsTaken(SocketChannel socket, byte[] frame)
            throws IOException, InterruptedException {
        socket.configureBlocking(false);
        long sent = 0;
        int silent = 0;
        while (silent < 100) {
            assertThat(sent).as("bytes that the backend takes").isLessThan(MAX_FRAME);
            int at = (int) (sent % frame.length);
            int taken = socket.write(ByteBuffer.wrap(frame, at, frame.length - at));
            sent += taken;
            silent = taken == 0 ? silent + 1 : 0;
            if (taken == 0) {
                Thread.sleep(5);
            }
        }
        return sent;
    }

    private Socket connect() throws IOException {
        return new Socket(host.address().getAddress(), host.address().getPort());
    }

    private byte[] bytes(Frame... frames) {
        ByteBuf out = Unpooled.buffer();
        for (Frame frame : frames) {
            codec.encode(frame, out);
        }
        return ByteBufUtil.getBytes(out);
    }

    private Frame frame(InputStream in) throws IOException {
        byte[] header = in.readNBytes(32);
        ByteBuf frame = Unpooled.buffer().writeBytes(header);
        frame.writeBytes(in.readNBytes(frame.getIntLE(8) - 32));
        return ((FrameCodec.Whole) codec.decode(frame)).frame();
    }
}
