package io.github.procmm.suite;

import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.MemoryManager;
import io.github.procmm.backend.Offer.HostKind;
import io.github.procmm.model.Generation;
import io.github.procmm.wire.Dialect;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Kinds of host that a case is about. */
final class Hosts {

    private static final HostKind USUAL = HostKind.of(HostProfile.DEFAULT);

    /** What is meant where nobody says: x86_64, the last generation, today's manager. */
    static final Predicate<HostKind> DEFAULT = USUAL::equals;

    /** Every host that the rules speak of: 34. */
    static final Predicate<HostKind> ALL = host -> true;

    /** The last generation on today's manager, in every dialect: 5. */
    static final Predicate<HostKind> DIALECTS =
            host -> host.generation() == USUAL.generation() && host.manager() == USUAL.manager();

    /** Those on which it can show that a rule holds beneath both managers and in both words: 4. */
    static final Predicate<HostKind> MANAGERS =
            host ->
                    host.generation() == USUAL.generation()
                            && (host.dialect() == Dialect.X86_64 || host.dialect() == Dialect.I386);

    /** The last generation on today's manager, in both words: 2. */
    static final Predicate<HostKind> TODAY = MANAGERS.and(DIALECTS);

    /** The hosts of i386, of every generation, on both managers: 8. */
    static final Predicate<HostKind> GENERATIONS = host -> host.dialect() == Dialect.I386;

    /** Every host on today's manager: 17. */
    static final Predicate<HostKind> LINUX = host -> host.manager() == MemoryManager.LINUX_6_18;

    /** Every host on its generation's own manager: 17. */
    static final Predicate<HostKind> ORIGINAL = host -> host.manager() == MemoryManager.ORIGINAL;

    /** Hosts whose address spaces have LDTs (V1-LDT-10): i386, and x86_64: 10. */
    static final Predicate<HostKind> X86 = of(Dialect.I386, Dialect.X86_64);

    private static final List<HostKind> KINDS =
            Arrays.stream(Dialect.values()).flatMap(Hosts::of).filter(Hosts::existed).toList();

    private Hosts() {}

    /** Returns the hosts that a predicate takes; the usual one first, so that it is read first. */
    static List<HostKind> matching(Predicate<HostKind> hosts) {
        return Stream.concat(Stream.of(USUAL), KINDS.stream().filter(host -> !host.equals(USUAL)))
                .filter(hosts)
                .toList();
    }

    /** Hosts of some generations. */
    static Predicate<HostKind> of(Generation... generations) {
        List<Generation> some = List.of(generations);
        return host -> some.contains(host.generation());
    }

    /** Hosts of some dialects. */
    static Predicate<HostKind> of(Dialect... dialects) {
        List<Dialect> some = List.of(dialects);
        return host -> some.contains(host.dialect());
    }

    /** No rule says what an x86_64 host of an earlier generation is (section 1.3). */
    private static boolean existed(HostKind host) {
        return host.dialect() != Dialect.X86_64 || host.generation() == USUAL.generation();
    }

    private static Stream<HostKind> of(Dialect dialect) {
        return Arrays.stream(Generation.values())
                .flatMap(
                        generation ->
                                Arrays.stream(MemoryManager.values())
                                        .map(to -> new HostKind(dialect, generation, to)));
    }
}
