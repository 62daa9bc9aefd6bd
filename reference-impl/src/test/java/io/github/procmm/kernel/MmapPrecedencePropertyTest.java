package io.github.procmm.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.MemoryManager;
import io.github.procmm.model.Generation;
import io.github.procmm.wire.Dialect;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/**
 * Where several checks refuse a mapping, the first in the order of SPEC.md decides; and what has
 * become of the areas then is what that check says.
 */
class MmapPrecedencePropertyTest {

    /** The pairs of checks that one record can break at once, on an x86_64 host of generation D. */
    private static final int LINUX_PAIRS = 160;

    private static final int ORIGINAL_PAIRS = 110;

    @Example
    void V1_MAP_16_V1_MAP_34_ofAnyTwoMistakesTheEarlierDecides() {
        HostProfile host = HostProfile.DEFAULT;
        assertThat(pairsOf(host)).hasSizeGreaterThanOrEqualTo(LINUX_PAIRS);
        Profiles.all().stream()
                .filter(other -> other.manager() == MemoryManager.LINUX_6_18)
                .forEach(MmapPrecedencePropertyTest::pairsOf);
    }

    @Example
    void V1_MAP_35_V1_MAP_37_ofAnyTwoMistakesTheEarlierDecides() {
        for (Generation generation : Generation.values()) {
            HostProfile host = HostProfile.of(Dialect.X86_64, generation, MemoryManager.ORIGINAL);
            assertThat(pairsOf(host)).hasSizeGreaterThanOrEqualTo(ORIGINAL_PAIRS);
        }
        Profiles.original().forEach(MmapPrecedencePropertyTest::pairsOf);
    }

    @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
    void ofAnyMistakesTheEarliestDecides(
            @ForAll("hosts") HostProfile host, @ForAll Set<MmapTwist> twists) {
        pairsOf(host, twists);
    }

    /** Tries all pairs of twists, and all triples with what takes two; returns what was met. */
    private static Set<String> pairsOf(HostProfile host) {
        Set<String> pairs = new HashSet<>();
        for (MmapTwist one : MmapTwist.values()) {
            for (MmapTwist two : EnumSet.range(one, MmapTwist.REFUSED)) {
                pairs.addAll(pairsOf(host, EnumSet.of(one, two)));
                pairs.addAll(pairsOf(host, EnumSet.of(one, two, MmapTwist.VALIDATED)));
                pairs.addAll(pairsOf(host, EnumSet.of(one, two, MmapTwist.TO_BE_EXECUTED)));
                pairs.addAll(pairsOf(host, EnumSet.of(one, two, MmapTwist.WRITABLE)));
            }
        }
        return pairs;
    }

    /** Makes one attempt and returns which checks it broke together with the decisive one. */
    private static Set<String> pairsOf(HostProfile host, Set<MmapTwist> twists) {
        MmapAttempt attempt = new MmapAttempt(host, twists);
        List<MmapCheck> broken =
                MmapCheck.of(host).stream().filter(check -> check.holds().test(attempt)).toList();
        assertAnswer(attempt, broken.isEmpty() ? null : broken.get(0), twists);
        Set<String> pairs = new HashSet<>();
        broken.stream().skip(1).forEach(check -> pairs.add(broken.get(0).rule() + check.rule()));
        return pairs;
    }

    private static void assertAnswer(
            MmapAttempt attempt, @Nullable MmapCheck first, Set<MmapTwist> twists) {
        MmapStage stage = new MmapStage(attempt);
        List<MappedArea> before = stage.areas();

        assertThat(stage.write())
                .as("%s on %s, %s", twists, attempt.host, first)
                .isEqualTo(answer(attempt, first));

        if (first != null) {
            List<MappedArea> wanted =
                    first.late() ? new MmapStage(attempt).areasWithoutTheRange() : before;
            assertThat(stage.areas()).as("%s, %s", twists, first).isEqualTo(wanted);
        }
    }

    private static long answer(MmapAttempt attempt, @Nullable MmapCheck first) {
        long done = attempt.host.dialect().recordSize();
        if (first == null) {
            return done;
        }
        if (first.errno() != null) {
            return first.errno().asResult();
        }
        boolean page = attempt.addr % 4096 == 0; // V1-MAP-36, V1-WRITE-9
        return page ? done : attempt.is64Bit() ? attempt.addr : (int) attempt.addr;
    }

    @Provide
    static Arbitrary<HostProfile> hosts() {
        return Arbitraries.of(Profiles.all());
    }
}
