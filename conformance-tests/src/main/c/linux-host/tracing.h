/* How a target is made to run: what target.c and access.c share. */
#ifndef TRACING_H
#define TRACING_H

#include "target.h"

/* A ptrace request that does not fail. */
void trace(int request, struct target *target, void *addr, void *data);

/* Lets it run from where its registers say to its next stop; returns the signal that stopped it. */
int run(struct target *target, int how);

#endif
