/* A process that opens files and writes to them: a table of descriptors and a limit. */
#ifndef WRITER_H
#define WRITER_H

#include <stdbool.h>
#include <stdint.h>

#include "mm.h"
#include "object.h"
#include "table.h"

/* /proc/mm takes records of dialect i386, /proc/mm64 of x86_64. */
enum file { OBJECT, PROC_MM, PROC_MM64 };

/* What one open made. Descriptors that dup made name the same one. */
struct opening {
    enum file file;
    struct mm *mm;        /* NULL for an object */
    enum kind kind;       /* of an object */
    int fd;               /* of this program, and so of every target */
    bool reads, writes;   /* what it is open for */
    unsigned descriptors; /* how many name it */
};

struct writer {
    struct table descriptors;
    uint64_t limit; /* RLIMIT_AS, in bytes */
};

struct writer *writer_new(uint64_t limit);

/* Ends the process: everything that it has open is closed. */
void writer_end(void *writer);

/* What is open at a descriptor, or NULL. */
struct opening *writer_opening(const struct writer *writer, uint32_t fd);

/* The address space behind a descriptor, or NULL. */
struct mm *writer_mm(const struct writer *writer, uint32_t fd);

/* These return a descriptor, or 0 for close, or a negative errno. What was at fd is closed. */
int writer_open(struct writer *writer, uint32_t fd, enum file file, int mode);
int writer_open_object(struct writer *writer, uint32_t fd, struct object *object, int mode);
int writer_pass(struct writer *from, uint32_t fd, struct writer *to, uint32_t to_fd);
int writer_close(struct writer *writer, uint32_t fd);

/* Another descriptor of this program for an opening of an object, or a negative errno. */
int writer_share(const struct opening *opening);

/* read(2): there is nothing to be read. */
int writer_read(const struct writer *writer, uint32_t fd);

#endif
