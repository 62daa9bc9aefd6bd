package io.github.procmm.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.AccessResult;
import io.github.procmm.backend.FaultKind;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.kernel.history.Arena;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Prot;
import org.junit.jupiter.api.Test;

/** Loads, stores and fetches where the measured answers do not say it already. */
class MemoryAccessTest {

    private static final int RW = Prot.READ | Prot.WRITE;

    private final MemoryObject object = MemoryObject.regular("file", 2 * Page.SIZE);
    private final UserProcess process = new Kernel(HostProfile.DEFAULT).newProcess();
    private final int fd = process.open(object, AccessMode.READ_WRITE);
    private final AddressSpace memory = process.ownAddressSpace();

    @Test
    void V1_MEM_1_aStoreIsSeenByEveryMappingAndTheObjectAtOnce() {
        UserProcess other = new Kernel(HostProfile.DEFAULT).newProcess();
        int again = other.open(object, AccessMode.READ_WRITE);
        long len = Page.SIZE;
        other.mmap(Arena.page(9), len, RW, MapFlags.SHARED | MapFlags.FIXED, again, Page.SIZE);
        mapFile(0, 2, MapFlags.SHARED, RW);
        process.mmap(
                Arena.page(5), len, Prot.READ, MapFlags.SHARED | MapFlags.FIXED, fd, Page.SIZE);

        memory.store(Arena.page(1) + 3, 2, 0x0807);

        AccessResult stored = new AccessResult.Value(0x0807);
        assertThat(memory.load(Arena.page(5) + 3, 2)).isEqualTo(stored);
        assertThat(other.ownAddressSpace().load(Arena.page(9) + 3, 2)).isEqualTo(stored);
        assertThat(object.read(Page.SIZE + 3, 2)).containsExactly(7, 8);
        object.write(Page.SIZE + 3, new byte[] {9});
        assertThat(memory.load(Arena.page(1) + 3, 1)).isEqualTo(new AccessResult.Value(9));
    }

    @Test
    void V1_MEM_2_aPrivatePageShowsTheObjectsBytesOfThatMoment() {
        mapFile(0, 1, MapFlags.PRIVATE, RW);
        mapAnonymous(1, 1, RW);
        for (byte value = 1; value < 4; value++) {
            object.write(0, new byte[] {value});
            assertThat(memory.load(Arena.page(0), 1)).isEqualTo(new AccessResult.Value(value));
        }
        assertThat(memory.load(Arena.page(1), 8)).isEqualTo(new AccessResult.Value(0));
    }

    @Test
    void V1_MEM_3_theFirstStoreCopiesTheWholePageAndTheObjectNeverSeesIt() {
        object.write(0, new byte[] {1, 2, 3});
        mapFile(0, 2, MapFlags.PRIVATE, RW);

        memory.store(Arena.page(0), 1, 7);
        object.write(0, new byte[] {4, 5, 6});
        object.write(Page.SIZE, new byte[] {8});

        assertThat(memory.load(Arena.page(0), 4)).isEqualTo(new AccessResult.Value(0x030207));
        assertThat(memory.load(Arena.page(1), 1)).isEqualTo(new AccessResult.Value(8));
        assertThat(object.read(0, 3)).containsExactly(4, 5, 6);
    }

    @Test
    void V1_MEM_5_whereNothingIsMappedEveryAccessIsMAPERR() {
        mapAnonymous(0, 1, Prot.ACCESS);
        long taskSize = 0x7fff_ffff_f000L;
        for (long addr : new long[] {Arena.page(1), Arena.page(0) - 1, 0, taskSize, -1}) {
            AccessResult fault = new AccessResult.Fault(FaultKind.MAPERR, addr);
            assertThat(memory.load(addr, 1)).isEqualTo(fault);
            assertThat(memory.store(addr, 1, 0)).isEqualTo(fault);
            assertThat(memory.fetch(addr, 1)).isEqualTo(fault);
        }
    }

    @Test
    void V1_MEM_6_V1_MEM_7_anyRightAllowsALoadAndWriteAloneAStore() {
        for (int prot = 0; prot <= Prot.ACCESS; prot++) {
            mapFile(0, 1, MapFlags.SHARED, prot);
            boolean writable = (prot & Prot.WRITE) != 0;
            AccessResult done = new AccessResult.Value(0);
            AccessResult refused = fault(FaultKind.ACCERR, 0, 0);

            assertThat(memory.load(Arena.page(0), 1)).isEqualTo(prot == 0 ? refused : done);
            assertThat(memory.store(Arena.page(0), 1, 0)).isEqualTo(writable ? done : refused);
        }
    }

    @Test
    void V1_MEM_7_V1_MEM_9_beyondTheObjectItIsBusUnlessTheAreaForbidsIt() {
        object.resize(Page.SIZE + 1);
        for (int type : new int[] {MapFlags.SHARED, MapFlags.PRIVATE}) {
            mapFile(0, 3, type, Prot.ACCESS);
            AccessResult inLastPage = memory.load(Arena.page(2) - 1, 1);
            assertThat(inLastPage).isEqualTo(new AccessResult.Value(0));
            assertThat(memory.load(Arena.page(2), 1)).isEqualTo(fault(FaultKind.BUS, 2, 0));
            assertThat(memory.store(Arena.page(2), 1, 0)).isEqualTo(fault(FaultKind.BUS, 2, 0));
            assertThat(memory.fetch(Arena.page(2), 1)).isEqualTo(fault(FaultKind.BUS, 2, 0));

            mapFile(0, 3, type, Prot.READ);
            assertThat(memory.store(Arena.page(2), 1, 0)).isEqualTo(fault(FaultKind.ACCERR, 2, 0));
        }
    }

    @Test
    void V1_MEM_10_behindTheEndBytesOfTheLastPageAreMemoryButNotTheObject() {
        object.resize(Page.SIZE + 10);
        mapFile(0, 2, MapFlags.SHARED, RW);

        assertThat(memory.load(Arena.page(1) + 10, 8)).isEqualTo(new AccessResult.Value(0));
        memory.store(Arena.page(1) + 10, 2, 0x0605);

        assertThat(memory.load(Arena.page(1) + 10, 2)).isEqualTo(new AccessResult.Value(0x0605));
        assertThat(object.size()).isEqualTo(Page.SIZE + 10);
        assertThat(object.read(Page.SIZE + 10, 2)).isEmpty();
    }

    @Test
    void V1_MEM_8_aFetchNeedsExecAndNothingElse() {
        mapFile(0, 1, MapFlags.SHARED, RW);
        mapFile(1, 1, MapFlags.SHARED, Prot.EXEC);

        assertThat(memory.fetch(Arena.page(0), 1)).isEqualTo(fault(FaultKind.ACCERR, 0, 0));
        assertThat(memory.fetch(Arena.page(1), 1)).isEqualTo(new AccessResult.Value(0));
        assertThat(memory.fetch(Arena.page(2), 1)).isEqualTo(fault(FaultKind.MAPERR, 2, 0));
    }

    /**
     * The page is brought in first; it cannot be, and so nobody asks whether it may be executed.
     */
    @Test
    void V1_MEM_8_aFetchBeyondTheObjectIsBusEvenWhereNothingMayBeExecuted() {
        mapFile(0, 3, MapFlags.SHARED, RW);
        assertThat(memory.fetch(Arena.page(2), 1)).isEqualTo(fault(FaultKind.BUS, 2, 0));

        mapFile(0, 3, MapFlags.SHARED, Prot.NONE);
        assertThat(memory.fetch(Arena.page(2), 1)).isEqualTo(fault(FaultKind.ACCERR, 2, 0));
    }

    @Test
    void V1_MEM_14_aFaultOverAPageBorderNamesTheFirstByteOfThePageThatFailed() {
        mapFile(0, 1, MapFlags.SHARED, RW);

        assertThat(memory.load(Arena.page(0) + Page.SIZE - 3, 8))
                .isEqualTo(fault(FaultKind.MAPERR, 1, 0));
        assertThat(memory.load(Arena.page(-1) + Page.SIZE - 3, 8))
                .isEqualTo(fault(FaultKind.MAPERR, -1, Page.SIZE - 3));
        assertThat(memory.store(Arena.page(1) + Page.SIZE - 3, 8, 0))
                .isEqualTo(fault(FaultKind.MAPERR, 1, Page.SIZE - 3));
    }

    @Test
    void V1_MEM_15_aStoreThatFaultsOnItsSecondPageStoresNothing() {
        mapFile(0, 1, MapFlags.SHARED, RW);

        assertThat(memory.store(Arena.page(0) + Page.SIZE - 4, 8, -1))
                .isEqualTo(fault(FaultKind.MAPERR, 1, 0));
        assertThat(object.read(Page.SIZE - 4, 4)).containsOnly(0);
    }

    /** It has been copied all the same: what is written to the object later is not seen. */
    @Test
    void V1_MEM_15_aStoreThatFaultsOnItsSecondPageHasCopiedTheFirst() {
        mapFile(0, 1, MapFlags.PRIVATE, RW);
        memory.store(Arena.page(0) + Page.SIZE - 4, 8, -1);
        object.write(0, new byte[] {7});

        assertThat(memory.load(Arena.page(0), 1)).isEqualTo(new AccessResult.Value(0));
    }

    @Test
    void aStoreOverAPageBorderReachesBothPages() {
        mapFile(0, 2, MapFlags.SHARED, RW);
        memory.store(Arena.page(1) - 2, 4, 0x04030201);

        assertThat(object.read(Page.SIZE - 2, 4)).containsExactly(1, 2, 3, 4);
        assertThat(memory.load(Arena.page(1) - 2, 4)).isEqualTo(new AccessResult.Value(0x04030201));
    }

    /** Two private areas with a gap, stored to: what fills the gap joins the lower one alone. */
    @Test
    void V1_AREA_6_aStoreThatFaultsWithBusHasGivenItsAreaALineage() {
        mapFile(0, 2, MapFlags.PRIVATE, RW);
        mapFile(4, 2, MapFlags.PRIVATE, RW);
        memory.store(Arena.page(0), 1, 1);
        assertThat(memory.store(Arena.page(4), 1, 1)).isEqualTo(fault(FaultKind.BUS, 4, 0));

        mapFile(2, 2, MapFlags.PRIVATE, RW);

        assertThat(Arena.areas(memory)).isEqualTo(" [0,4 rw-p @0f] [4,6 rw-p @4f]");
    }

    @Test
    void V1_AREA_6_aLoadOrAFetchGivesNoLineageNorDoesAStoreThatIsForbidden() {
        mapAnonymous(0, 1, Prot.READ | Prot.EXEC);
        mapAnonymous(2, 1, Prot.READ | Prot.EXEC);
        for (int page = 0; page <= 2; page += 2) {
            memory.load(Arena.page(page), 1);
            memory.fetch(Arena.page(page), 1);
            memory.store(Arena.page(page), 1, 1);
        }

        mapAnonymous(1, 1, Prot.READ | Prot.EXEC);

        assertThat(Arena.areas(memory)).isEqualTo(" [0,3 r-xp @0]");
    }

    /**
     *
     *
     * <pre>
     *   page       0 1 2      digits: lineages; r: READ, x: READ and EXEC, w: READ and WRITE
     *   before     1 - 2
     *              r x r
     *   protect    1 1 2      the 2nd piece joins the 1st before the 3rd has its rights
     *              w w w
     * </pre>
     */
    @Test
    void V1_AREA_4_eachPieceJoinsBeforeTheNextIsChanged() {
        for (int page = 0; page <= 2; page += 2) {
            mapAnonymous(page, 1, RW);
            memory.store(Arena.page(page), 1, 1);
            process.mprotect(Arena.page(page), Page.SIZE, Prot.READ);
        }
        mapAnonymous(1, 1, Prot.READ | Prot.EXEC);

        process.mprotect(Arena.page(0), 3 * Page.SIZE, RW);

        assertThat(Arena.areas(memory)).isEqualTo(" [0,2 rw-p @0] [2,3 rw-p @0]");
    }

    @Test
    void V1_AREA_4_aPieceJoinsBothNeighboursThatItIsAlike() {
        mapAnonymous(0, 1, Prot.READ);
        mapAnonymous(1, 1, RW);
        mapAnonymous(2, 1, Prot.READ);

        process.mprotect(Arena.page(1), Page.SIZE, Prot.READ);

        assertThat(Arena.areas(memory)).isEqualTo(" [0,3 r--p @0]");
    }

    /** Two lineages side by side: stores into both, and a cut next to them, leave two areas. */
    @Test
    void V1_AREA_5_neitherAStoreNorAnUnmapJoinsAreas() {
        mapAnonymous(0, 2, RW);
        mapAnonymous(3, 2, RW);
        memory.store(Arena.page(0), 1, 1);
        memory.store(Arena.page(3), 1, 1);
        mapAnonymous(2, 1, RW);
        assertThat(Arena.areas(memory)).isEqualTo(" [0,3 rw-p @0] [3,5 rw-p @0]");

        memory.store(Arena.page(3) - 1, 2, -1);
        process.munmap(Arena.page(0), Page.SIZE);
        process.munmap(Arena.page(4), Page.SIZE);

        assertThat(Arena.areas(memory)).isEqualTo(" [1,3 rw-p @0] [3,4 rw-p @0]");
    }

    /** One lineage, and so one area once the rights are equal. */
    @Test
    void V1_AREA_7_aFirstStoreTakesTheLineageOfANeighbourThatDiffersInRights() {
        mapAnonymous(0, 2, RW);
        mapAnonymous(2, 2, RW | Prot.EXEC);
        memory.store(Arena.page(2), 1, 1);
        memory.store(Arena.page(0), 1, 1);
        process.mprotect(Arena.page(2), 2 * Page.SIZE, RW);
        assertThat(Arena.areas(memory)).isEqualTo(" [0,4 rw-p @0]");

        mapAnonymous(4, 2, RW | Prot.EXEC);
        memory.store(Arena.page(4), 1, 1);
        process.mprotect(Arena.page(4), 2 * Page.SIZE, RW);
        assertThat(Arena.areas(memory)).isEqualTo(" [0,6 rw-p @0]");
    }

    /**
     *
     *
     * <pre>
     *   page       0 1 2      digits: lineages
     *   before     1 A 2      A: may also be executed
     *   store        2
     *   protect    1 2 2
     * </pre>
     */
    @Test
    void V1_AREA_7_ofTwoNeighboursTheUpperOneGivesItsLineage() {
        mapAnonymous(0, 1, RW);
        mapAnonymous(2, 1, RW);
        memory.store(Arena.page(0), 1, 1);
        memory.store(Arena.page(2), 1, 1);
        mapAnonymous(1, 1, RW | Prot.EXEC);
        memory.store(Arena.page(1), 1, 1);
        process.mprotect(Arena.page(1), Page.SIZE, RW);

        assertThat(Arena.areas(memory)).isEqualTo(" [0,1 rw-p @0] [1,3 rw-p @0]");
    }

    @Test
    void V1_MEM_4_rightsTakenAndGivenBackKeepTheCopy() {
        mapFile(0, 1, MapFlags.PRIVATE, RW);
        memory.store(Arena.page(0), 1, 5);
        process.mprotect(Arena.page(0), Page.SIZE, Prot.NONE);
        process.mprotect(Arena.page(0), Page.SIZE, Prot.READ);

        assertThat(memory.load(Arena.page(0), 1)).isEqualTo(new AccessResult.Value(5));
    }

    @Test
    void V1_MEM_4_cuttingTheAreaBesideThePageKeepsTheCopy() {
        mapFile(0, 2, MapFlags.PRIVATE, RW);
        memory.store(Arena.page(1), 1, 5);
        process.munmap(Arena.page(0), Page.SIZE);
        mapFile(0, 1, MapFlags.PRIVATE, RW);

        assertThat(memory.load(Arena.page(1), 1)).isEqualTo(new AccessResult.Value(5));
    }

    @Test
    void V1_MEM_4_unmappingOrMappingOverAPageEndsItsCopy() {
        mapFile(0, 2, MapFlags.PRIVATE, RW);
        memory.store(Arena.page(0), 1, 5);
        memory.store(Arena.page(1), 1, 6);
        process.munmap(Arena.page(0), Page.SIZE);
        mapFile(0, 2, MapFlags.PRIVATE, RW);

        assertThat(memory.load(Arena.page(0), 1)).isEqualTo(new AccessResult.Value(0));
        assertThat(memory.load(Arena.page(1), 1)).isEqualTo(new AccessResult.Value(0));
    }

    @Test
    void V1_MEM_12_theCopyOfTheLastPageKeepsEvenBytesBeyondTheNewEnd() {
        mapFile(0, 2, MapFlags.PRIVATE, RW);
        memory.store(Arena.page(1) + 100, 1, 5);
        object.resize(Page.SIZE + 50);

        assertThat(memory.load(Arena.page(1) + 100, 1)).isEqualTo(new AccessResult.Value(5));
    }

    @Test
    void V1_MEM_12_copiesWhollyBeyondTheNewEndAreDiscarded() {
        mapFile(0, 2, MapFlags.PRIVATE, RW);
        memory.store(Arena.page(0), 1, 5);
        memory.store(Arena.page(1), 1, 6);
        object.resize(Page.SIZE);
        object.resize(2 * Page.SIZE);

        assertThat(memory.load(Arena.page(0), 1)).isEqualTo(new AccessResult.Value(5));
        assertThat(memory.load(Arena.page(1), 1)).isEqualTo(new AccessResult.Value(0));
    }

    @Test
    void aSnapshotAndItsOriginalStoreEachToPagesOfTheirOwn() {
        mapFile(0, 1, MapFlags.PRIVATE, RW);
        memory.store(Arena.page(0), 1, 1);
        AddressSpace snapshot = memory.snapshot();
        memory.store(Arena.page(0), 1, 2);
        snapshot.store(Arena.page(0) + 1, 1, 3);

        assertThat(memory.load(Arena.page(0), 2)).isEqualTo(new AccessResult.Value(0x0002));
        assertThat(snapshot.load(Arena.page(0), 2)).isEqualTo(new AccessResult.Value(0x0301));
    }

    private void mapAnonymous(long page, long count, int prot) {
        int flags = MapFlags.PRIVATE | MapFlags.ANONYMOUS | MapFlags.FIXED;
        long at = process.mmap(Arena.page(page), count * Page.SIZE, prot, flags, -1, 0);
        assertThat(at).isEqualTo(Arena.page(page));
    }

    private void mapFile(long page, long count, int type, int prot) {
        long len = count * Page.SIZE;
        int flags = type | MapFlags.FIXED;
        long at = process.mmap(Arena.page(page), len, prot, flags, fd, page * Page.SIZE);
        assertThat(at).isEqualTo(Arena.page(page));
    }

    private static AccessResult fault(FaultKind kind, long page, int offset) {
        return new AccessResult.Fault(kind, Arena.page(page) + offset);
    }
}
