package io.github.procmm.kernel;

import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.model.Generation.SKAS3_2_4;
import static io.github.procmm.model.Generation.SKAS3_2_6_2005;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.HostProfile;
import io.github.procmm.model.Generation;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** MM_COPY_SEGMENTS in each generation: what becomes of the target's LDT. */
class LdtCopyTest {

    private static final String I386 = "io.github.procmm.kernel.Profiles#i386";

    @ParameterizedTest
    @MethodSource("withRealCopy")
    void V1_LDT_5_entriesAreCopiedOverAndThoseBeyondStay(HostProfile host) {
        Bench bench = new Bench(host);
        int source = bench.openMm();
        SegmentBytes.fill(bench.ldt(source), 7, 0, 9);
        bench.ldt(bench.mm()).growTo(2 * Ldt.UNIT);
        SegmentBytes.fill(bench.ldt(bench.mm()), 1, 2, 3, 4);
        bench.ldt(bench.mm()).set(Ldt.UNIT, 5);

        assertThat(bench.copySegments(source)).isEqualTo(bench.done());

        List<Long> after = SegmentBytes.entries(bench.ldt(bench.mm()), 2 * Ldt.UNIT);
        assertThat(after.subList(0, 4)).containsExactly(7L, 0L, 9L, 0L);
        assertThat(after.get(Ldt.UNIT)).isEqualTo(5);
    }

    @ParameterizedTest
    @MethodSource("withRealCopy")
    void V1_LDT_5_aSourceWithoutLdtChangesNothing(HostProfile host) {
        Bench bench = new Bench(host);
        SegmentBytes.fill(bench.ldt(bench.mm()), 1, 2);

        assertThat(bench.copySegments(bench.openMm())).isEqualTo(bench.done());
        assertThat(entries(bench, bench.mm())).containsExactly(1L, 2L, 0L, 0L);
    }

    @ParameterizedTest
    @MethodSource("withRealCopy")
    void V1_LDT_6_withoutMemoryItIsENOMEMAndNothingChanges(HostProfile host) {
        Bench bench = new Bench(host.withLdtEntries(3L * Ldt.UNIT));
        int source = bench.openMm();
        bench.ldt(source).growTo(2 * Ldt.UNIT);
        SegmentBytes.fill(bench.ldt(bench.mm()), 1);
        State before = bench.state();

        assertThat(bench.copySegments(source)).isEqualTo(ENOMEM.asResult());
        assertThat(bench.state()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("withHiddenFailure")
    void V1_LDT_7_theTargetsLdtBecomesACopy(HostProfile host) {
        Bench bench = new Bench(host);
        int source = bench.openMm();
        SegmentBytes.fill(bench.ldt(source), 7);
        bench.ldt(bench.mm()).growTo(2 * Ldt.UNIT);
        bench.ldt(bench.mm()).set(Ldt.UNIT, 5);

        assertThat(bench.copySegments(source)).isEqualTo(bench.done());
        bench.ldt(source).set(0, 8);

        assertThat(bench.ldt(bench.mm()).size()).isEqualTo(Ldt.UNIT);
        assertThat(entries(bench, bench.mm())).containsExactly(7L, 0L, 0L, 0L);
    }

    @ParameterizedTest
    @MethodSource("withHiddenFailure")
    void V1_LDT_7_withoutMemoryTheTargetKeepsItsOwnAndItIsSuccess(HostProfile host) {
        Bench bench = new Bench(host.withLdtEntries(2L * Ldt.UNIT));
        int source = bench.openMm();
        SegmentBytes.fill(bench.ldt(source), 7);
        SegmentBytes.fill(bench.ldt(bench.mm()), 1);

        assertThat(bench.copySegments(source)).isEqualTo(bench.done());
        assertThat(entries(bench, bench.mm())).containsExactly(1L, 0L, 0L, 0L);
    }

    @ParameterizedTest
    @MethodSource("withHiddenFailure")
    void V1_LDT_8_aSourceWithoutLdtEmptiesTheTargetInBOnly(HostProfile host) {
        Bench bench = new Bench(host);
        SegmentBytes.fill(bench.ldt(bench.mm()), 1);

        assertThat(bench.copySegments(bench.openMm())).isEqualTo(bench.done());
        assertThat(bench.ldt(bench.mm()).size())
                .isEqualTo(host.generation() == SKAS3_2_4 ? Ldt.UNIT : 0);
    }

    /** One thread cannot close in the middle; what it can see is that nothing is shared after. */
    @ParameterizedTest
    @MethodSource(I386)
    void V1_LDT_9_theCopyOutlivesItsSource(HostProfile host) {
        Bench bench = new Bench(host);
        int source = bench.openMm();
        SegmentBytes.fill(bench.ldt(source), 7);
        bench.copySegments(source);

        bench.writer().close(source);

        assertThat(entries(bench, bench.mm())).containsExactly(7L, 0L, 0L, 0L);
    }

    static Stream<HostProfile> withRealCopy() {
        return Profiles.i386().filter(host -> isReal(host.generation()));
    }

    static Stream<HostProfile> withHiddenFailure() {
        return Profiles.i386().filter(host -> !isReal(host.generation()));
    }

    private static boolean isReal(Generation generation) {
        return generation.atLeast(SKAS3_2_6_2005);
    }

    private static List<Long> entries(Bench bench, int fd) {
        return SegmentBytes.entries(bench.ldt(fd), 4);
    }
}
