package io.github.procmm.kernel;

import io.github.procmm.v2.Handle;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The handles of one session: slots that are used again, with generations that never are
 * (V2-HANDLE-1).
 *
 * <p>Filled by its session alone; from any thread looked into, and emptied by a DESTROY elsewhere.
 * That is why what {@link #get} finds may be none any more, until one has the lock of its mm.
 */
final class HandleTable {

    private static final int FIRST_ROOM = 8;

    /** A slot in use. */
    private record Entry(long handle, Held held) {}

    private final int limit;
    private volatile AtomicReferenceArray<@Nullable Entry> slots =
            new AtomicReferenceArray<>(FIRST_ROOM);
    private int[] generations = new int[FIRST_ROOM];

    /** The slots that have been used and are free, the last freed last. */
    private int[] free = new int[FIRST_ROOM];

    private int freeCount;
    private int used;
    private int count;

    HandleTable(int limit) {
        this.limit = limit;
    }

    /** Returns whether there is no room for another handle (V2-HANDLE-10). */
    synchronized boolean isFull() {
        return count == limit;
    }

    /** Returns a new handle; the table is not full. */
    synchronized long add(Held held) {
        int slot = freeCount > 0 ? free[--freeCount] : used++;
        if (slot == generations.length) {
            grow(2 * slot);
        }
        generations[slot]++;
        long handle = Handle.of(slot, generations[slot]);
        slots.set(slot, new Entry(handle, held));
        count++;
        return handle;
    }

    private void grow(int room) {
        AtomicReferenceArray<@Nullable Entry> next = new AtomicReferenceArray<>(room);
        for (int slot = 0; slot < generations.length; slot++) {
            next.set(slot, slots.get(slot));
        }
        slots = next;
        generations = Arrays.copyOf(generations, room);
        free = Arrays.copyOf(free, room);
    }

    /** Returns what a handle stands for, or null where it is none. */
    @Nullable Held get(long handle) {
        AtomicReferenceArray<@Nullable Entry> now = slots;
        int slot = Handle.index(handle);
        Entry entry = slot >= 0 && slot < now.length() ? now.get(slot) : null;
        return entry != null && entry.handle == handle ? entry.held : null;
    }

    /** Ends a handle; returns what it stood for, or null where it was none. */
    synchronized @Nullable Held remove(long handle) {
        Held held = get(handle);
        if (held == null) {
            return null;
        }
        int slot = Handle.index(handle);
        slots.set(slot, null);
        count--;
        if (generations[slot] != Integer.MAX_VALUE) { // else it is never used again
            free[freeCount++] = slot;
        }
        return held;
    }

    /** Undoes an {@link #add}, as if the handle had never been given; what came later is undone. */
    synchronized void takeBack(long handle) {
        int slot = Handle.index(handle);
        slots.set(slot, null);
        count--;
        generations[slot]--;
        free[freeCount++] = slot;
    }

    /** Undoes a {@link #remove}; what came later here is undone, but a DESTROY may have come. */
    synchronized void putBack(long handle, Held held) {
        int slot = Handle.index(handle);
        slots.set(slot, new Entry(handle, held));
        count++;
        int at = freeCount - 1;
        while (at >= 0 && free[at] != slot) {
            at--;
        }
        if (at >= 0) {
            System.arraycopy(free, at + 1, free, at, freeCount - at - 1);
            freeCount--;
        }
    }

    /** Ends all handles and gives up what they held. */
    void close() {
        AtomicReferenceArray<@Nullable Entry> last = slots;
        for (int slot = last.length() - 1; slot >= 0; slot--) {
            Entry entry = last.get(slot);
            if (entry != null && entry.held instanceof Held.Space space) {
                space.mm().alone(() -> giveUp(entry.handle, space.mm()));
            } else if (entry != null) {
                remove(entry.handle);
            }
        }
    }

    private long giveUp(long handle, Mm mm) {
        if (remove(handle) != null) {
            mm.removeName(new Mm.Name(this, handle));
            mm.release();
        }
        return 0;
    }
}
