package io.github.procmm.suite;

import java.util.Set;

/**
 * Something about a MM_MMAP, or about where it goes, that counts when it is refused. Without any it
 * maps four pages of an object, privately and readable, over an area of four pages, and succeeds.
 */
enum MapFact {
    NOT_FIXED,
    FIXED(NOT_FIXED),
    /** One byte behind a page. */
    UNALIGNED_OFFSET,
    /** The last page that the word can hold. */
    LAST_OFFSET,

    NOT_OPEN,
    /** A descriptor is open, and so there is an object. */
    OPEN(NOT_OPEN),
    FOR_READING_ONLY,
    FOR_WRITING_ONLY(FOR_READING_ONLY),
    UNMAPPABLE,
    REFUSING(UNMAPPABLE),
    NOT_EXECUTABLE,

    /** No page, once the length is rounded up. */
    EMPTY,
    NOT_EMPTY(EMPTY),
    /** A length of 0. */
    NO_LENGTH(NOT_EMPTY),
    /** A length of all ones. */
    WRAPPING_LENGTH(NOT_EMPTY, NO_LENGTH),
    /** A length of a page more than the address space. */
    LONG(EMPTY, NO_LENGTH, WRAPPING_LENGTH),

    /** Over what is mapped. */
    MAPPED,
    /** Behind the address space. */
    HIGH(MAPPED),
    /** One page in the middle of an area. */
    MIDDLE(HIGH, EMPTY, LONG),
    /** One byte behind a page. */
    UNALIGNED,

    SHARED,
    VALIDATING,
    /** A type that is none. */
    NO_TYPE(SHARED, VALIDATING),
    KNOWN_TYPE(NO_TYPE, VALIDATING),

    NOREPLACE,
    UNKNOWN_FLAG,
    GROWSDOWN,
    WRITABLE,
    EXECUTABLE,

    ONE_AREA_ALLOWED,
    TWO_AREAS,
    /** The writer may map one page in an address space. */
    ONE_PAGE_ALLOWED;

    private final Set<MapFact> excluded;

    MapFact(MapFact... excluded) {
        this.excluded = Set.of(excluded);
    }

    /** Returns whether the two cannot both be. */
    boolean contradicts(MapFact other) {
        return excluded.contains(other) || other.excluded.contains(this);
    }
}
