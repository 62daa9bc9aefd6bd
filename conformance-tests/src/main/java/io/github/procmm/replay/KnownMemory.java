package io.github.procmm.replay;

import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import com.google.common.collect.TreeRangeSet;

/**
 * What a trace has said of one address space: every page that a line has mapped or unmapped. Of any
 * other page nobody knows what the process had there when the trace began.
 */
final class KnownMemory {

    private final RangeSet<Long> known = TreeRangeSet.create();

    void note(long start, long end) {
        if (start < end) {
            known.add(Range.closedOpen(start, end));
        }
    }

    boolean knows(long addr) {
        return known.contains(addr);
    }
}
