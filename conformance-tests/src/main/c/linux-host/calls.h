/* The calls of the testee protocol, by their numbers in the message Call. */
#ifndef CALLS_H
#define CALLS_H

#include "host.h"
#include "message.h"

/* Appends the fields of an Answer; returns NULL, or why the call is refused. */
const char *call_answer(struct host *host, struct span call, struct text *answer);

#endif
