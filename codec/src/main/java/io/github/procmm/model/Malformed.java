package io.github.procmm.model;

/**
 * Bytes that are no record, and why: a refusal, not an exception.
 *
 * @param kind which rule the bytes break
 * @param got what was found: a number of bytes, or an opcode
 * @param wanted what the rule asks for, in bytes; 0 when {@code kind} is UNKNOWN_OPCODE
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
        TOO_SHORT
    }

    /** Returns what write answers: EINVAL, for every kind. */
    public Errno errno() {
        return Errno.EINVAL;
    }

    /** Returns one sentence for a person: what was got, then what was wanted. */
    public String reason() {
        return switch (kind) {
            case TOO_LONG -> "record of " + got + " bytes, at most " + wanted;
            case NO_OPCODE -> "record of " + got + " bytes, the opcode alone has " + wanted;
            case UNKNOWN_OPCODE -> "unknown opcode " + got;
            case TOO_SHORT -> "record of " + got + " bytes, its operation reads " + wanted;
        };
    }
}
