package io.github.procmm.kernel;

import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.MemoryManager;
import io.github.procmm.model.Generation;
import io.github.procmm.wire.Dialect;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The hosts that tests are run on: sources for parameters. */
final class Profiles {

    private Profiles() {}

    /** Every dialect, generation and manager: 40. */
    static List<HostProfile> all() {
        return Arrays.stream(Dialect.values()).flatMap(Profiles::of).toList();
    }

    /** One dialect with every generation and manager. */
    static Stream<HostProfile> of(Dialect dialect) {
        return Arrays.stream(Generation.values())
                .flatMap(
                        generation ->
                                Arrays.stream(MemoryManager.values())
                                        .map(to -> HostProfile.of(dialect, generation, to)));
    }

    /** An i386 host of every generation, on both managers. */
    static Stream<HostProfile> i386() {
        return of(Dialect.I386);
    }

    /** The i386 host of a generation on today's memory management. */
    static HostProfile i386(Generation generation) {
        return HostProfile.of(Dialect.I386, generation, MemoryManager.LINUX_6_18);
    }

    /** The i386 host of a generation on its own memory management. */
    static HostProfile original(Generation generation) {
        return HostProfile.of(Dialect.I386, generation, MemoryManager.ORIGINAL);
    }

    /** Every host beneath which the generation's own manager lies. */
    static List<HostProfile> original() {
        return all().stream().filter(host -> host.manager() == MemoryManager.ORIGINAL).toList();
    }
}
