#include "seals.h"

#include <errno.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include "die.h"
#include "stub.h"

static uint64_t end_of(uint64_t start, uint64_t len) {
    return len > TASK_SIZE - start ? TASK_SIZE : start + len;
}

static bool is_sealed(const struct mm *mm, uint64_t start, uint64_t end) {
    return start < end && books_first_sealed(&mm->books, start, end) != NOWHERE;
}

/* Of the stub the kernel knows what it does where. */
bool seals_forbid(const struct mm *mm, uint64_t start, uint64_t len) {
    if (mm->sealed || start >= TASK_SIZE)
        return mm->sealed; /* of those pages there is none */
    uint64_t end = end_of(start, len);
    return is_sealed(mm, start, end < STUB ? end : STUB)
           || is_sealed(mm, start > STUB_END ? start : STUB_END, end);
}

/* Asks where nothing is but, if there is one, a page that something lies in. */
static long answer(long number, const uint64_t arguments[6], uint64_t taken) {
    static struct target *empty;
    if (empty == NULL && (empty = target_start()) == NULL)
        die("a target");
    if (taken != NOWHERE)
        target_call(empty, SYS_mmap,
                    (uint64_t[6]){taken & ~(PAGE - 1), PAGE, PROT_NONE,
                                  MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, (uint64_t)-1, 0});
    long result = target_call(empty, number, arguments);
    target_call(empty, SYS_munmap, (uint64_t[6]){0, STUB});
    target_call(empty, SYS_munmap, (uint64_t[6]){STUB_END, TASK_SIZE - STUB_END});
    return result;
}

long seals_answer_where_nothing_is(long number, const uint64_t arguments[6]) {
    return answer(number, arguments, NOWHERE);
}

/* mprotect finds that it cannot have what it is asked for only where nothing is mapped. */
static bool wraps(const uint64_t arguments[6]) {
    uint64_t len = (arguments[1] + PAGE - 1) & ~(PAGE - 1);
    return arguments[0] + len <= arguments[0];
}

/* A socket says no when what lay there is gone (V1-MAP-33): where that is sealed, it is not asked. */
static bool is_too_late(long number, const uint64_t arguments[6]) {
    struct stat of;
    return number == SYS_mmap && !(arguments[3] & MAP_ANONYMOUS)
           && fstat((int)arguments[4], &of) == 0 && S_ISSOCK(of.st_mode);
}

long seals_answer(const struct mm *mm, long number, const uint64_t arguments[6]) {
    uint64_t start = arguments[0];
    bool replaces = number != SYS_mmap || !(arguments[3] & MAP_FIXED_NOREPLACE);
    uint64_t taken = replaces ? NOWHERE
                              : books_first_mapped(&mm->books, start, end_of(start, arguments[1]));
    long result = answer(number, arguments, taken); /* EEXIST has its place among others (V1-MAP-22) */
    if (number == SYS_mprotect && (arguments[1] == 0 || (result == -ENOMEM && wraps(arguments))))
        return result;
    if (number == SYS_mprotect)
        return result == -EINVAL ? result : -EPERM;
    if (result < 0 && result > -4096 && !(result == -ENODEV && is_too_late(number, arguments)))
        return result;
    return -EPERM;
}
