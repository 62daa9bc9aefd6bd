package io.github.procmm.bench.area;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Nobody wins by doing less. */
class AreaPeersTest {

    private static final int AREAS = 1000;

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "KERNEL")
    void aPeerKeepsTheAreasThatTheKernelKeeps(AreaKeeper peer) {
        assertThat(filled(peer.open()).list()).isEqualTo(filled(AreaKeeper.KERNEL.open()).list());
    }

    @Test
    void theWorkloadSettlesAtTheNumberOfAreasThatItSays() {
        int areas = filled(AreaKeeper.TREE_MAP.open()).list().size();

        assertThat(areas).isCloseTo(AREAS, within(AREAS / 10));
    }

    private static Areas filled(Areas areas) {
        new AreaWorkload(AREAS).fill(areas);
        return areas;
    }
}
