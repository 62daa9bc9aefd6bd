package io.github.procmm.fuzz;

import io.github.procmm.backend.MmFile;
import org.jspecify.annotations.Nullable;

/**
 * What a descriptor of a process names, as far as answers tell.
 *
 * @param file of an address space; null for an object
 * @param object its number; -1 for an address space
 */
record Opened(int process, int fd, @Nullable MmFile file, int object) {

    boolean isMm() {
        return file != null;
    }

    Opened at(int otherProcess, int otherFd) {
        return new Opened(otherProcess, otherFd, file, object);
    }
}
