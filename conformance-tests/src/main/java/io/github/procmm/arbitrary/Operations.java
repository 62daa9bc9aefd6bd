package io.github.procmm.arbitrary;

import io.github.procmm.model.CopySegments;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Mprotect;
import io.github.procmm.model.Munmap;
import io.github.procmm.model.Op;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Draws operations of part v1 that every dialect can hold. */
public final class Operations {

    private static final int PROTS = 7;

    /** Of anonymous memory, then of what the descriptor names, then what is refused. */
    private static final Integer[] FLAGS = {
        MapFlags.FIXED | MapFlags.PRIVATE | MapFlags.ANONYMOUS,
        MapFlags.FIXED | MapFlags.SHARED | MapFlags.ANONYMOUS,
        MapFlags.FIXED | MapFlags.PRIVATE,
        MapFlags.FIXED | MapFlags.SHARED,
        MapFlags.PRIVATE | MapFlags.ANONYMOUS,
        MapFlags.FIXED
    };

    private Operations() {}

    /** Returns any operation; it shrinks towards removing one page. */
    public static Arbitrary<Op> all() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, unmaps().map(op -> (Op) op)),
                Tuple.of(3, protects().map(op -> (Op) op)),
                Tuple.of(6, maps().map(op -> (Op) op)),
                Tuple.of(1, copies().map(op -> (Op) op)));
    }

    /** Returns MMAP of memory of its own, or of one of the {@link Histories}' descriptors. */
    public static Arbitrary<Mmap> maps() {
        return Combinators.combine(
                        Pages.addresses(),
                        Pages.lengths(),
                        prots().map(prot -> (long) prot),
                        Arbitraries.of(FLAGS).map(flags -> (long) flags),
                        descriptors().map(fd -> (long) fd),
                        Pages.offsets())
                .as(Mmap::new);
    }

    /** Returns MUNMAP. */
    public static Arbitrary<Munmap> unmaps() {
        return Combinators.combine(Pages.addresses(), Pages.lengths()).as(Munmap::new);
    }

    /** Returns MPROTECT. */
    public static Arbitrary<Mprotect> protects() {
        return Combinators.combine(Pages.addresses(), Pages.lengths(), prots()).as(Mprotect::new);
    }

    /** Returns COPY_SEGMENTS from one of the {@link Histories}' descriptors. */
    public static Arbitrary<CopySegments> copies() {
        return descriptors().map(CopySegments::new);
    }

    private static Arbitrary<Integer> prots() {
        return Arbitraries.integers().between(0, PROTS);
    }

    private static Arbitrary<Integer> descriptors() {
        return Arbitraries.integers()
                .between(Histories.FIRST_FD, Histories.LAST_FD)
                .shrinkTowards(Histories.FIRST_FD);
    }
}
