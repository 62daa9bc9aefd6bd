/* The end of the program when it cannot go on. */
#ifndef DIE_H
#define DIE_H

#include <stdint.h>

/* Says on standard error what failed, with errno, and exits with 1. */
_Noreturn void die(const char *what);

/* Says on standard error what was got from the judge, and what was wanted, and exits with 1. */
_Noreturn void broken(const char *field, uint64_t got, const char *wanted);

/* Says why this machine cannot be the host, and exits with 2. */
_Noreturn void unfit(const char *why);

#endif
