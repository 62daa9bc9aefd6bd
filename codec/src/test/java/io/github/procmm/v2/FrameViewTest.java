package io.github.procmm.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.procmm.fixture.RawFrame;
import io.github.procmm.fixture.RawRecord;
import io.github.procmm.model.Errno;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames in a stream, and records in a frame, before anybody asks what they mean. */
class FrameViewTest {

    private static final int LIMIT = 4096;

    @ParameterizedTest
    @ValueSource(ints = {32, 40, 4088, 4096})
    void V2_FRAME_1_aLengthWithinTheLimitIsTold(int length) {
        assertThat(measure(RawFrame.hello().set(8, 4, length))).isEqualTo(length);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 8, 24, 31, 33, 36, 39, 4097, 4100, 0x7fff_ffff, 0x8000_0001L, -1})
    void V2_FRAME_3_aLengthTooShortOrNoMultipleOf8IsEproto(long length) {
        RawFrame frame = RawFrame.hello().set(8, 4, length);
        assertThat(measure(frame)).isEqualTo(Errno.EPROTO.asResult());
        assertThat(FrameView.wrongBefore(frame.buf(), 0)).isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(longs = {4104, 0x7fff_fff8, 0x8000_0000L, 0xffff_fff8L})
    void V2_FRAME_3_V2_FRAME_8_aLengthAboveTheLimitIsEmsgsize(long length) {
        assertThat(measure(RawFrame.hello().set(8, 4, length)))
                .isEqualTo(Errno.EMSGSIZE.asResult());
    }

    /** A limit is a number of 32 bits, an array of Java is not. */
    @ParameterizedTest
    @CsvSource({"0x7ffffff8, 0x7ffffff8", "0x80000000, -90", "0xfffffff8, -90"})
    void V2_FRAME_3_aFrameThatNoBufferHoldsIsEmsgsizeWhateverTheLimit(long length, int answer) {
        ByteBuf frame = RawFrame.hello().set(8, 4, length).buf();
        assertThat(FrameView.measure(frame, 0, 12, -1)).isEqualTo(answer);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void V2_FRAME_3_aWrongMagicIsEprotoAtItsStartWhateverTheLength(int wrong) {
        RawFrame frame = RawFrame.hello().set(wrong, 1, 0x36).set(8, 4, 5000);
        assertThat(measure(frame)).isEqualTo(Errno.EPROTO.asResult());
        assertThat(FrameView.wrongBefore(frame.buf(), 0)).isZero();
    }

    @Test
    void V2_FRAME_3_nothingButMagicAndLengthIsLookedAtBefore() {
        ByteBuf twelve = RawFrame.hello().set(4, 4, -1).buf().capacity(12);
        assertThat(FrameView.measure(twelve, 0, 12, LIMIT)).isEqualTo(56);
        assertThatThrownBy(() -> FrameView.measure(twelve, 0, 11, LIMIT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("11 bytes, wanted at least 12");
    }

    @ParameterizedTest
    @CsvSource({"0, 55", "1, 56", "-1, 80", "60, 56", "30, 56", "0, 31", "57, 56"})
    void aWindowOnWhatTheBufferDoesNotHoldIsTheCallersBug(int index, int capacity) {
        ByteBuf buf = Unpooled.copiedBuffer(RawFrame.hello().buf()).capacity(capacity);
        assertThatThrownBy(() -> new FrameView().wrap(buf, index))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("no whole frame at " + index + " in a buffer of " + capacity);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 31, 57, 0x8000_0000L, 0xffff_fff8L})
    void aWindowOnALengthThatIsNoneIsTheCallersBug(long length) {
        ByteBuf buf = RawFrame.hello().set(8, 4, length).buf();
        assertThatThrownBy(() -> new FrameView().wrap(buf, 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aWindowShowsTheHeader() {
        FrameView view =
                RawFrame.of(6, 2, 64)
                        .set(12, 4, 0x8000_0001L)
                        .set(24, 4, 0x1234_5678)
                        .set(28, 4, 9)
                        .view();
        assertThat(
                        List.of(
                                view.version(),
                                view.type(),
                                view.length(),
                                view.count(),
                                view.sequence(),
                                view.modeNumber(),
                                view.reserved()))
                .isEqualTo(
                        List.of(
                                2,
                                FrameType.LEGACY,
                                64,
                                0x8000_0001,
                                0x0102_0304_0506_0708L,
                                0x1234_5678,
                                9));
    }

    @Test
    void theRecordsOfAFrameAreWalkedInTheirOrderAndAgain() {
        RawFrame frame =
                RawRecord.batch(
                        RawRecord.of(Operation.DESTROY),
                        RawRecord.of(Operation.MAP).resize(56),
                        RawRecord.of(Operation.QUERY));
        FrameView view = new FrameView();
        view.wrap(Unpooled.buffer().writeLong(7).writeBytes(frame.buf()), 8);
        assertThat(view.misfit()).isEqualTo(-1);
        for (int walk = 0; walk < 2; walk++) {
            List<Object> seen = new ArrayList<>();
            while (view.next()) {
                seen.add(List.of(view.number(), view.at(), view.size(), view.opcode()));
            }
            assertThat(view.next()).isFalse();
            assertThat(seen)
                    .isEqualTo(
                            List.of(
                                    List.of(0, 40, 16, 3),
                                    List.of(1, 56, 56, 8),
                                    List.of(2, 112, 32, 14)));
            view.rewind();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0,     48",
        "8,  48",
        "15, 48",
        "17, 48",
        "20, 48",
        "24, -1",
        "32, 48",
        "65528, 48",
        "65535, 48"
    })
    void V2_FRAME_5_aSizeThatIsNoneMisfitsWhereItsRecordBegins(int size, int misfit) {
        RawFrame frame =
                RawRecord.batch(RawRecord.of(Operation.DESTROY), RawRecord.of(Operation.CLONE));
        assertThat(frame.set(50, 2, size).view().misfit()).isEqualTo(misfit);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 32",
        "1, 48",
        "2, -1",
        "3, 72",
        "0x7fffffff, 72",
        "0x80000000, 72",
        "0xffffffff, 72"
    })
    void V2_FRAME_5_recordsThatDoNotFillTheFrameMisfitWhereTheyEnd(long count, int misfit) {
        RawFrame frame =
                RawRecord.batch(RawRecord.of(Operation.DESTROY), RawRecord.of(Operation.CLONE));
        assertThat(frame.set(12, 4, count).view().misfit()).isEqualTo(misfit);
    }

    @ParameterizedTest
    @CsvSource({"16, 56", "20, 56", "24, -1", "32, 56", "0x80000018, 56", "0xfffffff8, 56"})
    void V2_FRAME_5_aResultHasASizeOf32BitsAndAtLeast24Bytes(long size, int misfit) {
        RawFrame reply = RawFrame.of(5, 2, 80).set(12, 4, 2).set(32, 4, 24);
        assertThat(reply.set(56, 4, size).view().misfit()).isEqualTo(misfit);
    }

    private static int measure(RawFrame frame) {
        return FrameView.measure(frame.buf(), 0, frame.length(), LIMIT);
    }
}
