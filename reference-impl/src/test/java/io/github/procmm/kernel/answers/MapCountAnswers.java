package io.github.procmm.kernel.answers;

import static io.github.procmm.kernel.answers.Mapping.anonymous;

import io.github.procmm.kernel.Page;
import io.github.procmm.kernel.history.Arena;
import io.github.procmm.model.Errno;
import io.github.procmm.model.Prot;

/**
 * Section "map count". The measured process had areas of its own (program, libraries, stack), which
 * counted too: a mapping is refused when there are more than 65,530 areas, so the last one made was
 * number 65,531, and 23 of them were not in the arena.
 */
final class MapCountAnswers {

    private static final int OWN_AREAS = 23;

    private MapCountAnswers() {}

    static void addTo(Scenarios all) {
        all.add("maps until ENOMEM", MapCountAnswers::untilRefused);
    }

    /** Every other page, so that no two areas join. */
    private static String untilRefused(Bench bench) {
        bench.clear();
        for (int i = 0; i < OWN_AREAS; i++) {
            map(bench, -2 - 2 * i);
        }
        int areas = 0;
        long result = map(bench, 0);
        while (result >= 0) {
            areas++;
            result = map(bench, 2 * areas);
        }
        return result == Errno.ENOMEM.asResult()
                ? "max_map_count reached after arena areas " + areas
                : Errno.describe(result);
    }

    private static long map(Bench bench, int page) {
        long flags = anonymous().flags();
        return bench.process.mmap(Arena.page(page), Page.SIZE, Prot.READ, flags, -1, 0);
    }
}
