package io.github.procmm.kernel.model;

import io.github.procmm.kernel.Page;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Two processes, their objects and their snapshots, against the page-by-page model. */
class AddressSpacePropertyTest {

    private static final int LENGTH = Integer.getInteger("procmm.history.length", 60);

    @Property
    void everyHistoryLeavesWhatThePageModelSays(
            @ForAll("steps") List<Step> steps,
            @ForAll @IntRange(max = Page.SIZE - 1) int offset) {
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
}
