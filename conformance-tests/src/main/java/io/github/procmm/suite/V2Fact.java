package io.github.procmm.suite;

/**
 * Something that is wrong with a record of part v2, or with what it is about. Two of one group
 * cannot be so at a time.
 */
enum V2Fact {
    // Of the record alone.
    NOT_AGREED("session"),
    SHORT("size"),
    TAIL("size"),
    UNKNOWN_FLAG("flags"),
    UNKNOWN_RIGHT("rights"),
    UNKNOWN_PROT("prot"),
    UNKNOWN_MAX_PROT("max_prot"),
    RESERVED("reserved"),
    CONTRADICTING_FLAGS("flags how"),
    HANDLE_SET("handle"),
    NO_BYTES("bytes"),
    NO_RIGHTS("rights"),
    UNALIGNED("addr"),
    NO_LENGTH("len"),
    WRONG_OFFSET("offset object"),
    SMALL_MAX_PROT("max_prot"),
    END_SET("end how"),
    ALIGN_SET("align how"),
    WRONG_TO("to addr len"),
    NO_AREAS("max"),

    // Of what it names.
    BAD_HANDLE("handle"),
    BAD_OBJECT("object"),
    LACKING("handle"),
    UNREADABLE("object"),
    CLOSED("descriptor"),

    // Of the space.
    SEALED_SPACE("session"),
    SEALED_PAGE("session"),
    HOLE(""),
    DENIED(""),
    TARGET_SEALED("session target flags"),
    TARGET_MAPPED("target"),
    REPLACED_SEALED("session how flags"),
    MAPPED("how"),
    NO_ROOM("how flags"),
    TOO_MANY_BYTES("limit"),
    TOO_MANY_AREAS("limit");

    private final String groups;

    V2Fact(String groups) {
        this.groups = groups;
    }

    /** Returns whether the two cannot be so at a time. */
    boolean contradicts(V2Fact other) {
        boolean sealing = groups.contains("session") && other.groups.contains("session");
        if (sealing) {
            return this == NOT_AGREED || other == NOT_AGREED;
        }
        for (String group : groups.split(" ", -1)) {
            if (!group.isEmpty() && (" " + other.groups + " ").contains(" " + group + " ")) {
                return true;
            }
        }
        return false;
    }
}
