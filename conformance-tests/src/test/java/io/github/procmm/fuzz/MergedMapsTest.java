package io.github.procmm.fuzz;

import static io.github.procmm.fuzz.Writes.boot;
import static io.github.procmm.fuzz.Writes.map;
import static io.github.procmm.fuzz.Writes.open;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.suite.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

class MergedMapsTest {

    @Test
    void twoBesideEachOtherAreOne() {
        List<Step> steps = List.of(boot(), open(), map(0x1000, 0x1000, 3), map(0x2000, 0x2000, 3));

        assertThat(MergedMaps.of(steps, 2, 3)).isEqualTo(map(0x1000, 0x3000, 3));
        assertThat(MergedMaps.of(steps, 3, 2)).isEqualTo(map(0x1000, 0x3000, 3));
    }

    @Test
    void whatARecordHasNoRoomForIsNotOne() {
        Step half = map(0, 0x8000_0000L, 3);
        List<Step> steps = List.of(boot(), open(), half, map(0x8000_0000L, 0x8000_0000L, 3));

        assertThat(MergedMaps.of(steps, 2, 3)).isNull();
    }
}
