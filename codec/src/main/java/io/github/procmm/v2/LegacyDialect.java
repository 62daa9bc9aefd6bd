package io.github.procmm.v2;

import io.github.procmm.wire.Dialect;
import org.jspecify.annotations.Nullable;

/** The dialects of v1 by the numbers that LEGACY frames give them: table 22.1. */
public enum LegacyDialect {
    I386(1, Dialect.I386),
    ARM(2, Dialect.ARM),
    POWERPC(3, Dialect.POWERPC),
    X86_64(4, Dialect.X86_64),
    S390X(5, Dialect.S390X);

    private final int number;
    private final Dialect dialect;

    LegacyDialect(int number, Dialect dialect) {
        this.number = number;
        this.dialect = dialect;
    }

    /** Returns the number on the wire. */
    public int number() {
        return number;
    }

    /** Returns the layout of the records. */
    public Dialect dialect() {
        return dialect;
    }

    /** Returns the dialect of that number, or null where there is none. */
    public static @Nullable LegacyDialect of(int number) {
        for (LegacyDialect some : values()) {
            if (some.number == number) {
                return some;
            }
        }
        return null;
    }

    /** Returns the one of a layout. */
    public static LegacyDialect of(Dialect dialect) {
        return switch (dialect) {
            case I386 -> I386;
            case ARM -> ARM;
            case POWERPC -> POWERPC;
            case X86_64 -> X86_64;
            case S390X -> S390X;
        };
    }
}
