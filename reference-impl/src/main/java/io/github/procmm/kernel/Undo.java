package io.github.procmm.kernel;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How to take back what an ATOMIC frame has done, or else what to do once it has succeeded
 * (V2-BATCH-4). For one frame.
 */
final class Undo {

    private final List<Runnable> backwards = new ArrayList<>();
    private final List<Runnable> atTheEnd = new ArrayList<>();
    private final Set<Mm> saved = new HashSet<>();
    private final Set<Mm> ended = new HashSet<>();

    /** Remembers what takes back the next change. */
    void add(Runnable step) {
        backwards.add(step);
    }

    /** Remembers what can only be done when nothing can fail any more. */
    void atTheEnd(Runnable step) {
        atTheEnd.add(step);
    }

    /** Notes that the frame has destroyed an address space: its handles are none any more. */
    void end(Mm mm) {
        ended.add(mm);
    }

    boolean hasEnded(Mm mm) {
        return ended.contains(mm);
    }

    /** Remembers an address space as it is before the first change to it. */
    void save(Mm mm) {
        if (saved.add(mm)) {
            AddressSpace before = mm.memory().snapshot();
            backwards.add(() -> mm.memory().become(before));
            backwards.add(mm.ldt().undo());
        }
    }

    /** Takes everything back, the last change first. */
    void undo() {
        for (int i = backwards.size() - 1; i >= 0; i--) {
            backwards.get(i).run();
        }
    }

    /** Keeps everything. */
    void commit() {
        atTheEnd.forEach(Runnable::run);
    }
}
