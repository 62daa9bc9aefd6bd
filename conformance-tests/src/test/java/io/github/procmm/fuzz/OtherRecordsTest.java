package io.github.procmm.fuzz;

import static io.github.procmm.fuzz.Sent.HEADER;
import static io.github.procmm.fuzz.Sent.RECORD;
import static io.github.procmm.fuzz.Sent.frame;
import static io.github.procmm.fuzz.Sent.reply;
import static io.github.procmm.fuzz.Sent.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.fuzz.FixedScript.Numbered;
import io.github.procmm.fuzz.SentRecords.Framed;
import io.github.procmm.suite.Fill;
import io.github.procmm.suite.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

class OtherRecordsTest {

    private static final int FIRST = HEADER + 8;

    /** Four records, of which the third and the last take a handle that was given before. */
    private static Played four() {
        Step one = send(frame(0));
        Step four =
                send(
                        frame(1, 2, 0, 0),
                        new Fill(FIRST + 2 * RECORD, 8, 0, FIRST, 0),
                        new Fill(FIRST + 3 * RECORD, 8, 0, FIRST, 0));
        Step last = send(frame(0), new Fill(FIRST, 8, 1, FIRST, 0));
        return new Played(List.of(one, four, last), List.of(reply(1), reply(4), reply(1)), 6, null);
    }

    private static List<Numbered> repeated(int from, int to, int record, int count) {
        Framed frame = new Shorter(four()).sent(1).frames().get(0);
        return new OtherRecords(four()).repeated(1, frame, from, to, record, count);
    }

    @Test
    void someRecordsBecomeWhatStandsBehindThem() {
        Step other = repeated(1, 2, 2, 1).get(1).step();

        assertThat(other.call().getSendBytes().getBytes()).isEqualTo(frame(1, 0, 0, 0));
        assertThat(other.fills())
                .extracting(Fill::at)
                .containsExactlyInAnyOrder(FIRST + RECORD, FIRST + 2 * RECORD, FIRST + 3 * RECORD);
    }

    @Test
    void allRecordsBecomeOneThatIsRepeated() {
        Step other = repeated(0, 4, 1, 6).get(1).step();

        assertThat(other.call().getSendBytes().getBytes()).isEqualTo(frame(2, 2, 2, 2, 2, 2));
        assertThat(other.fills()).isEmpty();
    }

    @Test
    void whatWasTakenFromResultsInFrontStaysSo() {
        assertThat(repeated(1, 4, 3, 3).get(2).step().fills()).hasSize(1);
        assertThat(repeated(0, 4, 3, 4).get(2).step().fills()).isEmpty();
    }

    @Test
    void allRecordsNameWhatOneOfThemDoes() {
        Framed frame = new Shorter(four()).sent(1).frames().get(0);
        OtherRecords others = new OtherRecords(four());

        Step plain = others.alikeTo(1, frame, 1).get(1).step();
        Step given = others.alikeTo(1, frame, 2).get(1).step();

        assertThat(plain.call().getSendBytes().getBytes()).isEqualTo(frame(2, 2, 2, 2));
        assertThat(plain.fills()).isEmpty();
        assertThat(given.fills()).hasSize(4);
    }
}
