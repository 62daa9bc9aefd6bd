/* How an ATOMIC frame is tried out, and all of that taken back. */
#ifndef TRIAL_H
#define TRIAL_H

#include "run.h"

/* Begins it; returns what the session's handles are to become again. */
struct handles trial_begin(struct run *run);

/* From here on mm is a fork of itself; false where there is no room for it. */
bool trial_of(struct run *run, struct mm *mm);

/* Takes everything back. */
void trial_end(struct run *run, struct handles before);

#endif
