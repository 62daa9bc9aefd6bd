/* Part v2 as one session has agreed to it: frames and records before any handle is looked up. */
#ifndef V2_H
#define V2_H

#include <procmm_v2.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "message.h"

/* What this program tells in WELCOME. */
#define MAX_FRAME (1U << 20)
#define MAX_COUNT (1U << 14)
#define MAX_HANDLES (1U << 12) /* a MEMORY or IMPORT takes a descriptor, a CREATE a process */
#define MAX_OBJECT 0x7ffffffffffff000UL
#define FEATURES                                                                                   \
    (PROCMM_FEATURE_ATOMIC | PROCMM_FEATURE_LEGACY | PROCMM_FEATURE_IMPORT | PROCMM_FEATURE_CLONE  \
     | PROCMM_FEATURE_MOVE | PROCMM_FEATURE_SEAL | PROCMM_FEATURE_MAX_PROT)

/* How many areas a space may have: fewer than the kernel below allows, so that it never objects. */
uint32_t max_areas(void);

/* A record of this version's length, whatever that of the frame's is. */
union record {
    struct procmm_op head;
    struct procmm_op_create create;
    struct procmm_op_clone clone;
    struct procmm_op_duplicate duplicate;
    struct procmm_op_memory memory;
    struct procmm_op_import import;
    struct procmm_op_map map;
    struct procmm_op_unmap unmap;
    struct procmm_op_protect protect;
    struct procmm_op_move move;
    struct procmm_op_discard discard;
    struct procmm_op_seal seal;
    struct procmm_op_query query;
};

/* Table 18.2. */
struct operation {
    uint16_t first, size;
    uint32_t right;
    uint64_t feature;
    uint32_t flags;
    bool without_handle, gives_handle;
};

/* Returns NULL where the opcode is none. */
const struct operation *operation_of(uint16_t opcode);

/* Why something is refused, and where: an offset in the frame or the record. */
struct refusal {
    uint32_t status, field;
};

/*
 * Says whether the bytes begin a frame that can be measured: sets length, or the refusal (status
 * not 0), or neither where there are too few of them (V2-FRAME-3).
 */
struct refusal frame_measure(struct span bytes, uint32_t limit, uint32_t *length);

/* V2-HELLO-1 to V2-HELLO-3, of a whole frame. */
struct refusal hello_check(const struct procmm_frame *frame);

/* V2-FRAME-4, V2-FRAME-5, V2-HELLO-1, V2-REPLY-3 and V2-QUERY-5, of a whole frame. */
struct refusal frame_check(const struct procmm_frame *frame, uint64_t features,
                           uint32_t client_max_frame);

/* Steps to the next record or result of a frame; the first one stands behind the header. */
const struct procmm_op *record_behind(const struct procmm_op *record);

/* V2-REC-2 to V2-REC-6: copies a record, with zeros behind it, where nothing is wrong with it. */
struct refusal record_check(const struct procmm_op *from, uint64_t features, union record *to);

/* What results take of a reply, in bytes (V2-QUERY-5). */
#define RESULT_BYTES sizeof(struct procmm_result)
#define QUERY_BYTES (sizeof(struct procmm_query_head) + sizeof(struct procmm_area))

#endif
