/* The handles of one session, and what they stand for (section 19). */
#ifndef HANDLES_H
#define HANDLES_H

#include <stdbool.h>
#include <stdint.h>

#include "mm.h"

/* An object as a handle names it: an opening of its own. */
struct memory {
    int fd;
    uint64_t tag;
    unsigned handles;
};

/* A slot: free, or a handle of a space or of an object. */
struct held {
    uint32_t generation; /* how often the slot has been given */
    uint32_t rights;
    struct mm *mm;
    unsigned era; /* of mm, when the handle was given: destroyed since, it is none any more */
    struct memory *memory;
};

struct handles {
    struct held *slots;
    uint32_t used, room; /* slots from used on have never been given */
    uint32_t *free;
    uint32_t free_count;
    uint32_t count, limit;
};

/* Returns what a handle stands for, or NULL. */
struct held *handles_get(const struct handles *handles, uint64_t handle);

bool handles_are_full(const struct handles *handles);

/* Gives a handle; the table is not full, and has the caller's hold of mm or memory from now on. */
uint64_t handles_give(struct handles *handles, struct held what);

/* Ends a handle that there is. */
void handles_remove(struct handles *handles, uint64_t handle);

/* Ends those whose space has been destroyed. */
void handles_sweep(struct handles *handles);

/* Another table that is the same, and holds the same. */
struct handles handles_copy(const struct handles *handles);

/* Ends all. */
void handles_end(struct handles *handles);

void memory_release(struct memory *memory);

#endif
