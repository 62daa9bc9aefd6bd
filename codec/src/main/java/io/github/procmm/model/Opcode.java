package io.github.procmm.model;

import org.jspecify.annotations.Nullable;

/** The operations of a record and the numbers they have in every generation (V1-WIRE). */
public enum Opcode {
    /** See {@link Mmap}. */
    MMAP(54),
    /** See {@link Munmap}. */
    MUNMAP(55),
    /** See {@link Mprotect}. */
    MPROTECT(56),
    /** See {@link CopySegments}. */
    COPY_SEGMENTS(57);

    /** The numbers are consecutive, so that a constant's place gives its number. */
    private static final Opcode[] IN_ORDER = values();

    private final int number;

    Opcode(int number) {
        this.number = number;
    }

    /** Returns the number that a record starts with. */
    public int number() {
        return number;
    }

    /** Returns the operation that {@code number} stands for, or null when there is none. */
    public static @Nullable Opcode of(int number) {
        int index = number - MMAP.number;
        return index >= 0 && index < IN_ORDER.length ? IN_ORDER[index] : null;
    }
}
