package io.github.procmm.conform;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.proto.testee.Answer;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Maps;
import io.github.procmm.suite.Expected;
import io.github.procmm.suite.Step;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PrecedentTest {

    private static Expected expected(String maps) {
        Call call = Call.newBuilder().setMaps(Maps.getDefaultInstance()).build();
        Answer answer = Answer.newBuilder().setText(maps).build();
        return new Precedent(true).expect(new Step(call, new Expected.Noted()), answer, Set.of());
    }

    @Test
    void aLineWithoutNameHasToBeTheSameToTheLastSpace() {
        String line = "10003000-10004000 rw-p 00000000 00:00 0 ";

        assertThat(expected(line + "\n")).isEqualTo(new Expected.Lines(List.of(line)));
    }

    @Test
    void theNumbersOfAnObjectAreTheBackendsOwn() {
        assertThat(expected("10003000-10004000 rw-s 00000000 00:01 17    /dev/zero (deleted)\n"))
                .isEqualTo(
                        new Expected.Lines(
                                List.of(
                                        "10003000-10004000 rw-s 00000000 {dev} {inode}{to 73}"
                                                + "/dev/zero (deleted)")));
    }
}
