package io.github.procmm.v2.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.procmm.fixture.LeakRecorder;
import io.github.procmm.fixture.Streams;
import io.github.procmm.fixture.Wire;
import io.github.procmm.model.Errno;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A stream of frames, cut everywhere, and streams that cannot be followed. */
class FrameDecoderTest {

    private static final byte[] STREAM = Streams.bytes();
    private static final List<String> FRAMES = Streams.hex(Streams.FRAMES);
    private static final int LENGTH = 8;

    @AfterEach
    void nothingIsLeaked() throws InterruptedException {
        assertThat(LeakRecorder.leaks()).isEmpty();
    }

    @Test
    void V2_FRAME_2_everyCutOfAStreamGivesTheSameFrames() throws Exception {
        for (int cut = 0; cut <= STREAM.length; cut++) {
            Wire wire = new Wire(new FrameDecoder());
            wire.receive(STREAM, 0, cut);
            wire.receive(STREAM, cut, STREAM.length);
            assertThat(wire.passedOn()).as("cut at %s", cut).isEqualTo(FRAMES);
            wire.close();
        }
    }

    @Test
    void V2_FRAME_2_everyPairOfCutsInTheFirstTwoHeadersGivesTheSameFrames() throws Exception {
        for (int first = 0; first <= 90; first++) {
            for (int second = first; second <= 90; second++) {
                Wire wire = new Wire(new FrameDecoder());
                wire.receive(STREAM, 0, first);
                wire.receive(STREAM, first, second);
                wire.receive(STREAM, second, STREAM.length);
                assertThat(wire.passedOn()).as("%s, %s", first, second).isEqualTo(FRAMES);
                wire.close();
            }
        }
    }

    @Test
    void V2_FRAME_2_aFramePassesWithItsLastByteAndNotBefore() throws Exception {
        Wire wire = new Wire(new FrameDecoder());
        int end = 0;
        for (String frame : FRAMES) {
            int start = end;
            end += frame.length() / 2;
            for (int at = start; at < end - 1; at++) {
                wire.receive(STREAM, at, at + 1);
                assertThat(wire.passedOn()).as("before byte %s", end).isEmpty();
            }
            wire.receive(STREAM, end - 1, end);
            assertThat(wire.passedOn()).containsExactly(frame);
        }
        wire.close();
    }

    @Test
    void V2_HELLO_6_aFrameThatHasNotWhollyComeIsNotPassedOn() throws Exception {
        for (int end = 0; end < STREAM.length; end++) {
            Wire wire = new Wire(new FrameDecoder());
            wire.receive(STREAM, 0, end);
            wire.hangUp();
            List<String> passed = wire.passedOn();
            assertThat(String.join("", passed).length()).isLessThanOrEqualTo(2 * end);
            assertThat(FRAMES.subList(0, passed.size())).isEqualTo(passed);
            wire.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "51, 00000000, EPROTO, 0",
        "50, 00000000, EPROTO, 8",
        "50, 1f000000, EPROTO, 8",
        "50, 24000000, EPROTO, 8",
        "50, 08100000, EMSGSIZE, 8",
        "50, f8ffff7f, EMSGSIZE, 8",
        "50, 00000080, EMSGSIZE, 8",
        "50, f8ffffff, EMSGSIZE, 8",
        "51, f8ffffff, EPROTO, 0"
    })
    void V2_FRAME_3_aWrongMagicOrLengthIsAnExceptionEvent(
            String magic, String length, Errno errno, int position) throws Exception {
        String header = magic + "4d4d3200000100" + length;
        Wire wire = new Wire(new FrameDecoder());
        wire.receive(bytes(FRAMES.get(0) + header));
        FrameLengthException wrong = failure(wire);
        assertThat(wrong.errno()).isEqualTo(errno);
        assertThat(wrong.position()).isEqualTo(position);
        assertThat(wire.passedOn()).containsExactly(FRAMES.get(0));

        wire.receive(bytes(FRAMES.get(0)));
        wire.close(); // no second exception
        assertThat(wire.passedOn()).isEmpty();
    }

    @Test
    void V2_FRAME_3_aLengthIsLookedAtWithItsLastByte() throws Exception {
        byte[] header = bytes("504d4d3200000100f8ffffff");
        Wire wire = new Wire(new FrameDecoder());
        wire.receive(header, 0, LENGTH + 3);
        wire.channel().checkException();
        wire.receive(header, LENGTH + 3, LENGTH + 4);
        assertThat(failure(wire).errno()).isEqualTo(Errno.EMSGSIZE);
        wire.close();
    }

    @Test
    void V2_FRAME_8_theLimitIs4096AndThenWhatIsAgreed() throws Exception {
        String longest = "504d4d320000010000100000" + "00".repeat(4096 - 12);
        String longer = "504d4d320000010008100000" + "00".repeat(4104 - 12);
        FrameDecoder decoder = new FrameDecoder();
        Wire wire = new Wire(decoder);
        wire.receive(bytes(longest));
        assertThat(wire.passedOn()).containsExactly(longest);
        decoder.setMaxFrame(4104);
        wire.receive(bytes(longer));
        assertThat(wire.passedOn()).containsExactly(longer);
        wire.receive(bytes("504d4d320000010010100000"));
        assertThat(failure(wire).errno()).isEqualTo(Errno.EMSGSIZE);
        wire.close();
    }

    @Test
    void V2_FRAME_8_aLongFrameTakesMemoryOnlyAsItsBytesCome() throws Exception {
        FrameDecoder decoder = new FrameDecoder();
        decoder.setMaxFrame(-1);
        Wire wire = new Wire(decoder);
        wire.receive(bytes("504d4d3202000400f8ffff7f" + "00".repeat(1000)));
        assertThat(wire.bytesHeld()).isLessThan(4096);
        wire.close();
    }

    private static FrameLengthException failure(Wire wire) {
        return catchThrowableOfType(
                FrameLengthException.class, () -> wire.channel().checkException());
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
