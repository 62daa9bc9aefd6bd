package io.github.procmm.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.fuzz.FixedScript.Numbered;
import io.github.procmm.proto.testee.Access;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Descriptor;
import io.github.procmm.proto.testee.Handle;
import io.github.procmm.proto.testee.Maps;
import io.github.procmm.proto.testee.Mm;
import io.github.procmm.proto.testee.NewTask;
import io.github.procmm.proto.testee.SwitchMm;
import io.github.procmm.suite.Fill;
import io.github.procmm.suite.Step;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DirectAccessTest {

    private static final Fill GIVEN = new Fill(Fill.HANDLE, 8, 0, 40, 0);
    private static final Mm TASK = Mm.newBuilder().setTask(1).build();
    private static final Mm OTHER_TASK = Mm.newBuilder().setTask(2).build();

    private static Step task() {
        NewTask task = NewTask.newBuilder().setProcess(3).setTask(1).build();
        return Sent.step(Call.newBuilder().setNewTask(task));
    }

    private static Step toHandle() {
        SwitchMm to = SwitchMm.newBuilder().setTask(1).setHandle(Handle.newBuilder()).build();
        return Sent.step(Call.newBuilder().setSwitchMm(to), GIVEN);
    }

    private static Step toFile(int task) {
        SwitchMm to = SwitchMm.newBuilder().setTask(task).setFd(5).build();
        return Sent.step(Call.newBuilder().setSwitchMm(to));
    }

    private static Step access(Mm mm) {
        return Sent.step(Call.newBuilder().setAccess(Access.newBuilder().setMm(mm)));
    }

    private static Step maps(Mm mm) {
        return Sent.step(Call.newBuilder().setMaps(Maps.newBuilder().setMm(mm)));
    }

    private static List<Step> without(int number, Step... steps) {
        return Objects.requireNonNull(new DirectAccess(List.of(steps)).without(number)).stream()
                .map(Numbered::step)
                .toList();
    }

    @Test
    void whatATaskAccessedIsAccessedByItsHandle() {
        Mm handle = Mm.newBuilder().setHandle(Handle.newBuilder()).build();

        List<Step> direct = without(1, task(), toHandle(), access(TASK), access(OTHER_TASK));

        assertThat(direct).hasSize(3).contains(access(OTHER_TASK));
        assertThat(direct.get(1).call()).isEqualTo(access(handle).call());
        assertThat(direct.get(1).fills()).containsExactly(GIVEN);
    }

    @Test
    void whatATaskShowedIsShownByItsFile() {
        Descriptor file = Descriptor.newBuilder().setProcess(3).setFd(5).build();
        Mm mm = Mm.newBuilder().setFile(file).build();

        assertThat(without(1, task(), toFile(1), maps(TASK))).containsExactly(task(), maps(mm));
    }

    @Test
    void onceItRunsElsewhereNothingChanges() {
        assertThat(without(1, task(), toHandle(), toFile(2), toFile(1), access(TASK)))
                .containsExactly(task(), toFile(2), toFile(1), access(TASK));
    }

    @Test
    void onlySwitchesCanBeLeftOutSo() {
        assertThat(new DirectAccess(List.of(task(), access(TASK))).without(1)).isNull();
    }
}
