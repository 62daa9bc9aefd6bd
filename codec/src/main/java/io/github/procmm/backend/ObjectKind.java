package io.github.procmm.backend;

/** What an object is, as far as a mapping of it can tell. */
public enum ObjectKind {
    /** May be mapped in every way: a file, a guest's physical memory. */
    REGULAR,
    /** Lies where nothing may be executed (V1-MAP-28). */
    NOT_EXECUTABLE,
    /** Can be opened but not mapped (V1-MAP-29). */
    DIRECTORY,
    /** Cannot be mapped, and lies where nothing may be executed. */
    PIPE,
    /** Passes all checks and then refuses with ENODEV (V1-MAP-33). */
    SOCKET,
    /** Passes all checks and then refuses with an errno of its own (V1-MAP-33). */
    REFUSING
}
