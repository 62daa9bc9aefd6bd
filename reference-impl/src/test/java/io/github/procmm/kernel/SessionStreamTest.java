package io.github.procmm.kernel;

import static io.github.procmm.kernel.SessionClient.map;
import static io.github.procmm.model.Errno.EMSGSIZE;
import static io.github.procmm.model.Errno.EOPNOTSUPP;
import static io.github.procmm.model.Errno.EPROTO;
import static io.github.procmm.model.Errno.EPROTONOSUPPORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.MemoryManager;
import io.github.procmm.model.Errno;
import io.github.procmm.model.Generation;
import io.github.procmm.v2.BatchMode;
import io.github.procmm.v2.Command;
import io.github.procmm.v2.Features;
import io.github.procmm.v2.Frame;
import io.github.procmm.v2.FrameCodec;
import io.github.procmm.v2.Hello;
import io.github.procmm.v2.OpFlags;
import io.github.procmm.v2.Refused;
import io.github.procmm.v2.Rights;
import io.github.procmm.v2.Welcome;
import io.github.procmm.wire.Dialect;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sections 16 and 17 as a session keeps them: streams, what ends them, and what is agreed. */
class SessionStreamTest {

    private static final long ADDR = 0x10000;
    private static final long PAGE = 0x1000;
    private static final Hello HELLO = Hello.ofThisVersion(1 << 16);

    private final Kernel kernel = new Kernel(HostProfile.DEFAULT);
    private final Session session = kernel.newProcess().newSession();
    private final FrameCodec codec = new FrameCodec(Integer.MAX_VALUE);

    private ByteBuf bytes(Frame... frames) {
        ByteBuf bytes = Unpooled.buffer();
        for (Frame frame : frames) {
            codec.encode(frame, bytes);
        }
        return bytes;
    }

    private List<Frame> answers(ByteBuf in) {
        ByteBuf out = Unpooled.buffer();
        session.receive(in, out);
        List<Frame> frames = new ArrayList<>();
        while (out.isReadable()) {
            frames.add(((FrameCodec.Whole) codec.decode(out)).frame());
        }
        return frames;
    }

    private Frame answer(ByteBuf in) {
        List<Frame> answers = answers(in);
        assertThat(answers).hasSize(1);
        return answers.get(0);
    }

    private static Frame refusal(long sequence, Errno errno, int position) {
        return new Frame.Refusal(sequence, new Refused(errno.number(), position, 2, 2));
    }

    private void greet() {
        assertThat(answer(bytes(new Frame.Greeting(0, HELLO)))).isInstanceOf(Frame.Welcoming.class);
    }

    private static Frame batch(long sequence, Command... commands) {
        return new Frame.Batch(sequence, BatchMode.SEQUENTIAL, List.of(commands));
    }

    @Test
    void V2_FRAME_1_framesFollowEachOtherWithoutGap() {
        ByteBuf in =
                bytes(
                        new Frame.Greeting(1, HELLO),
                        batch(2, new Command.Create(Rights.QUERY, 0)),
                        batch(3));
        assertThat(answers(in)).extracting(Frame::sequence).containsExactly(1L, 2L, 3L);
        assertThat(in.isReadable()).isFalse();
    }

    @Test
    void V2_FRAME_2_nothingIsDoneBeforeTheLastByte() {
        greet();
        ByteBuf in = bytes(batch(5, new Command.Create(Rights.QUERY, 0)));
        for (int length = 0; length < in.readableBytes(); length++) {
            ByteBuf part = in.slice(0, length);
            assertThat(answers(part)).isEmpty();
            assertThat(part.readableBytes()).isEqualTo(length);
        }
        assertThat(kernel.openAddressSpaces()).isZero();
        assertThat(answers(in)).hasSize(1);
        assertThat(kernel.openAddressSpaces()).isEqualTo(1);
    }

    @Test
    void V2_FRAME_3_aWrongMagicEndsTheSession() {
        greet();
        answers(bytes(batch(1, new Command.Create(Rights.QUERY, 0))));
        ByteBuf in = bytes(batch(2));
        in.setByte(0, 'Q');
        in.writeBytes(bytes(batch(3)));

        assertThat(answers(in)).containsExactly(refusal(0, EPROTO, 0));
        assertThat(session.isOver()).isTrue();
        assertThat(kernel.openAddressSpaces()).isZero();
        assertThat(answers(bytes(batch(4)))).isEmpty();
    }

    @Test
    void V2_FRAME_3_aWrongLengthEndsTheSession() {
        for (int length : new int[] {0, 24, 33, 36, 0x7ffffff9}) {
            Session other = kernel.newProcess().newSession();
            ByteBuf in = bytes(new Frame.Greeting(1, HELLO));
            in.setIntLE(8, length);
            ByteBuf out = Unpooled.buffer();
            other.receive(in, out);
            assertThat(((FrameCodec.Whole) codec.decode(out)).frame())
                    .isEqualTo(refusal(0, EPROTO, 8));
            assertThat(other.isOver()).isTrue();
        }
    }

    @Test
    void V2_FRAME_8_beforeWelcomeTheLimitIs4096AndThenThatOfWelcome() {
        ByteBuf in = Unpooled.buffer();
        in.writeBytes(bytes(new Frame.Greeting(1, HELLO)), 0, 32).setIntLE(8, 4104);
        assertThat(answer(in)).isEqualTo(refusal(0, EMSGSIZE, 8));

        Session other = kernel.newProcess().newSession();
        ByteBuf out = Unpooled.buffer();
        other.receive(bytes(new Frame.Greeting(1, HELLO)), out);
        Welcome welcome =
                ((Frame.Welcoming) ((FrameCodec.Whole) codec.decode(out)).frame()).welcome();
        ByteBuf large = bytes(batch(2));
        large.setIntLE(8, welcome.maxFrame());
        other.receive(large, out);
        assertThat(out.isReadable()).isFalse();
        large.setIntLE(8, welcome.maxFrame() + 8);
        other.receive(large, out);
        assertThat(((FrameCodec.Whole) codec.decode(out)).frame())
                .isEqualTo(refusal(0, EMSGSIZE, 8));
    }

    @Test
    void V2_FRAME_6_aRefusedFrameChangesNothingAndTheSessionGoesOn() {
        greet();
        ByteBuf in = bytes(batch(7, new Command.Create(Rights.QUERY, 0)));
        in.setIntLE(28, 1);
        assertThat(answer(in)).isEqualTo(refusal(7, EOPNOTSUPP, 28));
        in = bytes(batch(8, new Command.Create(Rights.QUERY, 0)));
        in.setShortLE(34, 40);
        assertThat(answer(in)).isEqualTo(refusal(8, EPROTO, 32));
        assertThat(kernel.openAddressSpaces()).isZero();
        assertThat(answer(bytes(batch(9, new Command.Create(Rights.QUERY, 0)))))
                .isInstanceOf(Frame.Reply.class);
    }

    @Test
    void V2_FRAME_4_moreRecordsThanTheLimitAreEMSGSIZE() {
        greet();
        ByteBuf in = bytes(batch(7));
        in.setIntLE(12, (1 << 14) + 1);
        assertThat(answer(in)).isEqualTo(refusal(7, EMSGSIZE, 12));
    }

    @Test
    void V2_FRAME_7_everyFrameIsAnsweredInOrderWithItsSequence() {
        ByteBuf in =
                bytes(
                        batch(9),
                        new Frame.Greeting(8, HELLO),
                        new Frame.Greeting(7, HELLO),
                        batch(7),
                        new Frame.Legacy(-1, BatchMode.INDEPENDENT, List.of()));
        assertThat(answers(in)).extracting(Frame::sequence).containsExactly(9L, 8L, 7L, 7L, -1L);
    }

    @Test
    void V2_HELLO_1_helloIsTheFirstFrameAndTheOnlyOne() {
        assertThat(answer(bytes(batch(3)))).isEqualTo(refusal(3, EPROTO, 6));
        greet();
        assertThat(answer(bytes(new Frame.Greeting(4, HELLO)))).isEqualTo(refusal(4, EPROTO, 6));
        assertThat(answer(bytes(batch(5)))).isInstanceOf(Frame.Reply.class);
    }

    @Test
    void V2_HELLO_2_withoutACommonVersionTheClientMayTryAgain() {
        assertThat(answer(bytes(new Frame.Greeting(1, new Hello(3, 9, 4096, 0)))))
                .isEqualTo(refusal(1, EPROTONOSUPPORT, 32));
        assertThat(answer(bytes(new Frame.Greeting(1, new Hello(0, 1, 4096, 0)))))
                .isEqualTo(refusal(1, EPROTONOSUPPORT, 32));
        Frame answer = answer(bytes(new Frame.Greeting(1, new Hello(0, 99, 4096, 0))));
        assertThat(((Frame.Welcoming) answer).welcome().version()).isEqualTo(2);
    }

    @Test
    void V2_HELLO_4_whatIsAgreedIsWhatBothHave() {
        Hello hello = new Hello(2, 2, 4096, -1L ^ Features.MOVE);
        Welcome welcome = ((Frame.Welcoming) answer(bytes(new Frame.Greeting(1, hello)))).welcome();
        assertThat(welcome)
                .isEqualTo(
                        new Welcome(
                                2,
                                1 << 20,
                                Features.ALL ^ Features.MOVE,
                                1 << 14,
                                4096,
                                0,
                                0x7fff_ffff_f000L,
                                65530,
                                1 << 16,
                                Long.MAX_VALUE - 4095));
    }

    @Test
    void V2_HELLO_5_whatIsNotAgreedIsEOPNOTSUPP() {
        SessionClient plain =
                new SessionClient(kernel.newProcess(), kernel, new Hello(2, 2, 4096, 0));
        long space = plain.space();
        plain.value(map(space, ADDR, PAGE));
        List<Command> commands =
                List.of(
                        new Command.CloneSpace(space, Rights.QUERY),
                        new Command.Import(0, Rights.QUERY, 0),
                        new Command.Move(space, 0, ADDR, PAGE, 2 * ADDR),
                        new Command.Seal(space, OpFlags.SPACE, 0, 0));
        for (Command command : commands) {
            assertThat(plain.ask(command))
                    .as("%s", command)
                    .isEqualTo(SessionClient.refused(EOPNOTSUPP, 0));
        }
        Command maxProt = new Command.Map(space, 0, 2 * ADDR, PAGE, 0, 0, 1, 1, 0, 0);
        assertThat(plain.ask(maxProt)).isEqualTo(SessionClient.refused(EOPNOTSUPP, 52));
        assertThat(plain.send(new Frame.Batch(1, BatchMode.ATOMIC, List.of())))
                .isEqualTo(refusal(1, EOPNOTSUPP, 24));
        assertThat(plain.send(new Frame.Legacy(2, BatchMode.SEQUENTIAL, List.of())))
                .isEqualTo(refusal(2, EOPNOTSUPP, 6));
        assertThat(plain.query(space).areas()).hasSize(1);
    }

    @Test
    void sessionsAreForHostsThatAnswerAsPartV2Says() {
        Kernel old =
                new Kernel(
                        HostProfile.of(
                                Dialect.X86_64, Generation.SKAS3_2_4, MemoryManager.LINUX_6_18));
        Kernel original =
                new Kernel(
                        HostProfile.of(
                                Dialect.X86_64, Generation.SKAS3_V9, MemoryManager.ORIGINAL));
        for (Kernel host : List.of(old, original)) {
            UserProcess process = host.newProcess();
            assertThatThrownBy(process::newSession).isInstanceOf(IllegalStateException.class);
        }
    }
}
