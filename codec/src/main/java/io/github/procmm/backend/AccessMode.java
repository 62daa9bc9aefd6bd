package io.github.procmm.backend;

/** How a file was opened: what its descriptor may be used for. */
public enum AccessMode {
    /** O_RDONLY. */
    READ_ONLY,
    /** O_WRONLY. */
    WRITE_ONLY,
    /** O_RDWR. */
    READ_WRITE;

    /** Returns whether a descriptor of this mode is open for reading. */
    public boolean reads() {
        return this != WRITE_ONLY;
    }

    /** Returns whether a descriptor of this mode is open for writing. */
    public boolean writes() {
        return this != READ_ONLY;
    }
}
