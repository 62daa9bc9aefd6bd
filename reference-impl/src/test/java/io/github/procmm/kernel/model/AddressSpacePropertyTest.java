package io.github.procmm.kernel.model;

import io.github.procmm.kernel.Page;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Two processes, their objects and their snapshots, against the page-by-page model. */
class AddressSpacePropertyTest {

    private static final int LENGTH = Integer.getInteger("procmm.history.length", 50);

    @Property
    void everyHistoryLeavesWhatThePageModelSays(
            @ForAll("steps") List<Step> steps, @ForAll("offsets") int offset) {
        World world = new World();
        for (Step step : steps) {
            world.take(step);
            world.check(offset);
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Steps.upTo(LENGTH);
    }

    /** Where in each page to look: mostly where steps store. */
    @Provide
    Arbitrary<Integer> offsets() {
        return Arbitraries.oneOf(
                Arbitraries.of(0, 1, Page.SIZE - 8, Page.SIZE - 12),
                Arbitraries.integers().between(0, Page.SIZE - 1));
    }
}
