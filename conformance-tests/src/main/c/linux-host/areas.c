#include "areas.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "die.h"
#include "stub.h"

/* Of the name in a line (V1-AREA-14), counted from 0. */
#define NAME_COLUMN 73

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

/* Calls each(context, line, length) for every line of maps that is an area. */
static void each_line(const struct mm *mm, void (*each)(void *, const char *, size_t),
                      void *context) {
    char path[64];
    struct text all = {0};
    snprintf(path, sizeof path, "/proc/%d/maps", mm->target->pid);
    read_all(path, &all);
    put_bytes(&all, "", 1);
    const char *line = (const char *)all.data;
    while (*line != 0) {
        size_t length = strcspn(line, "\n") + 1;
        if (is_area(line))
            each(context, line, length);
        line += length;
    }
    free_text(&all);
}

static void add(struct areas *to, struct area area) {
    if ((to->count & (to->count - 1)) == 0) {
        size_t room = to->count == 0 ? 1 : 2 * to->count;
        to->all = realloc(to->all, room * sizeof area);
        if (to->all == NULL)
            die("memory");
    }
    to->all[to->count++] = area;
}

/* "start-end rwxs offset dev inode ..."; sets behind to what follows the offset. */
static struct area parsed(const char *line, const char **behind) {
    struct area area = {0};
    char *next;
    area.start = strtoul(line, &next, 16);
    area.end = strtoul(next + 1, &next, 16);
    const char *rights = next + 1;
    area.prot = (rights[0] == 'r' ? PROT_READ : 0) | (rights[1] == 'w' ? PROT_WRITE : 0)
                | (rights[2] == 'x' ? PROT_EXEC : 0);
    area.shared = rights[3] == 's';
    area.offset = strtoul(rights + 4, &next, 16);
    *behind = next;
    area.anonymous = strtoul(strchr(next + 1, ' '), NULL, 10) == 0;
    return area;
}

static void read_line(void *to, const char *line, size_t length) {
    const char *behind;
    (void)length;
    add(to, parsed(line, &behind));
}

struct areas areas_of(const struct mm *mm) {
    struct areas areas = {0};
    each_line(mm, read_line, &areas);
    return areas;
}

static void cut_by(const struct books *books, struct area area, struct areas *to) {
    uint64_t end = area.end;
    bool first = true;
    while (area.start < end) {
        struct range range = books_at(books, area.start);
        area.end = range.end < end ? range.end : end;
        struct area *last = first ? NULL : &to->all[to->count - 1];
        area.tag = range.tag;
        area.max_prot = range.max_prot;
        area.sealed = range.sealed;
        if (last != NULL && last->tag == area.tag && last->max_prot == area.max_prot
            && last->sealed == area.sealed)
            last->end = area.end;
        else
            add(to, area);
        area.offset += area.anonymous ? 0 : area.end - area.start;
        area.start = area.end;
        first = false;
    }
}

struct areas areas_seen(const struct mm *mm) {
    struct areas areas = areas_of(mm), seen = {0};
    for (size_t i = 0; i < areas.count; i++)
        cut_by(&mm->books, areas.all[i], &seen);
    areas_end(&areas);
    return seen;
}

/* The lines of maps of one address space, as they are printed. */
struct printing {
    const struct books *books;
    struct text *to;
};

/* The beginning of a line of the kernel's for a part of its area, and the name in its column. */
static void print_part(struct text *to, const struct area *part, const char *behind,
                       const char *end) {
    char line[128];
    const char *inode = strchr(behind + 1, ' ') + 1, *name = inode + strcspn(inode, " ");
    int length = snprintf(line, sizeof line, "%08lx-%08lx %c%c%c%c %08lx%.*s ", part->start,
                          part->end, part->prot & PROT_READ ? 'r' : '-',
                          part->prot & PROT_WRITE ? 'w' : '-', part->prot & PROT_EXEC ? 'x' : '-',
                          part->shared ? 's' : 'p', part->offset, (int)(name - behind), behind);
    name += strspn(name, " ");
    put_bytes(to, line, (size_t)length);
    for (; *name != '\n' && length < NAME_COLUMN; length++)
        put_bytes(to, " ", 1);
    put_bytes(to, name, (size_t)(end - name));
}

static void print(void *context, const char *line, size_t length) {
    const struct printing *printing = context;
    const char *behind;
    struct areas parts = {0};
    cut_by(printing->books, parsed(line, &behind), &parts);
    if (parts.count == 1)
        put_bytes(printing->to, line, length);
    for (size_t i = 0; parts.count > 1 && i < parts.count; i++)
        print_part(printing->to, &parts.all[i], behind, line + length);
    areas_end(&parts);
}

void areas_print(const struct mm *mm, struct text *to) {
    each_line(mm, print, &(struct printing){&mm->books, to});
}

void areas_end(struct areas *areas) {
    free(areas->all);
    *areas = (struct areas){0};
}
