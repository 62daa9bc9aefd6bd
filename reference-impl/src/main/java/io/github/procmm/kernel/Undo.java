package io.github.procmm.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How to take back what an ATOMIC frame has done, or else what to do once it has succeeded
 * (V2-BATCH-4). For one frame.
 *
 * <p>What the frame gives up it gives up at the end: until then nobody else can have it. The frame
 * itself can: {@link #spareSpaces}.
 */
final class Undo {

    private final List<Runnable> backwards = new ArrayList<>();
    private final List<Runnable> atTheEnd = new ArrayList<>();
    private final Set<Mm> saved = new HashSet<>();
    private final Map<Mm, Integer> releases = new HashMap<>();
    private @Nullable Mm lastSaved;

    /** Remembers what takes back the next change. */
    void add(Runnable step) {
        backwards.add(step);
    }

    /** Remembers what can only be done when nothing can fail any more. */
    void atTheEnd(Runnable step) {
        atTheEnd.add(step);
    }

    /** Remembers that one holder of a space is to go. */
    void releaseAtTheEnd(Mm mm) {
        releases.merge(mm, 1, Integer::sum);
        atTheEnd.add(mm::release);
    }

    /** Returns how many spaces there will be no more. */
    int spareSpaces() {
        return gone().size();
    }

    /** Returns how many LDT entries they have. */
    int spareEntries() {
        return gone().stream().mapToInt(mm -> mm.ldt().size()).sum();
    }

    private List<Mm> gone() {
        List<Mm> gone = new ArrayList<>();
        releases.forEach(
                (mm, times) -> {
                    if (mm.holders() == times) {
                        gone.add(mm);
                    }
                });
        return gone;
    }

    /** Remembers an address space, and its LDT, as it is before the first change to it. */
    void save(Mm mm) {
        if (mm == lastSaved) {
            return;
        }
        lastSaved = mm;
        if (saved.add(mm)) {
            AddressSpace.Saved before = mm.memory().save();
            Runnable ldt = mm.ldt().undo();
            backwards.add(
                    () -> {
                        mm.memory().become(before);
                        ldt.run();
                    });
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
