/* What changes one address space: sections 20.2 to 20.4, in the order of their rules. */
#include <errno.h>
#include <sys/mman.h>
#include <sys/syscall.h>

#include "run.h"

#ifndef SYS_mseal
#define SYS_mseal 462
#endif

#ifndef MREMAP_FIXED
#define MREMAP_MAYMOVE 1
#define MREMAP_FIXED 2
#endif

/* MADV_DONTNEED also of what a v1 record has locked. */
#define MADV_FORGET 24

#define HANDLE offsetof(struct procmm_op, handle)
#define ADDR offsetof(struct procmm_op_unmap, addr)

#define REFUSE_AT(found, status, field)                                                            \
    do {                                                                                           \
        uint64_t at = found;                                                                       \
        if (at != NOWHERE)                                                                         \
            return run_refuse(run, status, field, at);                                             \
    } while (0)

/* Whether neither the space nor a page of the range is sealed. */
static enum came may_change(struct run *run, struct mm *mm, uint64_t addr, uint64_t len) {
    if (mm->sealed)
        return run_refuse(run, EPERM, HANDLE, 0);
    REFUSE_AT(books_first_sealed(&mm->books, addr, addr + len), EPERM, ADDR);
    return DONE;
}

/* Whether, besides, all of it is mapped. */
static enum came may_change_all(struct run *run, struct mm *mm, uint64_t addr, uint64_t len) {
    enum came came = may_change(run, mm, addr, len);
    if (came != DONE)
        return came;
    REFUSE_AT(books_first_hole(&mm->books, addr, addr + len), ENOMEM, ADDR);
    return DONE;
}

/* Whether something may go to a range: its seals, or else its pages, are in the way. */
static enum came may_take(struct run *run, struct mm *mm, bool replace, uint64_t addr, uint64_t len,
                          size_t field) {
    if (replace)
        REFUSE_AT(books_first_sealed(&mm->books, addr, addr + len), EPERM, field);
    else
        REFUSE_AT(books_first_mapped(&mm->books, addr, addr + len), EEXIST, field);
    return DONE;
}

/* What V2-MAP-2 allows: the most that may be given. */
static uint32_t allowed(const struct held *object, bool shared) {
    if (object == NULL)
        return ALL_RIGHTS;
    bool writes = !shared || (object->rights & PROCMM_RIGHT_WRITE);
    bool executes = object->rights & PROCMM_RIGHT_EXEC;
    return PROT_READ | (writes ? PROT_WRITE : 0) | (executes ? PROT_EXEC : 0);
}

static bool exceeds(const struct mm *mm, uint64_t addr, uint64_t len) {
    if (mm->max_bytes == UINT64_MAX)
        return false;
    uint64_t replaced = books_mapped_in(&mm->books, addr, addr + len);
    return mm->books.mapped - replaced + len > mm->max_bytes;
}

static enum came map_at(struct run *run, struct mm *mm, const struct procmm_op_map *map,
                        const struct held *object, uint64_t addr) {
    bool shared = map->head.flags & PROCMM_MAP_SHARED;
    bool replace = map->head.flags & PROCMM_MAP_REPLACE;
    size_t noted = mm->books.noted;
    struct range range = {.start = addr,
                          .end = addr + map->len,
                          .tag = object == NULL ? 0 : object->memory->tag,
                          .max_prot = map->max_prot == 0 ? allowed(object, shared) /* V2-MAP-3 */
                                                         : map->max_prot};
    int flags = (shared ? MAP_SHARED : MAP_PRIVATE) | (object == NULL ? MAP_ANONYMOUS : 0)
                | (replace ? MAP_FIXED : MAP_FIXED_NOREPLACE);
    uint64_t fd = object == NULL ? UINT64_MAX : (uint64_t)object->memory->fd;
    books_put(&mm->books, range);
    return run_call(run, mm, noted, addr, SYS_mmap,
                    (uint64_t[6]){addr, map->len, map->prot, (uint64_t)flags, fd, map->offset});
}

static enum came map(struct run *run, struct mm *mm, const struct procmm_op_map *map,
                     const struct held *object) {
    uint32_t flags = map->head.flags;
    uint64_t addr = map->addr;
    bool reads = object == NULL || (object->rights & PROCMM_RIGHT_READ);
    uint32_t most = allowed(object, flags & PROCMM_MAP_SHARED);
    if (!reads || ((map->prot | map->max_prot) & ~most))
        return run_refuse(run, EACCES, offsetof(struct procmm_op_map, object), 0); /* V2-MAP-2 */
    if (mm->sealed)
        return run_refuse(run, EPERM, HANDLE, 0); /* V2-MAP-7 */
    if (flags & PROCMM_MAP_ANYWHERE) {
        uint64_t align = map->align == 0 ? PAGE : map->align;
        addr = books_free(&mm->books, addr, map->end, map->len, align);
        if (addr == NOWHERE)
            return run_refuse(run, ENOMEM, offsetof(struct procmm_op_map, len), 0); /* V2-MAP-6 */
    } else if (may_take(run, mm, flags & PROCMM_MAP_REPLACE, addr, map->len, ADDR) != DONE) {
        return REFUSED; /* V2-MAP-7, V2-MAP-4 */
    }
    if (exceeds(mm, addr, map->len))
        return run_refuse(run, ENOMEM, HANDLE, 0); /* V2-MAP-8 */
    return map_at(run, mm, map, object, addr);
}

static enum came unmap(struct run *run, struct mm *mm, const struct procmm_op_unmap *unmap) {
    size_t noted = mm->books.noted;
    if (may_change(run, mm, unmap->addr, unmap->len) != DONE)
        return REFUSED; /* V2-UNMAP-2 */
    books_cut(&mm->books, unmap->addr, unmap->addr + unmap->len);
    return run_call(run, mm, noted, 0, SYS_munmap, (uint64_t[6]){unmap->addr, unmap->len});
}

static enum came protect(struct run *run, struct mm *mm, const struct procmm_op_protect *protect) {
    uint64_t addr = protect->addr, len = protect->len;
    if (may_change_all(run, mm, addr, len) != DONE)
        return REFUSED; /* V2-PROT-2 */
    REFUSE_AT(books_first_denying(&mm->books, addr, addr + len, protect->prot), EACCES,
              offsetof(struct procmm_op_protect, prot));
    return run_call(run, mm, mm->books.noted, 0, SYS_mprotect,
                    (uint64_t[6]){addr, len, protect->prot});
}

static enum came move(struct run *run, struct mm *mm, const struct procmm_op_move *move) {
    bool replace = move->head.flags & PROCMM_MOVE_REPLACE;
    size_t noted = mm->books.noted;
    if (may_change_all(run, mm, move->addr, move->len) != DONE
        || may_take(run, mm, replace, move->to, move->len, offsetof(struct procmm_op_move, to))
               != DONE)
        return REFUSED; /* V2-MOVE-2 */
    books_move(&mm->books, move->addr, move->addr + move->len, move->to);
    return run_call(run, mm, noted, move->to, SYS_mremap,
                    (uint64_t[6]){move->addr, move->len, move->len, MREMAP_MAYMOVE | MREMAP_FIXED,
                                  move->to});
}

static enum came discard(struct run *run, struct mm *mm, const struct procmm_op_discard *discard) {
    if (may_change_all(run, mm, discard->addr, discard->len) != DONE)
        return REFUSED; /* V2-DISCARD-2 */
    return run_call(run, mm, mm->books.noted, 0, SYS_madvise,
                    (uint64_t[6]){discard->addr, discard->len, MADV_FORGET});
}

static enum came seal(struct run *run, struct mm *mm, const struct procmm_op_seal *seal) {
    size_t noted = mm->books.noted;
    if (seal->head.flags & PROCMM_SEAL_SPACE) {
        if (run_flush(run) == BACK)
            return BACK; /* books can be taken back, this not */
        mm->sealed = true;
        return run_done(run, 0);
    }
    if (mm->sealed)
        return run_refuse(run, EPERM, HANDLE, 0); /* V2-SEAL-3 */
    REFUSE_AT(books_first_hole(&mm->books, seal->addr, seal->addr + seal->len), ENOMEM, ADDR);
    books_seal(&mm->books, seal->addr, seal->addr + seal->len);
    return run_call(run, mm, noted, 0, SYS_mseal, (uint64_t[6]){seal->addr, seal->len});
}

static enum came in_space(struct run *run, struct mm *mm, const union record *record,
                          const struct held *object) {
    switch (record->head.opcode) {
    case PROCMM_OP_MAP:
        return map(run, mm, &record->map, object);
    case PROCMM_OP_UNMAP:
        return unmap(run, mm, &record->unmap);
    case PROCMM_OP_PROTECT:
        return protect(run, mm, &record->protect);
    case PROCMM_OP_MOVE:
        return move(run, mm, &record->move);
    case PROCMM_OP_DISCARD:
        return discard(run, mm, &record->discard);
    default:
        return seal(run, mm, &record->seal);
    }
}

enum came space_record(struct run *run, const union record *record) {
    struct held *space = run_space(run, record->head.handle, HANDLE), *object = NULL;
    size_t object_field = offsetof(struct procmm_op_map, object);
    if (space == NULL)
        return REFUSED;
    if (record->head.opcode == PROCMM_OP_MAP && record->map.object != PROCMM_HANDLE_NONE) {
        object = run_held(run, record->map.object, object_field);
        if (object == NULL)
            return REFUSED;
        if (object->memory == NULL)
            return run_refuse(run, EBADF, object_field, 0); /* V2-REC-7 */
    }
    if (!(space->rights & operation_of(record->head.opcode)->right))
        return run_refuse(run, EACCES, HANDLE, 0); /* V2-REC-8 */
    enum came came = run_begin(run, space->mm);
    return came == DONE ? in_space(run, space->mm, record, object) : came;
}
