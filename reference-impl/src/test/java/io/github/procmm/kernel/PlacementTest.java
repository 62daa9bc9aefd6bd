package io.github.procmm.kernel;

import static io.github.procmm.kernel.Bench.ANONYMOUSLY;
import static io.github.procmm.kernel.Bench.NO_FD;
import static io.github.procmm.kernel.Bench.RW;
import static io.github.procmm.kernel.Bench.page;
import static io.github.procmm.model.Errno.EEXIST;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.model.MapFlags.ANONYMOUS;
import static io.github.procmm.model.MapFlags.FIXED_NOREPLACE;
import static io.github.procmm.model.MapFlags.PRIVATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.AccessResult;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.MemoryManager;
import io.github.procmm.model.Generation;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Where generations A and B put a mapping that may go anywhere. */
class PlacementTest {

    private static final String AB = "firstTwoGenerations";

    private static final long TASK_SIZE = 0xc000_0000L;
    private static final long TOP_DOWN_BASE = TASK_SIZE - 0x800_0000L;

    static Stream<HostProfile> firstTwoGenerations() {
        return Profiles.i386()
                .filter(host -> !host.generation().atLeast(Generation.SKAS3_2_6_2005));
    }

    @ParameterizedTest
    @MethodSource(AB)
    void V1_MAP_13_theAddressIsFreeInTheWritersLayoutNotInTheTargets(HostProfile host) {
        Bench bench = new Bench(host);
        taken(bench, page(0), 1);
        bench.mapAnonymous(TOP_DOWN_BASE - Page.SIZE, 1);
        bench.mprotect(TOP_DOWN_BASE - Page.SIZE, Page.SIZE, 0);

        assertThat(place(bench, page(0), 1)).isEqualTo(TOP_DOWN_BASE - Page.SIZE);
    }

    @ParameterizedTest
    @MethodSource(AB)
    void V1_MAP_13_whatIsMappedThereInTheTargetIsReplaced(HostProfile host) {
        Bench bench = new Bench(host);
        bench.mapAnonymous(page(0), 3);
        bench.space().store(page(1), 1, 7);

        assertThat(anywhere(bench, page(1), Page.SIZE)).isEqualTo(bench.done());

        assertThat(bench.space().load(page(1), 1)).isEqualTo(new AccessResult.Value(0));
        assertThat(bench.writer().ownAddressSpace().areaCount()).isZero();
    }

    /** Before the address is chosen come the length and the map count, behind it the type. */
    @ParameterizedTest
    @MethodSource(AB)
    void V1_MAP_13_theAddressIsChosenAfterTheLengthAndBeforeTheType(HostProfile host) {
        Bench full = new Bench(host);
        taken(full, 0x1_0000, (TASK_SIZE - 0x1_0000) / Page.SIZE);

        assertThat(full.mmap(0, Page.SIZE, RW, ANONYMOUS, NO_FD, 0)).isEqualTo(ENOMEM.asResult());
        assertThat(full.mmap(0, 0, RW, PRIVATE | ANONYMOUS, NO_FD, 0))
                .isEqualTo(
                        host.manager() == MemoryManager.ORIGINAL ? full.done() : EINVAL.asResult());
        assertThat(full.mmap(page(0), Page.SIZE, RW, ANONYMOUSLY, NO_FD, 0)).isEqualTo(full.done());
    }

    /** Beneath today's manager NOREPLACE is a way to fix it, beneath the original nothing. */
    @ParameterizedTest
    @MethodSource(AB)
    void V1_MAP_13_noReplaceFixesTheMappingBeneathLinuxOnly(HostProfile host) {
        Bench bench = new Bench(host);
        bench.mapAnonymous(page(0), 1);
        boolean original = host.manager() == MemoryManager.ORIGINAL;
        int flags = PRIVATE | ANONYMOUS | FIXED_NOREPLACE;

        assertThat(bench.mmap(page(0), Page.SIZE, RW, flags, NO_FD, 0))
                .isEqualTo(original ? bench.done() : EEXIST.asResult());
        assertThat(bench.mmap(page(2) + 1, Page.SIZE, RW, flags, NO_FD, 0))
                .isEqualTo(original ? bench.done() : EINVAL.asResult());
    }

    @ParameterizedTest
    @CsvSource({
        // hint, pages, where
        "10000000, 1, 10000000",
        "10000fff, 1, 10000000",
        "1000, 1, 10000",
        "1, 1, B7FFF000",
        "0, 1, B7FFF000",
        "fff, 2, B7FFE000",
        "ffff, 1, 10000",
        "BFFFF000, 1, BFFFF000",
        "BFFFF000, 2, B7FFE000",
        "C0000000, 1, B7FFF000",
        "FFFFFFFF, 1, B7FFF000",
    })
    void V1_MAP_14_theHintIsRoundedDownRaisedAndTakenIfItFits(
            String hint, long pages, String where) {
        firstTwoGenerations()
                .forEach(
                        host ->
                                assertThat(place(new Bench(host), Long.parseLong(hint, 16), pages))
                                        .as("%s", host)
                                        .isEqualTo(Long.parseLong(where, 16)));
    }

    @ParameterizedTest
    @MethodSource(AB)
    void V1_MAP_14_aHintOfWhichOnePageIsTakenIsNotUsed(HostProfile host) {
        Bench bench = new Bench(host);
        taken(bench, page(2), 1);

        assertThat(place(bench, page(1), 2)).isEqualTo(TOP_DOWN_BASE - 2 * Page.SIZE);
        assertThat(place(bench, page(0), 2)).isEqualTo(page(0));
    }

    @ParameterizedTest
    @MethodSource(AB)
    void V1_MAP_15_theHighestFreeRangeBelowTheBaseIsTaken(HostProfile host) {
        Bench bench = new Bench(host);
        taken(bench, TOP_DOWN_BASE - 2 * Page.SIZE, 1);
        taken(bench, TOP_DOWN_BASE - 5 * Page.SIZE, 1);

        assertThat(place(bench, 0, 1)).isEqualTo(TOP_DOWN_BASE - Page.SIZE);
        assertThat(place(bench, 0, 2)).isEqualTo(TOP_DOWN_BASE - 4 * Page.SIZE);
        assertThat(place(bench, 0, 3)).isEqualTo(TOP_DOWN_BASE - 8 * Page.SIZE);
    }

    @ParameterizedTest
    @MethodSource(AB)
    void V1_MAP_15_onlyThenTheRangeUpToTaskSize(HostProfile host) {
        Bench bench = new Bench(host);
        taken(bench, 0x2_0000, (TOP_DOWN_BASE - 0x2_0000) / Page.SIZE + 1);

        assertThat(place(bench, 0, 16)).isEqualTo(0x1_0000);
        assertThat(place(bench, 0, 17)).isEqualTo(TASK_SIZE - 17 * Page.SIZE);
    }

    @ParameterizedTest
    @MethodSource(AB)
    void V1_MAP_15_ifNothingIsFreeItIsENOMEM(HostProfile host) {
        Bench bench = new Bench(host);
        taken(bench, 0x1_1000, (TASK_SIZE - 0x1_1000) / Page.SIZE);
        State before = bench.state();

        assertThat(anywhere(bench, 0, 2L * Page.SIZE)).isEqualTo(ENOMEM.asResult());
        assertThat(bench.state()).isEqualTo(before);
        assertThat(place(bench, 0, 1)).isEqualTo(0x1_0000);
    }

    /** Takes pages of the writer's own layout. */
    private static void taken(Bench bench, long addr, long pages) {
        long len = pages * Page.SIZE;
        assertThat(bench.writer().mmap(addr, len, RW, ANONYMOUSLY, NO_FD, 0)).isEqualTo(addr);
    }

    private static long anywhere(Bench bench, long hint, long len) {
        return bench.mmap(hint, len, RW, PRIVATE | ANONYMOUS, NO_FD, 0);
    }

    /** Maps anywhere and says where it came to lie in the target. */
    private static long place(Bench bench, long hint, long pages) {
        AddressSpace before = bench.space().snapshot();
        assertThat(anywhere(bench, hint, pages * Page.SIZE)).isEqualTo(bench.done());
        MappedArea found =
                Objects.requireNonNull(
                        bench.space().areas().stream()
                                .filter(area -> !before.areas().contains(area))
                                .findFirst()
                                .orElse(null));
        assertThat(found.end() - found.start()).isEqualTo(pages * Page.SIZE);
        bench.munmap(found.start(), pages * Page.SIZE);
        return found.start();
    }
}
