/* Things by the numbers that the judge gave them. {0} is an empty table. */
#ifndef TABLE_H
#define TABLE_H

#include <stddef.h>
#include <stdint.h>

struct slot {
    uint32_t number;
    void *thing;
};

struct table {
    struct slot *slots;
    size_t count, room;
};

/* Returns NULL where there is none. */
void *table_get(const struct table *table, uint32_t number);

/* Nothing may be there yet. */
void table_put(struct table *table, uint32_t number, void *thing);

/* Returns what was there, or NULL. */
void *table_remove(struct table *table, uint32_t number);

/* Removes everything, and ends each thing. */
void table_clear(struct table *table, void (*end)(void *thing));

#endif
