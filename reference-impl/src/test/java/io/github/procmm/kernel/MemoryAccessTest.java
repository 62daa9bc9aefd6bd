package io.github.procmm.kernel;

import static org.assertj.core.api.Assertions.assertThat;

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
    void aFetchNeedsExecAndNothingElse() {
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
    void aFetchBeyondTheObjectIsBusEvenWhereNothingMayBeExecuted() {
        mapFile(0, 3, MapFlags.SHARED, RW);
        assertThat(memory.fetch(Arena.page(2), 1)).isEqualTo(fault(FaultKind.BUS, 2, 0));

        mapFile(0, 3, MapFlags.SHARED, Prot.NONE);
        assertThat(memory.fetch(Arena.page(2), 1)).isEqualTo(fault(FaultKind.ACCERR, 2, 0));
    }

    @Test
    void aFaultOverAPageBorderNamesTheFirstByteOfThePageThatFailed() {
        mapFile(0, 1, MapFlags.SHARED, RW);

        assertThat(memory.load(Arena.page(0) + Page.SIZE - 3, 8))
                .isEqualTo(fault(FaultKind.MAPERR, 1, 0));
        assertThat(memory.load(Arena.page(-1) + Page.SIZE - 3, 8))
                .isEqualTo(fault(FaultKind.MAPERR, -1, Page.SIZE - 3));
    }

    @Test
    void aStoreThatFaultsOnItsSecondPageStoresNothing() {
        mapFile(0, 1, MapFlags.SHARED, RW);

        assertThat(memory.store(Arena.page(0) + Page.SIZE - 4, 8, -1))
                .isEqualTo(fault(FaultKind.MAPERR, 1, 0));
        assertThat(object.read(Page.SIZE - 4, 4)).containsOnly(0);
    }

    /** It has been copied all the same: what is written to the object later is not seen. */
    @Test
    void aStoreThatFaultsOnItsSecondPageHasCopiedTheFirst() {
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
    void aStoreThatFaultsWithBusHasGivenItsAreaALineage() {
        mapFile(0, 2, MapFlags.PRIVATE, RW);
        mapFile(4, 2, MapFlags.PRIVATE, RW);
        memory.store(Arena.page(0), 1, 1);
        assertThat(memory.store(Arena.page(4), 1, 1)).isEqualTo(fault(FaultKind.BUS, 4, 0));

        mapFile(2, 2, MapFlags.PRIVATE, RW);

        assertThat(Arena.areas(memory)).isEqualTo(" [0,4 rw-p @0f] [4,6 rw-p @4f]");
    }

    /** One lineage, and so one area once the rights are equal. */
    @Test
    void aFirstStoreTakesTheLineageOfANeighbourThatDiffersInRights() {
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
    void ofTwoNeighboursTheUpperOneGivesItsLineage() {
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
    void rightsTakenAndGivenBackKeepTheCopy() {
        mapFile(0, 1, MapFlags.PRIVATE, RW);
        memory.store(Arena.page(0), 1, 5);
        process.mprotect(Arena.page(0), Page.SIZE, Prot.NONE);
        process.mprotect(Arena.page(0), Page.SIZE, Prot.READ);

        assertThat(memory.load(Arena.page(0), 1)).isEqualTo(new AccessResult.Value(5));
    }

    @Test
    void unmappingOrMappingOverAPageEndsItsCopy() {
        mapFile(0, 2, MapFlags.PRIVATE, RW);
        memory.store(Arena.page(0), 1, 5);
        memory.store(Arena.page(1), 1, 6);
        process.munmap(Arena.page(0), Page.SIZE);
        mapFile(0, 2, MapFlags.PRIVATE, RW);

        assertThat(memory.load(Arena.page(0), 1)).isEqualTo(new AccessResult.Value(0));
        assertThat(memory.load(Arena.page(1), 1)).isEqualTo(new AccessResult.Value(0));
    }

    @Test
    void theCopyOfTheLastPageKeepsEvenBytesBeyondTheNewEnd() {
        mapFile(0, 2, MapFlags.PRIVATE, RW);
        memory.store(Arena.page(1) + 100, 1, 5);
        object.resize(Page.SIZE + 50);

        assertThat(memory.load(Arena.page(1) + 100, 1)).isEqualTo(new AccessResult.Value(5));
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
