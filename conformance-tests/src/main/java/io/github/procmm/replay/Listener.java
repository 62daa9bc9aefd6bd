package io.github.procmm.replay;

import io.github.procmm.backend.AccessResult;
import io.github.procmm.proto.trace.Probe;

/** Hears what a kernel answers while a trace is played, in the order of the trace. */
interface Listener {

    /**
     * A record has been carried out.
     *
     * @param got what its write returned, or would have
     */
    void answered(Asked asked, long got);

    /**
     * Memory has been looked at.
     *
     * @param mm of which address space
     * @param where in the trace
     */
    void probed(int mm, String where, Probe probe, AccessResult got);
}
