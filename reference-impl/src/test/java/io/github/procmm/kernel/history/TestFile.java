package io.github.procmm.kernel.history;

/** The files that are open in every history; the ordinal is the index that hostmm.c knows. */
public enum TestFile {
    /** Object 0, opened in every way; the last of these shares its open file with the first. */
    READ_WRITE,
    READ_ONLY,
    WRITE_ONLY,
    READ_WRITE_DUP,
    /** Object 1. */
    OTHER,
    PIPE_READ_END,
    PIPE_WRITE_END,
    DIRECTORY,
    SOCKET;

    /** An index that is no file: a descriptor that is not open. */
    public static final int CLOSED = 99;
}
