#include "table.h"

#include <stdlib.h>

#include "die.h"

static struct slot *find(const struct table *table, uint32_t number) {
    for (size_t i = 0; i < table->count; i++)
        if (table->slots[i].number == number)
            return &table->slots[i];
    return NULL;
}

void *table_get(const struct table *table, uint32_t number) {
    struct slot *slot = find(table, number);
    return slot == NULL ? NULL : slot->thing;
}

void table_put(struct table *table, uint32_t number, void *thing) {
    if (table->count == table->room) {
        table->room = 2 * table->room + 8;
        table->slots = realloc(table->slots, table->room * sizeof *table->slots);
        if (table->slots == NULL)
            die("memory");
    }
    table->slots[table->count++] = (struct slot){number, thing};
}

void *table_remove(struct table *table, uint32_t number) {
    struct slot *slot = find(table, number);
    if (slot == NULL)
        return NULL;
    void *thing = slot->thing;
    *slot = table->slots[--table->count];
    return thing;
}

void table_clear(struct table *table, void (*end)(void *thing)) {
    while (table->count > 0)
        end(table->slots[--table->count].thing);
    free(table->slots);
    *table = (struct table){0};
}
