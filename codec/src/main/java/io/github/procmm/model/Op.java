package io.github.procmm.model;

/** One request to change an address space: what one record of {@code /proc/mm} means. */
public sealed interface Op extends Decoded permits Mmap, Munmap, Mprotect, CopySegments {

    /** Returns the number that stands for this operation on the wire. */
    Opcode opcode();

    /** Calls the one method of {@code visitor} that fits this operation and returns its result. */
    <R> R accept(Visitor<R> visitor);

    /**
     * One case per operation, so that a new operation fails to compile wherever it is unhandled.
     */
    interface Visitor<R> {

        R mmap(Mmap op);

        R munmap(Munmap op);

        R mprotect(Mprotect op);

        R copySegments(CopySegments op);
    }
}
