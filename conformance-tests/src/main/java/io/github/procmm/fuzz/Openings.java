package io.github.procmm.fuzz;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the descriptors of all processes name, as far as is known: in doubt is each of which a call
 * is about that has not been answered. Mutable.
 */
final class Openings {

    private final List<Opened> opened = new ArrayList<>();
    private final Set<Long> inDoubt = new HashSet<>();

    /** Where something was to be opened, once. */
    private final Set<Long> asked = new HashSet<>();

    /** Returns those of which is known what they name. */
    List<Opened> all() {
        return inDoubt.isEmpty() ? opened : where(some -> true);
    }

    /** Without a stream: this is asked for each call that is thought of, several times. */
    List<Opened> where(Predicate<Opened> wanted) {
        List<Opened> some = new ArrayList<>(opened.size());
        for (Opened one : opened) {
            if (wanted.test(one) && !isInDoubt(one.process(), one.fd())) {
                some.add(one);
            }
        }
        return some;
    }

    /** Returns whether nothing is there, and nobody has been asked yet to open something there. */
    boolean isFree(int process, int fd) {
        return !asked.contains(Numbers.key(process, fd)) && at(process, fd) == null;
    }

    @Nullable Opened at(int process, int fd) {
        return isInDoubt(process, fd) ? null : settled(process, fd);
    }

    private @Nullable Opened settled(int process, int fd) {
        for (Opened some : opened) {
            if (some.process() == process && some.fd() == fd) {
                return some;
            }
        }
        return null;
    }

    /** Whether a call that has not been answered may have changed what is there. */
    boolean isInDoubt(int process, int fd) {
        return !inDoubt.isEmpty() && inDoubt.contains(Numbers.key(process, fd));
    }

    /** Notes that somebody is asked to open something. */
    void ask(int process, int fd) {
        asked.add(Numbers.key(process, fd));
        doubt(process, fd);
    }

    /** Notes that somebody is asked for what changes what is there. */
    void doubt(int process, int fd) {
        inDoubt.add(Numbers.key(process, fd));
    }

    /** Notes that all that was asked for has been answered. */
    void settle() {
        inDoubt.clear();
    }

    /** Puts something where something else may have been. */
    void put(Opened made) {
        forget(made.process(), made.fd());
        opened.add(made);
    }

    /** Puts there what another descriptor named before it was in doubt, if it named something. */
    void copy(int process, int fd, int toProcess, int to) {
        Opened original = settled(process, fd);
        if (original != null) {
            put(original.at(toProcess, to));
        }
    }

    void forget(int process, int fd) {
        opened.removeIf(some -> some.process() == process && some.fd() == fd);
    }
}
