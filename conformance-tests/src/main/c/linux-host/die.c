#include "die.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Noreturn void die(const char *what) {
    fprintf(stderr, "linux-host: %s: %s\n", what, strerror(errno));
    exit(1);
}

_Noreturn void broken(const char *field, uint64_t got, const char *wanted) {
    fprintf(stderr, "linux-host: %s %" PRIu64 ": %s\n", field, got, wanted);
    exit(1);
}

_Noreturn void unfit(const char *why) {
    fprintf(stderr, "linux-host: %s\n", why);
    exit(2);
}
