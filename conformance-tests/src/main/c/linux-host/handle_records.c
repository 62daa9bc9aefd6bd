/* What makes and ends handles: sections 19 and 20.1. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "die.h"
#include "object.h"
#include "run.h"
#include "writer.h"

#define HANDLE offsetof(struct procmm_op, handle)
#define OF_SPACE 0xffU
#define OF_OBJECT 0xff00U

static enum came give(struct run *run, struct held what) {
    return run_done(run, handles_give(&run->session->handles, what));
}

/* V2-HANDLE-10. */
static bool is_full(struct run *run) {
    return handles_are_full(&run->session->handles) && run_refuse(run, EMFILE, 0, 0) == REFUSED;
}

static enum came give_space(struct run *run, struct mm *mm, uint32_t rights) {
    if (mm == NULL)
        return run_refuse(run, ENOMEM, 0, 0); /* V2-SPACE-4 */
    mm->tried = run->tries;
    return give(run, (struct held){.mm = mm, .rights = rights});
}

static enum came create(struct run *run, const struct procmm_op_create *create) {
    if (is_full(run))
        return REFUSED;
    struct mm *mm = mm_new(true);
    if (mm != NULL && create->max_bytes != 0)
        mm->max_bytes = create->max_bytes;
    return give_space(run, mm, create->rights);
}

static enum came clone_space(struct run *run, struct mm *source,
                             const struct procmm_op_clone *clone) {
    if (is_full(run))
        return REFUSED;
    return give_space(run, mm_clone(source), clone->rights);
}

static void sweep_others(struct run *run) {
    struct table *sessions = &run->session->host->sessions;
    for (size_t i = 0; i < sessions->count; i++)
        handles_sweep(&((struct session *)sessions->slots[i].thing)->handles);
}

static enum came destroy(struct run *run, struct mm *mm) {
    enum came came = run_begin(run, mm);
    if (came != DONE)
        return came;
    mm_hold(mm);
    bool emptied = mm_empty(mm);
    if (emptied) {
        mm->era++;
        handles_sweep(&run->session->handles);
        if (!run->tries)
            sweep_others(run);
    }
    mm_release(mm);
    return emptied ? run_done(run, 0) : run_refuse(run, ENOMEM, HANDLE, 0);
}

static enum came duplicate(struct run *run, const struct held *held, uint32_t rights) {
    size_t field = offsetof(struct procmm_op_duplicate, rights);
    if (rights & ~(held->mm != NULL ? OF_SPACE : OF_OBJECT))
        return run_refuse(run, EINVAL, field, 0); /* V2-HANDLE-3 */
    if (rights & ~held->rights)
        return run_refuse(run, EACCES, field, 0); /* V2-HANDLE-4 */
    if (is_full(run))
        return REFUSED;
    struct held another = *held;
    another.rights = rights;
    if (another.mm != NULL)
        mm_hold(another.mm);
    else
        another.memory->handles++;
    return give(run, another);
}

/* A handle of what is open at a descriptor of this program; it has the descriptor from now on. */
static enum came give_object(struct run *run, int fd, uint64_t tag, uint32_t rights) {
    if (fd < 0)
        return run_refuse(run, fd == -EMFILE ? EMFILE : ENOMEM, 0, 0);
    struct memory *memory = malloc(sizeof *memory);
    if (memory == NULL)
        die("memory");
    *memory = (struct memory){.fd = fd, .tag = tag, .handles = 1};
    return give(run, (struct held){.memory = memory, .rights = rights});
}

static enum came memory(struct run *run, const struct procmm_op_memory *memory) {
    if (is_full(run))
        return REFUSED;
    return give_object(run, object_memory(memory->bytes), memory->tag, memory->rights);
}

static enum came import_space(struct run *run, const struct opening *opening, uint32_t rights) {
    size_t field = offsetof(struct procmm_op_import, rights);
    if (rights & ~OF_SPACE)
        return run_refuse(run, EINVAL, field, 0); /* V2-HANDLE-3 */
    if (!opening->writes && (rights & ~PROCMM_RIGHT_QUERY))
        return run_refuse(run, EACCES, field, 0);
    if (is_full(run))
        return REFUSED;
    mm_hold(opening->mm);
    return give(run, (struct held){.mm = opening->mm, .rights = rights});
}

static enum came import_object(struct run *run, const struct opening *opening,
                               const struct procmm_op_import *import) {
    size_t field = offsetof(struct procmm_op_import, rights);
    uint32_t allowed = 0;
    if (import->rights & ~OF_OBJECT)
        return run_refuse(run, EINVAL, field, 0); /* V2-HANDLE-3 */
    if (opening->reads)
        allowed = PROCMM_RIGHT_READ | (opening->writes ? PROCMM_RIGHT_WRITE : 0)
                  | (opening->kind == REGULAR ? PROCMM_RIGHT_EXEC : 0);
    if (import->rights & ~allowed)
        return run_refuse(run, EACCES, field, 0);
    if (is_full(run))
        return REFUSED;
    return give_object(run, writer_share(opening), import->tag, import->rights);
}

static enum came import(struct run *run, const struct procmm_op_import *import) {
    size_t field = offsetof(struct procmm_op_import, fd);
    struct session *session = run->session;
    struct writer *client = table_get(&session->host->processes, session->process);
    struct opening *opening = client == NULL ? NULL : writer_opening(client, import->fd);
    if (opening == NULL)
        return run_refuse(run, EBADF, field, 0);
    if (opening->mm != NULL)
        return import_space(run, opening, import->rights);
    if (opening->kind != REGULAR && opening->kind != NOT_EXECUTABLE)
        return run_refuse(run, ENODEV, field, 0);
    return import_object(run, opening, import);
}

static enum came with_handle(struct run *run, const union record *record) {
    struct held *held = run_held(run, record->head.handle, HANDLE);
    if (held == NULL)
        return REFUSED;
    if (record->head.opcode == PROCMM_OP_DUPLICATE)
        return duplicate(run, held, record->duplicate.rights);
    handles_remove(&run->session->handles, run_resolved(run, record->head.handle));
    return run_done(run, 0); /* V2-HANDLE-5 */
}

static enum came with_space(struct run *run, const union record *record) {
    struct held *held = run_space(run, record->head.handle, HANDLE);
    if (held == NULL)
        return REFUSED;
    if (!(held->rights & operation_of(record->head.opcode)->right))
        return run_refuse(run, EACCES, HANDLE, 0); /* V2-REC-8 */
    return record->head.opcode == PROCMM_OP_CLONE ? clone_space(run, held->mm, &record->clone)
                                                  : destroy(run, held->mm);
}

enum came handle_record(struct run *run, const union record *record) {
    if (run_flush(run) == BACK)
        return BACK; /* steps have been told descriptors that may now be closed */
    switch (record->head.opcode) {
    case PROCMM_OP_CREATE:
        return create(run, &record->create);
    case PROCMM_OP_MEMORY:
        return memory(run, &record->memory);
    case PROCMM_OP_IMPORT:
        return import(run, &record->import);
    case PROCMM_OP_RELEASE:
    case PROCMM_OP_DUPLICATE:
        return with_handle(run, record);
    default:
        return with_space(run, record);
    }
}
