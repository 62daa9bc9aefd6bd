#include "die.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Noreturn void die(const char *what) {
    fprintf(stderr, "linux-host: %s: %s\n", what, strerror(errno));
    exit(1);
}

_Noreturn void unfit(const char *why) {
    fprintf(stderr, "linux-host: %s\n", why);
    exit(2);
}
