/* The local descriptor table of an address space: modify_ldt(2), called by its process. */
#ifndef LDT_H
#define LDT_H

#include <stdint.h>

#include "message.h"
#include "mm.h"

/*
 * Calls modify_ldt on an address space.
 *
 * memory: what can be read at ptr
 * writable: how many bytes can be written there
 * data: where what was written there is appended
 */
long ldt_modify(struct mm *mm, int func, uint64_t bytecount, struct span memory, uint64_t writable,
                struct text *data);

/* Copies the source's entries over those of the target; returns 0 or a negative errno. */
long ldt_copy(struct mm *source, struct mm *target);

#endif
