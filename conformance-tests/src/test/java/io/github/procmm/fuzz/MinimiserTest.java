package io.github.procmm.fuzz;

import static io.github.procmm.fuzz.Writes.boot;
import static io.github.procmm.fuzz.Writes.maps;
import static io.github.procmm.fuzz.Writes.open;
import static io.github.procmm.fuzz.Writes.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.AccessResult;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.MmRef;
import io.github.procmm.fixture.ForwardingBackend;
import io.github.procmm.fuzz.FixedScript.Numbered;
import io.github.procmm.kernel.ReferenceBackend;
import io.github.procmm.suite.Step;
import io.github.procmm.testee.InlineTestee;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MinimiserTest {

    private static final int PAGE_SHIFT = 12;

    /** Shows an area that is not there once certain pages have been stored to, in that order. */
    private static final class Counting extends ForwardingBackend {

        private final List<List<Integer>> wrong;
        private final List<Integer> stored = new ArrayList<>();

        private Counting(List<List<Integer>> wrong) {
            super(new ReferenceBackend());
            this.wrong = wrong;
        }

        @Override
        public void boot(HostProfile host) {
            stored.clear();
            super.boot(host);
        }

        @Override
        public AccessResult store(MmRef mm, long addr, int size, long value) {
            stored.add((int) (addr >> PAGE_SHIFT));
            return super.store(mm, addr, size, value);
        }

        @Override
        public String maps(MmRef mm) {
            return wrong.contains(stored) ? "00001000-00002000 rw-p 00000000 00:00 0 \n" : "";
        }
    }

    /** Returns the pages that are stored to in what the first of some histories becomes. */
    private static List<Integer> minimised(List<List<Integer>> wrong) throws Exception {
        List<Step> steps = new ArrayList<>(List.of(boot(), open()));
        wrong.get(0).forEach(page -> steps.add(store((long) page << PAGE_SHIFT)));
        steps.add(maps());
        try (Duel duel =
                new Duel(
                        InlineTestee.source(ReferenceBackend::new),
                        InlineTestee.source(() -> new Counting(wrong)))) {
            Played played = duel.play(new FixedScript(duel.ring(), Numbered.of(steps)));
            List<Integer> stored = new ArrayList<>();
            for (Step step : Minimiser.minimise(duel, played).steps()) {
                if (step.call().hasAccess()) {
                    stored.add((int) (step.call().getAccess().getAddr() >> PAGE_SHIFT));
                }
            }
            return stored;
        }
    }

    @Test
    void oneIsLeftOutWhereAnotherIsDoneOtherwise() throws Exception {
        List<List<Integer>> wrong = List.of(List.of(1, 2, 3), List.of(3, 3));

        assertThat(minimised(wrong)).containsExactly(3, 3);
    }

    @Test
    void aWalkLeadsToWhatNoStepDoes() throws Exception {
        List<List<Integer>> wrong =
                List.of(List.of(1, 2, 1, 2, 1), List.of(2, 1, 1, 2, 1), List.of(2, 1, 1, 2));

        assertThat(minimised(wrong)).containsExactly(2, 1, 1, 2);
    }

    @Test
    void aWalkThatLeadsNowhereGoesBack() throws Exception {
        List<List<Integer>> wrong = List.of(List.of(1, 2, 1, 2, 1), List.of(2, 1, 1, 2, 1));

        assertThat(minimised(wrong)).containsExactly(1, 2, 1, 2, 1);
    }
}
