#include <errno.h>
#include <string.h>

#include "stub.h"
#include "target.h"
#include "v2.h"

#define OF_SPACE                                                                                   \
    (PROCMM_RIGHT_QUERY | PROCMM_RIGHT_CHANGE | PROCMM_RIGHT_CLONE | PROCMM_RIGHT_SEAL             \
     | PROCMM_RIGHT_DESTROY | PROCMM_RIGHT_RUN)
#define OF_OBJECT (PROCMM_RIGHT_READ | PROCMM_RIGHT_WRITE | PROCMM_RIGHT_EXEC)
#define ALL_PROT (PROCMM_PROT_READ | PROCMM_PROT_WRITE | PROCMM_PROT_EXEC)

#define OPERATION(name, type)                                                                      \
    .first = PROCMM_OP_##name##_FIRST_SIZE, .size = sizeof(struct procmm_op_##type)

static const struct operation operations[] = {
    [PROCMM_OP_CREATE] = {OPERATION(CREATE, create), .without_handle = true, .gives_handle = true},
    [PROCMM_OP_CLONE] = {OPERATION(CLONE, clone), .right = PROCMM_RIGHT_CLONE,
                         .feature = PROCMM_FEATURE_CLONE, .gives_handle = true},
    [PROCMM_OP_DESTROY] = {OPERATION(DESTROY, destroy), .right = PROCMM_RIGHT_DESTROY},
    [PROCMM_OP_RELEASE] = {OPERATION(RELEASE, release)},
    [PROCMM_OP_DUPLICATE] = {OPERATION(DUPLICATE, duplicate), .gives_handle = true},
    [PROCMM_OP_MEMORY] = {OPERATION(MEMORY, memory), .without_handle = true, .gives_handle = true},
    [PROCMM_OP_IMPORT] = {OPERATION(IMPORT, import), .feature = PROCMM_FEATURE_IMPORT,
                          .without_handle = true, .gives_handle = true},
    [PROCMM_OP_MAP] = {OPERATION(MAP, map), .right = PROCMM_RIGHT_CHANGE,
                       .flags = PROCMM_MAP_REPLACE | PROCMM_MAP_ANYWHERE | PROCMM_MAP_SHARED},
    [PROCMM_OP_UNMAP] = {OPERATION(UNMAP, unmap), .right = PROCMM_RIGHT_CHANGE},
    [PROCMM_OP_PROTECT] = {OPERATION(PROTECT, protect), .right = PROCMM_RIGHT_CHANGE},
    [PROCMM_OP_MOVE] = {OPERATION(MOVE, move), .right = PROCMM_RIGHT_CHANGE,
                        .feature = PROCMM_FEATURE_MOVE, .flags = PROCMM_MOVE_REPLACE},
    [PROCMM_OP_DISCARD] = {OPERATION(DISCARD, discard), .right = PROCMM_RIGHT_CHANGE},
    [PROCMM_OP_SEAL] = {OPERATION(SEAL, seal), .right = PROCMM_RIGHT_SEAL,
                        .feature = PROCMM_FEATURE_SEAL, .flags = PROCMM_SEAL_SPACE},
    [PROCMM_OP_QUERY] = {OPERATION(QUERY, query), .right = PROCMM_RIGHT_QUERY},
};

const struct operation *operation_of(uint16_t opcode) {
    size_t count = sizeof operations / sizeof *operations;
    return opcode > 0 && opcode < count ? &operations[opcode] : NULL;
}

static const struct refusal nothing;

static struct refusal refuse(int status, size_t field) {
    return (struct refusal){(uint32_t)status, (uint32_t)field};
}

#define AT(type, member) offsetof(struct procmm_op_##type, member)
#define REFUSE_IF(condition, status, field)                                                        \
    do {                                                                                           \
        if (condition)                                                                             \
            return refuse(status, field);                                                          \
    } while (0)

/* V2-REC-5, of what each operation has behind its flags. */
static struct refusal unknown(const union record *record, uint64_t features) {
    switch (record->head.opcode) {
    case PROCMM_OP_CREATE:
    case PROCMM_OP_CLONE:
    case PROCMM_OP_DUPLICATE:
        REFUSE_IF(record->create.rights & ~(OF_SPACE | OF_OBJECT), EOPNOTSUPP, AT(create, rights));
        REFUSE_IF(record->create.reserved != 0, EOPNOTSUPP, AT(create, reserved));
        return nothing;
    case PROCMM_OP_MEMORY:
        REFUSE_IF(record->memory.rights & ~(OF_SPACE | OF_OBJECT), EOPNOTSUPP, AT(memory, rights));
        REFUSE_IF(record->memory.reserved != 0, EOPNOTSUPP, AT(memory, reserved));
        return nothing;
    case PROCMM_OP_IMPORT:
        REFUSE_IF(record->import.rights & ~(OF_SPACE | OF_OBJECT), EOPNOTSUPP, AT(import, rights));
        return nothing;
    case PROCMM_OP_MAP:
        REFUSE_IF(record->map.prot & ~ALL_PROT, EOPNOTSUPP, AT(map, prot));
        REFUSE_IF(record->map.max_prot & ~ALL_PROT, EOPNOTSUPP, AT(map, max_prot));
        REFUSE_IF(record->map.max_prot != 0 && !(features & PROCMM_FEATURE_MAX_PROT), EOPNOTSUPP,
                  AT(map, max_prot));
        return nothing;
    case PROCMM_OP_PROTECT:
        REFUSE_IF(record->protect.prot & ~ALL_PROT, EOPNOTSUPP, AT(protect, prot));
        REFUSE_IF(record->protect.reserved != 0, EOPNOTSUPP, AT(protect, reserved));
        return nothing;
    case PROCMM_OP_QUERY:
        REFUSE_IF(record->query.reserved != 0, EOPNOTSUPP, AT(query, reserved));
        return nothing;
    default:
        return nothing;
    }
}

static bool is_page(uint64_t addr) {
    return addr % PAGE == 0 && addr < TASK_SIZE;
}

/* Whether whole pages from an address within the bounds stay within them. */
static bool fits(uint64_t addr, uint64_t len) {
    return len != 0 && len % PAGE == 0 && len <= TASK_SIZE - addr;
}

static struct refusal range_outside(uint64_t addr, uint64_t len) {
    REFUSE_IF(!is_page(addr), EINVAL, AT(unmap, addr));
    REFUSE_IF(!fits(addr, len), EINVAL, AT(unmap, len));
    return nothing;
}

static struct refusal place_outside(const struct procmm_op_map *map) {
    if (!(map->head.flags & PROCMM_MAP_ANYWHERE)) {
        REFUSE_IF(map->end != 0, EINVAL, AT(map, end));
        REFUSE_IF(map->align != 0, EINVAL, AT(map, align));
        return nothing;
    }
    REFUSE_IF(map->end % PAGE != 0 || map->end > TASK_SIZE || map->end <= map->addr
                  || map->end - map->addr < map->len,
              EINVAL, AT(map, end));
    REFUSE_IF(map->align % PAGE != 0 || (map->align & (map->align - 1)) != 0, EINVAL,
              AT(map, align));
    return nothing;
}

static struct refusal map_outside(const struct procmm_op_map *map) {
    struct refusal wrong = range_outside(map->addr, map->len);
    if (wrong.status != 0)
        return wrong;
    REFUSE_IF(map->object == PROCMM_HANDLE_NONE && map->offset != 0, EINVAL, AT(map, offset));
    REFUSE_IF(map->offset % PAGE != 0 || map->offset > MAX_OBJECT - map->len, EINVAL,
              AT(map, offset));
    REFUSE_IF(map->max_prot != 0 && (map->prot & ~map->max_prot), EINVAL, AT(map, max_prot));
    return place_outside(map);
}

static struct refusal move_outside(const struct procmm_op_move *move) {
    struct refusal wrong = range_outside(move->addr, move->len);
    uint64_t up = move->to - move->addr, down = move->addr - move->to;
    if (wrong.status != 0)
        return wrong;
    REFUSE_IF(!is_page(move->to) || !fits(move->to, move->len) || up < move->len
                  || down < move->len,
              EINVAL, AT(move, to));
    return nothing;
}

static struct refusal seal_outside(const struct procmm_op_seal *seal) {
    if (!(seal->head.flags & PROCMM_SEAL_SPACE))
        return range_outside(seal->addr, seal->len);
    REFUSE_IF(seal->addr != 0, EINVAL, AT(seal, addr));
    REFUSE_IF(seal->len != 0, EINVAL, AT(seal, len));
    return nothing;
}

/* Rights of a kind, and not none. */
static struct refusal rights_outside(uint32_t rights, uint32_t kind, size_t field) {
    REFUSE_IF(rights == 0 || (rights & ~kind), EINVAL, field);
    return nothing;
}

/* V2-REC-6, behind flags and handle. */
static struct refusal outside(const union record *record) {
    switch (record->head.opcode) {
    case PROCMM_OP_CREATE:
    case PROCMM_OP_CLONE:
        return rights_outside(record->create.rights, OF_SPACE, AT(create, rights));
    case PROCMM_OP_DUPLICATE:
        return rights_outside(record->duplicate.rights, UINT32_MAX, AT(duplicate, rights));
    case PROCMM_OP_IMPORT:
        return rights_outside(record->import.rights, UINT32_MAX, AT(import, rights));
    case PROCMM_OP_MEMORY:
        REFUSE_IF(record->memory.bytes == 0 || record->memory.bytes > MAX_OBJECT, EINVAL,
                  AT(memory, bytes));
        return rights_outside(record->memory.rights, OF_OBJECT, AT(memory, rights));
    case PROCMM_OP_MAP:
        return map_outside(&record->map);
    case PROCMM_OP_UNMAP:
    case PROCMM_OP_PROTECT:
    case PROCMM_OP_DISCARD:
        return range_outside(record->unmap.addr, record->unmap.len);
    case PROCMM_OP_MOVE:
        return move_outside(&record->move);
    case PROCMM_OP_SEAL:
        return seal_outside(&record->seal);
    case PROCMM_OP_QUERY:
        REFUSE_IF(record->query.max == 0, EINVAL, AT(query, max));
        return nothing;
    default:
        return nothing;
    }
}

static struct refusal flags_outside(const union record *record) {
    uint32_t flags = record->head.flags;
    bool both = (flags & PROCMM_MAP_REPLACE) && (flags & PROCMM_MAP_ANYWHERE);
    bool nothing_shared =
        (flags & PROCMM_MAP_SHARED) && record->map.object == PROCMM_HANDLE_NONE;
    REFUSE_IF(record->head.opcode == PROCMM_OP_MAP && (both || nothing_shared), EINVAL,
              offsetof(struct procmm_op, flags));
    return nothing;
}

/* Where the first byte behind what is known is not 0; the record's size where all are. */
static size_t first_unknown(const struct procmm_op *record, size_t known) {
    const uint8_t *bytes = (const uint8_t *)record;
    while (known < record->size && bytes[known] == 0)
        known++;
    return known;
}

struct refusal record_check(const struct procmm_op *from, uint64_t features, union record *to) {
    const struct operation *operation = operation_of(from->opcode);
    if (operation == NULL)
        return refuse(ENOSYS, offsetof(struct procmm_op, opcode)); /* V2-REC-2 */
    REFUSE_IF(operation->feature & ~features, EOPNOTSUPP, offsetof(struct procmm_op, opcode));
    REFUSE_IF(from->size < operation->first, EINVAL, offsetof(struct procmm_op, size));
    size_t tail = from->size > operation->size ? first_unknown(from, operation->size) : from->size;
    REFUSE_IF(tail < from->size, E2BIG, tail); /* V2-REC-4 */
    size_t there = from->size < operation->size ? from->size : operation->size;
    memcpy(to, from, there);
    memset((uint8_t *)to + there, 0, sizeof *to - there);
    REFUSE_IF(from->flags & ~operation->flags, EOPNOTSUPP, offsetof(struct procmm_op, flags));
    struct refusal refusal = unknown(to, features);
    if (refusal.status == 0)
        refusal = flags_outside(to);
    if (refusal.status != 0)
        return refusal;
    REFUSE_IF(operation->without_handle && from->handle != PROCMM_HANDLE_NONE, EINVAL,
              offsetof(struct procmm_op, handle));
    return outside(to);
}
