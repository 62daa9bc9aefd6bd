package io.github.procmm.model;

import org.jspecify.annotations.Nullable;

/** The operations of a record and the numbers they have in every generation (V1-WIRE-1). */
public enum Opcode {
    /** See {@link Mmap}. */
    MMAP(Wire.MMAP),
    /** See {@link Munmap}. */
    MUNMAP(Wire.MUNMAP),
    /** See {@link Mprotect}. */
    MPROTECT(Wire.MPROTECT),
    /** See {@link CopySegments}. */
    COPY_SEGMENTS(Wire.COPY_SEGMENTS);

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
        return switch (number) {
            case Wire.MMAP -> MMAP;
            case Wire.MUNMAP -> MUNMAP;
            case Wire.MPROTECT -> MPROTECT;
            case Wire.COPY_SEGMENTS -> COPY_SEGMENTS;
            default -> null;
        };
    }

    /** Constants of the compiler's, so that no table stands between a number and its meaning. */
    private static final class Wire {

        static final int MMAP = 54;
        static final int MUNMAP = 55;
        static final int MPROTECT = 56;
        static final int COPY_SEGMENTS = 57;
    }
}
