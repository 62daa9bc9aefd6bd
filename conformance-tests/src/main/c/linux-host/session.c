#include "session.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "run.h"
#include "stub.h"
#include "v2.h"

struct session *session_new(struct host *host, uint32_t process, uint32_t max_handles) {
    struct session *session = calloc(1, sizeof *session);
    if (session == NULL)
        die("memory");
    session->host = host;
    session->process = process;
    session->handles.limit = max_handles;
    return session;
}

static void end(struct session *session) {
    handles_end(&session->handles);
    free_text(&session->waiting);
    session->over = true;
}

void session_end(void *ended) {
    end(ended);
    free(ended);
}

static void put_refused(struct text *to, struct refusal refusal, uint64_t sequence) {
    struct procmm_refused refused = {
        .head = {.magic = PROCMM_MAGIC, .type = PROCMM_FRAME_REFUSED, .length = sizeof refused,
                 .sequence = sequence},
        .status = refusal.status,
        .position = refusal.field,
        .lowest = PROCMM_VERSION,
        .highest = PROCMM_VERSION,
    };
    put_bytes(to, &refused, sizeof refused);
}

static void welcome(struct session *session, const struct procmm_hello *hello, struct text *to) {
    struct procmm_welcome welcome = {
        .head = {.magic = PROCMM_MAGIC, .type = PROCMM_FRAME_WELCOME, .length = sizeof welcome,
                 .sequence = hello->head.sequence},
        .chosen = PROCMM_VERSION,
        .max_frame = MAX_FRAME,
        .features = hello->features & FEATURES, /* V2-HELLO-4 */
        .max_count = MAX_COUNT,
        .page_size = PAGE,
        .low = 0,
        .high = TASK_SIZE,
        .max_areas = max_areas(),
        .max_handles = session->handles.limit,
        .max_object = MAX_OBJECT,
    };
    session->greeted = true;
    session->client_max_frame = hello->max_frame;
    session->features = welcome.features;
    put_bytes(to, &welcome, sizeof welcome);
}

static void answer(struct session *session, const struct procmm_frame *frame, struct text *to) {
    struct refusal refusal =
        session->greeted ? frame_check(frame, session->features, session->client_max_frame)
                         : hello_check(frame);
    if (refusal.status != 0)
        put_refused(to, refusal, frame->sequence); /* V2-FRAME-6 */
    else if (!session->greeted)
        welcome(session, (const struct procmm_hello *)frame, to);
    else
        run_frame(session, frame, to);
}

/* Answers the next frame; returns its length, or 0 where it has not wholly come. */
static uint32_t next(struct session *session, struct span bytes, struct text *answers) {
    uint32_t limit = session->greeted ? MAX_FRAME : PROCMM_LEAST_MAX_FRAME; /* V2-FRAME-8 */
    uint32_t length;
    struct refusal refusal = frame_measure(bytes, limit, &length);
    if (refusal.status != 0) {
        put_refused(answers, refusal, 0); /* V2-FRAME-3 */
        end(session);
        return 0;
    }
    if (length == 0 || length > bytes.length)
        return 0;
    answer(session, (const struct procmm_frame *)bytes.data, answers);
    return length;
}

void session_receive(struct session *session, struct span bytes, struct text *answers) {
    struct text *waiting = &session->waiting;
    size_t read = 0;
    uint32_t length;
    if (session->over)
        return;
    put_bytes(waiting, bytes.data, bytes.length);
    while ((length = next(session, (struct span){waiting->data + read, waiting->length - read},
                          answers))
           > 0)
        read += length;
    if (session->over)
        return;
    memmove(waiting->data, waiting->data + read, waiting->length - read);
    waiting->length -= read;
}
