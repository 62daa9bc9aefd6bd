package io.github.procmm.kernel;

import io.github.procmm.v2.Handle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The handles of one session: slots that are used again, with generations that never are
 * (V2-HANDLE-1). For any thread: a DESTROY in another session ends handles here.
 */
final class HandleTable {

    private static final int FIRST_ROOM = 8;

    private final int limit;
    private @Nullable Held[] slots = new @Nullable Held[FIRST_ROOM];
    private int[] generations = new int[FIRST_ROOM];

    /** The slots that have been used and are free, the last freed last. */
    private int[] free = new int[FIRST_ROOM];

    private int freeCount;
    private int used;

    HandleTable(int limit) {
        this.limit = limit;
    }

    /** Returns whether there is no room for another handle. */
    synchronized boolean isFull() {
        return freeCount == 0 && used == limit;
    }

    /** Returns a new handle; the table is not full. */
    synchronized long add(Held held) {
        int slot = freeCount > 0 ? free[--freeCount] : used++;
        if (slot == slots.length) {
            slots = Arrays.copyOf(slots, 2 * slot);
            generations = Arrays.copyOf(generations, 2 * slot);
            free = Arrays.copyOf(free, 2 * slot);
        }
        slots[slot] = held;
        generations[slot]++;
        return Handle.of(slot, generations[slot]);
    }

    /** Returns what a handle stands for, or null where it is none. */
    synchronized @Nullable Held get(long handle) {
        int slot = Handle.index(handle);
        boolean valid = slot >= 0 && slot < used && Handle.generation(handle) == generations[slot];
        return valid ? slots[slot] : null;
    }

    /** Ends a handle; returns what it stood for. */
    synchronized @Nullable Held remove(long handle) {
        Held held = get(handle);
        if (held != null) {
            int slot = Handle.index(handle);
            slots[slot] = null;
            if (generations[slot] != Integer.MAX_VALUE) { // else it is never used again
                free[freeCount++] = slot;
            }
        }
        return held;
    }

    /** Undoes the last {@link #add}, as if the handle had never been given. */
    synchronized void takeBack(long handle) {
        int slot = Handle.index(handle);
        slots[slot] = null;
        generations[slot]--;
        free[freeCount++] = slot;
    }

    /** Undoes the last {@link #remove}. */
    synchronized void putBack(long handle, Held held) {
        int slot = Handle.index(handle);
        slots[slot] = held;
        freeCount -= generations[slot] == Integer.MAX_VALUE ? 0 : 1;
    }

    /** Ends every handle of an address space; returns how many there were (V2-HANDLE-7). */
    synchronized int removeAll(Mm mm) {
        int ended = 0;
        for (int slot = 0; slot < used; slot++) {
            if (slots[slot] instanceof Held.Space space && space.mm() == mm) {
                remove(Handle.of(slot, generations[slot]));
                ended++;
            }
        }
        return ended;
    }

    /** Ends all handles and gives up what they held. */
    synchronized void close() {
        for (int slot = 0; slot < used; slot++) {
            if (slots[slot] instanceof Held.Space space) {
                space.mm().release();
            }
            slots[slot] = null;
        }
    }
}
