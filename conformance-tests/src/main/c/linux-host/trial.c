#include "trial.h"

#include <stdlib.h>

#include "die.h"

struct handles trial_begin(struct run *run) {
    run->tries = true;
    return handles_copy(&run->session->handles);
}

bool trial_of(struct run *run, struct mm *mm) {
    if (mm->tried)
        return true;
    struct target *fork = target_fork(mm->target);
    if (fork == NULL)
        return false;
    run->saved = realloc(run->saved, (run->saved_count + 1) * sizeof *run->saved);
    if (run->saved == NULL)
        die("memory");
    run->saved[run->saved_count++] = (struct saved){.mm = mm,
                                                    .target = mm->target,
                                                    .epoch = mm->epoch,
                                                    .most_areas = mm->most_areas,
                                                    .ldt_entries = mm->ldt_entries,
                                                    .era = mm->era,
                                                    .sealed = mm->sealed};
    mm_hold(mm);
    mm->target = fork;
    mm->tried = true;
    return true;
}

static void take_back(const struct saved *saved) {
    struct mm *mm = saved->mm;
    target_end(mm->target);
    mm->target = saved->target;
    mm->epoch = saved->epoch;
    mm->most_areas = saved->most_areas;
    mm->ldt_entries = saved->ldt_entries;
    mm->era = saved->era;
    mm->sealed = saved->sealed;
    mm->tried = false;
    books_undo(&mm->books, 0);
    mm_release(mm);
}

void trial_end(struct run *run, struct handles before) {
    while (run->saved_count > 0)
        take_back(&run->saved[--run->saved_count]);
    handles_end(&run->session->handles);
    run->session->handles = before;
    run->tries = false;
}
