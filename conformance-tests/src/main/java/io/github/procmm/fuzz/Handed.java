package io.github.procmm.fuzz;

/**
 * A handle that an answer gave, by its place there: its number is each backend's own.
 *
 * @param step whose answer
 * @param from where in the data of that answer, in bytes
 * @param kind what it names
 */
record Handed(int step, int from, Kind kind) {

    /** What a handle names. */
    enum Kind {
        SPACE,
        OBJECT,
        /** Of a descriptor that may be either. */
        UNKNOWN
    }
}
