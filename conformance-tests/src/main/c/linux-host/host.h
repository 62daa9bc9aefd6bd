/* Everything that calls have made since the last boot. */
#ifndef HOST_H
#define HOST_H

#include "table.h"

/* The only kind of host that there is, by the names of SPEC.md. */
#define HOST_DIALECT "x86_64"
#define HOST_GENERATION "skas3-v9"
#define HOST_MANAGER "linux-6.18"

struct host {
    struct table processes, objects, tasks, sessions;
};

/* Ends everything and starts process 0. */
void host_boot(struct host *host);

/* Ends everything. */
void host_end(struct host *host);

#endif
