package io.github.procmm.backend;

/** Names an address space, to look at it or to touch its memory. */
public sealed interface MmRef {

    /** That of an open file, as a task sees it that runs there. */
    record OfFile(int process, int fd) implements MmRef {}

    /** That in which a task runs. */
    record OfTask(int task) implements MmRef {}

    /** That of a valid handle of a session, whatever its rights. */
    record OfHandle(int session, long handle) implements MmRef {}
}
