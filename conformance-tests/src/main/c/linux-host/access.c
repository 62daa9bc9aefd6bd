#define _GNU_SOURCE
#include <signal.h>
#include <sys/ptrace.h>

#include "die.h"
#include "stub.h"
#include "tracing.h"

static enum fault kind_of(const siginfo_t *info) {
    if (info->si_signo == SIGBUS && info->si_code == BUS_ADRERR)
        return BUS;
    if (info->si_signo == SIGSEGV && info->si_code == SEGV_MAPERR)
        return MAPERR;
    return info->si_signo == SIGSEGV && info->si_code == SEGV_ACCERR ? ACCERR : OTHER_FAULT;
}

static struct seen fault_of(struct target *target) {
    siginfo_t info;
    trace(PTRACE_GETSIGINFO, target, NULL, &info);
    return (struct seen){.fault = kind_of(&info), .addr = (uint64_t)info.si_addr};
}

static bool has_protection_keys(void) {
    static int keys = -1;
    unsigned a = 7, b, c = 0, d;
    if (keys < 0) {
        __asm__("cpuid" : "+a"(a), "=b"(b), "+c"(c), "=d"(d));
        keys = c >> 4 & 1; /* OSPKE */
    }
    return keys != 0;
}

/* The processor could refuse loads from what may only be executed: not here (section 12). */
static void open_keys(struct target *target) {
    if (!has_protection_keys())
        return;
    target->registers.rip = stub_at(STUB_OPEN_KEYS);
    target->registers.rax = target->registers.rcx = target->registers.rdx = 0;
    if (run(target, PTRACE_CONT) != SIGTRAP)
        die("wrpkru");
}

/* Whatever the instruction is, it should not reach what is mapped, nor what comes later. */
static void set_aside(struct user_regs_struct *registers) {
    registers->rax = registers->rbx = registers->rcx = registers->rdx = DATA + PAGE;
    registers->rsi = registers->rdi = registers->rbp = registers->rsp = DATA + PAGE;
    registers->r8 = registers->r9 = registers->r10 = registers->r11 = DATA + PAGE;
    registers->r12 = registers->r13 = registers->r14 = registers->r15 = DATA + PAGE;
}

static struct seen fetch(struct target *target, uint64_t addr) {
    struct user_regs_struct before = target->registers;
    struct seen seen = {.fault = NO_FAULT};
    set_aside(&target->registers);
    target->registers.rip = addr;
    if (run(target, PTRACE_SINGLESTEP) != SIGTRAP) {
        seen = fault_of(target);
        bool its_own = seen.fault == OTHER_FAULT || seen.addr != addr;
        if (target->registers.rip != addr || (its_own && addr < TASK_SIZE))
            seen = (struct seen){.fault = NO_FAULT}; /* it was fetched, and then did this */
    }
    target->registers = before;
    return seen;
}

struct seen target_access(struct target *target, enum access access, uint64_t addr, unsigned size,
                          uint64_t value) {
    enum stub_entry first = access == LOAD ? STUB_LOAD_1 : STUB_STORE_1;
    if (access == FETCH)
        return fetch(target, addr);
    open_keys(target);
    target->registers.rip = stub_at(first + (unsigned)__builtin_ctz(size));
    target->registers.rdi = addr;
    target->registers.rsi = value;
    if (run(target, PTRACE_CONT) == SIGTRAP)
        return (struct seen){.fault = NO_FAULT, .value = target->registers.rax};
    return fault_of(target);
}
