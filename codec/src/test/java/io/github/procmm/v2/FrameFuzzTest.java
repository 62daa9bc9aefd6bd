package io.github.procmm.v2;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/** Streams of frames of part v2, from anybody. */
class FrameFuzzTest {

    private static final int MAX_FRAME = 1 << 16;

    @FuzzTest(maxDuration = "10m")
    void anyStreamIsFramesOrIsRefused(byte[] data) {
        ByteBuf in = Unpooled.wrappedBuffer(data);
        FrameCodec codec = new FrameCodec(MAX_FRAME);
        boolean follows = true;
        while (follows) {
            int before = in.readerIndex();
            FrameCodec.Decoded decoded = codec.decode(in);
            if (decoded instanceof FrameCodec.Whole whole) {
                assertThat(in.readerIndex()).isGreaterThan(before);
                staysItself(codec, whole);
            } else if (decoded instanceof FrameCodec.Broken broken) {
                assertThat(broken.position()).isNotNegative();
                follows = broken.cut();
                assertThat(in.readerIndex() > before).isEqualTo(follows);
            } else {
                assertThat(in.readerIndex()).isEqualTo(before);
                follows = false;
            }
        }
    }

    private static void staysItself(FrameCodec codec, FrameCodec.Whole whole) {
        ByteBuf out = Unpooled.buffer();
        codec.encode(whole.frame(), out);
        String bytes = ByteBufUtil.hexDump(out);
        assertThat(codec.decode(out)).as(bytes).isEqualTo(whole);
    }
}
