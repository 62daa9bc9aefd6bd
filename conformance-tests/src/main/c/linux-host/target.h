/*
 * A process that has nothing but an address space. It is traced, and executes what it is told: a
 * system call, many of them, a load, a store, an instruction somewhere. So the kernel below does
 * all the work, and the faults are those of the processor.
 */
#ifndef TARGET_H
#define TARGET_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>
#include <sys/user.h>

#define TASK_SIZE 0x7ffffffff000UL

struct target {
    pid_t pid;
    uint64_t own_bytes;                /* what of RLIMIT_AS the stub takes */
    uint64_t limit;                    /* in bytes, without the stub */
    struct user_regs_struct registers; /* to be set when it is told something */
    bool parked;                       /* or it need not be told: it waits before a batch */
};

enum access { LOAD, STORE, FETCH };

/* The numbers of Fault.Kind of the testee protocol. */
enum fault { NO_FAULT = -1, OTHER_FAULT, MAPERR, ACCERR, BUS };

struct seen {
    enum fault fault;
    uint64_t addr;  /* of the fault */
    uint64_t value; /* of a load */
};

/*
 * Starts a process whose descriptors are those of this program, and empties it; returns NULL with
 * errno where there is no room for one.
 */
struct target *target_start(void);

/* Has a process fork: the new one has the same memory, copied on write. As target_start. */
struct target *target_fork(struct target *target);

/* Ends the process. */
void target_end(struct target *target);

/* Has it make a system call; returns a value or a negative errno. */
long target_call(struct target *target, long number, const uint64_t arguments[6]);

/*
 * Has it make the first steps in the stub's buffer, all of them so many times, in one stop; returns
 * how many were made before one failed, in the round in which it did.
 */
unsigned target_run(struct target *target, unsigned steps, uint64_t rounds);

/* Has it touch memory. Of a fetch a fault of what the instruction itself touches is none. */
struct seen target_access(struct target *target, enum access access, uint64_t addr, unsigned size,
                          uint64_t value);

/* Sets how much may be mapped, in bytes: RLIM_INFINITY for any. */
void target_limit(struct target *target, uint64_t bytes);

#endif
