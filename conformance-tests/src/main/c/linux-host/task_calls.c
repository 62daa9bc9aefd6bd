#include "areas.h"
#include "call.h"

/* Finds the task, the open file or the handle that a message Mm names; false: there is none. */
static bool find_mm(const struct call *call, struct task **running, struct mm **mm) {
    struct message of, file;
    *running = NULL;
    if (!message_read(call->in.bytes[1], &of))
        return false;
    if (of.has[2]) {
        *running = table_get(&call->host->tasks, (uint32_t)of.number[2]);
        *mm = *running == NULL ? NULL : (*running)->mm;
        return *mm != NULL;
    }
    if (of.has[3]) {
        struct held *held = call_handle(call, of.bytes[3]);
        *mm = held == NULL ? NULL : held->mm;
        return *mm != NULL;
    }
    if (!message_read(of.bytes[1], &file))
        return false;
    struct writer *writer = table_get(&call->host->processes, (uint32_t)file.number[1]);
    *mm = writer == NULL ? NULL : writer_mm(writer, (uint32_t)file.number[2]);
    return *mm != NULL;
}

const char *answer_maps(struct call *call) {
    struct task *running;
    struct mm *mm;
    struct text lines = {0};
    if (!find_mm(call, &running, &mm))
        return "mm: it names no address space (TESTEE-9)";
    areas_print(mm, &lines);
    put_message(call->out, ANSWER_TEXT, &lines);
    return NULL;
}

const char *answer_access(struct call *call) {
    struct task *running;
    struct mm *mm;
    enum access access = (enum access)call->in.number[2];
    uint64_t addr = call->in.number[3], size = call->in.number[4], value = call->in.number[5];
    if (!find_mm(call, &running, &mm))
        return "mm: it names no address space (TESTEE-9)";
    if (access > FETCH)
        return call_refuse("kind", access, "wanted LOAD, STORE or FETCH (TESTEE-9)");
    if (size != 1 && size != 2 && size != 4 && size != 8)
        return call_refuse("size", size, "wanted 1, 2, 4 or 8 (TESTEE-9)");
    struct seen seen = running != NULL
                           ? task_access(running, access, addr, (unsigned)size, value)
                           : target_access(mm->target, access, addr, (unsigned)size, value);
    if (seen.fault != NO_FAULT) {
        struct text fault = {0};
        put_number(&fault, 1, (uint64_t)seen.fault);
        put_number(&fault, 2, seen.addr);
        put_message(call->out, ANSWER_FAULT, &fault);
    } else if (access == LOAD) {
        put_number(call->out, ANSWER_VALUE, seen.value);
    }
    return NULL;
}

const char *answer_new_task(struct call *call) {
    if (call_process(call, 1) == NULL)
        return call_no(call, "process", 1);
    struct task *older = table_remove(&call->host->tasks, call_number(call, 2));
    if (older != NULL)
        task_end(older);
    table_put(&call->host->tasks, call_number(call, 2), task_new(call_number(call, 1)));
    return call_result(call, 0);
}

const char *answer_switch_mm(struct call *call) {
    struct task *switched = call_task(call, 1);
    if (switched == NULL)
        return call_no(call, "task", 1);
    if (call->in.has[3])
        return call_result(call, task_run_in(switched, call_handle(call, call->in.bytes[3])));
    struct writer *tracer = table_get(&call->host->processes, switched->tracer);
    return call_result(call, task_switch(switched, tracer, call_number(call, 2)));
}

const char *answer_exit(struct call *call) {
    struct task *ended = table_remove(&call->host->tasks, call_number(call, 1));
    if (ended == NULL)
        return call_no(call, "task", 1);
    task_end(ended);
    return call_result(call, 0);
}

const char *answer_ptrace(struct call *call) {
    struct task *traced = call_task(call, 1);
    struct text data = {0};
    uint64_t writable = call->in.has[5] ? call->in.number[5] : UINT64_MAX;
    if (traced == NULL)
        return call_no(call, "task", 1);
    long came = task_ptrace(traced, call_number(call, 2), call->in.bytes[3], call->in.bytes[4],
                            writable, &data);
    put_message(call->out, ANSWER_DATA, &data);
    return call_result(call, came);
}
