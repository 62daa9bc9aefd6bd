package io.github.procmm.kernel.history;

/** The files that are open in every history. */
public enum TestFile {
    /** Object 0, opened in every way; the last of these shares its open file with the first. */
    READ_WRITE(0),
    READ_ONLY(1),
    WRITE_ONLY(2),
    READ_WRITE_DUP(3),
    /** Object 1. */
    OTHER(4),
    PIPE_READ_END(5),
    PIPE_WRITE_END(6),
    DIRECTORY(7),
    SOCKET(8);

    /** A descriptor that is not open. */
    public static final int CLOSED = 99;

    private final int descriptor;

    TestFile(int descriptor) {
        this.descriptor = descriptor;
    }

    /** Returns its descriptor, which is also the index that hostmm.c knows it by. */
    public int descriptor() {
        return descriptor;
    }
}
