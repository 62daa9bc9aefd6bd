/* An address space: what an open /proc/mm and the handles of part v2 stand for. */
#ifndef MM_H
#define MM_H

#include <stdbool.h>
#include <stdint.h>

#include "books.h"
#include "message.h"
#include "target.h"

struct mm {
    struct target *target; /* what its tasks run in */
    uint32_t ldt_entries;  /* a multiple of 512 */
    unsigned holders;      /* openings, handles and tasks */
    bool opened;           /* or created: others are those that tasks begin in */
    struct books books;
    uint64_t max_bytes; /* that may be mapped; UINT64_MAX: any number */
    bool sealed;        /* it will not change any more (V2-SEAL-2) */
    uint64_t epoch;     /* how often it has changed */
    unsigned era;       /* how often it has been destroyed: handles are of one era */
    size_t most_areas;  /* it has at most so many areas */
    bool tried;         /* what happens to it is going to be undone */
};

/* Makes an empty one, with one holder; returns NULL where there is no room for one. */
struct mm *mm_new(bool opened);

/* Makes a copy of one, as mm_new(true), without its seal (V2-SPACE-3). */
struct mm *mm_clone(struct mm *source);

void mm_hold(struct mm *mm);

/* Ends it with its last holder. */
void mm_release(struct mm *mm);

/* Removes everything, sealed or not; false where there is no room for a process to do that. */
bool mm_empty(struct mm *mm);

/* Notes that it has been changed, not by part v2 or by that: the books are to be kept. */
void mm_changed(struct mm *mm);

/* Strikes out of the books what the kernel has not mapped. */
void mm_check_books(struct mm *mm);

/* Returns how many are alive that a file opened or CREATE or CLONE made. */
unsigned mm_opened(void);

#endif
