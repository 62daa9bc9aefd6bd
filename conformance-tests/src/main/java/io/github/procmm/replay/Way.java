package io.github.procmm.replay;

import io.github.procmm.backend.AccessMode;
import io.netty.buffer.ByteBuf;

/** How what a trace asks for gets to the kernel. */
interface Way {

    /** An address space was opened. */
    void opened(ReplayedMm mm);

    /** An address space is closed. */
    void closed(ReplayedMm mm);

    /** A descriptor names an object now. */
    void created(int descriptor, AccessMode mode);

    /** Carries out a record, now or later but before {@link #finish} ends, and has it judged. */
    void carryOut(Asked asked);

    /** Carries out a record that the trace does not have, now; returns what its write returns. */
    long insert(ReplayedMm mm, ByteBuf record);

    /** Carries out what waits. */
    void finish();
}
