package io.github.procmm.kernel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.function.LongSupplier;

/**
 * What Linux calls an mm: an address space and its LDT, alive as long as a file, a task or a handle
 * holds it.
 *
 * <p>For several threads: whoever looks at it, changes it or names it has its {@link #lock}. Who
 * wants more than one mm takes their locks in the order of their numbers; a table of handles may be
 * locked within, never the other way round.
 */
final class Mm {

    /** A handle of an mm: of which session, and its number. */
    record Name(HandleTable table, long handle) {}

    private final Kernel kernel;
    private final AddressSpace memory;
    private final Ldt ldt;
    private final long number;
    private final AtomicInteger holders = new AtomicInteger(1);
    private final List<Name> names = new ArrayList<>(0);

    Mm(Kernel kernel, AddressSpace memory, Ldt ldt) {
        this.kernel = kernel;
        this.memory = memory;
        this.ldt = ldt;
        this.number = kernel.nextMmNumber();
    }

    /** Returns a number that no other mm of the host has. */
    long number() {
        return number;
    }

    /** Returns the lock of the address space, which is the LDT's too. */
    Lock lock() {
        return memory.lock();
    }

    AddressSpace memory() {
        return memory;
    }

    Ldt ldt() {
        return ldt;
    }

    /** Notes a handle in any session: what {@code DESTROY} ends. */
    void addName(Name name) {
        names.add(name);
    }

    void removeName(Name name) {
        names.remove(names.lastIndexOf(name));
    }

    /** Returns its handles, those of a session always in the same order, and forgets them. */
    List<Name> takeNames() {
        List<Name> taken = new ArrayList<>(names);
        taken.sort(Comparator.comparingLong(Name::handle));
        names.clear();
        return taken;
    }

    /** Does something that concerns this mm alone. */
    long alone(LongSupplier action) {
        lock().lock();
        try {
            return action.getAsLong();
        } finally {
            lock().unlock();
        }
    }

    int holders() {
        return holders.get();
    }

    /** Holds it once more; somebody does. */
    void hold() {
        holders.incrementAndGet();
    }

    /**
     * Holds it once more unless nobody does any more: its last file may have been closed meanwhile.
     */
    boolean holdIfAlive() {
        return holders.getAndUpdate(count -> count == 0 ? 0 : count + 1) != 0;
    }

    void release() {
        if (holders.decrementAndGet() == 0) {
            alone(
                    () -> {
                        memory.clear();
                        ldt.free();
                        return 0;
                    });
            kernel.forget(this);
        }
    }
}
