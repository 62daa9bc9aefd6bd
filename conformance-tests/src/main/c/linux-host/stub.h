/*
 * The few instructions and the buffer that every emptied process keeps, and where they lie:
 *
 *     STUB                CODE      DATA               DATA_END   STUB_END
 *     |------- ---p ------|- r-xp --|------ rw-p ------|-- ---p --|
 *
 * All of it is sealed: the kernel refuses to map over it, to unmap or to protect it.
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
};

/* Returns the address of an entry. */
uint64_t stub_at(enum stub_entry entry);

/* Maps the stub into the calling process; returns 0 or -1 with errno. */
int stub_map(void);

#endif
