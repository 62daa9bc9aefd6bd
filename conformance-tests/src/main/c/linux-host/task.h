/* A child that a writer traces, and the requests that the patch added to ptrace. */
#ifndef TASK_H
#define TASK_H

#include <stdint.h>

#include "handles.h"
#include "message.h"
#include "mm.h"
#include "writer.h"

struct task {
    uint32_t tracer;  /* the number of its process */
    struct mm *mm;    /* in which it runs */
    struct seen last; /* its last fault, if there was one */
    enum access last_access;
};

/* Starts one in an empty address space of its own. */
struct task *task_new(uint32_t tracer);

void task_end(void *task);

/* PTRACE_SWITCH_MM by its tracer; returns 0 or a negative errno. */
long task_switch(struct task *task, const struct writer *tracer, uint32_t fd);

/* The same with what a handle of part v2 stands for; NULL where it is none of a space. */
long task_run_in(struct task *task, const struct held *held);

struct seen task_access(struct task *task, enum access access, uint64_t addr, unsigned size,
                        uint64_t value);

/*
 * Another request.
 *
 * argument, memory: what can be read at data, and at ptr of a struct ptrace_ldt there
 * writable: how many bytes can be written at that ptr
 * data: where what was put into the tracer's memory is appended
 */
long task_ptrace(struct task *task, uint32_t request, struct span argument, struct span memory,
                 uint64_t writable, struct text *data);

#endif
