#include "mm.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "die.h"
#include "stub.h"

static unsigned alive;

struct mm *mm_new(bool opened) {
    struct mm *mm = calloc(1, sizeof *mm);
    if (mm == NULL)
        die("memory");
    *mm = (struct mm){.target = target_start(), .holders = 1, .opened = opened};
    alive += opened;
    return mm;
}

void mm_hold(struct mm *mm) {
    mm->holders++;
}

void mm_release(struct mm *mm) {
    if (--mm->holders > 0)
        return;
    alive -= mm->opened;
    target_end(mm->target);
    free(mm);
}

unsigned mm_opened(void) {
    return alive;
}

static void read_all(const char *path, struct text *to) {
    char part[1 << 14];
    ssize_t count;
    int maps = open(path, O_RDONLY | O_CLOEXEC);
    if (maps < 0)
        die(path);
    while ((count = read(maps, part, sizeof part)) > 0)
        put_bytes(to, part, (size_t)count);
    if (count < 0)
        die(path);
    close(maps);
}

/* The stub's lines, and that of the page of the kernel's that every process sees. */
static bool is_area(const char *line) {
    unsigned long start = strtoul(line, NULL, 16);
    return (start < STUB || start >= STUB_END) && start < TASK_SIZE;
}

void mm_maps(struct mm *mm, struct text *to) {
    char path[64];
    struct text all = {0};
    snprintf(path, sizeof path, "/proc/%d/maps", mm->target->pid);
    read_all(path, &all);
    put_bytes(&all, "", 1);
    const char *line = (const char *)all.data;
    while (*line != 0) {
        size_t length = strcspn(line, "\n") + 1;
        if (is_area(line))
            put_bytes(to, line, length);
        line += length;
    }
    free(all.data);
}
