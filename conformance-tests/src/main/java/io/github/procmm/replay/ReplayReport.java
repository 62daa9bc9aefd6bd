package io.github.procmm.replay;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What came of playing a trace. Mutable while it is played. */
public final class ReplayReport {

    /** Differences are kept one by one up to here, and counted beyond. */
    static final int KEPT_DIFFERENCES = 100_000;

    private final SortedMap<String, SortedMap<String, Long>> results = new TreeMap<>();
    private final List<Difference> differences = new ArrayList<>();
    private final Map<Difference.Cause, Long> causes = new EnumMap<>(Difference.Cause.class);
    private long played;
    private long operations;
    private long addressSpaces;
    private long placed;
    private long sameBytes;
    private long otherWidth;
    private long tooWide;
    private long probes;
    private long nanos;
    private final List<Traffic> traffic = new ArrayList<>();

    ReplayReport() {}

    /** Returns how many writes were played, those of address spaces not reported on included. */
    public long played() {
        return played;
    }

    /** Returns how many writes are reported on. */
    public long operations() {
        return operations;
    }

    /** Returns how many address spaces that are reported on were opened. */
    public long addressSpaces() {
        return addressSpaces;
    }

    /** Returns how many loads, stores and fetches are reported on. */
    public long probes() {
        return probes;
    }

    /** Returns how many mappings went where the host had chosen, since the trace did not say. */
    public long placed() {
        return placed;
    }

    /** Returns how many records the codec read and wrote again as the same bytes. */
    public long sameBytes() {
        return sameBytes;
    }

    /** Returns how many operations also went through the record of the other word size unharmed. */
    public long otherWidth() {
        return otherWidth;
    }

    /** Returns how many operations have a value that the other word size cannot hold. */
    public long tooWide() {
        return tooWide;
    }

    /**
     * Returns what went to and fro, for each way in which the trace was played: as writes; then in
     * frames of one operation, and in batches, where that was asked for.
     */
    public List<Traffic> traffic() {
        return traffic;
    }

    /** Returns how long it took, in nanoseconds: reading, codec and kernel. */
    public long nanos() {
        return nanos;
    }

    /** Returns counts by operation and by what the kernel answered: ok, or an errno's name. */
    public SortedMap<String, SortedMap<String, Long>> results() {
        return results;
    }

    /** Returns the differences, in the trace's order; the first 100,000. */
    public List<Difference> differences() {
        return differences;
    }

    /** Returns how many differences have a cause. */
    public long count(Difference.Cause cause) {
        return causes.getOrDefault(cause, 0L);
    }

    /** Returns how many differences nothing about the trace explains. */
    public long findings() {
        return count(Difference.Cause.UNEXPLAINED) + count(Difference.Cause.OTHER_AS_V2);
    }

    void addPlayed() {
        played++;
    }

    void addOperation(String name, String result) {
        operations++;
        results.computeIfAbsent(name, unused -> new TreeMap<>()).merge(result, 1L, Long::sum);
    }

    void addDifference(Difference difference) {
        causes.merge(difference.cause(), 1L, Long::sum);
        if (differences.size() < KEPT_DIFFERENCES) {
            differences.add(difference);
        }
    }

    void addAddressSpace() {
        addressSpaces++;
    }

    void addProbe() {
        probes++;
    }

    void addPlaced() {
        placed++;
    }

    void addSameBytes() {
        sameBytes++;
    }

    void addOtherWidth() {
        otherWidth++;
    }

    void addTooWide() {
        tooWide++;
    }

    void addTraffic(Traffic way) {
        traffic.add(way);
    }

    void setNanos(long nanos) {
        this.nanos = nanos;
    }
}
