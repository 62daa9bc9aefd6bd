package io.github.procmm.replay;

import org.jspecify.annotations.Nullable;

/**
 * What went to the kernel and back when a trace was played in one way: of the operations that are
 * reported on. Mutable while it is played.
 *
 * <p>Left out is what opens and closes: open and close of part v1; HELLO, IMPORT and RELEASE of
 * part v2.
 */
public final class Traffic {

    private final @Nullable Batches batches;
    private long operations;
    private long entries;
    private long bytesSent;
    private long bytesBack;
    private int longest;

    private Traffic(@Nullable Batches batches) {
        this.batches = batches;
    }

    static Traffic ofWrites() {
        return new Traffic(null);
    }

    static Traffic ofFrames(Batches batches) {
        return new Traffic(batches);
    }

    /** Returns what a frame could have, or null where each record was a write of part v1. */
    public @Nullable Batches batches() {
        return batches;
    }

    /** Returns how many operations there were. */
    public long operations() {
        return operations;
    }

    /** Returns how often the host was entered: by a write, or with a frame. */
    public long entries() {
        return entries;
    }

    /** Returns how many frames were sent: none of writes. */
    public long frames() {
        return batches == null ? 0 : entries;
    }

    /** Returns how many bytes were written or sent. */
    public long bytesSent() {
        return bytesSent;
    }

    /** Returns how many bytes came back; a write has none, its result is a number in a register. */
    public long bytesBack() {
        return bytesBack;
    }

    /** Returns how many operations the longest frame had; of writes 1. */
    public int longest() {
        return longest;
    }

    void addOperation() {
        operations++;
    }

    /** Counts an entry with so many operations, bytes there and bytes back. */
    void addEntry(int count, int sent, int back) {
        entries++;
        bytesSent += sent;
        bytesBack += back;
        longest = Math.max(longest, count);
    }
}
