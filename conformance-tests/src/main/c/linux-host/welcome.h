/* Who this testee is and what it can be asked. */
#ifndef WELCOME_H
#define WELCOME_H

#include "message.h"

/* The only version of the protocol that there is. */
#define VERSION 1

/* Exits where this machine is not the host that it would claim to be. */
void welcome_check(void);

/* Appends the fields of a Welcome. */
void welcome_put(struct text *to);

#endif
