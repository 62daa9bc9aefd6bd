package io.github.procmm.v2;

/** What a handle allows: table 19.1. */
public final class Rights {

    public static final int QUERY = 0x1;
    public static final int CHANGE = 0x2;
    public static final int CLONE = 0x4;
    public static final int SEAL = 0x8;
    public static final int DESTROY = 0x10;
    public static final int RUN = 0x20;

    /** All that a handle of a space can have. */
    public static final int OF_SPACE = QUERY | CHANGE | CLONE | SEAL | DESTROY | RUN;

    public static final int READ = 0x100;
    public static final int WRITE = 0x200;
    public static final int EXEC = 0x400;

    /** All that a handle of an object can have. */
    public static final int OF_OBJECT = READ | WRITE | EXEC;

    private Rights() {}
}
