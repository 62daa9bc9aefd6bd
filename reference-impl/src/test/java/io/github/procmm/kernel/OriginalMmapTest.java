package io.github.procmm.kernel;

import static io.github.procmm.kernel.Bench.ANONYMOUSLY;
import static io.github.procmm.kernel.Bench.NO_FD;
import static io.github.procmm.kernel.Bench.RW;
import static io.github.procmm.kernel.Bench.page;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.ENODEV;
import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.model.Errno.EOVERFLOW;
import static io.github.procmm.model.Generation.SKAS3_2_4;
import static io.github.procmm.model.Generation.SKAS3_V9;
import static io.github.procmm.model.MapFlags.ANONYMOUS;
import static io.github.procmm.model.MapFlags.FIXED;
import static io.github.procmm.model.MapFlags.GROWSDOWN;
import static io.github.procmm.model.MapFlags.PRIVATE;
import static io.github.procmm.model.MapFlags.SHARED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.AccessResult;
import io.github.procmm.backend.FaultKind;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.model.Errno;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Prot;
import java.util.function.ToIntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the generations' own managers answer to MM_MMAP and today's does not. */
class OriginalMmapTest {

    private static final String ORIGINAL = "io.github.procmm.kernel.Profiles#original";

    /** Steps 4 to 6 of table 5.3: what each generation says of a length. */
    @ParameterizedTest
    @MethodSource(ORIGINAL)
    void V1_MAP_35_theLengthsOfEachGeneration(HostProfile host) {
        Bench bench = new Bench(host);
        boolean last = host.generation() == SKAS3_V9;
        long tooLong = (last ? ENOMEM : EINVAL).asResult();
        long word = host.dialect().abi().maxWord();
        State before = bench.state();

        assertThat(map(bench, 0)).isEqualTo(last ? EINVAL.asResult() : bench.done());
        assertThat(map(bench, word))
                .isEqualTo(host.generation() == SKAS3_2_4 ? bench.done() : tooLong);
        assertThat(map(bench, word - 4095)).isEqualTo(tooLong);
        assertThat(map(bench, bench.writer().limits().taskSize() + 1)).isEqualTo(tooLong);
        assertThat(bench.state()).isEqualTo(before);
    }

    private static long map(Bench bench, long len) {
        return bench.mmap(page(0), len, RW, ANONYMOUSLY, NO_FD, 0);
    }

    /** Step 7 counts pages: the last page of bytes that an offset can name is mapped. */
    @ParameterizedTest
    @MethodSource(ORIGINAL)
    void V1_MAP_35_anOffsetThatWrapsWithTheLengthIsTooLarge(HostProfile host) {
        Bench bench = new Bench(host);
        int fd = bench.object(AccessMode.READ_ONLY);
        long last = host.dialect().abi().maxWord() - 4095;
        boolean d = host.generation() == SKAS3_V9;
        State before = bench.state();

        assertThat(bench.mmap(page(0), 1, Prot.READ, SHARED | FIXED, fd, last))
                .isEqualTo((d ? EOVERFLOW : EINVAL).asResult());
        assertThat(bench.state()).isEqualTo(before);
        assertThat(bench.mmap(page(0), 1, Prot.READ, SHARED | FIXED, fd, last - 4096))
                .isEqualTo(bench.done());
        assertThat(bench.space().load(page(0), 1))
                .isEqualTo(new AccessResult.Fault(FaultKind.BUS, page(0)));
    }

    @ParameterizedTest
    @MethodSource(ORIGINAL)
    void V1_MAP_35_validatedIsNoType(HostProfile host) {
        Bench bench = new Bench(host);
        int fd = bench.object(AccessMode.READ_WRITE);
        int writeOnly = bench.object(AccessMode.WRITE_ONLY);
        int type3 = MapFlags.SHARED_VALIDATE | FIXED;

        assertThat(bench.mmap(page(0), 1, Prot.READ, type3, fd, 0)).isEqualTo(EINVAL.asResult());
        assertThat(bench.mmap(page(0), 1, RW, type3, writeOnly, 0)).isEqualTo(EINVAL.asResult());
        assertThat(bench.mmap(page(0), 1, RW, FIXED, writeOnly, 0)).isEqualTo(EINVAL.asResult());
    }

    @ParameterizedTest
    @MethodSource(ORIGINAL)
    void V1_MAP_35_noReplaceIsIgnored(HostProfile host) {
        Bench bench = new Bench(host);
        bench.mapAnonymous(page(0), 1);

        assertThat(
                        bench.mmap(
                                page(0),
                                Page.SIZE,
                                Prot.READ,
                                ANONYMOUSLY | MapFlags.FIXED_NOREPLACE,
                                NO_FD,
                                0))
                .isEqualTo(bench.done());
        assertThat(bench.space().areas()).extracting(MappedArea::prot).containsExactly(Prot.READ);
    }

    @ParameterizedTest
    @MethodSource(ORIGINAL)
    void V1_MAP_35_sharedAnonymousMemoryMayGrowDown(HostProfile host) {
        Bench bench = new Bench(host);
        int flags = SHARED | ANONYMOUS | FIXED | GROWSDOWN;

        assertThat(bench.mmap(page(0), 1, RW, flags, NO_FD, 0)).isEqualTo(bench.done());
    }

    /**
     *
     *
     * <pre>
     *   page     0 1 2 3
     *   before   A A A A
     *   map        B B      refused late
     *   after    A     A
     * </pre>
     */
    @ParameterizedTest
    @MethodSource(ORIGINAL)
    void V1_MAP_37_aLateFailureHasLostTheOldMapping(HostProfile host) {
        MemoryObject refusing = MemoryObject.refusing("socket", 0, ENODEV);
        MemoryObject regular = MemoryObject.regular("object", 1 << 20);

        assertLost(host, bench -> open(bench, refusing), SHARED, ENODEV);
        assertLost(host, bench -> open(bench, regular), PRIVATE | GROWSDOWN, EINVAL);
        assertLost(host.withMaxMapCount(3), bench -> open(bench, refusing), SHARED, ENODEV);
    }

    private static int open(Bench bench, MemoryObject object) {
        return bench.writer().open(object, AccessMode.READ_WRITE);
    }

    private static void assertLost(
            HostProfile host, ToIntFunction<Bench> opener, int flags, Errno errno) {
        Bench bench = new Bench(host);
        bench.mapAnonymous(page(0), 4);
        int fd = opener.applyAsInt(bench);

        assertThat(bench.mmap(page(1), 2L * Page.SIZE, RW, flags | FIXED, fd, 0))
                .isEqualTo(errno.asResult());
        assertThat(bench.space().areas())
                .extracting(MappedArea::start, MappedArea::end)
                .containsExactly(tuple(page(0), page(1)), tuple(page(3), page(4)));
    }

    /** The limit counts what the mapping would have replaced no more: there is room behind. */
    @ParameterizedTest
    @MethodSource(ORIGINAL)
    void V1_MAP_37_overTheAddressSpaceLimitTheRangeIsLostToo(HostProfile host) {
        Limits limits = Limits.of(host.dialect(), host.dialect());
        Bench bench = new Bench(host, limits.withAddressSpaceBytes(4L * Page.SIZE));
        bench.mapAnonymous(page(0), 4);

        assertThat(bench.mapAnonymous(page(3), 2)).isEqualTo(ENOMEM.asResult());
        assertThat(bench.space().mappedBytes()).isEqualTo(3L * Page.SIZE);
        assertThat(bench.mapAnonymous(page(3), 1)).isEqualTo(bench.done());
    }

    @ParameterizedTest
    @MethodSource(ORIGINAL)
    void V1_MAP_37_anEarlyFailureChangesNothing(HostProfile host) {
        Bench bench = new Bench(host.withMaxMapCount(1));
        bench.mapAnonymous(page(0), 4);
        State before = bench.state();

        assertThat(bench.mapAnonymous(page(1), 1)).isEqualTo(ENOMEM.asResult());
        assertThat(bench.mmap(page(1), 1, RW, FIXED | ANONYMOUS, NO_FD, 0))
                .isEqualTo(EINVAL.asResult());
        assertThat(bench.state()).isEqualTo(before);
    }
}
