/* The areas of an address space as the kernel below has them. */
#ifndef AREAS_H
#define AREAS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "mm.h"

struct area {
    uint64_t start, end;
    uint64_t offset; /* in the object, in bytes; 0 without one */
    uint32_t prot;
    bool shared, anonymous; /* anonymous: it shows no object */
    /* As the books have it, if asked for. */
    uint64_t tag;
    uint32_t max_prot;
    bool sealed;
};

struct areas {
    struct area *all; /* ascending */
    size_t count;
};

/* Reads them; areas_end frees them. */
struct areas areas_of(const struct mm *mm);

/* The same, cut where the books make a difference (V2-QUERY-4). */
struct areas areas_seen(const struct mm *mm);

void areas_end(struct areas *areas);

/* Appends the lines of maps, without what is no area of it, and cut where the books are. */
void areas_print(const struct mm *mm, struct text *to);

#endif
