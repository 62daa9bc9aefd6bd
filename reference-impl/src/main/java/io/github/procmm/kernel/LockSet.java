package io.github.procmm.kernel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The address spaces that an ATOMIC frame can name: nobody else gets at one of them before the
 * frame is done or taken back (V2-BATCH-5). Mutable, for one thread.
 */
final class LockSet {

    /** All frames lock in one order, so that none waits for another that waits for it. */
    private static final Comparator<Mm> ORDER = Comparator.comparingLong(Mm::number);

    /** Those to lock, until they are locked with repetitions. */
    private final List<Mm> spaces = new ArrayList<>();

    void add(Mm mm) {
        if (spaces.isEmpty() || spaces.get(spaces.size() - 1) != mm) {
            spaces.add(mm);
        }
    }

    void lock() {
        spaces.sort(ORDER);
        for (Mm mm : spaces) {
            mm.lock().lock(); // as often as it was added
        }
    }

    /** Unlocks all, and forgets them. */
    void unlock() {
        for (Mm mm : spaces) {
            mm.lock().unlock();
        }
        spaces.clear();
    }
}
