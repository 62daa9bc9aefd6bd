/*
 * What is mapped in an address space, as far as part v2 has to know it beforehand: which pages, the
 * most that they may be given, the tag of what they show, and whether they are sealed. All else the
 * kernel knows.
 *
 * Ranges are sorted and apart, and those that touch and agree are one. The books say what is mapped
 * once the system calls that wait to be made have been made; what a call would have changed that
 * the kernel then refuses can be undone.
 */
#ifndef BOOKS_H
#define BOOKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct range {
    uint64_t start, end;
    uint64_t tag;
    uint32_t max_prot; /* as PROT_READ, PROT_WRITE, PROT_EXEC */
    bool sealed;
};

struct books {
    struct range *ranges;
    size_t count, room;
    uint64_t mapped; /* in bytes, without the stub */
    /* What stood there before each change: its ranges, and then a range that counts them. */
    struct range *undoing;
    size_t noted, undoing_room;
};

/* All of max_prot. */
#define ALL_RIGHTS 7U

/* Books of a process that has the stub, sealed, and nothing else. */
struct books books_of_stub(void);

struct books books_copy(const struct books *books);
void books_end(struct books *books);

/* No address. */
#define NOWHERE UINT64_MAX

/* The lowest page of [start, end) that is mapped, is not, is sealed, may not be given prot. */
uint64_t books_first_mapped(const struct books *books, uint64_t start, uint64_t end);
uint64_t books_first_hole(const struct books *books, uint64_t start, uint64_t end);
uint64_t books_first_sealed(const struct books *books, uint64_t start, uint64_t end);
uint64_t books_first_denying(const struct books *books, uint64_t start, uint64_t end,
                             uint32_t prot);

/* The highest multiple of align in [low, end - len] from which len bytes are free. */
uint64_t books_free(const struct books *books, uint64_t low, uint64_t end, uint64_t len,
                    uint64_t align);

/* How many bytes of [start, end) are mapped. */
uint64_t books_mapped_in(const struct books *books, uint64_t start, uint64_t end);

/*
 * The range in which an address lies. Of what the kernel has mapped by itself, as where a stack
 * grows, the books know nothing: that may be given all rights.
 */
struct range books_at(const struct books *books, uint64_t addr);

/* Changes: each replaces what is in its range. */
void books_put(struct books *books, struct range range);
void books_cut(struct books *books, uint64_t start, uint64_t end);
void books_seal(struct books *books, uint64_t start, uint64_t end);
void books_move(struct books *books, uint64_t start, uint64_t end, uint64_t to);

/* Takes back all changes since noted was this. */
void books_undo(struct books *books, size_t noted);

/* Changes so far are not going to be undone. */
void books_keep(struct books *books);

#endif
