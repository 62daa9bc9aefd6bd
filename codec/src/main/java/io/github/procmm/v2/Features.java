package io.github.procmm.v2;

/** What not every backend has: table 17.3. */
public final class Features {

    public static final long ATOMIC = 0x1;
    public static final long LEGACY = 0x2;
    public static final long IMPORT = 0x4;
    public static final long CLONE = 0x8;
    public static final long MOVE = 0x10;
    public static final long SEAL = 0x20;
    public static final long MAX_PROT = 0x40;

    /** All that this version knows. */
    public static final long ALL = ATOMIC | LEGACY | IMPORT | CLONE | MOVE | SEAL | MAX_PROT;

    private Features() {}
}
