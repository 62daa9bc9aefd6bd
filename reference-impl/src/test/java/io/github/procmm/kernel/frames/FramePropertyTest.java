package io.github.procmm.kernel.frames;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Shrinkable;

/** Two sessions, their v1 files and their programs, against the page-by-page model. */
class FramePropertyTest {

    @Property(tries = 300)
    void everyFrameDoesWhatThePageModelSays(@ForAll("steps") List<Long> steps) {
        FrameWorld world = new FrameWorld();
        steps.forEach(world::step);
    }

    /** A seed for each step: what it is depends on what there is by then. */
    @Provide
    Arbitrary<List<Long>> steps() {
        return Arbitraries.fromGenerator(random -> Shrinkable.unshrinkable(random.nextLong()))
                .list()
                .ofMaxSize(80)
                .withSizeDistribution(RandomDistribution.uniform());
    }
}
