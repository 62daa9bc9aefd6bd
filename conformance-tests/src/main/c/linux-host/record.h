/* The records as the C structs that they were, in the layouts of both files. */
#ifndef RECORD_H
#define RECORD_H

#include <stdint.h>

#include "message.h"
#include "writer.h"

enum { MM_MMAP = 54, MM_MUNMAP, MM_MPROTECT, MM_COPY_SEGMENTS };

/* The layout of this program's own kind, x86_64. */
struct proc_mm_op {
    int op;
    union {
        struct mm_mmap {
            unsigned long addr, len, prot, flags, fd, offset;
        } mmap;
        struct mm_munmap {
            unsigned long addr, len;
        } munmap;
        struct mm_mprotect {
            unsigned long addr, len;
            unsigned int prot;
        } mprotect;
        int copy_segments;
    } u;
};

/* Reads what was written to a file; returns 0, or the negative errno that the write returns. */
long record_read(enum file file, struct span bytes, uint64_t count, struct proc_mm_op *to);

#endif
