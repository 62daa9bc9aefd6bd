/* What an operation costs here, by the ways in which it can be asked for. */
#ifndef COSTS_H
#define COSTS_H

enum { COSTS_TURNS = 31, COSTS_MOST_TURNS = 99 };

/* Measures so many times, at most COSTS_MOST_TURNS, and prints a table of the medians. */
void costs_print(int turns);

#endif
