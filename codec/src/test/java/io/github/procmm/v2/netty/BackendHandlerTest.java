package io.github.procmm.v2.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.procmm.fixture.EchoSession;
import io.github.procmm.fixture.LeakRecorder;
import io.github.procmm.fixture.Streams;
import io.github.procmm.fixture.Wire;
import io.github.procmm.model.Errno;
import io.github.procmm.v2.BatchMode;
import io.github.procmm.v2.Frame;
import io.github.procmm.v2.Refused;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A backend behind a channel: answers in order, an end for every session, and no hurry. */
class BackendHandlerTest {

    private static final byte[] STREAM = Streams.bytes();
    private static final byte[] WRONG = HexFormat.of().parseHex("504d4d3202000400f8ffffff");
    private static final int FULL = 1;

    private final EchoSession session = new EchoSession();

    @AfterEach
    void nothingIsLeaked() throws InterruptedException {
        assertThat(LeakRecorder.leaks()).isEmpty();
    }

    private Wire wire() throws Exception {
        return wire(session);
    }

    private static Wire wire(EchoSession session) throws Exception {
        return new Wire(new FrameDecoder(), new BackendHandler(session::receive, session::end));
    }

    private static List<Frame> answers() {
        return List.of(
                new Frame.Welcoming(7, EchoSession.welcome()),
                reply(8, 2),
                reply(9, 0),
                reply(10, 1));
    }

    private static Frame reply(long sequence, int count) {
        List<Frame.Result> results = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            results.add(new Frame.Result(0, i, 0, null));
        }
        return new Frame.Reply(sequence, BatchMode.SEQUENTIAL, results);
    }

    @Test
    void V2_FRAME_7_everyFrameIsAnsweredInOrderHoweverTheStreamIsCut() throws Exception {
        for (int cut = 0; cut <= STREAM.length; cut++) {
            EchoSession each = new EchoSession();
            Wire wire = wire(each);
            wire.receive(STREAM, 0, cut);
            wire.receive(STREAM, cut, STREAM.length);
            assertThat(wire.sent()).as("cut at %s", cut).isEqualTo(answers());
            assertThat(each.ends()).isZero();
            wire.close();
            assertThat(each.ends()).isOne();
        }
    }

    @Test
    void V2_FRAME_2_aFrameIsCarriedOutWithItsLastByte() throws Exception {
        Wire wire = wire();
        for (int at = 0; at < STREAM.length - 1; at++) {
            wire.receive(STREAM, at, at + 1);
        }
        assertThat(session.sequences()).containsExactly(7L, 8L, 9L);
        wire.receive(STREAM, STREAM.length - 1, STREAM.length);
        assertThat(session.sequences()).containsExactly(7L, 8L, 9L, 10L);
        assertThat(wire.sent()).isEqualTo(answers());
        wire.close();
    }

    @Test
    void V2_FRAME_3_aWrongLengthIsRefusedBehindTheOtherAnswersAndEndsTheChannel() throws Exception {
        Wire wire = wire();
        byte[] both = Streams.bytes(Streams.FRAMES.subList(0, 2));
        wire.receive(concat(both, WRONG));
        assertThat(wire.sent())
                .containsExactly(
                        answers().get(0),
                        answers().get(1),
                        new Frame.Refusal(0, new Refused(Errno.EMSGSIZE.number(), 8, 2, 2)));
        assertThat(wire.channel().isOpen()).isFalse();
        assertThat(session.ends()).isOne();
        wire.close();
    }

    @Test
    void V2_FRAME_8_theLimitIs4096BeforeWelcomeAndTheSessionsAfterwards() throws Exception {
        byte[] longest = padded(EchoSession.MAX_FRAME);
        Wire early = wire(new EchoSession());
        early.receive(longest);
        assertThat(early.sent())
                .containsExactly(
                        new Frame.Refusal(0, new Refused(Errno.EMSGSIZE.number(), 8, 2, 2)));
        early.close();

        Wire wire = wire();
        wire.receive(Streams.bytes(Streams.FRAMES.subList(0, 1)));
        wire.receive(longest);
        assertThat(wire.sent()).containsExactly(answers().get(0), reply(3, 0));
        wire.receive(padded(EchoSession.MAX_FRAME + 8), 0, 12);
        assertThat(wire.sent()).hasSize(1).first().isInstanceOf(Frame.Refusal.class);
        wire.close();
    }

    @Test
    void whileTheChannelIsNotWritableNothingIsCarriedOutNorRead() throws Exception {
        Wire wire = wire();
        byte[] hello = Streams.bytes(Streams.FRAMES.subList(0, 1));
        wire.receive(hello);
        setWritable(wire, false);
        assertThat(wire.channel().config().isAutoRead()).isFalse();

        wire.receive(STREAM, hello.length, STREAM.length);
        assertThat(session.sequences()).containsExactly(7L);

        setWritable(wire, true);
        assertThat(session.sequences()).containsExactly(7L, 8L, 9L, 10L);
        assertThat(wire.sent()).isEqualTo(answers());
        assertThat(wire.channel().config().isAutoRead()).isTrue();
        wire.close();
    }

    @Test
    void whoeverHasTurnedReadingOffIsNotOverruled() throws Exception {
        Wire wire = wire();
        wire.channel().config().setAutoRead(false);
        setWritable(wire, false);
        setWritable(wire, true);
        assertThat(wire.channel().config().isAutoRead()).isFalse();
        wire.close();
    }

    @Test
    void V2_FRAME_7_theRefusalOfAWrongLengthWaitsForTheAnswersBeforeIt() throws Exception {
        Wire wire = wire();
        setWritable(wire, false);
        wire.receive(concat(STREAM, WRONG));
        assertThat(wire.sent()).isEmpty();
        assertThat(wire.channel().isOpen()).isTrue();
        setWritable(wire, true);
        List<Frame> sent = wire.sent();
        assertThat(sent.subList(0, 4)).isEqualTo(answers());
        assertThat(sent).hasSize(5).last().isInstanceOf(Frame.Refusal.class);
        wire.close();
    }

    @Test
    void V2_HELLO_6_framesThatHadWhollyComeAreCarriedOutWhenTheStreamEnds() throws Exception {
        Wire wire = wire();
        setWritable(wire, false);
        wire.receive(STREAM, 0, STREAM.length - 1);
        wire.hangUp();
        assertThat(session.sequences()).containsExactly(7L, 8L, 9L);
        assertThat(session.ends()).isOne();
        wire.close();
    }

    @Test
    void aClientThatOnlyListensAnyMoreGetsAllItsAnswers() throws Exception {
        Wire wire = wire();
        setWritable(wire, false);
        wire.receive(STREAM);
        wire.channel().pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        assertThat(wire.channel().isOpen()).isTrue();
        setWritable(wire, true);
        assertThat(wire.sent()).isEqualTo(answers());
        assertThat(wire.channel().isOpen()).isFalse();
        assertThat(session.ends()).isOne();
        wire.close();
    }

    @Test
    void aSessionThatThrowsOrDoesNotAnswerEndsItsChannel() throws Exception {
        Wire silent =
                new Wire(
                        new FrameDecoder(),
                        new BackendHandler((frame, answer) -> {}, session::end));
        silent.receive(STREAM);
        assertThat(silent.channel().isOpen()).isFalse();
        silent.close();

        BackendSession broken =
                (frame, answer) -> {
                    answer.writeLong(0);
                    throw new IllegalStateException("a bug");
                };
        Wire wire = new Wire(new FrameDecoder(), new BackendHandler(broken, session::end));
        wire.receive(STREAM);
        assertThat(wire.channel().isOpen()).isFalse();
        assertThatThrownBy(() -> wire.channel().checkException()).hasMessage("a bug");
        wire.close();
        assertThat(session.ends()).isEqualTo(2);
    }

    @Test
    void aHandlerThatIsRemovedEndsItsSession() throws Exception {
        Wire wire = wire();
        setWritable(wire, false);
        wire.receive(STREAM);
        wire.channel().pipeline().remove(BackendHandler.class);
        assertThat(session.ends()).isOne();
        wire.close();
        assertThat(session.ends()).isOne();
    }

    @Test
    void itWantsADecoderBeforeIt() throws Exception {
        Wire wire = new Wire(new BackendHandler(session::receive, session::end));
        assertThatThrownBy(() -> wire.channel().checkException())
                .hasStackTraceContaining("no FrameDecoder, wanted one before this handler");
        wire.close();
    }

    private static void setWritable(Wire wire, boolean writable) {
        Objects.requireNonNull(wire.channel().unsafe().outboundBuffer())
                .setUserDefinedWritability(FULL, writable);
        wire.channel().runPendingTasks();
    }

    /** Returns a frame that a session has to look at: no records, sequence 3. */
    private static byte[] padded(int length) {
        byte[] frame = new byte[length];
        byte[] header =
                HexFormat.of().parseHex("504d4d3202000400000000000000000003000000000000000000");
        System.arraycopy(header, 0, frame, 0, header.length);
        frame[8] = (byte) length;
        frame[9] = (byte) (length >>> Byte.SIZE);
        return frame;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
