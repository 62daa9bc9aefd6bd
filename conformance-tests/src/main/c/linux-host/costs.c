/*
 * Three workloads, each by four ways: bare system calls in a loop, each call by ptrace as before
 * /proc/mm, each in a frame of its own, many in a frame. All of them in one process and turn by
 * turn, so that what disturbs one disturbs the others too; medians of what the turns gave, and of
 * how many of the same turn's bare calls that was.
 *
 * This program and that process take turns on one processor: waking another one up costs more than
 * all else, and would flatter frames. Frames are handed to a session in this program: what a client
 * and a transport cost is not in it, checks, books and reply are.
 */
#define _GNU_SOURCE
#include "costs.h"

#include <sched.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <time.h>

#include "die.h"
#include "session.h"
#include "stub.h"
#include "v2.h"

enum { PAGES = 128, OPERATIONS = 4096, FEW_OPERATIONS = 1024, MOST_A_FRAME = 128 };

#define BASE 0x100000000UL
#define SPACE_RIGHTS (PROCMM_RIGHT_CHANGE | PROCMM_RIGHT_QUERY)
#define OBJECT_RIGHTS (PROCMM_RIGHT_READ | PROCMM_RIGHT_WRITE | PROCMM_RIGHT_EXEC)

static struct host host;
static struct session *session;
static uint64_t space, object;
static struct mm *mm;
static uint64_t object_fd;

/* A frame under construction, and its reply. */
static uint8_t frame[MAX_FRAME] __attribute__((aligned(8)));
static struct text reply;

static void begin(uint16_t type, uint16_t version) {
    struct procmm_frame head = {.magic = PROCMM_MAGIC, .version = version, .type = type,
                                .length = sizeof head};
    memcpy(frame, &head, sizeof head);
}

static void add(const void *bytes, uint32_t count) {
    struct procmm_frame *head = (struct procmm_frame *)frame;
    memcpy(frame + head->length, bytes, count);
    head->length += count;
}

static void add_record(uint16_t opcode, union record *record) {
    record->head.opcode = opcode;
    record->head.size = operation_of(opcode)->size;
    add(record, record->head.size);
    ((struct procmm_frame *)frame)->count++;
}

/* Sends the frame; every result has to be a success. Returns the value of the last. */
static uint64_t send_frame(void) {
    const struct procmm_frame *head = (const struct procmm_frame *)frame;
    reply.length = 0;
    session_receive(session, (struct span){frame, head->length}, &reply);
    const struct procmm_frame *answer = (const struct procmm_frame *)reply.data;
    const struct procmm_result *results = (const struct procmm_result *)(answer + 1);
    if (answer->type == PROCMM_FRAME_WELCOME)
        return 0;
    for (uint32_t i = 0; i < answer->count; i++)
        if (results[i].status != 0)
            die("a record was refused");
    if (answer->type != PROCMM_FRAME_REPLY || answer->count != head->count)
        die("a frame was refused");
    return results[answer->count - 1].value;
}

static void open_session(void) {
    struct procmm_hello hello = {.lowest = PROCMM_VERSION, .highest = PROCMM_VERSION,
                                 .max_frame = MAX_FRAME, .features = PROCMM_FEATURE_ATOMIC};
    host_boot(&host);
    session = session_new(&host, 0, MAX_HANDLES);
    begin(PROCMM_FRAME_HELLO, 0);
    add((const uint8_t *)&hello + sizeof hello.head, sizeof hello - sizeof hello.head);
    send_frame();
    begin(PROCMM_FRAME_BATCH, PROCMM_VERSION);
    add_record(PROCMM_OP_CREATE, &(union record){.create.rights = SPACE_RIGHTS});
    space = send_frame();
    begin(PROCMM_FRAME_BATCH, PROCMM_VERSION);
    add_record(PROCMM_OP_MEMORY,
               &(union record){.memory = {.bytes = 4 * PAGES * PAGE, .rights = OBJECT_RIGHTS}});
    object = send_frame();
    mm = handles_get(&session->handles, space)->mm;
    object_fd = (uint64_t)handles_get(&session->handles, object)->memory->fd;
}

/* One operation, as a record and as a system call. */
struct work {
    uint16_t opcode;
    union record record;
    uint64_t call[7];
};

static uint64_t page(unsigned i) {
    return BASE + i % PAGES * PAGE;
}

/* One page of the object over a mapped one: never what was there, nor what its neighbours show. */
static struct work map_over(unsigned i) {
    uint64_t offset = (i / PAGES % 2 * PAGES + i % PAGES) * 2 * PAGE;
    uint32_t prot = PROT_READ | PROT_WRITE;
    return (struct work){
        PROCMM_OP_MAP,
        {.map = {.head = {.flags = PROCMM_MAP_REPLACE | PROCMM_MAP_SHARED, .handle = space},
                 .addr = page(i), .len = PAGE, .object = object, .offset = offset, .prot = prot}},
        {SYS_mmap, page(i), PAGE, prot, MAP_FIXED | MAP_SHARED, object_fd, offset}};
}

/* A page unmapped, then mapped. */
static struct work unmap_and_map(unsigned i) {
    if (i % 2 == 1)
        return map_over(i / 2);
    return (struct work){PROCMM_OP_UNMAP,
                         {.unmap = {.head.handle = space, .addr = page(i / 2), .len = PAGE}},
                         {SYS_munmap, page(i / 2), PAGE}};
}

/* A page in the middle of a larger area made read-only, which cuts it, and writable again. */
static struct work protect(unsigned i) {
    uint32_t prot = i % 2 == 0 ? PROT_READ : PROT_READ | PROT_WRITE;
    uint64_t addr = BASE + (2 * PAGES + 1 + i / 2 % PAGES) * PAGE;
    return (struct work){
        PROCMM_OP_PROTECT,
        {.protect = {.head.handle = space, .addr = addr, .len = PAGE, .prot = prot}},
        {SYS_mprotect, addr, PAGE, prot}};
}

typedef struct work working(unsigned i);

static void prepare(void) {
    union record area = {.map = {.head.handle = space, .addr = BASE + 2 * PAGES * PAGE,
                                 .len = (PAGES + 2) * PAGE, .prot = PROT_READ | PROT_WRITE}};
    begin(PROCMM_FRAME_BATCH, PROCMM_VERSION);
    for (unsigned i = 0; i < PAGES; i++) {
        struct work work = map_over(i);
        add_record(work.opcode, &work.record);
    }
    add_record(PROCMM_OP_MAP, &area);
    send_frame();
}

/* Keeps to this processor, and others off it where that is allowed. */
static const char *take_processor(void) {
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET((size_t)sched_getcpu(), &one);
    if (sched_setaffinity(0, sizeof one, &one) != 0)
        die("keeping to one processor");
    bool alone = sched_setscheduler(0, SCHED_FIFO, &(struct sched_param){1}) == 0;
    return alone ? "before all other work" : "among other work";
}

static uint64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000 + (uint64_t)time.tv_nsec;
}

/* The ways: each returns how many nanoseconds an operation took. */
static double by_bare_calls(working *work) {
    unsigned steps = STEPS / (2 * PAGES) * (2 * PAGES), rounds = 2 * OPERATIONS / steps;
    for (unsigned i = 0; i < steps; i++)
        memcpy(&STUB_BUFFER->steps[i], work(i).call, sizeof work(i).call);
    target_limit(mm->target, RLIM_INFINITY);
    uint64_t start = now();
    if (target_run(mm->target, steps, rounds) != steps)
        die("a bare call");
    return (double)(now() - start) / steps / rounds;
}

static double by_ptrace(working *work) {
    uint64_t nanoseconds = 0;
    for (unsigned i = 0; i < FEW_OPERATIONS; i++) {
        struct work one = work(i);
        uint64_t start = now();
        long result = target_call(mm->target, (long)one.call[0], one.call + 1);
        nanoseconds += now() - start;
        if (result < 0 && result > -4096)
            die("a call by ptrace");
    }
    return (double)nanoseconds / FEW_OPERATIONS;
}

static double by_frames(working *work, unsigned count, uint32_t mode) {
    unsigned operations = count == 1 ? FEW_OPERATIONS : OPERATIONS;
    uint64_t nanoseconds = 0;
    for (unsigned i = 0; i < operations; i += count) {
        begin(PROCMM_FRAME_BATCH, PROCMM_VERSION);
        ((struct procmm_frame *)frame)->mode = mode;
        for (unsigned k = i; k < i + count; k++) {
            struct work one = work(k);
            add_record(one.opcode, &one.record);
        }
        uint64_t start = now();
        send_frame();
        nanoseconds += now() - start;
    }
    return (double)nanoseconds / operations;
}

enum { BARE, PTRACE, FRAMES, FRAMES_8, FRAMES_32, FRAMES_128, ATOMIC, WAYS };

static const char *const way_names[WAYS] = {
    "bare system calls in a loop",      "ptrace, one call at a time",
    "v2, one operation a frame",        "v2, 8 operations a frame",
    "v2, 32 operations a frame",        "v2, 128 operations a frame",
    "v2, 128, and all or nothing"};

static double measure(working *work, int way) {
    static const unsigned counts[WAYS] = {[FRAMES] = 1, [FRAMES_8] = 8, [FRAMES_32] = 32,
                                          [FRAMES_128] = MOST_A_FRAME, [ATOMIC] = MOST_A_FRAME};
    if (way == BARE)
        return by_bare_calls(work);
    if (way == PTRACE)
        return by_ptrace(work);
    return by_frames(work, counts[way],
                     way == ATOMIC ? PROCMM_MODE_ATOMIC : PROCMM_MODE_SEQUENTIAL);
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *all, int count) {
    qsort(all, (size_t)count, sizeof *all, ascending);
    return all[count / 2];
}

/* Of one way: an operation's nanoseconds, and how many bare calls that is. */
struct cost {
    double nanoseconds, calls;
};

static void measure_all(working *work, int turns, struct cost costs[WAYS]) {
    double nanoseconds[WAYS][COSTS_MOST_TURNS], calls[WAYS][COSTS_MOST_TURNS];
    for (int turn = 0; turn < turns; turn++)
        for (int way = 0; way < WAYS; way++) {
            nanoseconds[way][turn] = measure(work, way);
            calls[way][turn] = nanoseconds[way][turn] / nanoseconds[BARE][turn];
        }
    for (int way = 0; way < WAYS; way++)
        costs[way] = (struct cost){median(nanoseconds[way], turns), median(calls[way], turns)};
}

static void print(const struct cost costs[][WAYS], int works) {
    printf("%-30s  %16s  %16s  %16s\n", "", "mmap over a page", "munmap and mmap", "mprotect");
    for (int way = 0; way < WAYS; way++) {
        printf("%-30s", way_names[way]);
        for (int i = 0; i < works; i++)
            printf("  %9.0f  %5.2f", costs[i][way].nanoseconds, costs[i][way].calls);
        printf("\n");
    }
    printf("%-30s", "ptrace / v2 with 128");
    for (int i = 0; i < works; i++)
        printf("  %16.1f", costs[i][PTRACE].nanoseconds / costs[i][FRAMES_128].nanoseconds);
    printf("\n");
}

void costs_print(int turns) {
    static working *const works[] = {map_over, unmap_and_map, protect};
    enum { WORKS = sizeof works / sizeof *works };
    struct cost costs[WORKS][WAYS];
    double load = 0;
    struct utsname below;
    uname(&below);
    getloadavg(&load, 1);
    const char *how = take_processor();
    open_session();
    prepare();
    for (int i = 0; i < WORKS; i++)
        measure_all(works[i], turns, costs[i]);
    printf("%s %s, on one processor, %s; load %.1f.\n"
           "Nanoseconds an operation, the median of %d turns; how many bare calls that is.\n\n",
           below.sysname, below.release, how, load, turns);
    print(costs, WORKS);
    host_end(&host);
    session_end(session);
    free_text(&reply);
}
