#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>

#include "areas.h"
#include "die.h"
#include "run.h"
#include "trial.h"

#define HANDLE offsetof(struct procmm_op, handle)

/* No operation makes more areas than this out of what there was. */
#define MOST_NEW_AREAS 4

/*
 * mprotect changes area by area, and may find only then that it would be too much memory to write
 * to: but not of so few bytes.
 */
#define LARGE (1UL << 30)

uint32_t max_areas(void) {
    static uint32_t areas;
    unsigned limit = 0;
    if (areas > 0)
        return areas;
    FILE *file = fopen("/proc/sys/vm/max_map_count", "r");
    if (file == NULL || fscanf(file, "%u", &limit) != 1 || limit < 1024)
        die("vm.max_map_count");
    fclose(file);
    return areas = limit - 64; /* what the kernel wants to have left before it moves areas, twice */
}

enum came run_flush(struct run *run) {
    struct mm *mm = run->waiting;
    unsigned steps = run->steps;
    if (steps == 0)
        return DONE;
    run->steps = 0;
    unsigned made = target_run(mm->target, steps, 1);
    if (made < steps) {
        run->back = run->record_of[made];
        run->outcomes[run->back] = (struct outcome){
            .status = (uint32_t)-STUB_BUFFER->steps[made].result, .field = HANDLE};
        books_undo(&mm->books, run->noted[made]);
    }
    if (!mm->tried)
        books_keep(&mm->books);
    return made < steps ? BACK : DONE;
}

static bool is_nearly_full(const struct mm *mm) {
    return mm->most_areas + MOST_NEW_AREAS > max_areas();
}

enum came run_begin(struct run *run, struct mm *mm) {
    bool full = run->steps == STEPS || is_nearly_full(mm);
    if ((run->waiting != mm || full) && run_flush(run) == BACK)
        return BACK;
    run->waiting = mm;
    if (run->tries && !trial_of(run, mm))
        return run_refuse(run, ENOMEM, HANDLE, 0);
    if (is_nearly_full(mm)) {
        struct areas areas = areas_seen(mm);
        mm->most_areas = areas.count;
        areas_end(&areas);
    }
    target_limit(mm->target, RLIM_INFINITY); /* max_bytes is watched over here */
    return DONE;
}

static enum came undone(struct run *run, struct mm *mm, size_t noted) {
    books_undo(&mm->books, noted);
    return run_refuse(run, ENOMEM, HANDLE, 0);
}

/* Makes the call in a fork first: to see whether all of it can be done, with what comes of it. */
static enum came try_out(struct run *run, struct mm *mm, size_t noted, long number,
                         const uint64_t arguments[6]) {
    struct mm fork = *mm;
    fork.target = target_fork(mm->target);
    if (fork.target == NULL)
        return undone(run, mm, noted);
    long result = target_call(fork.target, number, arguments);
    struct areas areas = areas_seen(&fork);
    bool fits = areas.count <= max_areas() && (result >= 0 || result < -4095);
    areas_end(&areas);
    target_end(fork.target);
    return fits ? DONE : undone(run, mm, noted);
}

enum came run_call(struct run *run, struct mm *mm, size_t noted, uint64_t value, long number,
                   const uint64_t arguments[6]) {
    bool large = number == SYS_mprotect && (arguments[2] & PROT_WRITE) && arguments[1] > LARGE;
    if (large && run_flush(run) == BACK)
        return BACK;
    if ((large || is_nearly_full(mm)) && try_out(run, mm, noted, number, arguments) != DONE)
        return REFUSED;
    struct step *step = &STUB_BUFFER->steps[run->steps];
    step->number = (uint64_t)number;
    memcpy(step->arguments, arguments, sizeof step->arguments);
    run->record_of[run->steps] = run->number;
    run->noted[run->steps++] = noted;
    mm->most_areas += MOST_NEW_AREAS;
    mm->epoch++;
    return run_done(run, value);
}
