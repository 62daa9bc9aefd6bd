package io.github.procmm.v2;

import static io.github.procmm.model.Errno.E2BIG;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.EMSGSIZE;
import static io.github.procmm.model.Errno.EOPNOTSUPP;
import static io.github.procmm.model.Errno.EPROTO;
import static io.github.procmm.model.Errno.EPROTONOSUPPORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.procmm.fixture.RawFrame;
import io.github.procmm.fixture.RawRecord;
import io.github.procmm.model.Errno;
import io.github.procmm.v2.FrameCodec.Broken;
import io.github.procmm.v2.FrameCodec.Decoded;
import io.github.procmm.v2.FrameCodec.Incomplete;
import io.github.procmm.v2.FrameCodec.Whole;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is no frame, for whoever looks at frames of both sides. */
class FrameCodecTest {

    private static final RawRecord LEGACY = RawRecord.of(1, 24).set(4, 4, 5);

    static Stream<Arguments> broken() {
        return Stream.of(
                broken(RawRecord.batch().set(6, 2, 0), EPROTO, 6),
                broken(RawFrame.hello().set(6, 2, 7), EPROTONOSUPPORT, 4),
                broken(RawRecord.batch().set(6, 2, 7), EPROTO, 6),
                broken(RawFrame.hello().set(4, 2, 2), EPROTONOSUPPORT, 4),
                broken(RawRecord.batch().set(4, 2, 0), EPROTONOSUPPORT, 4),
                broken(RawRecord.batch().set(24, 4, 3), EOPNOTSUPP, 24),
                broken(RawFrame.hello().set(24, 4, 1), EOPNOTSUPP, 24),
                broken(RawRecord.batch().set(28, 4, 1), EOPNOTSUPP, 28),
                broken(RawFrame.hello().set(12, 4, 1), EOPNOTSUPP, 12),
                broken(RawFrame.hello().resize(48), EPROTO, 8),
                broken(RawFrame.hello().set(50, 1, 1), EOPNOTSUPP, 48),
                broken(RawFrame.hello().resize(64).set(57, 1, 1), E2BIG, 57),
                broken(RawFrame.of(2, 0, 96).set(12, 4, 1), EOPNOTSUPP, 12),
                broken(RawFrame.of(2, 0, 88), EPROTO, 8),
                broken(RawFrame.of(2, 0, 96).set(34, 2, 1), EOPNOTSUPP, 34),
                broken(RawFrame.of(2, 0, 96).set(95, 1, 1), EOPNOTSUPP, 88),
                broken(RawFrame.of(2, 0, 104).set(103, 1, 1), E2BIG, 103),
                broken(RawFrame.of(3, 0, 40), EPROTO, 8),
                broken(RawFrame.of(3, 0, 48).set(44, 4, 1), EOPNOTSUPP, 44),
                broken(RawFrame.of(3, 0, 56).set(48, 1, 1), E2BIG, 48),
                broken(RawRecord.batch(LEGACY, LEGACY).set(12, 4, 1), EPROTO, 56),
                broken(RawRecord.batch(RawRecord.of(Operation.QUERY).set(24, 4, 0)), EINVAL, 56),
                broken(RawRecord.batch(LEGACY).set(6, 2, 6).set(32, 2, 6), EOPNOTSUPP, 32),
                broken(RawRecord.batch(LEGACY).set(6, 2, 6).set(36, 4, 9), EINVAL, 36),
                broken(RawRecord.batch(LEGACY).set(6, 2, 6).set(55, 1, 1), EINVAL, 36),
                broken(reply(24).set(52, 4, 1), EPROTO, 32),
                broken(reply(32), EPROTO, 32),
                broken(reply(48).set(76, 4, 1), EPROTO, 32),
                broken(reply(96).set(76, 4, 2), EPROTO, 32),
                broken(reply(96), EPROTO, 32),
                broken(reply(96).set(76, 4, 1).set(36, 4, 22), EPROTO, 32),
                broken(reply(96).set(76, 4, 1).set(48, 4, 16), EPROTO, 32),
                broken(reply(96).set(76, 4, 1).set(124, 4, 1), EPROTO, 32));
    }

    private static RawFrame reply(int size) {
        return RawFrame.of(5, 2, 32 + size).set(12, 4, 1).set(32, 4, size);
    }

    private static Arguments broken(RawFrame frame, Errno errno, int position) {
        return Arguments.of(frame, new Broken(errno, position, true));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("broken")
    void V2_FRAME_6_V2_GEN_2_aBrokenFrameIsNamedAndTheNextIsRead(RawFrame frame, Broken broken) {
        ByteBuf stream = Unpooled.wrappedBuffer(frame.buf(), RawFrame.hello().buf());
        FrameCodec codec = new FrameCodec(4096);
        assertThat(codec.decode(stream)).isEqualTo(broken);
        assertThat(codec.decode(stream)).isInstanceOf(Whole.class);
    }

    @Test
    void V2_REC_4_V2_HELLO_3_aFrameThatGrewByZerosIsTheSame() {
        Decoded hello = decode(RawFrame.hello());
        assertThat(hello).isInstanceOf(Whole.class);
        assertThat(decode(RawFrame.hello().resize(80))).isEqualTo(hello);
        assertThat(decode(RawFrame.of(2, 0, 104))).isEqualTo(decode(RawFrame.of(2, 0, 96)));
        assertThat(decode(RawFrame.of(3, 0, 56))).isEqualTo(decode(RawFrame.of(3, 0, 48)));
    }

    @Test
    void V2_FRAME_3_aWrongStartEndsTheStream() {
        assertThat(decode(RawFrame.hello().set(0, 1, 0x36)))
                .isEqualTo(new Broken(EPROTO, 0, false));
        assertThat(decode(RawFrame.hello().set(8, 4, 24))).isEqualTo(new Broken(EPROTO, 8, false));
        assertThat(decode(RawFrame.hello().set(8, 4, 4104)))
                .isEqualTo(new Broken(EMSGSIZE, 8, false));
        assertThat(decode(RawFrame.hello().set(8, 4, 4096))).isEqualTo(new Incomplete());
    }

    @Test
    void aV1RecordThatIsTooLongForItsSizeIsTheCallersBug() {
        FrameWriter writer = new FrameWriter();
        ByteBuf out = Unpooled.buffer();
        writer.beginLegacy(out, 0, BatchMode.SEQUENTIAL);
        writer.legacy(LegacyDialect.ARM, 1, Unpooled.buffer().writeZero(65_512));
        assertThatThrownBy(
                        () ->
                                writer.legacy(
                                        LegacyDialect.ARM, 1, Unpooled.buffer().writeZero(65_513)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("v1 record of 65513 bytes, at most 65512");
        assertThat(writer.count()).isEqualTo(1);
        assertThat(writer.end()).isEqualTo(32 + 16 + 65_512);
        assertThat(new FrameCodec(1 << 20).decode(out)).isInstanceOf(Whole.class);
    }

    @Test
    void V2_BATCH_4_aReplyBeginsAnew() {
        ByteBuf out = Unpooled.buffer();
        ReplyWriter replies = new ReplyWriter();
        replies.begin(out, 9, BatchMode.ATOMIC);
        replies.done(5);
        replies.done(6);
        assertThat(replies.length()).isEqualTo(80);
        replies.restart();
        replies.canceled();
        replies.refused(Errno.EEXIST, 16, 0x1_3000);
        replies.legacy(-14);
        replies.legacy(56);
        assertThat(replies.end()).isEqualTo(128);
        assertThat(new FrameCodec(4096).decode(out))
                .isEqualTo(
                        new Whole(
                                new Frame.Reply(
                                        9,
                                        BatchMode.ATOMIC,
                                        List.of(
                                                new Frame.Result(125, 0, 0, null),
                                                new Frame.Result(17, 0x1_3000, 16, null),
                                                new Frame.Result(14, -14, 0, null),
                                                new Frame.Result(0, 56, 0, null)))));
    }

    private static Decoded decode(RawFrame frame) {
        return new FrameCodec(4096).decode(frame.buf());
    }
}
