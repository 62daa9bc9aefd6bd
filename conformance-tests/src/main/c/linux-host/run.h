/*
 * A frame while it is carried out: record by record, in the frame's mode (section 21).
 *
 * What records do to one address space waits in the stub's buffer, as system calls, and is done in
 * one stop: when the frame ends, another space's turn comes, or somebody wants to see what has
 * become of it. The books have changed before. So the kernel may still refuse what they let pass:
 * then the books are taken back to that record, and the frame goes on behind it.
 *
 * An ATOMIC frame is first tried out, in forks of the processes that it changes: all that it does
 * is taken back, and done again where all of it was done. So nothing has to be undone that cannot
 * be, and nobody can see that there was something.
 */
#ifndef RUN_H
#define RUN_H

#include "session.h"
#include "stub.h"
#include "v2.h"

struct outcome {
    uint64_t value;
    uint32_t status, field;
    size_t data_bytes; /* of a QUERY, in the run's data */
};

/* What an ATOMIC frame takes an address space back to. */
struct saved {
    struct mm *mm;
    struct target *target;
    uint64_t epoch;
    size_t most_areas;
    uint32_t ldt_entries;
    unsigned era;
    bool sealed;
};

struct run {
    struct session *session;
    const struct procmm_frame *frame;
    const struct procmm_op *record; /* the current one */
    uint32_t number;
    struct outcome *outcomes; /* of each record */
    uint64_t *given;          /* the handle that each has given, or 0 */
    uint32_t room;            /* of both */
    struct text data;         /* of QUERYs */
    /* The steps in the stub's buffer. */
    struct mm *waiting;
    unsigned steps;
    uint32_t record_of[STEPS];
    size_t noted[STEPS]; /* what the books of waiting had noted before */
    uint32_t back;       /* the record whose step the kernel has refused */
    /* An ATOMIC frame that is tried out. */
    bool tries;
    struct saved *saved;
    size_t saved_count;
};

/* What has come of a record. BACK: of run->back, and the frame has to go on behind that. */
enum came { DONE, REFUSED, BACK };

/* Carries out a frame, that is not refused, and appends the reply. */
void run_frame(struct session *session, const struct procmm_frame *frame, struct text *reply);

/* These note what has come of the current record. */
enum came run_done(struct run *run, uint64_t value);
enum came run_refuse(struct run *run, int status, size_t field, uint64_t addr);

/* Has the steps made that wait. */
enum came run_flush(struct run *run);

/* Has to be called before an address space is looked at, to change it. */
enum came run_begin(struct run *run, struct mm *mm);

/*
 * The current record is this system call in mm's process, and its value that, where the kernel has
 * nothing against it. The books have been changed since they had noted so much.
 */
enum came run_call(struct run *run, struct mm *mm, size_t noted, uint64_t value, long number,
                   const uint64_t arguments[6]);

/* What a handle or a reference in the current record stands for; NULL where that is refused. */
struct held *run_held(struct run *run, uint64_t handle, size_t field);
struct held *run_space(struct run *run, uint64_t handle, size_t field);
uint64_t run_resolved(const struct run *run, uint64_t handle);

/* The operations. */
enum came handle_record(struct run *run, const union record *record);
enum came space_record(struct run *run, const union record *record);
enum came query_record(struct run *run, const struct procmm_op_query *query);
enum came legacy_record(struct run *run, const struct procmm_legacy *record);

#endif
