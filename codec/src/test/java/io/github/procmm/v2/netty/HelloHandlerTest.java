package io.github.procmm.v2.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.procmm.fixture.EchoSession;
import io.github.procmm.fixture.LeakRecorder;
import io.github.procmm.fixture.Streams;
import io.github.procmm.fixture.Wire;
import io.github.procmm.model.Errno;
import io.github.procmm.v2.BatchMode;
import io.github.procmm.v2.Features;
import io.github.procmm.v2.Frame;
import io.github.procmm.v2.Hello;
import io.github.procmm.v2.Refused;
import io.github.procmm.v2.Welcome;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import java.nio.channels.ClosedChannelException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client that negotiates: what it says, what it takes for an answer, what it lets pass. */
class HelloHandlerTest {

    private static final Hello HELLO = new Hello(2, 2, 16_384, Features.ALL);
    private static final Frame GREETING = new Frame.Greeting(0, HELLO);
    private static final Frame EMPTY = new Frame.Batch(1, BatchMode.SEQUENTIAL, List.of());
    private static final Frame REPLY = new Frame.Reply(1, BatchMode.SEQUENTIAL, List.of());

    private final HelloHandler handler = new HelloHandler(HELLO);
    private final Wire wire = wire();

    private Wire wire() {
        try {
            return new Wire(new FrameDecoder(), handler, new FrameEncoder());
        } catch (Exception impossible) {
            throw new AssertionError(impossible);
        }
    }

    @AfterEach
    void nothingIsLeaked() throws InterruptedException {
        wire.close();
        assertThat(LeakRecorder.leaks()).isEmpty();
    }

    private void welcome(Welcome welcome) {
        wire.receive(Streams.bytes(List.of(new Frame.Welcoming(0, welcome))));
    }

    @Test
    void V2_HELLO_1_theFirstFrameIsHelloAndWelcomeBeginsTheSession() throws Exception {
        CompletableFuture<Welcome> session = handler.welcome();
        assertThat(wire.sent()).containsExactly(GREETING);
        assertThat(session).isNotDone();
        welcome(EchoSession.welcome());
        assertThat(session.get()).isEqualTo(EchoSession.welcome());
        assertThat(wire.passedOn()).isEmpty();
    }

    @Test
    void V2_FRAME_2_welcomeMayComeInPieces() throws Exception {
        byte[] stream =
                Streams.bytes(List.of(new Frame.Welcoming(0, EchoSession.welcome()), REPLY));
        for (int at = 0; at < stream.length; at++) {
            wire.receive(stream, at, at + 1);
        }
        assertThat(handler.welcome().get()).isEqualTo(EchoSession.welcome());
        assertThat(wire.passedOn()).isEqualTo(Streams.hex(List.of(REPLY)));
    }

    @Test
    void V2_FRAME_2_V2_FRAME_8_everyCutOfWelcomeAndALongReplyGivesTheSame() throws Exception {
        List<Frame.Result> results = Collections.nCopies(200, new Frame.Result(0, 0, 0, null));
        Frame reply = new Frame.Reply(1, BatchMode.SEQUENTIAL, results); // of more than 4096 bytes
        byte[] stream =
                Streams.bytes(List.of(new Frame.Welcoming(0, EchoSession.welcome()), reply));
        for (int cut = 0; cut <= stream.length; cut += cut < 200 ? 1 : 97) {
            HelloHandler each = new HelloHandler(HELLO);
            Wire client = new Wire(new FrameDecoder(), each, new FrameEncoder());
            client.receive(stream, 0, cut);
            client.receive(stream, cut, stream.length);
            assertThat(each.welcome().get()).isEqualTo(EchoSession.welcome());
            assertThat(client.passedOn()).isEqualTo(Streams.hex(List.of(reply)));
            client.close();
        }
    }

    @Test
    void V2_HELLO_1_nothingElseIsWrittenBeforeWelcome() {
        wire.sent();
        ChannelFuture early = wire.channel().writeOneOutbound(EMPTY);
        wire.channel().flushOutbound();
        assertThat(early.cause()).hasMessage("there is no session before WELCOME");
        assertThat(wire.sent()).isEmpty();
        welcome(EchoSession.welcome());
        wire.channel().writeOutbound(EMPTY);
        assertThat(wire.sent()).containsExactly(EMPTY);
    }

    @Test
    void V2_HELLO_2_aRefusalFailsTheNegotiationAndSaysWhatIsSpoken() {
        Refused refused = new Refused(Errno.EPROTONOSUPPORT.number(), 32, 3, 5);
        wire.receive(Streams.bytes(List.of(new Frame.Refusal(0, refused))));
        NegotiationException failure = failure(NegotiationException.class);
        assertThat(failure.refused()).isEqualTo(refused);
        assertThat(failure)
                .hasMessage(
                        "HELLO is refused: EPROTONOSUPPORT at byte 32,"
                                + " the backend speaks versions 3 to 5");
        assertThat(wire.channel().isOpen()).isFalse();
    }

    @Test
    void whatIsNoWelcomeFailsTheNegotiation() {
        wire.receive(Streams.bytes(List.of(REPLY)));
        assertThat(failure(NegotiationException.class)).hasMessage("Reply, wanted WELCOME");
        assertThat(wire.channel().isOpen()).isFalse();
    }

    @Test
    void V2_HELLO_4_aWelcomeWithWhatNobodyAskedForFailsTheNegotiation() {
        welcome(new Welcome(2, 8192, 1L << 40, 1, 4096, 0, 4096, 1, 1, 1));
        assertThat(failure(NegotiationException.class))
                .hasMessage("WELCOME with features 0x10000000000 that nobody asked for");
    }

    @Test
    void V2_FRAME_3_aWrongLengthInsteadOfWelcomeFailsTheNegotiation() {
        wire.receive(HexFormat.of().parseHex("48545450".repeat(4)));
        assertThat(failure(FrameLengthException.class).position()).isZero();
        assertThat(wire.channel().isOpen()).isFalse();
        assertThat(exception()).isInstanceOf(FrameLengthException.class);
    }

    @Test
    void V2_FRAME_3_aWrongLengthLaterIsAnExceptionEventAndEndsTheChannel() {
        welcome(EchoSession.welcome());
        wire.receive(HexFormat.of().parseHex("504d4d320200050000000000"));
        assertThat(exception()).isInstanceOf(FrameLengthException.class);
        assertThat(wire.channel().isOpen()).isFalse();
        assertThat(handler.welcome()).isCompleted();
    }

    @Test
    void V2_FRAME_8_theBackendsFramesMayBeAsLongAsHelloSays() {
        welcome(EchoSession.welcome());
        byte[] longest = HexFormat.of().parseHex("504d4d320200050000400000" + "00".repeat(16_372));
        wire.receive(longest);
        assertThat(wire.passedOn()).containsExactly(HexFormat.of().formatHex(longest));
        wire.receive(HexFormat.of().parseHex("504d4d320200050008400000"));
        assertThat(exception()).hasMessageStartingWith("EMSGSIZE");
    }

    @Test
    void V2_FRAME_8_aFrameThatTheBackendWouldNotTakeIsNotSent() {
        welcome(EchoSession.welcome());
        wire.sent();
        byte[] frame = HexFormat.of().parseHex("504d4d320200040008200000" + "00".repeat(8188));
        ChannelFuture tooLong = wire.channel().writeOneOutbound(Unpooled.wrappedBuffer(frame));
        assertThat(tooLong.cause())
                .hasMessage("a frame is longer than 8192 bytes, which the backend takes");
        ChannelFuture cut = wire.channel().writeOneOutbound(Unpooled.wrappedBuffer(frame, 0, 40));
        assertThat(cut.cause()).isInstanceOf(IllegalArgumentException.class);
        ChannelFuture noFrame =
                wire.channel().writeOneOutbound(Unpooled.wrappedBuffer(new byte[8]));
        assertThat(noFrame.cause()).hasMessage("the bytes are not whole frames");

        byte[] two = Streams.bytes(List.of(EMPTY, EMPTY));
        ChannelFuture fine = wire.channel().writeOneOutbound(Unpooled.copiedBuffer(two));
        wire.channel().flushOutbound();
        assertThat(fine.isSuccess()).isTrue();
        assertThat(wire.channel().<ByteBuf>readOutbound().readableBytes()).isEqualTo(two.length);
    }

    @Test
    void aChannelThatClosesFailsTheNegotiation() {
        wire.hangUp();
        assertThat(failure(ClosedChannelException.class)).isNotNull();
    }

    @Test
    void aHandlerThatComesLateGreetsToo() throws Exception {
        Wire late = new Wire(new FrameDecoder());
        late.channel().pipeline().addLast(new HelloHandler(HELLO));
        assertThat(late.sent()).containsExactly(GREETING);
        late.close();
    }

    private <T extends Throwable> T failure(Class<T> type) {
        ExecutionException failure =
                catchThrowableOfType(ExecutionException.class, () -> handler.welcome().get());
        return Objects.requireNonNull(type.cast(failure.getCause()));
    }

    private Throwable exception() {
        return catchThrowableOfType(Throwable.class, () -> wire.channel().checkException());
    }
}
