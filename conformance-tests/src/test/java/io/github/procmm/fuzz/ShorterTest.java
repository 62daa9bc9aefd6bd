package io.github.procmm.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.github.procmm.fuzz.FixedScript.Numbered;
import io.github.procmm.fuzz.SentRecords.Framed;
import io.github.procmm.proto.testee.Answer;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.SendBytes;
import io.github.procmm.suite.Expected;
import io.github.procmm.suite.Fill;
import io.github.procmm.suite.Step;
import io.github.procmm.v2.Handle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ShorterTest {

    private static final int HEADER = 32;
    private static final int RECORD = 16;
    private static final int RESULT = 24;
    private static final int RELEASE = 3;

    /** A frame of RELEASEs. */
    private static ByteString frame(long... handles) {
        int length = HEADER + RECORD * handles.length;
        ByteBuffer frame = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        frame.putInt(0, 0x324d4d50).putShort(6, (short) 4).putInt(8, length);
        frame.putInt(12, handles.length);
        for (int i = 0; i < handles.length; i++) {
            int at = HEADER + RECORD * i;
            frame.putShort(at, (short) RELEASE).putShort(at + 2, (short) RECORD);
            frame.putLong(at + 8, handles[i]);
        }
        return ByteString.copyFrom(frame);
    }

    private static Answer reply(int results) {
        int length = HEADER + RESULT * results;
        ByteBuffer frame = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        frame.putShort(6, (short) 5).putInt(8, length);
        for (int i = 0; i < results; i++) {
            frame.putInt(HEADER + RESULT * i, RESULT);
        }
        return Answer.newBuilder().setData(ByteString.copyFrom(frame)).build();
    }

    private static Step send(ByteString bytes, Fill... fills) {
        SendBytes send = SendBytes.newBuilder().setBytes(bytes).build();
        return new Step(
                Call.newBuilder().setSendBytes(send).build(), new Expected.Noted(), List.of(fills));
    }

    /** Three records, and one that takes a number from the result of the second. */
    private static Shorter shorter() {
        Step three = send(frame(0, Handle.reference(0), Handle.reference(1)));
        Step one = send(frame(0), new Fill(HEADER + 8, 8, 0, HEADER + RESULT + 8, 0));
        return new Shorter(new Played(List.of(three, one), List.of(reply(3), reply(1)), 4, null));
    }

    private static ByteString bytes(Numbered numbered) {
        return numbered.step().call().getSendBytes().getBytes();
    }

    @Test
    void whatStandsBehindARecordMovesUp() {
        Shorter all = shorter();
        Framed frame = all.sent(0).frames().get(0);

        List<Numbered> rest = all.withoutRecords(0, frame, 0, 1);

        assertThat(bytes(rest.get(0))).isEqualTo(frame(0, Handle.reference(0)));
        assertThat(rest.get(1).step().fills())
                .containsExactly(new Fill(HEADER + 8, 8, 0, HEADER + 8, 0));
    }

    @Test
    void whatARecordGaveIsNoHandleWithoutIt() {
        Shorter all = shorter();
        Framed frame = all.sent(0).frames().get(0);

        List<Numbered> rest = all.withoutRecords(0, frame, 1, 2);

        assertThat(bytes(rest.get(0))).isEqualTo(frame(0, 0));
        assertThat(rest.get(1).step().fills()).isEmpty();
    }

    @Test
    void aCallThatNamesWhatIsGoneStays() {
        List<Numbered> rest = shorter().withoutCalls(0, 1);

        assertThat(rest).hasSize(1);
        assertThat(rest.get(0).number()).isEqualTo(1);
        assertThat(rest.get(0).step().fills()).isEmpty();
    }

    @Test
    void aRecordGoesFromAllFramesAtOnce() {
        List<Numbered> rest = Objects.requireNonNull(shorter().withoutRecordEverywhere(0));

        assertThat(bytes(rest.get(0))).isEqualTo(frame(0, Handle.reference(0)));
        assertThat(bytes(rest.get(1))).isEqualTo(frame());
        assertThat(shorter().withoutRecordEverywhere(1)).isNull();
    }
}
