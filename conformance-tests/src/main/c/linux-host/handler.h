/* The write handler: what the patch itself decided. All else is left to the kernel below. */
#ifndef HANDLER_H
#define HANDLER_H

#include <stdint.h>

#include "message.h"
#include "writer.h"

/*
 * write(2) of count bytes, of which those of bytes can be read; returns a count or a negative
 * errno.
 */
long handler_write(struct writer *writer, uint32_t fd, struct span bytes, uint64_t count);

/* The same to a file of such an address space, that is open for writing. */
long handler_write_to(struct writer *writer, enum file file, struct mm *mm, struct span bytes,
                      uint64_t count);

#endif
