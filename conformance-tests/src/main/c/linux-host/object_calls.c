#include "call.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "die.h"
#include "frames.h"

/* Leaves room for the rest of the answer. */
#define MOST_READ (LONGEST_MESSAGE / 2)

const char *answer_make_object(struct call *call) {
    if (call->in.number[2] >= KINDS)
        return "objects of this kind are not offered";
    struct object *older = table_remove(&call->host->objects, call_number(call, 1));
    if (older != NULL)
        object_end(older);
    struct object *made =
        object_new(call_number(call, 1), (enum kind)call->in.number[2], call->in.number[3]);
    if (made == NULL)
        return strerror(errno);
    table_put(&call->host->objects, call_number(call, 1), made);
    put_string(call->out, ANSWER_TEXT, made->name);
    return NULL;
}

const char *answer_open_object(struct call *call) {
    struct writer *writer = call_process(call, 1);
    struct object *opened = call_object(call, 3);
    if (writer == NULL)
        return call_no(call, "process", 1);
    if (opened == NULL)
        return call_no(call, "object", 3);
    int fd = writer_open_object(writer, call_number(call, 2), opened, call_mode(call, 4));
    return call_result(call, fd);
}

const char *answer_resize_object(struct call *call) {
    struct object *resized = call_object(call, 1);
    if (resized == NULL)
        return call_no(call, "object", 1);
    return call_result(call, ftruncate(resized->fd, (off_t)call->in.number[2]) == 0 ? 0 : -errno);
}

const char *answer_write_object(struct call *call) {
    struct object *written = call_object(call, 1);
    struct span data = call->in.bytes[3];
    if (written == NULL)
        return call_no(call, "object", 1);
    ssize_t count = pwrite(written->fd, data.data, data.length, (off_t)call->in.number[2]);
    return call_result(call, count < 0 ? -errno : count);
}

const char *answer_read_object(struct call *call) {
    struct object *source = call_object(call, 1);
    size_t room = call_number(call, 3);
    if (source == NULL)
        return call_no(call, "object", 1);
    if (room > MOST_READ)
        return call_refuse("count", room, "wanted no more than an answer holds (TESTEE-13)");
    uint8_t *bytes = malloc(room + 1);
    if (bytes == NULL)
        die("memory");
    ssize_t count = pread(source->fd, bytes, room, (off_t)call->in.number[2]);
    put_number(call->out, ANSWER_RESULT, (uint64_t)(count < 0 ? -errno : count));
    put_span(call->out, ANSWER_DATA, bytes, count < 0 ? 0 : (size_t)count);
    free(bytes);
    return NULL;
}
