/*
 * The wire of procmm, part v2 (SPEC.md, sections 15 to 22), for implementers.
 *
 * All numbers are little-endian and lie at multiples of their size from the start of the frame; no
 * struct has padding that is not a member, so each is what a compiler makes of it on every machine.
 * A big-endian machine has to swap.
 *
 * A frame is struct procmm_frame, then what its type says:
 *
 *   HELLO, WELCOME, REFUSED   the rest of struct procmm_hello, _welcome, _refused
 *   BATCH                     `count` records, each a struct procmm_op_... of `head.size` bytes
 *   REPLY                     `count` results, each struct procmm_result; behind that of a QUERY
 *                             struct procmm_query_head and `reported` times struct procmm_area
 *   LEGACY                    `count` times struct procmm_legacy, the v1 record, zeros
 *
 * v2.proto says the same; the build holds the two against each other.
 */
#ifndef PROCMM_V2_H
#define PROCMM_V2_H

#ifdef __KERNEL__
#include <linux/types.h>
#else
#include <stdint.h>
#endif

#if defined(__cplusplus) && __cplusplus >= 201103L
#define PROCMM_HAS_SIZE(type, bytes) static_assert(sizeof(struct type) == (bytes), #type)
#elif defined(__STDC_VERSION__) && __STDC_VERSION__ >= 201112L
#define PROCMM_HAS_SIZE(type, bytes) _Static_assert(sizeof(struct type) == (bytes), #type)
#else
#define PROCMM_HAS_SIZE(type, bytes) \
	typedef char type##_has_##bytes##_bytes[sizeof(struct type) == (bytes) ? 1 : -1]
#endif

#define PROCMM_MAGIC           0x324d4d50u /* "PMM2" */
#define PROCMM_VERSION         2u
#define PROCMM_LEAST_MAX_FRAME 4096u
#define PROCMM_UNIT            8u /* frames, records and results are multiples of this long */

/* Frames: table 16.1. */
struct procmm_frame {
	uint32_t magic;
	uint16_t version; /* 0 in HELLO, WELCOME and REFUSED */
	uint16_t type;
	uint32_t length; /* of the whole frame */
	uint32_t count;
	uint64_t sequence;
	uint32_t mode;
	uint32_t reserved;
};
PROCMM_HAS_SIZE(procmm_frame, 32);

/* Types: table 16.2. */
#define PROCMM_FRAME_NONE    0u
#define PROCMM_FRAME_HELLO   1u
#define PROCMM_FRAME_WELCOME 2u
#define PROCMM_FRAME_REFUSED 3u
#define PROCMM_FRAME_BATCH   4u
#define PROCMM_FRAME_REPLY   5u
#define PROCMM_FRAME_LEGACY  6u

/* Modes: table 21.1. */
#define PROCMM_MODE_SEQUENTIAL  0u
#define PROCMM_MODE_INDEPENDENT 1u
#define PROCMM_MODE_ATOMIC      2u

/* Table 17.1. */
struct procmm_hello {
	struct procmm_frame head;
	uint16_t lowest;
	uint16_t highest;
	uint32_t max_frame;
	uint64_t features;
	uint64_t reserved;
};
PROCMM_HAS_SIZE(procmm_hello, 56);

/* Table 17.2. */
struct procmm_welcome {
	struct procmm_frame head;
	uint16_t chosen;
	uint16_t reserved;
	uint32_t max_frame;
	uint64_t features;
	uint32_t max_count;
	uint32_t page_size;
	uint64_t low;
	uint64_t high;
	uint32_t max_areas;
	uint32_t max_handles;
	uint64_t max_object;
	uint64_t reserved2;
};
PROCMM_HAS_SIZE(procmm_welcome, 96);

/* Table 16.3. */
struct procmm_refused {
	struct procmm_frame head;
	uint32_t status;
	uint32_t position;
	uint16_t lowest;
	uint16_t highest;
	uint32_t reserved;
};
PROCMM_HAS_SIZE(procmm_refused, 48);

/* Features: table 17.3. */
#define PROCMM_FEATURE_NONE     0x0u
#define PROCMM_FEATURE_ATOMIC   0x1u
#define PROCMM_FEATURE_LEGACY   0x2u
#define PROCMM_FEATURE_IMPORT   0x4u
#define PROCMM_FEATURE_CLONE    0x8u
#define PROCMM_FEATURE_MOVE     0x10u
#define PROCMM_FEATURE_SEAL     0x20u
#define PROCMM_FEATURE_MAX_PROT 0x40u

/* Records: table 18.1. */
struct procmm_op {
	uint16_t opcode;
	uint16_t size; /* of the record; what is missing is zero, what is unknown has to be */
	uint32_t flags;
	uint64_t handle; /* a handle, or a reference */
};
PROCMM_HAS_SIZE(procmm_op, 16);

/* Handles: section 19. */
#define PROCMM_HANDLE_NONE       0u
#define PROCMM_REFERENCE(record) ((uint64_t)1 << 63 | (uint32_t)(record))

/* Operations: table 18.2. FIRST_SIZE is the size as it was first published: none is shorter. */
#define PROCMM_OP_CREATE               1u
#define PROCMM_OP_CREATE_FIRST_SIZE    24u
#define PROCMM_OP_CLONE                2u
#define PROCMM_OP_CLONE_FIRST_SIZE     24u
#define PROCMM_OP_DESTROY              3u
#define PROCMM_OP_DESTROY_FIRST_SIZE   16u
#define PROCMM_OP_RELEASE              4u
#define PROCMM_OP_RELEASE_FIRST_SIZE   16u
#define PROCMM_OP_DUPLICATE            5u
#define PROCMM_OP_DUPLICATE_FIRST_SIZE 24u
#define PROCMM_OP_MEMORY               6u
#define PROCMM_OP_MEMORY_FIRST_SIZE    40u
#define PROCMM_OP_IMPORT               7u
#define PROCMM_OP_IMPORT_FIRST_SIZE    32u
#define PROCMM_OP_MAP                  8u
#define PROCMM_OP_MAP_FIRST_SIZE       56u
#define PROCMM_OP_UNMAP                9u
#define PROCMM_OP_UNMAP_FIRST_SIZE     32u
#define PROCMM_OP_PROTECT              10u
#define PROCMM_OP_PROTECT_FIRST_SIZE   40u
#define PROCMM_OP_MOVE                 11u
#define PROCMM_OP_MOVE_FIRST_SIZE      40u
#define PROCMM_OP_DISCARD              12u
#define PROCMM_OP_DISCARD_FIRST_SIZE   32u
#define PROCMM_OP_SEAL                 13u
#define PROCMM_OP_SEAL_FIRST_SIZE      32u
#define PROCMM_OP_QUERY                14u
#define PROCMM_OP_QUERY_FIRST_SIZE     32u
#define PROCMM_OP_PROPOSALS            0x8000u /* from here on: for proposals */

/* Rights: table 19.1. */
#define PROCMM_RIGHT_NONE    0x0u
#define PROCMM_RIGHT_QUERY   0x1u
#define PROCMM_RIGHT_CHANGE  0x2u
#define PROCMM_RIGHT_CLONE   0x4u
#define PROCMM_RIGHT_SEAL    0x8u
#define PROCMM_RIGHT_DESTROY 0x10u
#define PROCMM_RIGHT_RUN     0x20u
#define PROCMM_RIGHT_READ    0x100u
#define PROCMM_RIGHT_WRITE   0x200u
#define PROCMM_RIGHT_EXEC    0x400u

#define PROCMM_PROT_NONE  0x0u
#define PROCMM_PROT_READ  0x1u
#define PROCMM_PROT_WRITE 0x2u
#define PROCMM_PROT_EXEC  0x4u

/* Flags: table 18.4. */
#define PROCMM_MAP_EXACT    0x0u
#define PROCMM_MAP_REPLACE  0x1u
#define PROCMM_MAP_ANYWHERE 0x2u
#define PROCMM_MAP_SHARED   0x4u
#define PROCMM_MOVE_EXACT   0x0u
#define PROCMM_MOVE_REPLACE 0x1u
#define PROCMM_SEAL_RANGE   0x0u
#define PROCMM_SEAL_SPACE   0x1u

/* The records: table 18.3. */
struct procmm_op_create {
	struct procmm_op head;
	uint32_t rights;
	uint32_t reserved;
	uint64_t max_bytes;
};
PROCMM_HAS_SIZE(procmm_op_create, 32);

struct procmm_op_clone {
	struct procmm_op head;
	uint32_t rights;
	uint32_t reserved;
};
PROCMM_HAS_SIZE(procmm_op_clone, 24);

struct procmm_op_destroy {
	struct procmm_op head;
};
PROCMM_HAS_SIZE(procmm_op_destroy, 16);

struct procmm_op_release {
	struct procmm_op head;
};
PROCMM_HAS_SIZE(procmm_op_release, 16);

struct procmm_op_duplicate {
	struct procmm_op head;
	uint32_t rights;
	uint32_t reserved;
};
PROCMM_HAS_SIZE(procmm_op_duplicate, 24);

struct procmm_op_memory {
	struct procmm_op head;
	uint64_t bytes;
	uint32_t rights;
	uint32_t reserved;
	uint64_t tag;
};
PROCMM_HAS_SIZE(procmm_op_memory, 40);

struct procmm_op_import {
	struct procmm_op head;
	uint32_t fd;
	uint32_t rights;
	uint64_t tag;
};
PROCMM_HAS_SIZE(procmm_op_import, 32);

struct procmm_op_map {
	struct procmm_op head;
	uint64_t addr;
	uint64_t len;
	uint64_t object;
	uint64_t offset;
	uint32_t prot;
	uint32_t max_prot;
	/* Since here: zero where the record is shorter. */
	uint64_t end;
	uint64_t align;
};
PROCMM_HAS_SIZE(procmm_op_map, 72);

struct procmm_op_unmap {
	struct procmm_op head;
	uint64_t addr;
	uint64_t len;
};
PROCMM_HAS_SIZE(procmm_op_unmap, 32);

struct procmm_op_protect {
	struct procmm_op head;
	uint64_t addr;
	uint64_t len;
	uint32_t prot;
	uint32_t reserved;
};
PROCMM_HAS_SIZE(procmm_op_protect, 40);

struct procmm_op_move {
	struct procmm_op head;
	uint64_t addr;
	uint64_t len;
	uint64_t to;
};
PROCMM_HAS_SIZE(procmm_op_move, 40);

struct procmm_op_discard {
	struct procmm_op head;
	uint64_t addr;
	uint64_t len;
};
PROCMM_HAS_SIZE(procmm_op_discard, 32);

struct procmm_op_seal {
	struct procmm_op head;
	uint64_t addr;
	uint64_t len;
};
PROCMM_HAS_SIZE(procmm_op_seal, 32);

struct procmm_op_query {
	struct procmm_op head;
	uint64_t addr;
	uint32_t max;
	uint32_t reserved;
};
PROCMM_HAS_SIZE(procmm_op_query, 32);

/* Results: table 21.2. */
struct procmm_result {
	uint32_t size; /* with the data behind it */
	uint32_t status;
	uint64_t value;
	uint32_t field;
	uint32_t reserved;
};
PROCMM_HAS_SIZE(procmm_result, 24);

/* Statuses: Linux's errnos, on every host. */
#define PROCMM_STATUS_OK              0u
#define PROCMM_STATUS_EPERM           1u
#define PROCMM_STATUS_E2BIG           7u
#define PROCMM_STATUS_EBADF           9u
#define PROCMM_STATUS_ENOMEM          12u
#define PROCMM_STATUS_EACCES          13u
#define PROCMM_STATUS_EEXIST          17u
#define PROCMM_STATUS_ENODEV          19u
#define PROCMM_STATUS_EINVAL          22u
#define PROCMM_STATUS_EMFILE          24u
#define PROCMM_STATUS_ENOSYS          38u
#define PROCMM_STATUS_EPROTO          71u
#define PROCMM_STATUS_EMSGSIZE        90u
#define PROCMM_STATUS_EPROTONOSUPPORT 93u
#define PROCMM_STATUS_EOPNOTSUPP      95u
#define PROCMM_STATUS_ECANCELED       125u

/* The data of a QUERY: table 20.1. */
struct procmm_query_head {
	uint64_t epoch;
	uint64_t mapped;
	uint32_t areas;
	uint32_t reported;
};
PROCMM_HAS_SIZE(procmm_query_head, 24);

struct procmm_area {
	uint64_t start;
	uint64_t end;
	uint64_t offset;
	uint64_t tag;
	uint32_t prot;
	uint32_t max_prot;
	uint32_t kind;
	uint32_t reserved;
};
PROCMM_HAS_SIZE(procmm_area, 48);

#define PROCMM_AREA_PRIVATE   0x0u
#define PROCMM_AREA_SHARED    0x4u
#define PROCMM_AREA_ANONYMOUS 0x8u
#define PROCMM_AREA_SEALED    0x10u

/* v1 in v2: table 22.1. */
struct procmm_legacy {
	uint16_t dialect;
	uint16_t size; /* with the v1 record, rounded up to 8 */
	uint32_t bytes; /* of the v1 record */
	uint64_t handle;
};
PROCMM_HAS_SIZE(procmm_legacy, 16);

#define PROCMM_DIALECT_NONE    0u
#define PROCMM_DIALECT_I386    1u
#define PROCMM_DIALECT_ARM     2u
#define PROCMM_DIALECT_POWERPC 3u
#define PROCMM_DIALECT_X86_64  4u
#define PROCMM_DIALECT_S390X   5u

#undef PROCMM_HAS_SIZE

#endif
