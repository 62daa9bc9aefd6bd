#define _GNU_SOURCE
#include "object.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/memfd.h>
#include <linux/mount.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "die.h"

#ifndef MFD_EXEC
#define MFD_EXEC 0x10U
#endif

/* A file system without execution that is mounted nowhere; returns -1 where that is forbidden. */
static int new_mount(void) {
    int mount = -1, context = (int)syscall(SYS_fsopen, "tmpfs", FSOPEN_CLOEXEC);
    if (context < 0)
        return -1;
    if (syscall(SYS_fsconfig, context, FSCONFIG_CMD_CREATE, NULL, NULL, 0) == 0)
        mount = (int)syscall(SYS_fsmount, context, FSMOUNT_CLOEXEC, MOUNT_ATTR_NOEXEC);
    close(context);
    return mount;
}

bool object_kinds_are_there(void) {
    int mount = new_mount();
    return mount >= 0 && close(mount) == 0;
}

int object_reopen(int fd, int mode) {
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    int again = open(path, mode | O_CLOEXEC);
    return again < 0 ? -errno : again;
}

static int sized(int fd, uint64_t size) {
    if (fd < 0 || ftruncate(fd, (off_t)size) == 0)
        return fd;
    int error = errno;
    close(fd);
    errno = error;
    return -1;
}

static int new_regular(const char *name, uint64_t size) {
    return sized(memfd_create(name, MFD_CLOEXEC | MFD_EXEC), size);
}

int object_memory(uint64_t size) {
    int fd = new_regular("memory", size);
    return fd < 0 ? -errno : fd;
}

static int new_not_executable(const char *name, uint64_t size) {
    static int mount = -1;
    if (mount < 0 && (mount = new_mount()) < 0)
        return -1;
    int fd = openat(mount, name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0700);
    if (fd >= 0)
        unlinkat(mount, name, 0);
    return sized(fd, size);
}

static int new_pipe(int *other_end) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return -1;
    *other_end = ends[1];
    return ends[0];
}

static int make(struct object *object, const char *name, uint64_t size) {
    switch (object->kind) {
    case REGULAR:
        return new_regular(name, size);
    case NOT_EXECUTABLE:
        return new_not_executable(name, size);
    case DIRECTORY:
        return open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    case PIPE:
        return new_pipe(&object->other_end);
    default:
        return socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    }
}

struct object *object_new(uint32_t number, enum kind kind, uint64_t size) {
    struct object *object = calloc(1, sizeof *object);
    char name[32], path[64];
    if (object == NULL)
        die("memory");
    object->kind = kind;
    object->other_end = -1;
    snprintf(name, sizeof name, "object%u", number);
    object->fd = make(object, name, size);
    if (object->fd < 0) {
        free(object);
        return NULL;
    }
    snprintf(path, sizeof path, "/proc/self/fd/%d", object->fd);
    if (readlink(path, object->name, sizeof object->name - 1) < 0)
        die(path);
    return object;
}

void object_end(void *ended) {
    struct object *object = ended;
    close(object->fd);
    if (object->other_end >= 0)
        close(object->other_end);
    free(object);
}

int object_open(struct object *object, int mode) {
    if (object->kind != SOCKET)
        return object_reopen(object->fd, mode);
    if (mode != O_RDWR)
        return -ENXIO; /* a socket has two directions, and cannot be opened again */
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    return fd < 0 ? -errno : fd;
}

int unmappable_open(int mode) {
    static int read_end = -1, write_end; /* both stay open, so that no opening waits */
    if (read_end < 0 && (read_end = new_pipe(&write_end)) < 0)
        return -errno;
    return object_reopen(read_end, mode);
}
