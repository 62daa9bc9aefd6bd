package io.github.procmm.v2;

/** What kind of area a QUERY reports: table 20.1. */
public final class AreaKind {

    /** Stores reach the object. Without it the area is private. */
    public static final int SHARED = 0x4;

    /** It shows no object. */
    public static final int ANONYMOUS = 0x8;

    /** It cannot be changed any more. */
    public static final int SEALED = 0x10;

    private AreaKind() {}
}
