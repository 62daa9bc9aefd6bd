package io.github.procmm.kernel.frames;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.v2.BatchMode;
import io.github.procmm.v2.Frame;
import io.github.procmm.v2.FrameCodec;
import io.github.procmm.v2.Hello;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** V2-FRAME-2: however the stream of bytes is cut, the answers are the same. */
class SegmentationPropertyTest {

    private static final int FRAMES = 12;

    @Property(tries = 300)
    void V2_FRAME_2_everyCutOfAStreamGetsTheSameAnswers(@ForAll long seed) {
        Random random = new Random(seed);
        ByteBuf stream = stream(random);
        Twin whole = new Twin();
        Twin cut = new Twin();
        ByteBuf wholeAnswers = Unpooled.buffer();
        whole.client.session.receive(stream.duplicate(), wholeAnswers);

        ByteBuf answers = Unpooled.buffer();
        ByteBuf arrived = Unpooled.buffer();
        while (stream.isReadable()) {
            int most = random.nextInt(4) == 0 ? 2000 : 1 + random.nextInt(40);
            int bytes = Math.min(stream.readableBytes(), 1 + random.nextInt(most));
            arrived.writeBytes(stream, bytes);
            cut.client.session.receive(arrived, answers);
            arrived.discardReadBytes();
        }

        assertThat(ByteBufUtil.hexDump(answers)).isEqualTo(ByteBufUtil.hexDump(wholeAnswers));
        assertThat(cut.client.session.isOver()).isEqualTo(whole.client.session.isOver());
        assertThat(cut.kernel.openAddressSpaces()).isEqualTo(whole.kernel.openAddressSpaces());
    }

    /** Frames, some with a byte that is wrong: most of these are refused, some end the session. */
    private static ByteBuf stream(Random random) {
        ByteBuf stream = Unpooled.buffer();
        FrameCodec codec = new FrameCodec(1 << 20);
        for (int i = 0; i < FRAMES; i++) {
            int begin = stream.writerIndex();
            codec.encode(frame(random, i), stream);
            if (random.nextInt(6) == 0) {
                int at = begin + random.nextInt(stream.writerIndex() - begin);
                stream.setByte(at, stream.getByte(at) ^ 1 << random.nextInt(8));
            }
        }
        return stream;
    }

    private static Frame frame(Random random, int number) {
        List<Long> likely = List.of(1L << 32, 1L << 32 | 1, 2L << 32);
        FrameMaker maker = new FrameMaker(random, likely, likely, likely);
        BatchMode mode = maker.mode();
        return switch (random.nextInt(8)) {
            case 0 -> new Frame.Greeting(number, Hello.ofThisVersion(4096));
            case 1 -> new Frame.Legacy(number, mode, List.of());
            default -> new Frame.Batch(number, mode, maker.frame());
        };
    }
}
