#include "ldt.h"

#include <asm/ldt.h>
#include <string.h>
#include <sys/syscall.h>

#include "stub.h"

enum { READ, WRITE_OLD, WRITE = 0x11 };

/* LDTs have a size that is a multiple of this, in entries (section 8). */
#define STEP 512

#define LDT_BYTES (LDT_ENTRIES * LDT_ENTRY_SIZE)

_Static_assert(LDT_BYTES == DATA_END - DATA, "the buffer takes a whole LDT, and ends with it");

static long call(struct mm *mm, int func, uint64_t ptr, uint64_t bytecount) {
    uint64_t arguments[6] = {(uint32_t)func, ptr, bytecount};
    return (int)target_call(mm->target, SYS_modify_ldt, arguments); /* it returns an int */
}

/* The kernel does not tell how long an LDT is: the highest entry that was ever set does. */
static void note_entry(struct mm *mm, uint32_t entry) {
    uint32_t entries = (entry / STEP + 1) * STEP;
    if (entries > mm->ldt_entries)
        mm->ldt_entries = entries;
}

static long read_ldt(struct mm *mm, uint64_t bytecount, uint64_t writable, struct text *data) {
    uint64_t ptr = DATA_END - (writable < LDT_BYTES ? writable : LDT_BYTES);
    long result = call(mm, READ, ptr, bytecount);
    if (result > 0) {
        put_bytes(data, (const void *)ptr, (uint64_t)result);
    }
    return result;
}

static long write_entry(struct mm *mm, int func, uint64_t bytecount, struct span memory) {
    uint64_t length = memory.length < LDT_BYTES ? memory.length : LDT_BYTES;
    if (length > 0)
        memcpy((void *)(DATA_END - length), memory.data, length);
    long result = call(mm, func, DATA_END - length, bytecount);
    if (result == 0 && (func == WRITE_OLD || func == WRITE)) {
        struct user_desc set;
        memcpy(&set, memory.data, sizeof set);
        note_entry(mm, set.entry_number);
    }
    return result;
}

long ldt_modify(struct mm *mm, int func, uint64_t bytecount, struct span memory, uint64_t writable,
                struct text *data) {
    return func == READ ? read_ldt(mm, bytecount, writable, data)
                        : write_entry(mm, func, bytecount, memory);
}

/* What sets an entry to these 8 bytes. */
static struct user_desc described(uint32_t entry, uint64_t descriptor) {
    if (descriptor == 0)
        return (struct user_desc){.entry_number = entry, .read_exec_only = 1, .seg_not_present = 1};
    return (struct user_desc){
        .entry_number = entry,
        .base_addr = (descriptor >> 16 & 0xffffff) | (descriptor >> 56) << 24,
        .limit = (descriptor & 0xffff) | (descriptor >> 48 & 0xf) << 16,
        .read_exec_only = !(descriptor >> 41 & 1),
        .contents = descriptor >> 42 & 3,
        .seg_not_present = !(descriptor >> 47 & 1),
        .useable = descriptor >> 52 & 1,
        .seg_32bit = descriptor >> 54 & 1,
        .limit_in_pages = descriptor >> 55 & 1,
    };
}

static void read_entries(struct mm *mm, uint64_t *entries) {
    memset(entries, 0, LDT_BYTES);
    if (call(mm, READ, DATA, LDT_BYTES) > 0)
        memcpy(entries, (const void *)DATA, LDT_BYTES);
}

long ldt_copy(struct mm *source, struct mm *target) {
    uint64_t from[LDT_ENTRIES], to[LDT_ENTRIES];
    if (source == target)
        return 0;
    read_entries(source, from);
    read_entries(target, to);
    for (uint32_t i = 0; i < source->ldt_entries; i++) {
        if (from[i] == to[i] && target->ldt_entries > 0)
            continue;
        struct user_desc entry = described(i, from[i]);
        struct span memory = {(const uint8_t *)&entry, sizeof entry};
        long result = write_entry(target, WRITE, sizeof entry, memory);
        if (result != 0)
            return result;
    }
    if (source->ldt_entries > target->ldt_entries)
        target->ldt_entries = source->ldt_entries;
    return 0;
}
