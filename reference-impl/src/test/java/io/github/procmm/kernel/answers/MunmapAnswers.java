package io.github.procmm.kernel.answers;

import static io.github.procmm.kernel.answers.Bench.TASK_SIZE;
import static io.github.procmm.kernel.answers.Mapping.anonymous;
import static io.github.procmm.kernel.history.Arena.page;

import io.github.procmm.kernel.Page;

/** Section "munmap": eight pages of anonymous memory at first, then each line continues. */
final class MunmapAnswers {

    private MunmapAnswers() {}

    static void addTo(Scenarios all) {
        all.add("munmap len 0", b -> b.clear().with(anonymous(0, 8)).unmap(page(0), 0));
        all.add("munmap unaligned addr", b -> b.unmap(page(0) + 1, Page.SIZE));
        all.add("munmap len 1", b -> b.unmap(page(2), 1));
        all.add("munmap hole", b -> b.unmap(page(2), Page.SIZE));
        all.add("munmap over hole", b -> b.unmap(page(1), 3 * Page.SIZE));
        all.add("munmap beyond TASK_SIZE", b -> b.unmap(TASK_SIZE - Page.SIZE, 2 * Page.SIZE));
        all.add("munmap at TASK_SIZE", b -> b.unmap(TASK_SIZE, Page.SIZE));
        all.add("munmap len huge", b -> b.unmap(page(0), -1));
        all.add("munmap len 2^63", b -> b.unmap(page(0), Long.MIN_VALUE));
        all.add("munmap unaligned+len 0", b -> b.unmap(page(0) + 1, 0));
        all.add("munmap addr 0 len page", b -> b.unmap(0, Page.SIZE));
    }
}
