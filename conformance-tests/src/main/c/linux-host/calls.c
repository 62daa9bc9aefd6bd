#include "calls.h"

#include "call.h"
#include "mm.h"

#define UNREADABLE "a call that cannot be read"

static const char *answer_boot(struct call *call) {
    struct message host;
    if (!message_read(call->in.bytes[1], &host) || !span_is(host.bytes[1], HOST_DIALECT)
        || !span_is(host.bytes[2], HOST_GENERATION) || !span_is(host.bytes[3], HOST_MANAGER))
        return "this host is " HOST_DIALECT ", " HOST_GENERATION ", " HOST_MANAGER;
    if (call->in.has[2] || call->in.has[3] || call->in.has[4])
        return "limits of the whole host are not offered";
    host_boot(call->host);
    return call_result(call, 0);
}

static const char *answer_count_address_spaces(struct call *call) {
    return call_result(call, mm_opened());
}

static answering *const calls[FIELDS] = {
    [1] = answer_boot,
    [2] = answer_process,
    [3] = answer_open,
    [4] = answer_make_object,
    [5] = answer_open_object,
    [6] = answer_dup,
    [7] = answer_send,
    [8] = answer_close,
    [9] = answer_write,
    [10] = answer_writev,
    [11] = answer_read,
    [12] = answer_maps,
    [13] = answer_access,
    [14] = answer_resize_object,
    [15] = answer_write_object,
    [16] = answer_read_object,
    [17] = answer_new_task,
    [18] = answer_switch_mm,
    [19] = answer_exit,
    [20] = answer_ptrace,
    [21] = answer_count_address_spaces,
    [22] = answer_new_session,
    [23] = answer_send_bytes,
    [24] = answer_end_session,
};

const char *call_answer(struct host *host, struct span bytes, struct text *answer) {
    struct message of;
    if (!message_read(bytes, &of))
        return UNREADABLE;
    for (unsigned i = 1; i < FIELDS; i++) {
        if (!of.has[i] || calls[i] == NULL)
            continue;
        struct call call = {.host = host, .bytes = of.bytes[i], .out = answer};
        return message_read(call.bytes, &call.in) ? calls[i](&call) : UNREADABLE;
    }
    return "a call of no known kind";
}
