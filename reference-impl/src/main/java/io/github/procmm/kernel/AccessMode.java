package io.github.procmm.kernel;

/** How a file was opened: what its descriptor may be used for. */
public enum AccessMode {
    /** O_RDONLY. */
    READ_ONLY,
    /** O_WRONLY. */
    WRITE_ONLY,
    /** O_RDWR. */
    READ_WRITE;

    boolean reads() {
        return this != WRITE_ONLY;
    }

    boolean writes() {
        return this != READ_ONLY;
    }
}
