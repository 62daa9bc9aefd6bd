package io.github.procmm.kernel;

import io.github.procmm.backend.FaultKind;

/**
 * The error code that an x86 processor pushes on a page fault: the is_write of the requests
 * (V1-TASK-5).
 */
final class FaultCode {

    /** The page is there but forbids the access. */
    static final int PROTECTION = 0x1;

    static final int WRITE = 0x2;
    static final int USER = 0x4;
    static final int INSTRUCTION = 0x10;

    private FaultCode() {}

    /** Returns the code of a user access: 0, WRITE or INSTRUCTION, that faulted. */
    static int of(FaultKind kind, int access) {
        return (kind == FaultKind.ACCERR ? PROTECTION : 0) | access | USER;
    }
}
