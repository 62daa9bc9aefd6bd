#include "call.h"
#include "session.h"
#include "v2.h"

const char *answer_new_session(struct call *call) {
    uint32_t limit = call_number(call, 3);
    if (call_process(call, 1) == NULL)
        return call_no(call, "process", 1);
    struct session *older = table_remove(&call->host->sessions, call_number(call, 2));
    if (older != NULL)
        session_end(older);
    table_put(&call->host->sessions, call_number(call, 2),
              session_new(call->host, call_number(call, 1), limit == 0 ? MAX_HANDLES : limit));
    return call_result(call, 0);
}

const char *answer_send_bytes(struct call *call) {
    struct session *session = call_session(call, 1);
    struct text answers = {0};
    if (session == NULL)
        return call_no(call, "session", 1);
    session_receive(session, call->in.bytes[2], &answers);
    put_message(call->out, ANSWER_DATA, &answers);
    return call_result(call, session->over);
}

const char *answer_end_session(struct call *call) {
    struct session *ended = table_remove(&call->host->sessions, call_number(call, 1));
    if (ended == NULL)
        return call_no(call, "session", 1);
    session_end(ended);
    return call_result(call, 0);
}
