/* Records of part v1 in a session: section 22. */
#include <errno.h>

#include "handler.h"
#include "run.h"
#include "writer.h"

#define AT(member) offsetof(struct procmm_legacy, member)

/* V2-LEGACY-3: whether the v1 record fits, and nothing but zeros is behind it. */
static bool fits(const struct procmm_legacy *record, const uint8_t *bytes) {
    uint32_t room = record->size - (uint32_t)sizeof *record;
    if (record->bytes > room || (record->bytes + 7) / 8 * 8 != room)
        return false;
    for (uint32_t i = record->bytes; i < room; i++)
        if (bytes[i] != 0)
            return false;
    return true;
}

static enum came written(struct run *run, long result) {
    run_done(run, (uint64_t)result);
    if (result >= 0 || result < -4095)
        return DONE;
    run->outcomes[run->number].status = (uint32_t)-result; /* V2-LEGACY-2 */
    return REFUSED;
}

enum came legacy_record(struct run *run, const struct procmm_legacy *record) {
    const uint8_t *bytes = (const uint8_t *)(record + 1);
    struct session *session = run->session;
    struct writer *client = table_get(&session->host->processes, session->process);
    bool native = record->dialect == PROCMM_DIALECT_X86_64;
    if (!native && record->dialect != PROCMM_DIALECT_I386)
        return run_refuse(run, EOPNOTSUPP, AT(dialect), 0);
    if (!fits(record, bytes))
        return run_refuse(run, EINVAL, AT(bytes), 0);
    struct held *held = run_space(run, record->handle, AT(handle));
    if (held == NULL)
        return REFUSED;
    if (!(held->rights & PROCMM_RIGHT_CHANGE))
        return run_refuse(run, EACCES, AT(handle), 0); /* V2-REC-8 */
    enum came came = run_begin(run, held->mm);
    if (came != DONE)
        return came;
    return written(run, handler_write_to(client, native ? PROC_MM64 : PROC_MM, held->mm,
                                         (struct span){bytes, record->bytes}, record->bytes));
}
