package io.github.procmm.fuzz;

/** What the histories of a campaign are made of. */
public enum Part {
    /** Both, in one history too. */
    BOTH,
    /** Records that are written to files: no session is begun. */
    V1,
    /** Frames: records of part v1 are in LEGACY frames only. */
    V2
}
