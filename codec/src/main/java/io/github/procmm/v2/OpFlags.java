package io.github.procmm.v2;

/** The flags of records: table 18.4. */
public final class OpFlags {

    /** MAP, MOVE: what is mapped there is replaced. */
    public static final int REPLACE = 0x1;

    /** MAP: at an address of the backend's choice. */
    public static final int ANYWHERE = 0x2;

    /** MAP: stores reach the object. */
    public static final int SHARED = 0x4;

    /** SEAL: the whole space. */
    public static final int SPACE = 0x1;

    private OpFlags() {}

    /** Returns the flags that an operation knows. */
    static int of(Operation operation) {
        return switch (operation) {
            case MAP -> REPLACE | ANYWHERE | SHARED;
            case MOVE -> REPLACE;
            case SEAL -> SPACE;
            case CREATE,
                    CLONE,
                    DESTROY,
                    RELEASE,
                    DUPLICATE,
                    MEMORY,
                    IMPORT,
                    UNMAP,
                    PROTECT,
                    DISCARD,
                    QUERY ->
                    0;
        };
    }
}
