package io.github.procmm.backend;

import io.github.procmm.wire.Dialect;
import java.util.List;

/**
 * Which process a writer is: what of the writer decides about other address spaces (SPEC.md, 1.3).
 *
 * @param program the dialect of its own word size: the host's, or i386 on x86_64
 * @param addressSpaceBytes RLIMIT_AS, in bytes; unsigned, all ones for none
 * @param taken what is mapped in its own address space; nothing else is
 */
public record WriterProfile(Dialect program, long addressSpaceBytes, List<AddressRange> taken) {

    private static final long UNLIMITED = -1L;

    /** Copies the list. */
    public WriterProfile {
        taken = List.copyOf(taken);
    }

    /** Returns a writer without limits and with nothing mapped. */
    public static WriterProfile of(Dialect program) {
        return new WriterProfile(program, UNLIMITED, List.of());
    }
}
