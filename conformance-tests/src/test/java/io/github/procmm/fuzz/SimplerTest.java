package io.github.procmm.fuzz;

import static io.github.procmm.fuzz.Writes.boot;
import static io.github.procmm.fuzz.Writes.open;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.proto.testee.Access;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.SwitchMm;
import io.github.procmm.suite.Step;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimplerTest {

    private static List<Call> simpler(Step step) {
        Simpler ways = new Simpler(List.of(boot(), open(), step), 2, OurLanguage.BOTH);
        List<Call> calls = new ArrayList<>();
        for (Step way = ways.next(); way != null; way = ways.next()) {
            calls.add(way.call());
        }
        return calls;
    }

    @Test
    void aLongAccessIsOneOfItsFirstOrLastByte() {
        Access all = Access.newBuilder().setAddr(0x1ffc).setSize(8).build();

        assertThat(simpler(Sent.step(Call.newBuilder().setAccess(all))))
                .extracting(call -> call.getAccess().getAddr())
                .contains(0x1ffcL, 0x2003L);
    }

    @Test
    void anEarlierTaskGoesOnElsewhere() {
        SwitchMm last = SwitchMm.newBuilder().setTask(2).setFd(3).build();

        assertThat(simpler(Sent.step(Call.newBuilder().setSwitchMm(last))))
                .extracting(call -> call.getSwitchMm().getTask())
                .containsExactly(0, 1);
    }

    @Test
    void valuesBecomeLessOrWholePages() {
        assertThat(SimplerValues.of(0x2400, 8).toArray())
                .containsExactly(0, 1, 0x1000, 0x2000, 0x2000, 0x3000);
        assertThat(SimplerValues.of(3, 8).toArray()).containsExactly(0, 1, 0, 2);
        assertThat(SimplerValues.of(0xffff_ffffL, 4)).allMatch(value -> value < 1L << 32);
    }
}
