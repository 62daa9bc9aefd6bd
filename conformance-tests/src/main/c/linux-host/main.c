/*
 * The Linux below as a testee of procmm: serves the testee protocol (SPEC.md, section 14) on its
 * standard input and output.
 *
 * Each address space is a process of its own, emptied but for a stub, in which the kernel itself
 * maps, unmaps, protects and faults. What the historical patch did above the kernel's memory
 * manager is done here: records, descriptors, tasks. Where a rule is procmm's own and not Linux's
 * (section 12), Linux answers: see deviations.txt.
 *
 * With --costs it serves nobody and prints what operations cost here.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "calls.h"
#include "costs.h"
#include "die.h"
#include "frames.h"
#include "host.h"
#include "message.h"
#include "stub.h"
#include "welcome.h"

/* Fields of Request and Reply. */
enum { ID = 1, HELLO = 2, BATCH = 3 };
enum { WELCOME = 2, ANSWERS, REFUSAL };

static struct host host;

static void refuse(struct text *reply, const char *reason) {
    struct text refusal = {0};
    put_string(&refusal, 1, reason);
    put_message(reply, REFUSAL, &refusal);
}

static void greet(struct span hello, struct text *reply) {
    struct message versions;
    struct text welcome = {0};
    if (!message_read(hello, &versions) || versions.number[1] > VERSION
        || versions.number[2] < VERSION) {
        refuse(reply, "this testee speaks version 1 only");
        return;
    }
    welcome_put(&welcome);
    put_message(reply, WELCOME, &welcome);
}

struct served {
    struct text answers;
    const char *refusal;
};

static void answer(void *context, struct span call) {
    struct served *batch = context;
    struct text one = {0};
    if (batch->refusal == NULL)
        batch->refusal = call_answer(&host, call, &one);
    put_message(&batch->answers, 1, &one);
}

static void serve(struct span calls, struct text *reply) {
    struct served batch = {0};
    message_each(calls, 1, answer, &batch);
    if (batch.refusal != NULL)
        refuse(reply, batch.refusal);
    else
        put_message(reply, ANSWERS, &batch.answers);
    free_text(&batch.answers);
}

static void raise_descriptors(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
}

static int turns_of(const char *word) {
    char *end;
    long turns = strtol(word, &end, 10);
    if (*word == 0 || *end != 0 || turns < 1 || turns > COSTS_MOST_TURNS)
        unfit("TURNS: wanted a number from 1 to 99");
    return (int)turns;
}

int main(int count, char **words) {
    struct text request = {0}, reply = {0};
    struct message of;
    welcome_check();
    stub_map();
    raise_descriptors();
    if (count > 1) {
        if (count > 3 || strcmp(words[1], "--costs") != 0)
            unfit("usage: linux-host [--costs [TURNS]]");
        costs_print(count > 2 ? turns_of(words[2]) : COSTS_TURNS);
        return 0;
    }
    while (frame_read(&request)) {
        bool read = message_read((struct span){request.data, request.length}, &of);
        reply.length = 0;
        put_number(&reply, ID, of.number[ID]);
        if (!read)
            refuse(&reply, "a request that cannot be read");
        else if (of.has[HELLO])
            greet(of.bytes[HELLO], &reply);
        else if (of.has[BATCH])
            serve(of.bytes[BATCH], &reply);
        else
            refuse(&reply, "a request of no known kind");
        frame_write(&reply);
    }
    host_end(&host);
    free_text(&request);
    free_text(&reply);
    return 0;
}
