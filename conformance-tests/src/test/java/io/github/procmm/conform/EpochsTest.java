package io.github.procmm.conform;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.github.procmm.proto.testee.Answer;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.SendBytes;
import io.github.procmm.suite.Expected;
import io.github.procmm.suite.ExpectedNumber;
import io.github.procmm.suite.Fill;
import io.github.procmm.suite.Step;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

class EpochsTest {

    private static final int RESULT = 32;
    private static final int EPOCH = 56;

    private final Epochs epochs = new Epochs();

    /** Asks for the areas of the space whose handle stands in the answer to a step. */
    private static Step query(int giver) {
        ByteBuffer frame = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        frame.putInt(8, 64).putShort(32, (short) 14).putShort(34, (short) 32);
        SendBytes send = SendBytes.newBuilder().setBytes(ByteString.copyFrom(frame)).build();
        return new Step(
                Call.newBuilder().setSendBytes(send).build(),
                new Expected.Noted(),
                List.of(new Fill(40, 8, giver, 40, 0)));
    }

    private static Answer told(long mapped, int total) {
        ByteBuffer frame = ByteBuffer.allocate(80).order(ByteOrder.LITTLE_ENDIAN);
        frame.putInt(8, 80).putInt(RESULT, 48);
        frame.putLong(EPOCH + 8, mapped).putInt(EPOCH + 16, total);
        return Answer.newBuilder().setData(ByteString.copyFrom(frame)).build();
    }

    @Test
    void theEpochIsAnotherOneWhereMoreIsMapped() {
        epochs.note(query(9), told(0, 0));
        epochs.note(query(9), told(0x1000, 1));

        assertThat(epochs.expected(RESULT)).isEqualTo(new ExpectedNumber.OtherThan(0, EPOCH));
    }

    @Test
    void theEpochMayBeAnyWhereAsMuchIsMapped() {
        epochs.note(query(9), told(0x1000, 1));
        epochs.note(query(9), told(0x1000, 1));

        assertThat(epochs.expected(RESULT)).isEqualTo(new ExpectedNumber.Any());
    }

    @Test
    void anotherHandleTellsNothing() {
        epochs.note(query(8), told(0, 0));
        epochs.note(query(9), told(0x1000, 1));

        assertThat(epochs.expected(RESULT)).isEqualTo(new ExpectedNumber.Any());
    }
}
