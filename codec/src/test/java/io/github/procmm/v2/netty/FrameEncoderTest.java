package io.github.procmm.v2.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.fixture.LeakRecorder;
import io.github.procmm.fixture.Streams;
import io.github.procmm.fixture.Wire;
import io.github.procmm.v2.BatchMode;
import io.github.procmm.v2.Frame;
import io.github.procmm.v2.FrameWriter;
import io.github.procmm.v2.LegacyDialect;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Frames as records of Java, and as bytes. */
class FrameEncoderTest {

    @AfterEach
    void nothingIsLeaked() throws InterruptedException {
        assertThat(LeakRecorder.leaks()).isEmpty();
    }

    @Test
    void framesAreWrittenAsTheCodecWritesThem() throws Exception {
        Wire wire = new Wire(new FrameEncoder());
        wire.channel().writeOutbound(Streams.FRAMES.toArray());
        assertThat(wire.sent()).isEqualTo(Streams.FRAMES);
        wire.close();
    }

    @Test
    void bytesThatAreFramesAlreadyPassAsTheyAre() throws Exception {
        Wire wire = new Wire(new FrameEncoder());
        ByteBuf frame = Unpooled.wrappedBuffer(Streams.bytes(Streams.FRAMES.subList(0, 1)));
        wire.channel().writeOutbound(frame);
        ByteBuf sent = wire.channel().readOutbound();
        assertThat(sent).isSameAs(frame);
        sent.release();
        wire.close();
    }

    @Test
    void aFrameThatCannotBeWrittenFailsItsWriteAndNoOther() throws Exception {
        Wire wire = new Wire(new FrameEncoder());
        String tooLong = "00".repeat(FrameWriter.MOST_LEGACY_BYTES + 1);
        Frame unsayable =
                new Frame.Legacy(
                        0,
                        BatchMode.SEQUENTIAL,
                        List.of(new Frame.LegacyRecord(LegacyDialect.I386, 1, tooLong)));
        ChannelFuture failed = wire.channel().writeOneOutbound(unsayable);
        assertThat(failed.cause()).hasMessageContaining("at most " + FrameWriter.MOST_LEGACY_BYTES);
        wire.channel().writeOutbound(Streams.FRAMES.get(0));
        assertThat(wire.sent()).containsExactly(Streams.FRAMES.get(0));
        wire.close();
    }
}
