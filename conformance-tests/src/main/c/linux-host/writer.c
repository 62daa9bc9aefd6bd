#include "writer.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "die.h"

struct writer *writer_new(uint64_t limit) {
    struct writer *writer = calloc(1, sizeof *writer);
    if (writer == NULL)
        die("memory");
    writer->limit = limit;
    return writer;
}

static void release(void *released) {
    struct opening *opening = released;
    if (--opening->descriptors > 0)
        return;
    if (opening->mm != NULL)
        mm_release(opening->mm); /* V1-FILE-8 */
    close(opening->fd);
    free(opening);
}

void writer_end(void *ended) {
    struct writer *writer = ended;
    table_clear(&writer->descriptors, release);
    free(writer);
}

struct opening *writer_opening(const struct writer *writer, uint32_t fd) {
    return table_get(&writer->descriptors, fd);
}

struct mm *writer_mm(const struct writer *writer, uint32_t fd) {
    struct opening *opening = writer_opening(writer, fd);
    return opening == NULL ? NULL : opening->mm;
}

static void install(struct writer *writer, uint32_t fd, struct opening *opening) {
    opening->descriptors++;
    struct opening *older = table_remove(&writer->descriptors, fd);
    if (older != NULL)
        release(older);
    table_put(&writer->descriptors, fd, opening);
}

static int open_at(struct writer *writer, uint32_t fd, struct opening what, int mode) {
    if (what.fd < 0)
        return what.fd;
    struct opening *opening = malloc(sizeof *opening);
    if (opening == NULL)
        die("memory");
    *opening = what;
    opening->reads = mode != O_WRONLY;
    opening->writes = mode != O_RDONLY;
    install(writer, fd, opening);
    return (int)fd;
}

int writer_open(struct writer *writer, uint32_t fd, enum file file, int mode) {
    int unmappable = unmappable_open(mode);
    if (unmappable < 0)
        return unmappable;
    struct mm *mm = mm_new(true);
    if (mm == NULL) {
        close(unmappable);
        return -ENOMEM; /* V1-FILE-1 */
    }
    return open_at(writer, fd, (struct opening){.file = file, .mm = mm, .fd = unmappable}, mode);
}

int writer_open_object(struct writer *writer, uint32_t fd, struct object *object, int mode) {
    struct opening opening = {.kind = object->kind, .fd = object_open(object, mode)};
    return open_at(writer, fd, opening, mode);
}

int writer_pass(struct writer *from, uint32_t fd, struct writer *to, uint32_t to_fd) {
    struct opening *opening = writer_opening(from, fd);
    if (opening == NULL)
        return -EBADF;
    if (from != to || fd != to_fd)
        install(to, to_fd, opening); /* V1-FILE-7 */
    return (int)to_fd;
}

int writer_close(struct writer *writer, uint32_t fd) {
    struct opening *opening = table_remove(&writer->descriptors, fd);
    if (opening == NULL)
        return -EBADF;
    release(opening);
    return 0;
}

int writer_share(const struct opening *opening) {
    int again = fcntl(opening->fd, F_DUPFD_CLOEXEC, 0);
    return again < 0 ? -errno : again;
}

int writer_read(const struct writer *writer, uint32_t fd) {
    struct opening *opening = writer_opening(writer, fd);
    return opening == NULL || !opening->reads ? -EBADF : -EINVAL; /* V1-FILE-5 */
}
