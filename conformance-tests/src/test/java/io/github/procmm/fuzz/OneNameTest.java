package io.github.procmm.fuzz;

import static io.github.procmm.fuzz.Writes.boot;
import static io.github.procmm.fuzz.Writes.map;
import static io.github.procmm.fuzz.Writes.maps;
import static io.github.procmm.fuzz.Writes.open;
import static io.github.procmm.fuzz.Writes.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.fuzz.FixedScript.Numbered;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Dup;
import io.github.procmm.proto.testee.NewTask;
import io.github.procmm.proto.testee.Send;
import io.github.procmm.proto.testee.SwitchMm;
import io.github.procmm.suite.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class OneNameTest {

    private static final int COPY = 9;

    private static Step duplicated() {
        Dup dup = Dup.newBuilder().setFd(Writes.FD).setTo(COPY).build();
        return Sent.step(Call.newBuilder().setDup(dup));
    }

    private static Step sentTo(int process) {
        Send send = Send.newBuilder().setFd(Writes.FD).setToProcess(process).setTo(COPY).build();
        return Sent.step(Call.newBuilder().setSend(send));
    }

    private static List<Call> without(Step copied, Step... steps) {
        List<Step> all = new ArrayList<>(List.of(boot(), open(), copied));
        all.addAll(List.of(steps));
        List<Numbered> named = Objects.requireNonNull(new OneName(all).without(2));
        return named.stream().map(numbered -> numbered.step().call()).toList();
    }

    @Test
    void theFileHasTheNumberOfItsCopyFromTheStart() {
        for (Step copied : List.of(duplicated(), sentTo(0))) {
            List<Call> calls = without(copied, map(0x1000, 0x1000, 3), store(0x1000), maps());

            assertThat(calls).hasSize(5);
            assertThat(calls.get(1).getOpen().getFd()).isEqualTo(COPY);
            assertThat(calls.get(2).getWrite().getFd()).isEqualTo(COPY);
            assertThat(calls.get(3).getAccess().getMm().getFile().getFd()).isEqualTo(COPY);
            assertThat(calls.get(4).getMaps().getMm().getFile().getFd()).isEqualTo(COPY);
        }
    }

    @Test
    void aTaskGoesThereByItsTracersNumber() {
        for (int tracer : new int[] {0, 1}) {
            NewTask.Builder task = NewTask.newBuilder().setProcess(tracer);
            SwitchMm.Builder to = SwitchMm.newBuilder().setFd(Writes.FD);
            List<Call> calls =
                    without(
                            duplicated(),
                            Sent.step(Call.newBuilder().setNewTask(task)),
                            Sent.step(Call.newBuilder().setSwitchMm(to)));

            int wanted = tracer == 0 ? COPY : Writes.FD;
            assertThat(calls.get(3).getSwitchMm().getFd()).isEqualTo(wanted);
        }
    }

    @Test
    void whatIsNoCopyInTheSameProcessHasNone() {
        List<Step> steps = List.of(boot(), open(), sentTo(1), maps());

        for (int i = 0; i < steps.size(); i++) {
            assertThat(new OneName(steps).without(i)).isNull();
        }
    }
}
