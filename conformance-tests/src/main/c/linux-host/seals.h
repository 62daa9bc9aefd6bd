/* What seals forbid to the records of part v1 (V2-SEAL-5). */
#ifndef SEALS_H
#define SEALS_H

#include "mm.h"

/* Whether a page of [start, start + len) may not be changed, or nothing in the space. */
bool seals_forbid(const struct mm *mm, uint64_t start, uint64_t len);

/*
 * What a system call returns that is forbidden: what it would be refused with if nothing were
 * mapped and there were no limit, or else EPERM. It is asked of a process in which nothing is.
 */
long seals_answer(const struct mm *mm, long number, const uint64_t arguments[6]);

/* The same where nothing forbids it: what the call returns where nothing is mapped. */
long seals_answer_where_nothing_is(long number, const uint64_t arguments[6]);

#endif
