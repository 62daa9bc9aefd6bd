/* An address space: what an open /proc/mm stands for. */
#ifndef MM_H
#define MM_H

#include <stdbool.h>
#include <stdint.h>

#include "message.h"
#include "target.h"

struct mm {
    struct target *target; /* what its tasks run in */
    uint32_t ldt_entries;  /* a multiple of 512 */
    unsigned holders;      /* openings and tasks */
    bool opened;           /* by a file: others are those that tasks begin in */
};

/* Makes an empty one, with one holder. */
struct mm *mm_new(bool opened);

void mm_hold(struct mm *mm);

/* Ends it with its last holder. */
void mm_release(struct mm *mm);

/* Returns how many are alive that a file opened. */
unsigned mm_opened(void);

/* Appends the lines of maps, without what is no area of it. */
void mm_maps(struct mm *mm, struct text *to);

#endif
