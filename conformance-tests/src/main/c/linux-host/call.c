#include "call.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

struct held *call_handle(const struct call *call, struct span handle) {
    struct message of;
    if (!message_read(handle, &of))
        return NULL;
    struct session *session = table_get(&call->host->sessions, (uint32_t)of.number[1]);
    struct held *held = session == NULL ? NULL : handles_get(&session->handles, of.number[2]);
    return held == NULL || held->mm == NULL ? NULL : held;
}

const char *call_refuse(const char *what, uint64_t got, const char *wanted) {
    static char reason[160];
    snprintf(reason, sizeof reason, "%s %" PRIu64 ": %s", what, got, wanted);
    return reason;
}

const char *call_no(const struct call *call, const char *what, unsigned field) {
    return call_refuse(what, call->in.number[field], "there is none (TESTEE-8)");
}

uint32_t call_number(const struct call *call, unsigned field) {
    return (uint32_t)call->in.number[field];
}

struct writer *call_process(const struct call *call, unsigned field) {
    return table_get(&call->host->processes, call_number(call, field));
}

struct object *call_object(const struct call *call, unsigned field) {
    return table_get(&call->host->objects, call_number(call, field));
}

struct task *call_task(const struct call *call, unsigned field) {
    return table_get(&call->host->tasks, call_number(call, field));
}

struct session *call_session(const struct call *call, unsigned field) {
    return table_get(&call->host->sessions, call_number(call, field));
}

int call_mode(const struct call *call, unsigned field) {
    static const int modes[] = {O_WRONLY, O_RDONLY, O_RDWR};
    return modes[call->in.number[field] % 3];
}

const char *call_result(struct call *call, long number) {
    put_number(call->out, ANSWER_RESULT, (uint64_t)number);
    return NULL;
}

bool span_is(struct span span, const char *word) {
    return span.length == strlen(word) && memcmp(span.data, word, span.length) == 0;
}
