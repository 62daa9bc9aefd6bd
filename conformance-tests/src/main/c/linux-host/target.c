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
#include <sys/wait.h>
#include <unistd.h>

#include "die.h"
#include "stub.h"
#include "tracing.h"

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
        || prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0) != 0 || move_marks() != 0)
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

void trace(int request, struct target *target, void *addr, void *data) {
    if (ptrace(request, target->pid, addr, data) < 0)
        die("ptrace");
}

int run(struct target *target, int how) {
    target->registers.orig_rax = (unsigned long)-1; /* nothing to be restarted */
    target->parked = false;
    trace(PTRACE_SETREGS, target, NULL, &target->registers);
    trace(how, target, NULL, NULL);
    int signal = wait_for(target);
    trace(PTRACE_GETREGS, target, NULL, &target->registers);
    return signal;
}

long target_call(struct target *target, long number, const uint64_t a[6]) {
    struct user_regs_struct *registers = &target->registers;
    registers->rip = stub_at(STUB_SYSCALL);
    registers->rax = (unsigned long)number;
    registers->rdi = a[0];
    registers->rsi = a[1];
    registers->rdx = a[2];
    registers->r10 = a[3];
    registers->r8 = a[4];
    registers->r9 = a[5];
    if (run(target, PTRACE_CONT) != SIGTRAP)
        die("a system call in a target");
    return (long)registers->rax;
}

unsigned target_run(struct target *target, unsigned steps, uint64_t rounds) {
    struct batch *batch = STUB_BUFFER;
    batch->behind = (uint64_t)&batch->steps[steps];
    batch->rounds = rounds;
    if (!target->parked) {
        target->registers.orig_rax = (unsigned long)-1;
        target->registers.rip = stub_at(STUB_BATCH);
        trace(PTRACE_SETREGS, target, NULL, &target->registers);
        target->parked = true;
    }
    trace(PTRACE_CONT, target, NULL, NULL);
    if (wait_for(target) != SIGTRAP)
        die("a batch in a target");
    return (unsigned)((const struct step *)batch->at - batch->steps);
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

/* Waits for the first stop of a process that is traced from its beginning. */
static struct target *begun(pid_t pid) {
    struct target *target = calloc(1, sizeof *target);
    if (target == NULL)
        die("memory");
    target->pid = pid;
    if (wait_for(target) != SIGSTOP)
        die("a target's first stop");
    trace(PTRACE_GETREGS, target, NULL, &target->registers);
    return target;
}

/* Starts one and empties it: all others are its forks, which are empty from their beginning. */
static struct target *first_target(void) {
    /* The table of descriptors is shared: what is open here can be mapped there. */
    pid_t pid = (pid_t)syscall(SYS_clone, CLONE_FILES | SIGCHLD, 0, NULL, NULL, 0);
    if (pid < 0)
        return NULL;
    if (pid == 0)
        become_target();
    struct target *target = begun(pid);
    trace(PTRACE_SETOPTIONS, target, NULL, (void *)(long)PTRACE_O_EXITKILL);
    empty(target);
    return target;
}

struct target *target_start(void) {
    static struct target *first;
    if (first == NULL && (first = first_target()) == NULL)
        return NULL;
    return target_fork(first);
}

struct target *target_fork(struct target *of) {
    /* It is this program's child too, and traced with the same options. */
    uint64_t flags = CLONE_FILES | CLONE_PARENT | CLONE_PTRACE | SIGCHLD;
    long pid = target_call(of, SYS_clone, (uint64_t[6]){flags});
    if (pid < 0) {
        errno = (int)-pid;
        return NULL;
    }
    struct target *target = begun((pid_t)pid);
    target->own_bytes = of->own_bytes;
    target->limit = of->limit;
    return target;
}

void target_end(struct target *target) {
    kill(target->pid, SIGKILL);
    while (waitpid(target->pid, NULL, __WALL) < 0 && errno == EINTR) {
    }
    free(target);
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
