#include "task.h"

#include <errno.h>
#include <procmm_v2.h>
#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "ldt.h"

enum { LDT_REQUEST = 54, EX_FAULTINFO_REQUEST = 56 };

#define TRAP_PAGE_FAULT 14

/* Table 9.2 in this program's own layout. */
struct ptrace_ex_faultinfo {
    int is_write;
    unsigned long addr;
    int trap_no;
};

struct ptrace_ldt {
    int func;
    void *ptr;
    unsigned long bytecount;
};

struct task *task_new(uint32_t tracer) {
    struct task *task = calloc(1, sizeof *task);
    struct mm *mm = mm_new(false);
    if (task == NULL || mm == NULL)
        die("a task");
    *task = (struct task){.tracer = tracer, .mm = mm, .last = {.fault = NO_FAULT}};
    return task;
}

void task_end(void *ended) {
    struct task *task = ended;
    mm_release(task->mm);
    free(task);
}

static long run_in(struct task *task, struct mm *mm) {
    mm_hold(mm); /* V1-TASK-3 */
    mm_release(task->mm);
    task->mm = mm;
    return 0;
}

long task_switch(struct task *task, const struct writer *tracer, uint32_t fd) {
    struct opening *opening = writer_opening(tracer, fd);
    if (opening == NULL)
        return -EBADF; /* V1-TASK-2 */
    if (opening->file != PROC_MM64)
        return -EINVAL; /* V1-TASK-2 */
    return run_in(task, opening->mm);
}

long task_run_in(struct task *task, const struct held *held) {
    if (held == NULL)
        return -EBADF; /* V2-REC-7 */
    if (!(held->rights & PROCMM_RIGHT_RUN))
        return -EACCES; /* V2-REC-8 */
    return run_in(task, held->mm);
}

struct seen task_access(struct task *task, enum access access, uint64_t addr, unsigned size,
                        uint64_t value) {
    struct seen seen = target_access(task->mm->target, access, addr, size, value);
    if (seen.fault != NO_FAULT) {
        task->last = seen;
        task->last_access = access;
    }
    return seen;
}

/* By V1-TASK-5: a tracer is not told the processor's own code. */
static int error_code(const struct task *task) {
    int code = 4;
    if (task->last_access == STORE)
        code += 2;
    if (task->last_access == FETCH)
        code += 16;
    return task->last.fault == ACCERR ? code + 1 : code;
}

static long ex_faultinfo(const struct task *task, struct text *data) {
    struct ptrace_ex_faultinfo fault;
    memset(&fault, 0, sizeof fault);
    if (task->last.fault != NO_FAULT) { /* V1-TASK-4 */
        fault.is_write = error_code(task);
        fault.addr = task->last.addr;
        fault.trap_no = TRAP_PAGE_FAULT;
    }
    put_bytes(data, &fault, sizeof fault);
    return 0;
}

static long ldt(struct task *task, struct span argument, struct span memory, uint64_t writable,
                struct text *data) {
    struct ptrace_ldt request;
    if (argument.length < sizeof request)
        return -EIO; /* V1-TASK-6 */
    memcpy(&request, argument.data, sizeof request);
    return ldt_modify(task->mm, request.func, request.bytecount, memory, writable, data);
}

long task_ptrace(struct task *task, uint32_t request, struct span argument, struct span memory,
                 uint64_t writable, struct text *data) {
    switch (request) {
    case LDT_REQUEST:
        return ldt(task, argument, memory, writable, data);
    case EX_FAULTINFO_REQUEST:
        return ex_faultinfo(task, data);
    default:
        return -EIO; /* V1-TASK-10 */
    }
}
