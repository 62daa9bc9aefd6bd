package io.github.procmm.bench.area;

import java.util.List;

/**
 * Areas of one object, each page of which is shown at its own offset: neighbours with equal rights
 * are one area. Ranges are page-aligned.
 */
interface Areas {

    void map(long start, long end, int prot);

    void unmap(long start, long end);

    /** Changes what is mapped without a hole from {@code start} on, as Linux does. */
    void protect(long start, long end, int prot);

    /** Returns the areas in order, to compare. */
    List<PeerArea> list();
}
