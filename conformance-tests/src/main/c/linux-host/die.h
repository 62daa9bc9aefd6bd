/* The end of the program when something is wrong that is not the judge's doing. */
#ifndef DIE_H
#define DIE_H

/* Says on standard error what failed, with errno, and exits with 1. */
_Noreturn void die(const char *what);

/* Says why this machine cannot be the host, and exits with 2. */
_Noreturn void unfit(const char *why);

#endif
