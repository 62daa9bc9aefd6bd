package io.github.procmm.kernel;

import static io.github.procmm.kernel.Bench.ANONYMOUSLY;
import static io.github.procmm.kernel.Bench.NO_FD;
import static io.github.procmm.kernel.Bench.RW;
import static io.github.procmm.kernel.Bench.page;
import static io.github.procmm.model.Errno.EACCES;
import static io.github.procmm.model.Errno.EBADF;
import static io.github.procmm.model.Errno.EPERM;
import static io.github.procmm.model.Generation.SKAS3_V9;
import static io.github.procmm.model.MapFlags.ANONYMOUS;
import static io.github.procmm.model.MapFlags.FIXED;
import static io.github.procmm.model.MapFlags.PRIVATE;
import static io.github.procmm.model.MapFlags.SHARED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.AccessResult;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Prot;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What operations that succeed do to areas and to the bytes behind them, on every host. */
class MappingEffectTest {

    private static final String ALL = "io.github.procmm.kernel.Profiles#all";

    private static final int UNMAPPED = -1;

    private static final int[] ATTRIBUTES = {
        MapFlags.GROWSDOWN, MapFlags.LOCKED, MapFlags.NORESERVE, MapFlags.STACK, MapFlags.SYNC,
    };

    @ParameterizedTest
    @MethodSource(ALL)
    void V1_MAP_1_pageKOfTheRangeShowsPageKFromTheOffset(HostProfile host) {
        Bench bench = new Bench(host);
        int fd = numberedObject(bench);

        assertThat(bench.mmap(page(0), 2L * Page.SIZE + 1, RW, SHARED | FIXED, fd, 5L * Page.SIZE))
                .isEqualTo(bench.done());

        assertThat(shown(bench, 4)).containsExactly(5, 6, 7, UNMAPPED);
    }

    /** 2^32 is a page border that 32-bit bytes do not reach and pages do. */
    @Test
    void V1_MAP_1_theNumberOfPagesDoesNotWrapWhereOneOfBytesWould() {
        Bench bench = new Bench(Profiles.i386(SKAS3_V9));
        MemoryObject object = MemoryObject.regular("large", 1L << 33);
        object.write(1L << 32, new byte[] {42});
        int fd = bench.writer().open(object, AccessMode.READ_WRITE);

        assertThat(bench.mmap(page(0), 2L * Page.SIZE, RW, SHARED | FIXED, fd, 0xffff_f000L))
                .isEqualTo(bench.done());

        assertThat(shown(bench, 2)).containsExactly(0, 42);
        bench.munmap(page(0), Page.SIZE);
        assertThat(shown(bench, 2)).containsExactly(UNMAPPED, 42);
    }

    /**
     *
     *
     * <pre>
     *   page     0 1 2 3
     *   before   A A   B      A: the object from page 0 on, B: its page 8
     *   map        C C        C: the object from page 4 on
     *   after    A C C B
     * </pre>
     */
    @ParameterizedTest
    @MethodSource(ALL)
    void V1_MAP_2_aMappingReplacesWhatIsInItsRangeAndNothingElse(HostProfile host) {
        Bench bench = new Bench(host);
        int fd = numberedObject(bench);
        bench.mmap(page(0), 2L * Page.SIZE, RW, SHARED | FIXED, fd, 0);
        bench.mmap(page(3), Page.SIZE, RW, SHARED | FIXED, fd, 8L * Page.SIZE);

        bench.mmap(page(1), 2L * Page.SIZE, RW, SHARED | FIXED, fd, 4L * Page.SIZE);

        assertThat(shown(bench, 5)).containsExactly(0, 4, 5, 8, UNMAPPED);
        assertThat(bench.space().areaCount()).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void V1_MAP_3_theAreaHasTheThreeRightsAndEveryOtherBitIsIgnored(HostProfile host) {
        Bench bench = new Bench(host);
        for (int bit = 3; bit < host.dialect().abi().wordSize() * Byte.SIZE; bit++) {
            for (int rights = 0; rights <= Prot.ACCESS; rights++) {
                long prot = 1L << bit | rights;
                assertThat(bench.mmap(page(0), Page.SIZE, prot, ANONYMOUSLY, NO_FD, 0))
                        .isEqualTo(bench.done());
                assertThat(bench.space().areas())
                        .containsExactly(new MappedArea(page(0), page(1), rights, false, "", 0));
            }
        }
    }

    /** What had changed anything would not join. */
    @ParameterizedTest
    @MethodSource(ALL)
    void V1_MAP_4_aFlagThatIsCalledIgnoredChangesNothing(HostProfile host) {
        long heeded = PRIVATE | SHARED | 0xc | FIXED | ANONYMOUS | MapFlags.FIXED_NOREPLACE;
        for (int attribute : ATTRIBUTES) {
            heeded |= attribute;
        }
        for (int bit = 0; bit < host.dialect().abi().wordSize() * Byte.SIZE; bit++) {
            long flag = 1L << bit;
            if ((heeded & flag) == 0) {
                Bench bench = new Bench(host);
                bench.mapAnonymous(page(0), 1);
                assertThat(bench.mmap(page(1), Page.SIZE, RW, ANONYMOUSLY | flag, NO_FD, 0))
                        .as("flag %x", flag)
                        .isEqualTo(bench.done());
                assertThat(bench.space().areas())
                        .containsExactly(new MappedArea(page(0), page(2), RW, false, "", 0));
            }
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void V1_MAP_5_anAttributeHasNoOtherEffectThanToKeepAreasApart(HostProfile host) {
        for (int attribute : ATTRIBUTES) {
            Bench bench = new Bench(host);
            bench.mapAnonymous(page(0), 1);
            bench.mmap(page(1), Page.SIZE, RW, ANONYMOUSLY | attribute, NO_FD, 0);

            assertThat(bench.space().areas())
                    .containsExactly(
                            new MappedArea(page(0), page(1), RW, false, "", 0),
                            new MappedArea(page(1), page(2), RW, false, "", 0));
            bench.space().store(page(1), 1, 7);
            assertThat(shown(bench, 3)).containsExactly(0, 7, UNMAPPED);
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void V1_MAP_9_eachSharedAnonymousMappingIsAnObjectOfItsOwn(HostProfile host) {
        Bench bench = new Bench(host);
        for (int i = 0; i < 4; i += 2) {
            bench.mmap(page(i), Page.SIZE + 1, RW, SHARED | FIXED | ANONYMOUS, NO_FD, 0);
        }
        bench.space().store(page(0), 1, 1);
        bench.space().store(page(2) - 1, 1, 2);

        assertThat(shown(bench, 4)).containsExactly(1, 0, 0, 0);
        assertThat(bench.space().load(page(2) - 1, 1)).isEqualTo(new AccessResult.Value(2));
        List<MappedArea> two =
                List.of(
                        new MappedArea(page(0), page(2), RW, true, "/dev/zero (deleted)", 0),
                        new MappedArea(page(2), page(4), RW, true, "/dev/zero (deleted)", 0));
        assertThat(bench.space().areas()).isEqualTo(two);
        bench.mprotect(page(1), Page.SIZE, Prot.READ);
        assertThat(bench.space().areaCount()).isEqualTo(3);
        bench.mprotect(page(1), Page.SIZE, RW);
        assertThat(bench.space().areas()).isEqualTo(two);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void V1_MAP_17_aDescriptorThatIsNotOpenIsEBADFWithAnObject(HostProfile host) {
        Bench bench = new Bench(host);
        int closed = bench.object(AccessMode.READ_WRITE);
        bench.writer().close(closed);
        for (int fd : new int[] {closed, NO_FD, 77}) {
            assertThat(bench.mmap(page(0), Page.SIZE, RW, SHARED | FIXED, fd, 0))
                    .isEqualTo(EBADF.asResult());
            assertThat(bench.mmap(page(0), 0, RW, SHARED | FIXED, fd, 0))
                    .isEqualTo(EBADF.asResult());
            assertThat(bench.mmap(page(0), Page.SIZE, RW, ANONYMOUSLY, fd, 0))
                    .isEqualTo(bench.done());
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void V1_MAP_28_V1_PROT_12_whereNothingMayBeExecutedExecIsRefused(HostProfile host) {
        Bench bench = new Bench(host);
        MemoryObject object = MemoryObject.notExecutable("noexec", Page.SIZE);
        int fd = bench.writer().open(object, AccessMode.READ_WRITE);
        int execute = Prot.READ | Prot.EXEC;
        for (int type : new int[] {SHARED, PRIVATE}) {
            assertThat(bench.mmap(page(0), Page.SIZE, execute, type | FIXED, fd, 0))
                    .isEqualTo(EPERM.asResult());
            assertThat(bench.mmap(page(0), Page.SIZE, RW, type | FIXED, fd, 0))
                    .isEqualTo(bench.done());
            assertThat(bench.mprotect(page(0), Page.SIZE, execute)).isEqualTo(EACCES.asResult());
            assertThat(bench.space().areas()).extracting(MappedArea::prot).containsExactly(RW);
            bench.munmap(page(0), Page.SIZE);
        }
    }

    /**
     *
     *
     * <pre>
     *   page     0 1 2 3
     *   before   A A A A      private; 1 and 3 were stored to
     *   unmap      - -        a byte of the 2nd page is enough
     *   after    A     A
     * </pre>
     */
    @ParameterizedTest
    @MethodSource(ALL)
    void V1_UNMAP_1_thePagesOfTheRangeAndWhatWasStoredThereAreGone(HostProfile host) {
        Bench bench = new Bench(host);
        int fd = numberedObject(bench);
        bench.mmap(page(0), 4L * Page.SIZE, RW, PRIVATE | FIXED, fd, 0);
        bench.space().store(page(1), 1, 101);
        bench.space().store(page(3), 1, 103);

        assertThat(bench.munmap(page(1), Page.SIZE + 1)).isEqualTo(bench.done());

        assertThat(shown(bench, 4)).containsExactly(0, UNMAPPED, UNMAPPED, 103);
        bench.mmap(page(1), 2L * Page.SIZE, RW, PRIVATE | FIXED, fd, Page.SIZE);
        assertThat(shown(bench, 4)).containsExactly(0, 1, 2, 103);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void V1_UNMAP_2_pagesThatAreNotMappedAreNoError(HostProfile host) {
        Bench bench = new Bench(host);
        bench.mapAnonymous(page(1), 1);
        bench.mapAnonymous(page(3), 1);

        assertThat(bench.munmap(page(2), Page.SIZE)).isEqualTo(bench.done());
        assertThat(shown(bench, 4)).containsExactly(UNMAPPED, 0, UNMAPPED, 0);
        assertThat(bench.munmap(page(0), 8L * Page.SIZE)).isEqualTo(bench.done());
        assertThat(bench.munmap(page(0), 8L * Page.SIZE)).isEqualTo(bench.done());
        assertThat(bench.space().areas()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void V1_PROT_1_onlyTheRightsOfTheRangeChange(HostProfile host) {
        Bench bench = new Bench(host);
        int fd = numberedObject(bench);
        bench.mmap(page(0), 4L * Page.SIZE, RW, PRIVATE | FIXED, fd, 0);
        bench.space().store(page(1), 1, 101);

        assertThat(bench.mprotect(page(1), Page.SIZE + 1, Prot.READ | Prot.SEM))
                .isEqualTo(bench.done());

        assertThat(bench.space().areas())
                .containsExactly(
                        new MappedArea(page(0), page(1), RW, false, "numbered", 0),
                        new MappedArea(page(1), page(3), Prot.READ, false, "numbered", 4096),
                        new MappedArea(page(3), page(4), RW, false, "numbered", 3 * 4096));
        assertThat(shown(bench, 4)).containsExactly(0, 101, 2, 3);
    }

    /** Pages that had lost their attribute would join those mapped without it. */
    @ParameterizedTest
    @MethodSource(ALL)
    void V1_PROT_1_theAttributesStay(HostProfile host) {
        for (int attribute : ATTRIBUTES) {
            Bench bench = new Bench(host);
            bench.mmap(page(0), Page.SIZE, RW, ANONYMOUSLY | attribute, NO_FD, 0);
            assertThat(bench.mprotect(page(0), Page.SIZE, Prot.READ)).isEqualTo(bench.done());
            bench.mmap(page(1), Page.SIZE, Prot.READ, ANONYMOUSLY, NO_FD, 0);

            assertThat(bench.space().areaCount()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void V1_AREA_13_V1_AREA_14_mapsPrintsALineForEachAreaWithItsNameInColumn73(HostProfile host) {
        Bench bench = new Bench(host);
        int fd = bench.object(AccessMode.READ_ONLY);
        int execute = Prot.READ | Prot.EXEC;
        bench.mmap(page(3), Page.SIZE, execute, SHARED | FIXED, fd, 15L * Page.SIZE);
        bench.mmap(page(2), Page.SIZE, Prot.WRITE, PRIVATE | FIXED, fd, 0);
        bench.mmap(0, Page.SIZE, RW, ANONYMOUSLY, NO_FD, 0);

        assertThat(bench.space().maps())
                .isEqualTo(
                        "00000000-00001000 rw-p 00000000 00:00 0 \n"
                                + "10002000-10003000 -w-p 00000000 00:00 0 "
                                + " ".repeat(33)
                                + "object\n"
                                + "10003000-10004000 r-xs 0000f000 00:00 0 "
                                + " ".repeat(33)
                                + "object\n");
        assertThat(bench.space().maps().lines().skip(1))
                .allSatisfy(line -> assertThat(line.indexOf("object")).isEqualTo(73));
    }

    /** Opens an object of 16 pages that each start with their number. */
    private static int numberedObject(Bench bench) {
        MemoryObject object = MemoryObject.regular("numbered", 16L * Page.SIZE);
        for (byte i = 0; i < 16; i++) {
            object.write((long) i * Page.SIZE, new byte[] {i});
        }
        return bench.writer().open(object, AccessMode.READ_WRITE);
    }

    /** The first byte of each page, or UNMAPPED. */
    private static int[] shown(Bench bench, int pages) {
        int[] bytes = new int[pages];
        for (int i = 0; i < pages; i++) {
            AccessResult result = bench.space().load(page(i), 1);
            bytes[i] =
                    result instanceof AccessResult.Value loaded ? (int) loaded.value() : UNMAPPED;
        }
        bench.space().checkInvariants();
        return bytes;
    }
}
