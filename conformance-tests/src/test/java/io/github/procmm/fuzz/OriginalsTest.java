package io.github.procmm.fuzz;

import static io.github.procmm.fuzz.Writes.boot;
import static io.github.procmm.fuzz.Writes.map;
import static io.github.procmm.fuzz.Writes.maps;
import static io.github.procmm.fuzz.Writes.open;
import static io.github.procmm.fuzz.Writes.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Dup;
import io.github.procmm.proto.testee.Send;
import io.github.procmm.suite.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

class OriginalsTest {

    private static final int ORIGINAL = 9;

    private static Step sent() {
        Send send = Send.newBuilder().setProcess(1).setFd(ORIGINAL).setTo(Writes.FD).build();
        return Sent.step(Call.newBuilder().setSend(send));
    }

    private static Step duplicated() {
        Dup dup = Dup.newBuilder().setFd(ORIGINAL).setTo(Writes.FD).build();
        return Sent.step(Call.newBuilder().setDup(dup));
    }

    private static Call original(Step copied, Step step) {
        return new Originals(List.of(boot(), copied, step)).of(2);
    }

    @Test
    void aFileIsNamedThatWasSent() {
        assertThat(original(sent(), store(0x1000)).getAccess().getMm().getFile())
                .isEqualTo(original(sent(), maps()).getMaps().getMm().getFile());
        assertThat(original(sent(), maps()).getMaps().getMm().getFile().getProcess()).isEqualTo(1);
        assertThat(original(sent(), map(0, 0x1000, 3)).getWrite().getFd()).isEqualTo(ORIGINAL);
    }

    @Test
    void aFileIsNamedThatWasDuplicated() {
        assertThat(original(duplicated(), map(0, 0x1000, 3)).getWrite().getFd())
                .isEqualTo(ORIGINAL);
    }

    @Test
    void anOriginalHasNone() {
        assertThat(original(open(), maps())).isEqualTo(maps().call());
    }
}
