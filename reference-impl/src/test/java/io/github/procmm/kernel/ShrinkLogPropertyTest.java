package io.github.procmm.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The log, which forgets cuts that later ones make moot, against a list of all cuts. */
class ShrinkLogPropertyTest {

    static final int MOST_PAGES = 8;

    @Property
    void aPageIsCutIfAnyLaterCutTookIt(
            @ForAll List<@IntRange(max = MOST_PAGES) Integer> firstGonePages) {
        ShrinkLog log = new ShrinkLog();
        List<Long> moments = new ArrayList<>(List.of(log.now()));
        for (int firstGone : firstGonePages) {
            log.cutFrom(firstGone);
            moments.add(log.now());
        }
        for (int made = 0; made < moments.size(); made++) {
            List<Integer> later = firstGonePages.subList(made, firstGonePages.size());
            for (int page = 0; page <= MOST_PAGES; page++) {
                int number = page;
                assertThat(log.isCut(page, moments.get(made)))
                        .as("page %d, copied before cut %d", page, made)
                        .isEqualTo(later.stream().anyMatch(firstGone -> number >= firstGone));
            }
        }
    }
}
