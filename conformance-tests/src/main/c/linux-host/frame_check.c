#include <errno.h>
#include <string.h>

#include "v2.h"

#define AT(type, member) ((uint32_t)offsetof(struct type, member))

static struct refusal refuse(int status, uint32_t position) {
    return (struct refusal){(uint32_t)status, position};
}

static const struct refusal nothing;

struct refusal frame_measure(struct span bytes, uint32_t limit, uint32_t *length) {
    struct procmm_frame frame = {0};
    *length = 0;
    if (bytes.length < offsetof(struct procmm_frame, count))
        return nothing;
    memcpy(&frame, bytes.data, offsetof(struct procmm_frame, count));
    if (frame.magic != PROCMM_MAGIC)
        return refuse(EPROTO, AT(procmm_frame, magic));
    if (frame.length < sizeof frame || frame.length % PROCMM_UNIT != 0)
        return refuse(EPROTO, AT(procmm_frame, length));
    if (frame.length > limit)
        return refuse(EMSGSIZE, AT(procmm_frame, length));
    *length = frame.length;
    return nothing;
}

/* Where the first byte from an offset on is not 0; the frame's length where all are. */
static uint32_t first_not_zero(const struct procmm_frame *frame, uint32_t from) {
    const uint8_t *bytes = (const uint8_t *)frame;
    while (from < frame->length && bytes[from] == 0)
        from++;
    return from;
}

static struct refusal hello_body_check(const struct procmm_hello *hello) {
    uint32_t tail = first_not_zero(&hello->head, AT(procmm_hello, reserved));
    if (hello->lowest > hello->highest)
        return refuse(EINVAL, AT(procmm_hello, lowest));
    if (hello->max_frame < PROCMM_LEAST_MAX_FRAME)
        return refuse(EINVAL, AT(procmm_hello, max_frame));
    if (tail < sizeof *hello)
        return refuse(EOPNOTSUPP, AT(procmm_hello, reserved));
    if (tail < hello->head.length)
        return refuse(E2BIG, tail); /* V2-REC-4 */
    if (hello->lowest > PROCMM_VERSION || hello->highest < PROCMM_VERSION)
        return refuse(EPROTONOSUPPORT, AT(procmm_hello, lowest)); /* V2-HELLO-2 */
    return nothing;
}

struct refusal hello_check(const struct procmm_frame *frame) {
    if (frame->type != PROCMM_FRAME_HELLO)
        return refuse(EPROTO, AT(procmm_frame, type)); /* V2-HELLO-1 */
    if (frame->version != 0)
        return refuse(EPROTONOSUPPORT, AT(procmm_frame, version));
    if (frame->mode != 0)
        return refuse(EOPNOTSUPP, AT(procmm_frame, mode));
    if (frame->reserved != 0)
        return refuse(EOPNOTSUPP, AT(procmm_frame, reserved));
    if (frame->count != 0)
        return refuse(EOPNOTSUPP, AT(procmm_frame, count));
    if (frame->length < sizeof(struct procmm_hello))
        return refuse(EPROTO, AT(procmm_frame, length));
    return hello_body_check((const struct procmm_hello *)frame);
}

const struct procmm_op *record_behind(const struct procmm_op *record) {
    return (const struct procmm_op *)((const uint8_t *)record + record->size);
}

/* V2-FRAME-5; adds up the least that the reply takes. */
static struct refusal records_check(const struct procmm_frame *frame, uint64_t *reply) {
    const struct procmm_op *record = (const struct procmm_op *)(frame + 1);
    uint64_t at = sizeof *frame;
    *reply = sizeof *frame + (uint64_t)frame->count * RESULT_BYTES;
    for (uint32_t i = 0; i < frame->count; i++) {
        uint64_t room = frame->length - at;
        if (room < sizeof *record || record->size < sizeof *record || record->size > room
            || record->size % PROCMM_UNIT != 0)
            return refuse(EPROTO, (uint32_t)at);
        if (frame->type == PROCMM_FRAME_BATCH && record->opcode == PROCMM_OP_QUERY)
            *reply += QUERY_BYTES;
        at += record->size;
        record = record_behind(record);
    }
    return at == frame->length ? nothing : refuse(EPROTO, (uint32_t)at);
}

static bool negotiates(uint16_t type) {
    return type == PROCMM_FRAME_HELLO || type == PROCMM_FRAME_WELCOME
           || type == PROCMM_FRAME_REFUSED;
}

static struct refusal header_check(const struct procmm_frame *frame, uint64_t features) {
    if (frame->version != (negotiates(frame->type) ? 0 : PROCMM_VERSION))
        return refuse(EPROTONOSUPPORT, AT(procmm_frame, version));
    if (frame->type != PROCMM_FRAME_BATCH && frame->type != PROCMM_FRAME_LEGACY)
        return refuse(EPROTO, AT(procmm_frame, type));
    if (frame->type == PROCMM_FRAME_LEGACY && !(features & PROCMM_FEATURE_LEGACY))
        return refuse(EOPNOTSUPP, AT(procmm_frame, type)); /* V2-HELLO-5 */
    if (frame->mode > PROCMM_MODE_ATOMIC
        || (frame->mode == PROCMM_MODE_ATOMIC && !(features & PROCMM_FEATURE_ATOMIC)))
        return refuse(EOPNOTSUPP, AT(procmm_frame, mode));
    if (frame->reserved != 0)
        return refuse(EOPNOTSUPP, AT(procmm_frame, reserved));
    if (frame->count > MAX_COUNT)
        return refuse(EMSGSIZE, AT(procmm_frame, count));
    return nothing;
}

struct refusal frame_check(const struct procmm_frame *frame, uint64_t features,
                           uint32_t client_max_frame) {
    uint64_t reply;
    struct refusal refusal = header_check(frame, features);
    if (refusal.status == 0)
        refusal = records_check(frame, &reply);
    if (refusal.status == 0 && reply > client_max_frame)
        refusal = refuse(EMSGSIZE, AT(procmm_frame, count)); /* V2-REPLY-3, V2-QUERY-5 */
    return refusal;
}
