#include "handles.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "die.h"

/* Bit 63 of a handle is 0, so a slot is given so often and then never again (V2-HANDLE-1). */
#define LAST_GENERATION 0x7fffffffU

static bool is_given(const struct held *slot) {
    return slot->mm != NULL || slot->memory != NULL;
}

static bool is_alive(const struct held *slot) {
    return slot->memory != NULL || (slot->mm != NULL && slot->mm->era == slot->era);
}

struct held *handles_get(const struct handles *handles, uint64_t handle) {
    uint32_t index = (uint32_t)handle;
    if (index >= handles->used)
        return NULL;
    struct held *slot = &handles->slots[index];
    return slot->generation == handle >> 32 && is_alive(slot) ? slot : NULL;
}

bool handles_are_full(const struct handles *handles) {
    return handles->count == handles->limit;
}

static void make_room(struct handles *handles) {
    if (handles->used < handles->room)
        return;
    uint32_t room = 2 * handles->room + 8;
    handles->slots = realloc(handles->slots, room * sizeof *handles->slots);
    handles->free = realloc(handles->free, room * sizeof *handles->free);
    if (handles->slots == NULL || handles->free == NULL)
        die("memory");
    memset(handles->slots + handles->room, 0, (room - handles->room) * sizeof *handles->slots);
    handles->room = room;
}

uint64_t handles_give(struct handles *handles, struct held what) {
    make_room(handles);
    uint32_t index =
        handles->free_count > 0 ? handles->free[--handles->free_count] : handles->used++;
    struct held *slot = &handles->slots[index];
    what.generation = slot->generation + 1;
    what.era = what.mm == NULL ? 0 : what.mm->era;
    *slot = what;
    handles->count++;
    return (uint64_t)what.generation << 32 | index;
}

void memory_release(struct memory *memory) {
    if (--memory->handles > 0)
        return;
    close(memory->fd);
    free(memory);
}

static void give_up(struct held *slot) {
    struct held free_slot = {.generation = slot->generation};
    if (slot->mm != NULL)
        mm_release(slot->mm);
    if (slot->memory != NULL)
        memory_release(slot->memory);
    *slot = free_slot;
}

static void remove_slot(struct handles *handles, uint32_t index) {
    give_up(&handles->slots[index]);
    if (handles->slots[index].generation < LAST_GENERATION)
        handles->free[handles->free_count++] = index;
    handles->count--;
}

void handles_remove(struct handles *handles, uint64_t handle) {
    remove_slot(handles, (uint32_t)handle);
}

void handles_sweep(struct handles *handles) {
    for (uint32_t i = 0; i < handles->used; i++)
        if (is_given(&handles->slots[i]) && !is_alive(&handles->slots[i]))
            remove_slot(handles, i);
}

static void hold(const struct held *slot) {
    if (slot->mm != NULL)
        mm_hold(slot->mm);
    if (slot->memory != NULL)
        slot->memory->handles++;
}

struct handles handles_copy(const struct handles *handles) {
    struct handles copy = *handles;
    copy.slots = calloc(handles->room + 1, sizeof *copy.slots);
    copy.free = calloc(handles->room + 1, sizeof *copy.free);
    if (copy.slots == NULL || copy.free == NULL)
        die("memory");
    for (uint32_t i = 0; i < handles->used; i++) {
        copy.slots[i] = handles->slots[i];
        hold(&copy.slots[i]);
    }
    for (uint32_t i = 0; i < handles->free_count; i++)
        copy.free[i] = handles->free[i];
    return copy;
}

void handles_end(struct handles *handles) {
    for (uint32_t i = 0; i < handles->used; i++)
        give_up(&handles->slots[i]);
    free(handles->slots);
    free(handles->free);
    *handles = (struct handles){.limit = handles->limit};
}
