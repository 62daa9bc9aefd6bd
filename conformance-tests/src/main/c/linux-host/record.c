#include "record.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>

/* The same with an i386 program's unsigned long. */
struct proc_mm_op_32 {
    int op;
    union {
        struct mm_mmap_32 {
            uint32_t addr, len, prot, flags, fd, offset;
        } mmap;
        struct mm_munmap_32 {
            uint32_t addr, len;
        } munmap;
        struct mm_mprotect_32 {
            uint32_t addr, len, prot;
        } mprotect;
        int copy_segments;
    } u;
};

_Static_assert(sizeof(struct proc_mm_op) == 56, "V1-WIRE-3");
_Static_assert(sizeof(struct proc_mm_op_32) == 28, "V1-WIRE-3");

#define END_OF(type, field) (offsetof(type, field) + sizeof(((type *)0)->field))

#define NEEDED(type, op)                                                                           \
    ((op) == MM_MMAP       ? END_OF(type, u.mmap.offset)                                           \
     : (op) == MM_MUNMAP   ? END_OF(type, u.munmap.len)                                            \
     : (op) == MM_MPROTECT ? END_OF(type, u.mprotect.prot)                                         \
                           : END_OF(type, u.copy_segments))

/* Zero-extends (section 1.2). */
static struct proc_mm_op widened(const struct proc_mm_op_32 *from) {
    struct proc_mm_op to = {.op = from->op};
    switch (from->op) {
    case MM_MMAP:
        to.u.mmap = (struct mm_mmap){from->u.mmap.addr,  from->u.mmap.len, from->u.mmap.prot,
                                     from->u.mmap.flags, from->u.mmap.fd,  from->u.mmap.offset};
        break;
    case MM_MUNMAP:
        to.u.munmap = (struct mm_munmap){from->u.munmap.addr, from->u.munmap.len};
        break;
    case MM_MPROTECT:
        to.u.mprotect = (struct mm_mprotect){from->u.mprotect.addr, from->u.mprotect.len,
                                             from->u.mprotect.prot};
        break;
    default:
        to.u.copy_segments = from->u.copy_segments;
    }
    return to;
}

long record_read(enum file file, struct span bytes, uint64_t count, struct proc_mm_op *to) {
    union {
        int op;
        struct proc_mm_op native;
        struct proc_mm_op_32 compat;
    } record;
    size_t whole = file == PROC_MM64 ? sizeof record.native : sizeof record.compat;
    if (count > whole)
        return -EINVAL; /* V1-WRITE-1 */
    if (count > bytes.length)
        return -EFAULT; /* V1-WRITE-2 */
    memset(&record, 0, sizeof record);
    if (count > 0)
        memcpy(&record, bytes.data, count);
    if (count < sizeof record.op)
        return -EINVAL; /* V1-WRITE-3 */
    if (record.op < MM_MMAP || record.op > MM_COPY_SEGMENTS)
        return -EINVAL; /* V1-WRITE-4 */
    if (count < (file == PROC_MM64 ? NEEDED(struct proc_mm_op, record.op)
                                   : NEEDED(struct proc_mm_op_32, record.op)))
        return -EINVAL; /* V1-WRITE-5 */
    *to = file == PROC_MM64 ? record.native : widened(&record.compat);
    return 0;
}
