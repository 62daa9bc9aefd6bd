package io.github.procmm.v2;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.procmm.model.Errno;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/** What a backend looks at in a frame before it carries anything out. */
class FrameCheckFuzzTest {

    private static final int MAX_FRAME = 1 << 16;
    private static final Welcome SESSION =
            new Welcome(2, MAX_FRAME, Features.ALL, 1 << 10, 4096, 0, -4096, 1 << 16, 99, 1L << 40);

    @FuzzTest(maxDuration = "10m")
    void anyFrameIsCheckedWhateverItHolds(byte[] data) {
        ByteBuf in = Unpooled.wrappedBuffer(data);
        if (data.length < FrameView.MEASURABLE) {
            return;
        }
        int length = FrameView.measure(in, 0, data.length, MAX_FRAME);
        if (length < 0 || length > data.length) {
            return;
        }
        FrameView frame = new FrameView();
        frame.wrap(in, 0);
        FrameCheck check = new FrameCheck();
        Errno refusal = check.refusalOfHello(frame);
        within(refusal, check.position(), frame);
        refusal = check.refusal(frame, Hello.ofThisVersion(MAX_FRAME), SESSION);
        within(refusal, check.position(), frame);
        if (refusal == null) {
            walk(frame);
        }
    }

    private static void walk(FrameView frame) {
        OpView op = new OpView();
        OpCheck check = new OpCheck(SESSION);
        LegacyView legacy = new LegacyView();
        int end = Layout.FRAME_HEADER;
        int records = 0;
        while (frame.next()) {
            assertThat(frame.at()).isEqualTo(end);
            end += frame.size();
            records++;
            if (frame.type() == FrameType.BATCH) {
                op.wrap(frame);
                Errno refusal = check.refusal(op);
                assertThat(refusal == null || check.field() < Math.max(op.size(), 96)).isTrue();
            } else {
                legacy.wrap(frame);
                assertThat(!legacy.fits() || legacy.record().readableBytes() == legacy.bytes())
                        .isTrue();
            }
        }
        assertThat(end).isEqualTo(frame.length());
        assertThat(records).isEqualTo(frame.count());
    }

    private static void within(@Nullable Errno refusal, int position, FrameView frame) {
        if (refusal != null) {
            assertThat(position).isBetween(0, Math.max(frame.length(), Layout.FRAME_HEADER));
        }
    }
}
