/* A session of part v2: a stream of bytes from a client, and one back (sections 16 and 17). */
#ifndef SESSION_H
#define SESSION_H

#include <stdbool.h>
#include <stdint.h>

#include "handles.h"
#include "host.h"
#include "message.h"

struct session {
    struct host *host;
    uint32_t process; /* the client's number */
    struct handles handles;
    struct text waiting; /* the beginning of a frame */
    bool greeted, over;
    uint32_t client_max_frame; /* in bytes */
    uint64_t features;         /* that were agreed */
};

/* Begins one that may have so many handles at once. */
struct session *session_new(struct host *host, uint32_t process, uint32_t max_handles);

/* Carries out the frames that have wholly come, and appends the answers. */
void session_receive(struct session *session, struct span bytes, struct text *answers);

/* The stream ends, and with it all handles. */
void session_end(void *session);

#endif
