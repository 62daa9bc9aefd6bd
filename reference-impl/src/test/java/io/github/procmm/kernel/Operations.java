package io.github.procmm.kernel;

import io.github.procmm.model.CopySegments;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Mprotect;
import io.github.procmm.model.Munmap;
import io.github.procmm.model.Op;
import io.github.procmm.model.Prot;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Operations that fit every dialect, most of them sensible, on few pages so that they meet. */
final class Operations {

    private Operations() {}

    static Arbitrary<Op> any() {
        return Arbitraries.frequencyOf(
                Tuple.of(4, mmaps()),
                Tuple.of(2, Combinators.combine(addresses(), lengths()).as(Munmap::new)),
                Tuple.of(
                        2,
                        Combinators.combine(addresses(), lengths(), protections())
                                .as(Mprotect::new)),
                Tuple.of(1, descriptors().map(CopySegments::new)));
    }

    private static Arbitrary<Op> mmaps() {
        Arbitrary<Long> offsets =
                Arbitraries.frequencyOf(
                        Tuple.of(8, Arbitraries.longs().between(0, 8).map(i -> i * Page.SIZE)),
                        Tuple.of(1, Arbitraries.of(1L, 0xffff_f000L)));
        return Combinators.combine(
                        addresses(), lengths(), protections(), flags(), descriptors(), offsets)
                .as(
                        (addr, len, prot, flags, fd, offset) ->
                                new Mmap(addr, len, prot, flags, fd, offset));
    }

    private static Arbitrary<Long> addresses() {
        return Arbitraries.frequencyOf(
                Tuple.of(12, Arbitraries.longs().between(0, 10).map(Bench::page)),
                Tuple.of(1, Arbitraries.of(0L, 1L, Bench.page(1) + 1, 0xc000_0000L, 0xffff_f000L)));
    }

    private static Arbitrary<Long> lengths() {
        return Arbitraries.frequencyOf(
                Tuple.of(12, Arbitraries.longs().between(1, 5L * Page.SIZE)),
                Tuple.of(1, Arbitraries.of(0L, 0xc000_0000L, 0xffff_f000L, 0xffff_ffffL)));
    }

    private static Arbitrary<Integer> protections() {
        return Arbitraries.frequencyOf(
                Tuple.of(10, Arbitraries.integers().between(0, Prot.ACCESS)),
                Tuple.of(1, Arbitraries.of(Prot.SEM, Prot.GROWSDOWN, Prot.GROWSUP, 0x10)));
    }

    private static Arbitrary<Integer> flags() {
        Arbitrary<Integer> types = Arbitraries.of(0, 1, 1, 1, 2, 2, 2, 3, 4);
        Arbitrary<Integer> fixed =
                Arbitraries.of(0, MapFlags.FIXED, MapFlags.FIXED, MapFlags.FIXED);
        Arbitrary<Integer> others =
                Arbitraries.of(
                        0,
                        MapFlags.ANONYMOUS,
                        MapFlags.ANONYMOUS,
                        MapFlags.ANONYMOUS | MapFlags.GROWSDOWN,
                        MapFlags.GROWSDOWN,
                        MapFlags.FIXED_NOREPLACE,
                        MapFlags.NORESERVE);
        return Combinators.combine(types, fixed, others).as((a, b, c) -> a | b | c);
    }

    private static Arbitrary<Integer> descriptors() {
        return Arbitraries.of(0, 1, 1, 1, 2, 3, 9);
    }
}
