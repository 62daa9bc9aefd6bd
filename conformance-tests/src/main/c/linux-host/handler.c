#include "handler.h"

#define _GNU_SOURCE
#include <errno.h>
#include <sys/mman.h>
#include <sys/syscall.h>

#include "ldt.h"
#include "record.h"
#include "seals.h"
#include "stub.h"

/* A number that is never open, as the low half of a descriptor. */
#define NOT_OPEN 0xffffffffUL

/*
 * The writer's descriptor as that of the target, which shares this program's table. The upper half
 * stays: dropping it is the kernel's business (V1-MAP-6).
 */
static uint64_t descriptor_below(const struct opening *opening, uint64_t fd) {
    uint64_t upper = fd & ~0xffffffffUL;
    return upper | (opening == NULL ? NOT_OPEN : (uint64_t)opening->fd);
}

static uint64_t rounded_up(uint64_t len) {
    return (len + PAGE - 1) & ~(PAGE - 1);
}

static long call(struct writer *writer, struct mm *mm, long number, const uint64_t arguments[6]) {
    uint64_t limit = writer->limit < mm->max_bytes ? writer->limit : mm->max_bytes;
    uint64_t start = arguments[0], len = rounded_up(arguments[1]);
    if (seals_forbid(mm, start, len))
        return seals_answer(mm, number, arguments); /* V2-SEAL-5 */
    target_limit(mm->target, limit); /* V1-MAP-32, V2-MAP-8 */
    return target_call(mm->target, number, arguments);
}

/* The most that an area may be given later, as the kernel below sees it. */
static uint32_t max_prot(const struct opening *opening, uint64_t flags) {
    uint32_t prot = ALL_RIGHTS;
    if (opening == NULL || (flags & MAP_ANONYMOUS))
        return prot;
    if (opening->kind == NOT_EXECUTABLE)
        prot &= ~(uint32_t)PROT_EXEC;
    if ((flags & MAP_TYPE) != MAP_PRIVATE && !opening->writes)
        prot &= ~(uint32_t)PROT_WRITE;
    return prot;
}

static long map(struct writer *writer, struct mm *mm, const struct mm_mmap *map) {
    if (!(map->flags & MAP_FIXED))
        return -EINVAL; /* V1-MAP-10 */
    if (map->offset % PAGE != 0)
        return -EINVAL; /* V1-MAP-11 */
    struct opening *opening = writer_opening(writer, (uint32_t)map->fd);
    uint64_t fd = descriptor_below(opening, map->fd);
    long at = call(writer, mm, SYS_mmap,
                   (uint64_t[6]){map->addr, map->len, map->prot, map->flags, fd, map->offset});
    if ((unsigned long)at == map->addr)
        books_put(&mm->books, (struct range){.start = map->addr,
                                             .end = map->addr + rounded_up(map->len),
                                             .max_prot = max_prot(opening, map->flags)});
    else if (opening != NULL && opening->kind == SOCKET)
        mm_check_books(mm); /* V1-MAP-33 */
    return (unsigned long)at % PAGE == 0 ? 0 : at; /* V1-WRITE-9 */
}

static long unmap(struct writer *writer, struct mm *mm, const struct mm_munmap *unmap) {
    long result = call(writer, mm, SYS_munmap, (uint64_t[6]){unmap->addr, unmap->len});
    if (result == 0)
        books_cut(&mm->books, unmap->addr, unmap->addr + rounded_up(unmap->len));
    return result;
}

/* The lowest page that may not be given these rights, as far as only the books know that. */
static uint64_t first_denying(const struct mm *mm, const struct mm_mprotect *protect) {
    uint64_t start = protect->addr, len = rounded_up(protect->len), end = start + len;
    if (end <= start || seals_forbid(mm, start, len))
        return NOWHERE; /* something else is wrong before */
    uint64_t page = books_first_denying(&mm->books, start, end, protect->prot & ALL_RIGHTS);
    bool grows = protect->prot & (PROT_GROWSDOWN | PROT_GROWSUP);
    bool first = page == books_first_mapped(&mm->books, start, end);
    return first && grows ? NOWHERE : page; /* V1-PROT-8: no area of part v2 grows */
}

/* The kernel knows no max_prot: it changes what lies below the page that denies (V1-PROT-14). */
static long protect(struct writer *writer, struct mm *mm, const struct mm_mprotect *protect) {
    uint64_t arguments[6] = {protect->addr, protect->len, protect->prot};
    uint64_t denying = first_denying(mm, protect);
    if (denying == NOWHERE)
        return call(writer, mm, SYS_mprotect, arguments);
    if (denying == protect->addr)
        return seals_answer_where_nothing_is(SYS_mprotect, arguments) == -EINVAL
                   ? -EINVAL
                   : -EACCES; /* V2-MAP-3 */
    arguments[1] = denying - protect->addr;
    long result = call(writer, mm, SYS_mprotect, arguments);
    return result == 0 ? -EACCES : result; /* V2-MAP-3 */
}

static long copy_segments(struct writer *writer, enum file file, struct mm *mm, int from) {
    struct opening *source = writer_opening(writer, (uint32_t)from);
    if (source == NULL)
        return -EBADF; /* V1-LDT-1 */
    if (source->file != file)
        return -EINVAL; /* V1-LDT-2 */
    mm_hold(source->mm); /* V1-LDT-9 */
    long result = ldt_copy(source->mm, mm);
    mm_release(source->mm);
    return result;
}

static long perform(struct writer *writer, enum file file, struct mm *mm,
                    const struct proc_mm_op *op) {
    switch (op->op) {
    case MM_MMAP:
        return map(writer, mm, &op->u.mmap);
    case MM_MUNMAP:
        return unmap(writer, mm, &op->u.munmap);
    case MM_MPROTECT:
        return protect(writer, mm, &op->u.mprotect);
    default:
        return copy_segments(writer, file, mm, op->u.copy_segments);
    }
}

long handler_write_to(struct writer *writer, enum file file, struct mm *mm, struct span bytes,
                      uint64_t count) {
    struct proc_mm_op op;
    long result = record_read(file, bytes, count, &op);
    if (result == 0) {
        result = perform(writer, file, mm, &op);
        mm_changed(mm);
    }
    return result == 0 ? (long)count : result; /* V1-WRITE-8 */
}

long handler_write(struct writer *writer, uint32_t fd, struct span bytes, uint64_t count) {
    struct opening *file = writer_opening(writer, fd);
    if (file == NULL || !file->writes)
        return -EBADF;
    if (file->mm == NULL)
        return -EINVAL; /* an object takes no records */
    return handler_write_to(writer, file->file, file->mm, bytes, count);
}
