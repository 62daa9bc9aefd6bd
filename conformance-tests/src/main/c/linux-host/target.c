#define _GNU_SOURCE
#include "target.h"

#include <errno.h>
#include <linux/prctl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#include "die.h"
#include "stub.h"

#ifndef SYS_mseal
#define SYS_mseal 462
#endif

#define RSEQ_UNREGISTER 1

/* Since Linux 5.13; not in every libc's header. */
#define GET_RSEQ 0x420f

struct rseq_configuration {
    uint64_t pointer;
    uint32_t size, signature, flags, pad;
};

/* Where maps would otherwise print [heap] and [stack] for what a judge maps there. */
static int move_marks(void) {
    struct prctl_mm_map marks = {.start_code = STUB, .end_code = STUB + 1, .start_data = STUB,
                                 .end_data = STUB, .start_brk = STUB + PAGE, .brk = STUB + PAGE,
                                 .start_stack = STUB + PAGE, .arg_start = STUB, .arg_end = STUB,
                                 .env_start = STUB, .env_end = STUB, .exe_fd = (uint32_t)-1};
    return prctl(PR_SET_MM, PR_SET_MM_MAP, &marks, sizeof marks, 0);
}

/* The child's last own steps: the rest of them it is told. */
static _Noreturn void become_target(void) {
    if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0 || personality(PER_LINUX) == -1
        || prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0) != 0 || stub_map() != 0 || move_marks() != 0)
        _exit(errno);
    syscall(SYS_kill, syscall(SYS_getpid), SIGSTOP);
    _exit(0);
}

static int wait_for(struct target *target) {
    int status;
    if (waitpid(target->pid, &status, __WALL) != target->pid)
        die("waitpid");
    if (WIFEXITED(status)) {
        errno = WEXITSTATUS(status);
        die("a target could not be made");
    }
    if (!WIFSTOPPED(status)) {
        errno = ECHILD;
        die("a target was killed");
    }
    return WSTOPSIG(status);
}

static void trace(int request, struct target *target, void *addr, void *data) {
    if (ptrace(request, target->pid, addr, data) < 0)
        die("ptrace");
}

/* Lets it run from where the registers say to its next stop; returns the signal that stopped it. */
static int run(struct target *target, int how, struct user_regs_struct *registers) {
    registers->orig_rax = (unsigned long)-1; /* nothing to be restarted */
    trace(PTRACE_SETREGS, target, NULL, registers);
    trace(how, target, NULL, NULL);
    int signal = wait_for(target);
    trace(PTRACE_GETREGS, target, NULL, registers);
    return signal;
}

long target_call(struct target *target, long number, const uint64_t a[6]) {
    struct user_regs_struct registers;
    trace(PTRACE_GETREGS, target, NULL, &registers);
    registers.rip = stub_at(STUB_SYSCALL);
    registers.rax = (unsigned long)number;
    registers.rdi = a[0];
    registers.rsi = a[1];
    registers.rdx = a[2];
    registers.r10 = a[3];
    registers.r8 = a[4];
    registers.r9 = a[5];
    if (run(target, PTRACE_CONT, &registers) != SIGTRAP)
        die("a system call in a target");
    return (long)registers.rax;
}

static void need(struct target *target, const char *what, long number, const uint64_t a[6]) {
    long result = target_call(target, number, a);
    if (result != 0) {
        errno = (int)-result;
        die(what);
    }
}

/* The kernel writes to the area of restartable sequences, which is about to go. */
static void forget_rseq(struct target *target) {
    struct rseq_configuration rseq = {0};
    if (ptrace(GET_RSEQ, target->pid, sizeof rseq, &rseq) < 0
        || rseq.pointer == 0)
        return;
    need(target, "rseq", SYS_rseq,
         (uint64_t[6]){rseq.pointer, rseq.size, RSEQ_UNREGISTER, rseq.signature});
}

static uint64_t mapped_bytes(struct target *target) {
    char path[64];
    unsigned long pages;
    snprintf(path, sizeof path, "/proc/%d/statm", target->pid);
    FILE *statm = fopen(path, "r");
    if (statm == NULL || fscanf(statm, "%lu", &pages) != 1)
        die(path);
    fclose(statm);
    return pages * PAGE;
}

static void empty(struct target *target) {
    forget_rseq(target);
    need(target, "unmapping below the stub", SYS_munmap, (uint64_t[6]){0, STUB});
    need(target, "unmapping above the stub", SYS_munmap,
         (uint64_t[6]){STUB_END, TASK_SIZE - STUB_END});
    need(target, "mseal", SYS_mseal, (uint64_t[6]){STUB, STUB_END - STUB});
    target->own_bytes = mapped_bytes(target);
    target->limit = RLIM_INFINITY;
}

struct target *target_start(void) {
    struct target *target = calloc(1, sizeof *target);
    if (target == NULL)
        die("memory");
    /* The table of descriptors is shared: what is open here can be mapped there. */
    target->pid = (pid_t)syscall(SYS_clone, CLONE_FILES | SIGCHLD, 0, NULL, NULL, 0);
    if (target->pid < 0)
        die("clone");
    if (target->pid == 0)
        become_target();
    if (wait_for(target) != SIGSTOP)
        die("a target's first stop");
    trace(PTRACE_SETOPTIONS, target, NULL, (void *)(long)PTRACE_O_EXITKILL);
    empty(target);
    return target;
}

void target_end(struct target *target) {
    kill(target->pid, SIGKILL);
    while (waitpid(target->pid, NULL, __WALL) < 0 && errno == EINTR) {
    }
    free(target);
}

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
static void open_keys(struct target *target, struct user_regs_struct *registers) {
    if (!has_protection_keys())
        return;
    registers->rip = stub_at(STUB_OPEN_KEYS);
    registers->rax = registers->rcx = registers->rdx = 0;
    if (run(target, PTRACE_CONT, registers) != SIGTRAP)
        die("wrpkru");
}

static struct seen fetch(struct target *target, struct user_regs_struct *registers, uint64_t addr) {
    registers->rip = addr;
    registers->rax = registers->rsp = DATA + PAGE;
    if (run(target, PTRACE_SINGLESTEP, registers) == SIGTRAP)
        return (struct seen){.fault = NO_FAULT};
    struct seen seen = fault_of(target);
    bool arrived = registers->rip != addr || (seen.addr != addr && addr < TASK_SIZE);
    seen.fault = arrived ? NO_FAULT : seen.fault;
    return seen;
}

struct seen target_access(struct target *target, enum access access, uint64_t addr, unsigned size,
                          uint64_t value) {
    struct user_regs_struct registers;
    enum stub_entry first = access == LOAD ? STUB_LOAD_1 : STUB_STORE_1;
    trace(PTRACE_GETREGS, target, NULL, &registers);
    if (access == FETCH)
        return fetch(target, &registers, addr);
    open_keys(target, &registers);
    registers.rip = stub_at(first + (unsigned)__builtin_ctz(size));
    registers.rdi = addr;
    registers.rsi = value;
    if (run(target, PTRACE_CONT, &registers) == SIGTRAP)
        return (struct seen){.fault = NO_FAULT, .value = registers.rax};
    return fault_of(target);
}

void target_limit(struct target *target, uint64_t bytes) {
    if (bytes == target->limit)
        return;
    uint64_t all = bytes > RLIM_INFINITY - target->own_bytes ? RLIM_INFINITY
                                                             : bytes + target->own_bytes;
    if (prlimit(target->pid, RLIMIT_AS, &(struct rlimit){all, RLIM_INFINITY}, NULL) != 0)
        die("prlimit");
    target->limit = bytes;
}

void target_peek(struct target *target, uint64_t from, void *to, uint64_t count) {
    struct iovec here = {to, count}, there = {(void *)from, count};
    if (process_vm_readv(target->pid, &here, 1, &there, 1, 0) != (ssize_t)count)
        die("reading a target's buffer");
}

void target_poke(struct target *target, uint64_t to, const void *from, uint64_t count) {
    struct iovec here = {(void *)(uintptr_t)from, count}, there = {(void *)to, count};
    if (process_vm_writev(target->pid, &here, 1, &there, 1, 0) != (ssize_t)count)
        die("writing a target's buffer");
}
