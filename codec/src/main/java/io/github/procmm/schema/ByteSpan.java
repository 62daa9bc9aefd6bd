package io.github.procmm.schema;

/**
 * A run of a record's bytes and what it is.
 *
 * @param kind what the bytes are for
 * @param offset of the first byte, from the record's start
 * @param length in bytes; at least 1
 * @param name of the field, or empty
 * @param hex the bytes as they lie there, two digits each; empty when they are missing
 * @param value the number that they hold, unsigned; 0 when they hold none
 * @param meaning what a person reads in it: names of bits, the operation, why bytes do not matter
 */
public record ByteSpan(
        Kind kind, int offset, int length, String name, String hex, long value, String meaning) {

    /** What bytes of a record are for. */
    public enum Kind {
        /** The tag that selects the operation. */
        OPCODE,
        /** A field that the operation reads. */
        FIELD,
        /** A hole that C leaves between members; never read. */
        PADDING,
        /** Behind the fields that the operation reads; never read. */
        IGNORED,
        /** Needed and not there. */
        MISSING,
        /** Behind the end of the whole record. */
        EXCESS
    }
}
