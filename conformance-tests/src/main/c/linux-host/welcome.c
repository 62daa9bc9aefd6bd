#include "welcome.h"

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "die.h"
#include "host.h"
#include "object.h"
#include "stub.h"
#include "target.h"

/* Numbers of Feature of the testee protocol: all but those that are named. */
static const uint8_t features[] = {
    1,  2,  3,  4,  5,  6,  7,  8,  9, /* not 10: objects that refuse to be mapped */
    11, 13,                            /* not 12: programs of i386; 14: the writer's layout */
    18, 19, 20, 21, 22, 23, 24, 25, 26, /* not 15 to 17: limits of the whole host */
    27, 28, 29, 30, 31, 32, 33, 34, 35, /* all of part v2 */
};

/* From here on areas join by the rules of SPEC.md. */
static bool is_new_enough(const char *release) {
    int major = 0, minor = 0;
    return sscanf(release, "%d.%d", &major, &minor) == 2
           && (major > 6 || (major == 6 && minor >= 18));
}

void welcome_check(void) {
    struct utsname host;
    uname(&host);
    if (strcmp(host.sysname, "Linux") != 0 || strcmp(host.machine, "x86_64") != 0
        || !is_new_enough(host.release))
        unfit("wanted Linux 6.18 or later on x86_64");
    if (sysconf(_SC_PAGESIZE) != PAGE)
        unfit("wanted pages of 4096 bytes");
    if (munmap((void *)TASK_SIZE, PAGE) == 0)
        unfit("wanted 4 levels of page tables: TASK_SIZE is another one");
    if (geteuid() != 0)
        unfit("wanted root, which may map address 0");
    if (!object_kinds_are_there())
        unfit("wanted the right to mount a tmpfs");
}

static void put_host(struct text *to) {
    struct text host = {0};
    put_string(&host, 1, HOST_DIALECT);
    put_string(&host, 2, HOST_GENERATION);
    put_string(&host, 3, HOST_MANAGER);
    put_message(to, 5, &host);
}

static void put_reserved(struct text *to) {
    struct text range = {0};
    put_number(&range, 1, STUB);
    put_number(&range, 2, STUB_END);
    put_message(to, 7, &range);
}

void welcome_put(struct text *to) {
    struct utsname host;
    char details[sizeof host.sysname + sizeof host.release + sizeof host.machine];
    uname(&host);
    snprintf(details, sizeof details, "%s %s %s", host.sysname, host.release, host.machine);
    put_number(to, 1, VERSION);
    put_string(to, 2, "linux-host");
    put_string(to, 3, details);
    put_number(to, 4, PAGE);
    put_host(to);
    put_span(to, 6, features, sizeof features);
    put_reserved(to);
}
