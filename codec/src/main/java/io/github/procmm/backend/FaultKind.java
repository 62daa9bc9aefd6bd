package io.github.procmm.backend;

/** Why a program may not access an address, as a signal tells it (V1-MEM-5 to V1-MEM-9). */
public enum FaultKind {
    /** SIGSEGV, SEGV_MAPERR: nothing is mapped there. */
    MAPERR,
    /** SIGSEGV, SEGV_ACCERR: the area's protection forbids it. */
    ACCERR,
    /** SIGBUS, BUS_ADRERR: the page lies beyond the end of the object. */
    BUS
}
