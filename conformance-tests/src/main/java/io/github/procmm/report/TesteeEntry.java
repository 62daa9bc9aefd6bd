package io.github.procmm.report;

import java.util.List;

/**
 * Who was judged, in its own words.
 *
 * @param name a word
 * @param details what else identifies it: a version, a kernel
 * @param hosts the kinds of host that it can be: dialect, generation and manager, commas between
 * @param features what it can do and show
 * @param missing what it cannot
 * @param reserved ranges of addresses that it keeps for itself
 */
public record TesteeEntry(
        String name,
        String details,
        List<String> hosts,
        List<String> features,
        List<String> missing,
        List<RangeEntry> reserved) {

    /** Copies the lists. */
    public TesteeEntry {
        hosts = List.copyOf(hosts);
        features = List.copyOf(features);
        missing = List.copyOf(missing);
        reserved = List.copyOf(reserved);
    }

    /** Returns who it is: {@code reference (the kernel in memory)}. */
    public String inOneLine() {
        return details.isEmpty() ? name : name + " (" + details + ")";
    }
}
