#include "mm.h"

#include <stdlib.h>
#include <sys/syscall.h>

#include "areas.h"
#include "die.h"
#include "ldt.h"
#include "stub.h"

static unsigned alive;

static struct mm *made(struct target *target, struct books books, bool opened) {
    struct mm *mm = calloc(1, sizeof *mm);
    if (mm == NULL)
        die("memory");
    *mm = (struct mm){.target = target,
                      .holders = 1,
                      .opened = opened,
                      .books = books,
                      .max_bytes = UINT64_MAX};
    alive += opened;
    return mm;
}

struct mm *mm_new(bool opened) {
    struct target *target = target_start();
    return target == NULL ? NULL : made(target, books_of_stub(), opened);
}

struct mm *mm_clone(struct mm *source) {
    struct target *target = target_fork(source->target);
    if (target == NULL)
        return NULL;
    struct mm *mm = made(target, books_copy(&source->books), true);
    mm->ldt_entries = source->ldt_entries;
    mm->max_bytes = source->max_bytes;
    mm->most_areas = source->most_areas;
    return mm;
}

void mm_hold(struct mm *mm) {
    mm->holders++;
}

void mm_release(struct mm *mm) {
    if (--mm->holders > 0)
        return;
    alive -= mm->opened;
    target_end(mm->target);
    books_end(&mm->books);
    free(mm);
}

/* munmap removes nothing that is sealed: the space goes on in another process. */
static bool leave(struct mm *mm) {
    struct mm *fresh = mm_new(false);
    if (fresh == NULL)
        return false;
    if (mm->ldt_entries > 0)
        ldt_copy(mm, fresh);
    struct target *full = mm->target;
    mm->target = fresh->target;
    fresh->target = full;
    mm_release(fresh);
    return true;
}

static void unmap(struct mm *mm, uint64_t start, uint64_t end) {
    if (target_call(mm->target, SYS_munmap, (uint64_t[6]){start, end - start}) != 0)
        die("emptying an address space");
    books_cut(&mm->books, start, end);
}

bool mm_empty(struct mm *mm) {
    bool sealed = books_first_sealed(&mm->books, 0, STUB) != NOWHERE
                  || books_first_sealed(&mm->books, STUB_END, TASK_SIZE) != NOWHERE;
    if (sealed && !leave(mm))
        return false;
    unmap(mm, 0, STUB);
    unmap(mm, STUB_END, TASK_SIZE);
    mm->sealed = false;
    mm->most_areas = 0;
    mm_changed(mm);
    return true;
}

void mm_changed(struct mm *mm) {
    mm->epoch++;
    mm->most_areas += 2;
    if (!mm->tried)
        books_keep(&mm->books);
}

void mm_check_books(struct mm *mm) {
    struct areas areas = areas_of(mm);
    uint64_t end = 0;
    for (size_t i = 0; i <= areas.count; i++) {
        uint64_t start = i < areas.count ? areas.all[i].start : TASK_SIZE;
        if (end <= STUB && start >= STUB_END) {
            books_cut(&mm->books, end, STUB);
            end = STUB_END;
        }
        if (end < start)
            books_cut(&mm->books, end, start);
        end = i < areas.count ? areas.all[i].end : start;
    }
    areas_end(&areas);
}

unsigned mm_opened(void) {
    return alive;
}
