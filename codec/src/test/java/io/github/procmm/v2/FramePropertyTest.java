package io.github.procmm.v2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.fixture.BufferShape;
import io.github.procmm.fixture.FrameWalk;
import io.github.procmm.fixture.Frames;
import io.github.procmm.v2.FrameCodec.Broken;
import io.github.procmm.v2.FrameCodec.Decoded;
import io.github.procmm.v2.FrameCodec.Incomplete;
import io.github.procmm.v2.FrameCodec.Whole;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/**
 * Whatever the bytes are, reading them throws nothing and looks at nothing else.
 *
 * <p>Every input is also read from a buffer that ends where it ends, and between guards: a read
 * outside would throw there, or find something else here.
 */
@Domain(Frames.class)
@Domain(DomainContext.Global.class)
class FramePropertyTest {

    private static final int HEADER = 32;

    @Property
    void aFrameIsReadAsItWasWritten(@ForAll Frame frame, @ForAll BufferShape shape) {
        byte[] bytes = Frames.bytes(frame);
        ByteBuf buf = shape.writable() ? shape.awaiting(bytes.length) : shape.holding(bytes);
        if (shape.writable()) {
            new FrameCodec(Frames.MAX_FRAME).encode(frame, buf);
            assertThat(ByteBufUtil.getBytes(buf)).isEqualTo(bytes);
        }
        assertThat(BufferShape.guardsStand(buf, bytes.length)).isTrue();
        assertThat(decode(buf)).isEqualTo(new Whole(frame));
        assertThat(buf.readableBytes()).isZero();
        buf.release();
    }

    @Property(tries = 200)
    void V2_FRAME_1_aStreamFallsIntoFramesWithoutGap(
            @ForAll @Size(max = 6) List<Frame> frames, @ForAll BufferShape shape) {
        ByteBuf stream = Unpooled.buffer();
        frames.forEach(frame -> new FrameCodec(Frames.MAX_FRAME).encode(frame, stream));
        ByteBuf in = shape.holding(ByteBufUtil.getBytes(stream));

        assertThat(frames).allSatisfy(frame -> assertThat(decode(in)).isEqualTo(new Whole(frame)));
        assertThat(decode(in)).isEqualTo(new Incomplete());
        in.release();
    }

    /** By a reader of another time, which does not know the type, the version or the records. */
    @Property
    void V2_FRAME_1_whereAFrameEndsIsItsLengthWhateverElseItHolds(
            @ForAll @IntRange(min = 4, max = 99) int units, @ForAll @Size(max = 99) byte[] noise) {
        byte[] bytes = Arrays.copyOf(noise, units * 8);
        ByteBuf frame = Unpooled.wrappedBuffer(bytes);
        frame.setIntLE(0, 0x324d4d50).setIntLE(8, bytes.length);

        assertThat(FrameView.measure(frame, 0, 12, Frames.MAX_FRAME)).isEqualTo(bytes.length);
        assertThat(decode(frame)).isNotInstanceOf(Incomplete.class);
        assertThat(frame.readerIndex()).isEqualTo(bytes.length);
    }

    @Property(tries = 200)
    void V2_FRAME_2_nothingIsReadOfAFrameThatHasNotWhollyCome(@ForAll Frame frame) {
        byte[] bytes = Frames.bytes(frame);
        for (int length = 0; length < bytes.length; length++) {
            assertThat(agreedAnswer(Arrays.copyOf(bytes, length))).isEqualTo(new Incomplete());
        }
    }

    @Property
    void arbitraryBytesThrowNothing(@ForAll @Size(max = 200) byte[] bytes) {
        agreedAnswer(bytes);
    }

    /** Arbitrary bytes rarely begin with the magic. */
    @Property
    void arbitraryBytesBehindAHeaderThrowNothing(
            @ForAll @IntRange(max = 7) int type,
            @ForAll @IntRange(max = 9) int count,
            @ForAll @Size(max = 300) byte[] noise) {
        byte[] bytes = new byte[HEADER + noise.length / 8 * 8];
        System.arraycopy(noise, 0, bytes, HEADER, bytes.length - HEADER);
        ByteBuf frame = Unpooled.wrappedBuffer(bytes);
        frame.setIntLE(0, 0x324d4d50).setIntLE(8, bytes.length).setIntLE(12, count);
        frame.setShortLE(4, type == 4 || type == 5 || type == 6 ? 2 : 0).setShortLE(6, type);
        agreedAnswer(bytes);
    }

    @Property(tries = 60)
    void anyByteOfAFrameMayBeAnyOther(@ForAll Frame frame, @ForAll byte other) {
        byte[] bytes = Frames.bytes(frame);
        for (int i = 0; i < bytes.length; i++) {
            byte right = bytes[i];
            for (byte wrong : new byte[] {other, (byte) (right ^ 1), (byte) (right ^ 0x80), 0}) {
                bytes[i] = wrong;
                agreedAnswer(bytes);
            }
            bytes[i] = right;
        }
    }

    @Property(tries = 200)
    void aFrameIsCutAnywhereAndSaysThatItEndsThere(@ForAll Frame frame) {
        byte[] bytes = Frames.bytes(frame);
        for (int length = HEADER; length < bytes.length; length += 8) {
            byte[] cut = Arrays.copyOf(bytes, length);
            Unpooled.wrappedBuffer(cut).setIntLE(8, length);
            assertThat(agreedAnswer(cut)).isInstanceOf(Broken.class);
        }
    }

    private static Decoded agreedAnswer(byte[] bytes) {
        ByteBuf exact = Unpooled.wrappedBuffer(bytes.clone());
        Decoded answer = decode(exact);
        assertIndex(answer, exact.readerIndex(), bytes);
        ByteBuf guarded = BufferShape.HEAP.holding(bytes);
        assertThat(decode(guarded)).isEqualTo(answer);
        assertThat(FrameWalk.over(guarded.readerIndex(BufferShape.GUARD)))
                .isEqualTo(FrameWalk.over(exact.readerIndex(0)));
        assertThat(exact).isEqualTo(Unpooled.wrappedBuffer(bytes));
        if (answer instanceof Whole whole) {
            byte[] again = Frames.bytes(whole.frame());
            assertThat(decode(Unpooled.wrappedBuffer(again))).isEqualTo(answer);
        }
        return answer;
    }

    private static void assertIndex(Decoded answer, int index, byte[] bytes) {
        boolean cut = answer instanceof Whole || (answer instanceof Broken b && b.cut());
        int length = cut ? Unpooled.wrappedBuffer(bytes).getIntLE(8) : 0;
        assertThat(index).isEqualTo(length);
    }

    private static Decoded decode(ByteBuf in) {
        return new FrameCodec(Frames.MAX_FRAME).decode(in);
    }
}
