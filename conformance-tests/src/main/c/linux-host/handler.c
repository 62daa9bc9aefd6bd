#include "handler.h"

#include <errno.h>
#include <sys/mman.h>
#include <sys/syscall.h>

#include "ldt.h"
#include "record.h"
#include "stub.h"

/* A number that is never open, as the low half of a descriptor. */
#define NOT_OPEN 0xffffffffUL

/*
 * The writer's descriptor as that of the target, which shares this program's table. The upper half
 * stays: dropping it is the kernel's business (V1-MAP-6).
 */
static uint64_t descriptor_below(const struct writer *writer, uint64_t fd) {
    struct opening *opening = writer_opening(writer, (uint32_t)fd);
    uint64_t upper = fd & ~0xffffffffUL;
    return upper | (opening == NULL ? NOT_OPEN : (uint64_t)opening->fd);
}

static long map(struct writer *writer, struct mm *mm, const struct mm_mmap *map) {
    if (!(map->flags & MAP_FIXED))
        return -EINVAL; /* V1-MAP-10 */
    if (map->offset % PAGE != 0)
        return -EINVAL; /* V1-MAP-11 */
    uint64_t fd = descriptor_below(writer, map->fd);
    target_limit(mm->target, writer->limit);
    long at = target_call(
        mm->target, SYS_mmap,
        (uint64_t[6]){map->addr, map->len, map->prot, map->flags, fd, map->offset});
    return (unsigned long)at % PAGE == 0 ? 0 : at; /* V1-WRITE-9 */
}

static long copy_segments(struct writer *writer, struct opening *file, int from) {
    struct opening *source = writer_opening(writer, (uint32_t)from);
    if (source == NULL)
        return -EBADF; /* V1-LDT-1 */
    if (source->file != file->file)
        return -EINVAL; /* V1-LDT-2 */
    mm_hold(source->mm); /* V1-LDT-9 */
    long result = ldt_copy(source->mm, file->mm);
    mm_release(source->mm);
    return result;
}

static long perform(struct writer *writer, struct opening *file, const struct proc_mm_op *op) {
    switch (op->op) {
    case MM_MMAP:
        return map(writer, file->mm, &op->u.mmap);
    case MM_MUNMAP:
        return target_call(file->mm->target, SYS_munmap,
                           (uint64_t[6]){op->u.munmap.addr, op->u.munmap.len});
    case MM_MPROTECT:
        return target_call(
            file->mm->target, SYS_mprotect,
            (uint64_t[6]){op->u.mprotect.addr, op->u.mprotect.len, op->u.mprotect.prot});
    default:
        return copy_segments(writer, file, op->u.copy_segments);
    }
}

long handler_write(struct writer *writer, uint32_t fd, struct span bytes, uint64_t count) {
    struct opening *file = writer_opening(writer, fd);
    struct proc_mm_op op;
    if (file == NULL || !file->writes)
        return -EBADF;
    if (file->mm == NULL)
        return -EINVAL; /* an object takes no records */
    long result = record_read(file->file, bytes, count, &op);
    if (result == 0)
        result = perform(writer, file, &op);
    return result == 0 ? (long)count : result; /* V1-WRITE-8 */
}
