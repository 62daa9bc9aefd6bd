#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "run.h"
#include "trial.h"

enum came run_done(struct run *run, uint64_t value) {
    run->outcomes[run->number] = (struct outcome){.value = value};
    return DONE;
}

enum came run_refuse(struct run *run, int status, size_t field, uint64_t addr) {
    run->outcomes[run->number] =
        (struct outcome){.value = addr, .status = (uint32_t)status, .field = (uint32_t)field};
    return REFUSED;
}

uint64_t run_resolved(const struct run *run, uint64_t handle) {
    uint64_t number = handle & ~PROCMM_REFERENCE(0);
    if (number == handle)
        return handle;
    return number < run->number ? run->given[number] : PROCMM_HANDLE_NONE;
}

struct held *run_held(struct run *run, uint64_t handle, size_t field) {
    uint64_t resolved = run_resolved(run, handle);
    struct held *held = handles_get(&run->session->handles, resolved);
    bool no_result = resolved == PROCMM_HANDLE_NONE && handle != PROCMM_HANDLE_NONE;
    if (held == NULL)
        run_refuse(run, no_result ? ECANCELED : EBADF, field, 0); /* V2-REC-7 */
    return held;
}

struct held *run_space(struct run *run, uint64_t handle, size_t field) {
    struct held *held = run_held(run, handle, field);
    if (held == NULL || held->mm != NULL)
        return held;
    run_refuse(run, EBADF, field, 0); /* V2-REC-7 */
    return NULL;
}

static enum came batch_record(struct run *run) {
    union record record;
    struct refusal refusal = record_check(run->record, run->session->features, &record);
    if (refusal.status != 0)
        return run_refuse(run, (int)refusal.status, refusal.field, 0);
    switch (record.head.opcode) {
    case PROCMM_OP_MAP:
    case PROCMM_OP_UNMAP:
    case PROCMM_OP_PROTECT:
    case PROCMM_OP_MOVE:
    case PROCMM_OP_DISCARD:
    case PROCMM_OP_SEAL:
        return space_record(run, &record);
    case PROCMM_OP_QUERY:
        return query_record(run, &record.query);
    default:
        return handle_record(run, &record);
    }
}

static enum came carry_out(struct run *run) {
    run->given[run->number] = PROCMM_HANDLE_NONE;
    if (run->frame->type == PROCMM_FRAME_LEGACY)
        return legacy_record(run, (const struct procmm_legacy *)run->record);
    enum came came = batch_record(run);
    if (came == DONE && operation_of(run->record->opcode)->gives_handle)
        run->given[run->number] = run->outcomes[run->number].value;
    return came;
}

static void go_to(struct run *run, uint32_t number) {
    if (number < run->number) {
        run->number = 0;
        run->record = (const struct procmm_op *)(run->frame + 1);
    }
    for (; run->number < number; run->number++)
        run->record = record_behind(run->record);
}

/* Carries out the records; returns how many, up to the first that is refused if that stops it. */
static uint32_t carry_out_all(struct run *run, bool stops) {
    uint32_t count = run->frame->count;
    run->number = 0;
    run->record = (const struct procmm_op *)(run->frame + 1);
    run->data.length = 0;
    for (;;) {
        enum came came = run->number < count ? carry_out(run) : run_flush(run);
        if (came == REFUSED && stops && run_flush(run) == BACK)
            came = BACK; /* it was not this one */
        if (came == BACK)
            go_to(run, run->back);
        else if (run->number == count)
            return count;
        if (came != DONE && stops)
            return run->number;
        go_to(run, run->number + 1);
    }
}

/* V2-BATCH-2, V2-BATCH-4. */
static void cancel(struct run *run, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++)
        run->outcomes[i] = (struct outcome){.status = ECANCELED};
}

static void atomic(struct run *run) {
    uint32_t count = run->frame->count;
    bool whole = run->frame->type == PROCMM_FRAME_BATCH && count <= 1;
    if (!whole) {
        struct handles before = trial_begin(run);
        uint32_t done = carry_out_all(run, true);
        trial_end(run, before);
        if (done < count) {
            cancel(run, 0, done);
            cancel(run, done + 1, count);
            run->data.length = 0;
            return;
        }
    }
    if (carry_out_all(run, true) < count && !whole)
        die("the kernel has refused what it let pass when it was tried out");
}

static void put_reply(struct run *run, struct text *to) {
    struct procmm_frame head = {.magic = PROCMM_MAGIC,
                                .version = PROCMM_VERSION,
                                .type = PROCMM_FRAME_REPLY,
                                .count = run->frame->count,
                                .sequence = run->frame->sequence,
                                .mode = run->frame->mode};
    size_t data = 0;
    head.length = (uint32_t)(sizeof head + head.count * RESULT_BYTES + run->data.length);
    put_bytes(to, &head, sizeof head);
    for (uint32_t i = 0; i < head.count; i++) {
        struct outcome *outcome = &run->outcomes[i];
        struct procmm_result result = {.size = (uint32_t)(RESULT_BYTES + outcome->data_bytes),
                                       .status = outcome->status,
                                       .value = outcome->value,
                                       .field = outcome->field};
        put_bytes(to, &result, sizeof result);
        put_bytes(to, run->data.data + data, outcome->data_bytes);
        data += outcome->data_bytes;
    }
}

static void make_room(struct run *run, uint32_t count) {
    if (count <= run->room)
        return;
    run->outcomes = realloc(run->outcomes, count * sizeof *run->outcomes);
    run->given = realloc(run->given, count * sizeof *run->given);
    if (run->outcomes == NULL || run->given == NULL)
        die("memory");
    run->room = count;
}

void run_frame(struct session *session, const struct procmm_frame *frame, struct text *reply) {
    static struct run run;
    run.session = session;
    run.frame = frame;
    make_room(&run, frame->count);
    if (frame->mode == PROCMM_MODE_ATOMIC) {
        atomic(&run);
    } else {
        uint32_t done = carry_out_all(&run, frame->mode == PROCMM_MODE_SEQUENTIAL);
        if (done < frame->count)
            cancel(&run, done + 1, frame->count);
    }
    put_reply(&run, reply);
}
