#include "host.h"

#include <sys/resource.h>

#include "object.h"
#include "session.h"
#include "task.h"
#include "writer.h"

void host_end(struct host *host) {
    table_clear(&host->sessions, session_end);
    table_clear(&host->tasks, task_end);
    table_clear(&host->processes, writer_end);
    table_clear(&host->objects, object_end);
}

void host_boot(struct host *host) {
    host_end(host);
    table_put(&host->processes, 0, writer_new(RLIM_INFINITY));
}
