/* What an operation costs here, by the ways in which it can be asked for. */
#ifndef COSTS_H
#define COSTS_H

/* Measures so many times and prints a table of the medians. */
void costs_print(int turns);

#endif
