package io.github.procmm.fuzz;

import static io.github.procmm.fuzz.Sent.HEADER;
import static io.github.procmm.fuzz.Sent.RESULT;
import static io.github.procmm.fuzz.Sent.frame;
import static io.github.procmm.fuzz.Sent.reply;
import static io.github.procmm.fuzz.Sent.send;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.github.procmm.fuzz.FixedScript.Numbered;
import io.github.procmm.fuzz.SentRecords.Framed;
import io.github.procmm.suite.Fill;
import io.github.procmm.suite.Step;
import io.github.procmm.v2.Handle;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ShorterTest {

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
