/* QUERY: what is mapped, and how (section 20.5). */
#include <errno.h>

#include "areas.h"
#include "run.h"

/* How many areas the reply has room for: what comes behind has what it needs (V2-QUERY-5). */
static uint32_t room(const struct run *run) {
    uint64_t least = sizeof *run->frame + (uint64_t)run->frame->count * RESULT_BYTES;
    const struct procmm_op *record = run->record;
    for (uint32_t i = run->number + 1; i < run->frame->count; i++) {
        record = record_behind(record);
        least += record->opcode == PROCMM_OP_QUERY ? QUERY_BYTES : 0;
    }
    uint64_t bytes = run->session->client_max_frame - least - run->data.length
                     - sizeof(struct procmm_query_head);
    return (uint32_t)(bytes / sizeof(struct procmm_area));
}

static void put_area(struct text *to, const struct area *area) {
    struct procmm_area seen = {.start = area->start,
                               .end = area->end,
                               .offset = area->offset,
                               .tag = area->tag,
                               .prot = area->prot,
                               .max_prot = area->max_prot,
                               .kind = (area->shared ? PROCMM_AREA_SHARED : PROCMM_AREA_PRIVATE)
                                       | (area->anonymous ? PROCMM_AREA_ANONYMOUS : 0)
                                       | (area->sealed ? PROCMM_AREA_SEALED : 0)};
    put_bytes(to, &seen, sizeof seen);
}

static enum came report(struct run *run, struct mm *mm, const struct procmm_op_query *query) {
    struct areas areas = areas_seen(mm);
    uint32_t most = room(run), reported = 0;
    size_t before = run->data.length, first = 0;
    uint64_t next = 0;
    if (query->max < most)
        most = query->max;
    while (first < areas.count && areas.all[first].end <= query->addr)
        first++;
    struct procmm_query_head head = {
        .epoch = mm->epoch, .mapped = mm->books.mapped, .areas = (uint32_t)areas.count};
    head.reported = areas.count - first < most ? (uint32_t)(areas.count - first) : most;
    put_bytes(&run->data, &head, sizeof head);
    for (; reported < head.reported; reported++)
        put_area(&run->data, &areas.all[first + reported]);
    if (first + reported < areas.count)
        next = areas.all[first + reported - 1].end; /* V2-QUERY-2 */
    areas_end(&areas);
    run_done(run, next);
    run->outcomes[run->number].data_bytes = run->data.length - before;
    return DONE;
}

enum came query_record(struct run *run, const struct procmm_op_query *query) {
    size_t field = offsetof(struct procmm_op, handle);
    if (run_flush(run) == BACK)
        return BACK;
    struct held *held = run_space(run, query->head.handle, field);
    if (held == NULL)
        return REFUSED;
    if (!(held->rights & PROCMM_RIGHT_QUERY))
        return run_refuse(run, EACCES, field, 0); /* V2-REC-8 */
    return report(run, held->mm, query);
}
