package io.github.procmm.kernel;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * An x86 local descriptor table: up to 8,192 descriptors of 8 bytes, none at first (V1-LDT-4).
 *
 * <p>A table has room for whole allocation units, taken from the host's budget as it grows. Who
 * uses one has the lock of its {@link Mm}.
 */
final class Ldt {

    static final int MAX_ENTRIES = 8192;

    private static final int MAX_BYTES = MAX_ENTRIES * Long.BYTES;

    /** A table grows by this many entries: one page of them. */
    static final int UNIT = Page.SIZE / Long.BYTES;

    private final LdtBudget budget;
    private long[] entries = new long[0];

    Ldt(LdtBudget budget) {
        this.budget = budget;
    }

    /** Returns how many entries there is room for; 0 is no LDT at all. */
    int size() {
        return entries.length;
    }

    /** Returns whether the table now has room for {@code wanted} entries. */
    boolean growTo(int wanted) {
        return growTo(wanted, 0);
    }

    private boolean growTo(int wanted, int spare) {
        int size = (wanted + UNIT - 1) / UNIT * UNIT;
        if (size <= entries.length) {
            return true;
        }
        if (!budget.take(size - entries.length, spare)) {
            return false;
        }
        entries = Arrays.copyOf(entries, size);
        return true;
    }

    void set(int entry, long descriptor) {
        entries[entry] = descriptor;
    }

    /**
     * Copies the source's entries over this table's; those beyond stay (V1-LDT-5). False when out
     * of memory, and nothing has changed (V1-LDT-6).
     */
    boolean copyOver(Ldt source) {
        return copyOver(source, 0);
    }

    /** The same where {@code spare} entries of the host's budget are about to be given back. */
    boolean copyOver(Ldt source, int spare) {
        if (!growTo(source.size(), spare)) {
            return false;
        }
        System.arraycopy(source.entries, 0, entries, 0, source.entries.length);
        return true;
    }

    /**
     * Becomes a fresh copy of the source and forgets, without giving it back, what it had: the leak
     * of the first generations. Nothing changes when there is no memory for the copy (V1-LDT-7).
     */
    void replaceLeaking(Ldt source) {
        if (budget.take(source.size(), 0)) {
            entries = source.entries.clone();
        }
    }

    /** Returns what makes this again the table that it is now. */
    Runnable undo() {
        long[] before = entries.clone();
        return () -> {
            budget.giveBack(entries.length - before.length);
            entries = before;
        };
    }

    void free() {
        budget.giveBack(entries.length);
        entries = new long[0];
    }

    /** Returns how many bytes a read of {@code count}, unsigned, gives: none without a table. */
    int readableBytes(long count) {
        boolean all = Long.compareUnsigned(count, MAX_BYTES) >= 0;
        return entries.length == 0 ? 0 : all ? MAX_BYTES : (int) count;
    }

    /** Appends {@code bytes} bytes: the table, little-endian, and zeros behind it (V1-TASK-7). */
    void read(ByteBuf out, int bytes) {
        out.ensureWritable(bytes);
        int whole = bytes / Long.BYTES;
        for (int entry = 0; entry < whole; entry++) {
            out.writeLongLE(get(entry));
        }
        for (int i = 0; i < bytes % Long.BYTES; i++) {
            out.writeByte((int) (get(whole) >>> (i * Byte.SIZE)));
        }
    }

    private long get(int entry) {
        return entry < entries.length ? entries[entry] : 0;
    }
}
