#include "call.h"

#include <errno.h>
#include <sys/resource.h>

#include "handler.h"

const char *answer_process(struct call *call) {
    if (call->in.bytes[2].length > 0 && !span_is(call->in.bytes[2], HOST_DIALECT))
        return "programs of other dialects are not offered";
    if (call->in.has[4])
        return "a layout of the writer is not offered";
    struct writer *older = table_remove(&call->host->processes, call_number(call, 1));
    if (older != NULL)
        writer_end(older);
    uint64_t limit = call->in.has[3] ? call->in.number[3] : RLIM_INFINITY;
    table_put(&call->host->processes, call_number(call, 1), writer_new(limit));
    return call_result(call, 0);
}

const char *answer_open(struct call *call) {
    struct writer *writer = call_process(call, 1);
    bool native = span_is(call->in.bytes[3], "/proc/mm64");
    if (writer == NULL)
        return call_no(call, "process", 1);
    if (!native && !span_is(call->in.bytes[3], "/proc/mm"))
        return "path: wanted /proc/mm or /proc/mm64 (V1-FILE-1)";
    enum file file = native ? PROC_MM64 : PROC_MM;
    return call_result(call, writer_open(writer, call_number(call, 2), file, call_mode(call, 4)));
}

const char *answer_dup(struct call *call) {
    struct writer *writer = call_process(call, 1);
    if (writer == NULL)
        return call_no(call, "process", 1);
    uint32_t fd = call_number(call, 2), to = call_number(call, 3);
    return call_result(call, writer_pass(writer, fd, writer, to));
}

const char *answer_send(struct call *call) {
    struct writer *from = call_process(call, 1), *to = call_process(call, 3);
    if (from == NULL || to == NULL)
        return call_no(call, "process", from == NULL ? 1 : 3);
    return call_result(call, writer_pass(from, call_number(call, 2), to, call_number(call, 4)));
}

const char *answer_close(struct call *call) {
    struct writer *writer = call_process(call, 1);
    if (writer == NULL)
        return call_no(call, "process", 1);
    return call_result(call, writer_close(writer, call_number(call, 2)));
}

const char *answer_write(struct call *call) {
    struct writer *writer = call_process(call, 1);
    struct span record = call->in.bytes[3];
    uint64_t count = call->in.has[4] ? call->in.number[4] : record.length;
    if (writer == NULL)
        return call_no(call, "process", 1);
    if (call->in.has[5] && (int64_t)call->in.number[5] < 0)
        return call_result(call, -EINVAL); /* pwrite's own, before the file is asked */
    return call_result(call, handler_write(writer, call_number(call, 2), record, count));
}

/* A writev that is under way. */
struct segments {
    struct writer *writer;
    uint32_t fd;
    long sum;
    bool started, stopped;
};

static void write_segment(void *context, struct span segment) {
    struct segments *all = context;
    if (all->stopped)
        return;
    long written = handler_write(all->writer, all->fd, segment, segment.length);
    if (written >= 0 || !all->started)
        all->sum += written; /* V1-WRITE-11 */
    all->started = true;
    all->stopped = written != (long)segment.length; /* V1-WRITE-10 */
}

const char *answer_writev(struct call *call) {
    struct segments all = {.writer = call_process(call, 1), .fd = call_number(call, 2)};
    if (all.writer == NULL)
        return call_no(call, "process", 1);
    message_each(call->bytes, 3, write_segment, &all);
    return call_result(call, all.sum);
}

const char *answer_read(struct call *call) {
    struct writer *writer = call_process(call, 1);
    if (writer == NULL)
        return call_no(call, "process", 1);
    return call_result(call, writer_read(writer, call_number(call, 2)));
}
