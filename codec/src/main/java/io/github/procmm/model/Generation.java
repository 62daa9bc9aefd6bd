package io.github.procmm.model;

import org.jspecify.annotations.Nullable;

/**
 * The generations of the host patch, oldest first, under the names that SPEC.md gives them.
 *
 * <p>The records are the same in all of them; what write does with one differs: SPEC.md, section
 * 11.
 */
public enum Generation {
    /** Host-skas3 for Linux 2.4 of November 2002, and the same code in an early 2.6 tree. */
    SKAS3_2_4("skas3-2.4"),
    /** The port to Linux 2.6.1, January 2004. */
    SKAS3_2_6_1("skas3-2.6.1"),
    /** Linux 2.6 with MAP_FIXED required and a real copy of the LDT, 2004 to 2005. */
    SKAS3_2_6_2005("skas3-2.6-2005"),
    /** The v8 and v9-pre line for about Linux 2.6.15 to 2.6.20: the last that existed. */
    SKAS3_V9("skas3-v9");

    /** What is meant where nobody says: the last that existed. */
    public static final Generation DEFAULT = SKAS3_V9;

    private final String readableName;

    Generation(String readableName) {
        this.readableName = readableName;
    }

    /** Returns the name that users write and SPEC.md uses. */
    public String readableName() {
        return readableName;
    }

    /** Returns whether this generation is {@code other} or came after it. */
    public boolean atLeast(Generation other) {
        return compareTo(other) >= 0;
    }

    /** Returns the generation of that readable name, or null when there is none. */
    public static @Nullable Generation of(String readableName) {
        for (Generation generation : values()) {
            if (generation.readableName.equals(readableName)) {
                return generation;
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return readableName;
    }
}
