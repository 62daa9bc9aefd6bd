/* Messages on the standard input and output, each behind its length in bytes. */
#ifndef FRAMES_H
#define FRAMES_H

#include <stdbool.h>

#include "message.h"

/* In bytes (TESTEE-13). */
#define LONGEST_MESSAGE 67108864

/* Reads the next message over the last one; returns false at the end of the input. */
bool frame_read(struct text *frame);

void frame_write(const struct text *frame);

#endif
