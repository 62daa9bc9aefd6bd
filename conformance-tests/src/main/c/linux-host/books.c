#include "books.h"

#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "stub.h"

static void *grown(void *things, size_t *room, size_t wanted, size_t size) {
    if (wanted <= *room)
        return things;
    *room = 2 * wanted + 8;
    things = realloc(things, *room * size);
    if (things == NULL)
        die("memory");
    return things;
}

struct books books_of_stub(void) {
    struct books books = {0};
    books_put(&books, (struct range){
                           .start = STUB, .end = STUB_END, .max_prot = ALL_RIGHTS, .sealed = true});
    books_keep(&books);
    books.mapped = 0;
    return books;
}

struct books books_copy(const struct books *books) {
    struct books copy = {.mapped = books->mapped, .count = books->count};
    copy.ranges = grown(NULL, &copy.room, books->count, sizeof *copy.ranges);
    memcpy(copy.ranges, books->ranges, books->count * sizeof *copy.ranges);
    return copy;
}

void books_end(struct books *books) {
    free(books->ranges);
    free(books->undoing);
    *books = (struct books){0};
}

/* The place of the first range that ends above an address. */
static size_t first_above(const struct books *books, uint64_t addr) {
    size_t low = 0, high = books->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (books->ranges[middle].end > addr)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

static uint64_t lower(uint64_t a, uint64_t b) {
    return a < b ? a : b;
}

static uint64_t higher(uint64_t a, uint64_t b) {
    return a > b ? a : b;
}

/* The first page of [start, end) in a range of which that is true, or NOWHERE. */
#define FIRST_IN(books, start, end, condition)                                                     \
    for (size_t i = first_above(books, start);                                                     \
         i < (books)->count && (books)->ranges[i].start < (end); i++) {                            \
        const struct range *range = &(books)->ranges[i];                                           \
        if (condition)                                                                             \
            return higher(range->start, start);                                                    \
    }                                                                                              \
    return NOWHERE

uint64_t books_first_mapped(const struct books *books, uint64_t start, uint64_t end) {
    FIRST_IN(books, start, end, true);
}

uint64_t books_first_sealed(const struct books *books, uint64_t start, uint64_t end) {
    FIRST_IN(books, start, end, range->sealed);
}

uint64_t books_first_denying(const struct books *books, uint64_t start, uint64_t end,
                             uint32_t prot) {
    FIRST_IN(books, start, end, (prot & ~range->max_prot) != 0);
}

uint64_t books_first_hole(const struct books *books, uint64_t start, uint64_t end) {
    for (size_t i = first_above(books, start); i < books->count && start < end; i++) {
        if (books->ranges[i].start > start)
            break;
        start = books->ranges[i].end;
    }
    return start < end ? start : NOWHERE;
}

uint64_t books_free(const struct books *books, uint64_t low, uint64_t end, uint64_t len,
                    uint64_t align) {
    size_t above = first_above(books, end - 1);
    if (above < books->count && books->ranges[above].start < end)
        end = books->ranges[above].start;
    /* [.., end) is a gap above the range before `above` */
    while (end >= len && end - len >= low) {
        uint64_t bottom = above == 0 ? 0 : books->ranges[above - 1].end;
        uint64_t addr = (end - len) & ~(align - 1);
        if (addr >= bottom && addr >= low)
            return addr;
        if (above == 0)
            break;
        end = books->ranges[--above].start;
    }
    return NOWHERE;
}

uint64_t books_mapped_in(const struct books *books, uint64_t start, uint64_t end) {
    uint64_t mapped = 0;
    for (size_t i = first_above(books, start);
         i < books->count && books->ranges[i].start < end; i++)
        mapped += lower(books->ranges[i].end, end) - higher(books->ranges[i].start, start);
    return mapped;
}

struct range books_at(const struct books *books, uint64_t addr) {
    size_t i = first_above(books, addr);
    struct range unknown = {.start = addr, .end = NOWHERE, .max_prot = ALL_RIGHTS};
    if (i == books->count)
        return unknown;
    unknown.end = books->ranges[i].start;
    return unknown.end > addr ? unknown : books->ranges[i];
}

static bool agree(const struct range *a, const struct range *b) {
    return a->tag == b->tag && a->max_prot == b->max_prot && a->sealed == b->sealed;
}

static struct range clipped(struct range range, uint64_t start, uint64_t end) {
    range.start = higher(range.start, start);
    range.end = lower(range.end, end);
    return range;
}

/* Notes what is about to be replaced: the ranges from i to j, and how many they are. */
static void note(struct books *books, size_t i, size_t j, uint64_t start, uint64_t end) {
    size_t wanted = books->noted + (j - i) + 1;
    books->undoing = grown(books->undoing, &books->undoing_room, wanted, sizeof *books->undoing);
    struct range *to = books->undoing + books->noted;
    for (size_t k = i; k < j; k++)
        *to++ = clipped(books->ranges[k], start, end);
    *to = (struct range){.start = start, .end = end, .tag = j - i};
    books->noted = wanted;
}

/* Appends a range to pieces, or makes the last of them longer. */
static void append(struct range *pieces, size_t *count, struct range range) {
    struct range *last = *count == 0 ? NULL : &pieces[*count - 1];
    if (range.start >= range.end)
        return;
    if (last != NULL && last->end == range.start && agree(last, &range))
        last->end = range.end;
    else
        pieces[(*count)++] = range;
}

/* Puts pieces at the place of the ranges from i to j. */
static void replace(struct books *books, size_t i, size_t j, const struct range *pieces,
                    size_t count) {
    size_t all = books->count - (j - i) + count;
    books->ranges = grown(books->ranges, &books->room, all, sizeof *books->ranges);
    if (all != books->count)
        memmove(books->ranges + i + count, books->ranges + j,
                (books->count - j) * sizeof *books->ranges);
    memcpy(books->ranges + i, pieces, count * sizeof *pieces);
    books->count = all;
}

/* What every change is: [start, end) shows other ranges from now on. */
static void splice(struct books *books, uint64_t start, uint64_t end, const struct range *with,
                   size_t count) {
    size_t i = first_above(books, start), j = i, made = 0;
    uint64_t before = 0, after = 0;
    for (; j < books->count && books->ranges[j].start < end; j++) {
        struct range part = clipped(books->ranges[j], start, end);
        before += part.end - part.start;
    }
    note(books, i, j, start, end);
    struct range few[8], *pieces = count + 4 <= 8 ? few : malloc((count + 4) * sizeof *pieces);
    if (pieces == NULL)
        die("memory");
    size_t from = i > 0 ? i - 1 : i, to = j < books->count ? j + 1 : j;
    if (from < i)
        append(pieces, &made, books->ranges[from]);
    if (i < j)
        append(pieces, &made, clipped(books->ranges[i], 0, start));
    for (size_t k = 0; k < count; k++) {
        append(pieces, &made, with[k]);
        after += with[k].end - with[k].start;
    }
    if (i < j)
        append(pieces, &made, clipped(books->ranges[j - 1], end, UINT64_MAX));
    if (j < to)
        append(pieces, &made, books->ranges[j]);
    replace(books, from, to, pieces, made);
    books->mapped += after - before;
    if (pieces != few)
        free(pieces);
}

void books_put(struct books *books, struct range range) {
    size_t i = first_above(books, range.start);
    const struct range *there = &books->ranges[i];
    if (i < books->count && there->start <= range.start && there->end >= range.end
        && agree(there, &range))
        return;
    splice(books, range.start, range.end, &range, 1);
}

void books_cut(struct books *books, uint64_t start, uint64_t end) {
    splice(books, start, end, NULL, 0);
}

/* Copies the parts of ranges that lie in [start, end); the caller frees them. */
static struct range *parts_in(const struct books *books, uint64_t start, uint64_t end,
                              size_t *count) {
    size_t i = first_above(books, start), j = i;
    while (j < books->count && books->ranges[j].start < end)
        j++;
    struct range *parts = malloc((j - i + 1) * sizeof *parts);
    if (parts == NULL)
        die("memory");
    for (size_t k = i; k < j; k++)
        parts[k - i] = clipped(books->ranges[k], start, end);
    *count = j - i;
    return parts;
}

void books_seal(struct books *books, uint64_t start, uint64_t end) {
    size_t count;
    struct range *parts = parts_in(books, start, end, &count);
    for (size_t i = 0; i < count; i++)
        parts[i].sealed = true;
    splice(books, start, end, parts, count);
    free(parts);
}

void books_move(struct books *books, uint64_t start, uint64_t end, uint64_t to) {
    size_t count;
    struct range *parts = parts_in(books, start, end, &count);
    for (size_t i = 0; i < count; i++) {
        parts[i].start += to - start;
        parts[i].end += to - start;
    }
    splice(books, start, end, NULL, 0);
    splice(books, to, to + (end - start), parts, count);
    free(parts);
}

void books_undo(struct books *books, size_t noted) {
    while (books->noted > noted) {
        struct range head = books->undoing[books->noted - 1];
        size_t count = head.tag, first = books->noted - 1 - count;
        struct range *parts = malloc((count + 1) * sizeof *parts);
        if (parts == NULL)
            die("memory");
        memcpy(parts, books->undoing + first, count * sizeof *parts);
        splice(books, head.start, head.end, parts, count);
        free(parts);
        books->noted = first;
    }
}

void books_keep(struct books *books) {
    books->noted = 0;
}
