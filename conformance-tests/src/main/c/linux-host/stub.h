/*
 * The few instructions and the buffer that every emptied process keeps, and where they lie:
 *
 *     STUB                CODE      DATA               DATA_END   STUB_END
 *     |------- ---p ------|- r-xp --|------ rw-s ------|-- ---p --|
 *
 * This program has them at the same place, and shares the buffer with all those processes: of which
 * one at a time runs, while this program waits. There, all of it is sealed: the kernel refuses to
 * map over it, to unmap or to protect it.
 */
#ifndef STUB_H
#define STUB_H

#include <stdint.h>

#define PAGE 4096UL
#define STUB 0x2a5a5a500000UL
#define STUB_END 0x2a5a5a530000UL
#define CODE (STUB + 0xf000UL)
#define DATA (STUB + 0x10000UL)
#define DATA_END (STUB + 0x20000UL)

/* Entries of the code: each ends in a trap. What they take and give is in registers. */
enum stub_entry {
    STUB_SYSCALL,   /* rax, rdi, rsi, rdx, r10, r8, r9 -> rax */
    STUB_OPEN_KEYS, /* eax, ecx, edx 0: no protection key forbids anything */
    STUB_LOAD_1,    /* rdi -> rax */
    STUB_LOAD_2,
    STUB_LOAD_4,
    STUB_LOAD_8,
    STUB_STORE_1, /* rdi, rsi */
    STUB_STORE_2,
    STUB_STORE_4,
    STUB_STORE_8,
    STUB_BATCH, /* what the buffer holds, struct batch; goes on behind its trap with the next one */
};

/* A system call of a batch. */
struct step {
    uint64_t number, arguments[6];
    int64_t result;
};

#define STEPS ((DATA_END - DATA) / sizeof(struct step) - 1)

/* System calls to be made one after the other, up to the first that fails. */
struct batch {
    uint64_t behind; /* the address behind the last step */
    uint64_t rounds; /* how often to make all of them */
    uint64_t at;     /* the address of the step that failed, or behind */
    uint64_t unused[5];
    struct step steps[STEPS];
};

#define STUB_BUFFER ((struct batch *)DATA)

/* Returns the address of an entry. */
uint64_t stub_at(enum stub_entry entry);

/* Maps the stub into this program, for it and all that it starts. */
void stub_map(void);

#endif
