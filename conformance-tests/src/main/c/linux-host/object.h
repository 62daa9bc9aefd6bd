/* Something of the host's that can be opened and mapped, or not. */
#ifndef OBJECT_H
#define OBJECT_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/* The numbers of ObjectKind of the testee protocol. */
enum kind { REGULAR, NOT_EXECUTABLE, DIRECTORY, PIPE, SOCKET, KINDS };

struct object {
    enum kind kind;
    int fd, other_end;
    char name[64]; /* as maps prints it */
};

/* Returns whether this program may make the file system that one kind lies on; sets errno. */
bool object_kinds_are_there(void);

/* Returns NULL, with errno, where it cannot be made. */
struct object *object_new(uint32_t number, enum kind kind, uint64_t size);

void object_end(void *object);

/* Makes an object of so many bytes that may be mapped in every way; returns a descriptor of this
 * program, or a negative errno. */
int object_memory(uint64_t size);

/* Opens anew what is open at a descriptor of this program. */
int object_reopen(int fd, int mode);

/* Makes a new opening; returns a descriptor of this program, or a negative errno. */
int object_open(struct object *object, int mode);

/* Opens what can neither be mapped nor executed, of any size: what an open /proc/mm is to mmap. */
int unmappable_open(int mode);

#endif
