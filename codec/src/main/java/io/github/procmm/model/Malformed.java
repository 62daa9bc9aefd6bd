package io.github.procmm.model;

/**
 * Bytes that are no record, and why: a refusal, not an exception.
 *
 * @param kind which rule the bytes break
 * @param got what was found: a number of bytes, an opcode, or the offset of what is not zero
 * @param wanted what the rule asks for, in bytes; 0 where it asks for none
 */
public record Malformed(Kind kind, long got, long wanted) implements Decoded {

    /** The ways in which bytes fail to be a record, in the order in which they are looked for. */
    public enum Kind {
        /** More bytes than the whole record has. */
        TOO_LONG,
        /** Too few bytes to hold an opcode. */
        NO_OPCODE,
        /** The opcode stands for no operation. */
        UNKNOWN_OPCODE,
        /** The bytes end before the last field that the operation reads. */
        TOO_SHORT,
        /** Of records that say their size: too few bytes to hold that. */
        NO_HEADER,
        /** Of records that say their size: no multiple of 8 from the header to what is there. */
        BAD_SIZE,
        /** Of records that say their size: the opcode stands for no operation. */
        UNKNOWN_OPERATION,
        /** Of records that say their size: more than is known of the operation, and not zero. */
        UNKNOWN_TAIL,
        /** A reserved field is not zero. */
        RESERVED_SET
    }

    /** Returns what the writer is told: EINVAL for every kind of v1. */
    public Errno errno() {
        return switch (kind) {
            case TOO_LONG, NO_OPCODE, UNKNOWN_OPCODE, TOO_SHORT -> Errno.EINVAL;
            case NO_HEADER, BAD_SIZE -> Errno.EPROTO;
            case UNKNOWN_OPERATION -> Errno.ENOSYS;
            case UNKNOWN_TAIL -> Errno.E2BIG;
            case RESERVED_SET -> Errno.EOPNOTSUPP;
        };
    }

    /** Returns one sentence for a person: what was got, then what was wanted. */
    public String reason() {
        return switch (kind) {
            case TOO_LONG -> "record of " + got + " bytes, at most " + wanted;
            case NO_OPCODE -> "record of " + got + " bytes, the opcode alone has " + wanted;
            case UNKNOWN_OPCODE, UNKNOWN_OPERATION -> "unknown opcode " + got;
            case TOO_SHORT -> "record of " + got + " bytes, its operation reads " + wanted;
            case NO_HEADER -> "record of " + got + " bytes, its header alone has " + wanted;
            case BAD_SIZE -> "size " + got + ", wanted a multiple of 8, at most " + wanted;
            case UNKNOWN_TAIL -> "byte " + got + " is not 0, and " + wanted + " bytes are known";
            case RESERVED_SET -> "the reserved field at " + got + " is not 0";
        };
    }
}
