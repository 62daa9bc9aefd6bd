package io.github.procmm.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.AccessResult;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.kernel.history.Arena;
import io.github.procmm.model.Errno;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Prot;
import org.junit.jupiter.api.Test;

/** The limit on areas, here 4, at its edges. */
class MapCountTest {

    private static final int LIMIT = 4;
    private static final long NO_MEMORY = Errno.ENOMEM.asResult();
    private static final int RW = Prot.READ | Prot.WRITE;

    private final UserProcess process =
            new Kernel(HostProfile.DEFAULT.withMaxMapCount(LIMIT)).newProcess();

    @Test
    void V1_MAP_19_aSpaceAtTheLimitGetsOneMore() {
        assertThat(map(0, 1)).isZero();
        assertThat(map(2, 1)).isZero();
        assertThat(map(4, 1)).isZero();
        assertThat(map(6, 1)).isZero();
        assertThat(map(8, 1)).isZero();
        assertThat(map(10, 1)).isEqualTo(NO_MEMORY);
        assertAreas(" [0,1 rw-p @0] [2,3 rw-p @0] [4,5 rw-p @0] [6,7 rw-p @0] [8,9 rw-p @0]");
    }

    /** Whoever has more is refused even what would join, or replace. */
    @Test
    void V1_MAP_19_aSpaceAboveTheLimitGetsNothingAtAll() {
        fillWithOnePageAreas(LIMIT + 1);

        assertThat(map(1, 1)).isEqualTo(NO_MEMORY);
        assertThat(map(0, 1)).isEqualTo(NO_MEMORY);
    }

    @Test
    void V1_MAP_18_lengthComesBeforeTheLimit() {
        fillWithOnePageAreas(LIMIT + 1);

        assertThat(map(0, 0)).isEqualTo(Errno.EINVAL.asResult());
    }

    /**
     *
     *
     * <pre>
     *   page     0 1 2 3 4 5 6 7 8
     *   before   A A A   B   C   D     4 areas
     *   map        *                   refused: it would cut A in two
     * </pre>
     */
    @Test
    void V1_MAP_31_atTheLimitNothingIsMappedIntoTheMiddleOfAnArea() {
        threePagesAndThreeMore();

        assertThat(map(1, 1)).isEqualTo(NO_MEMORY);
        assertAreas(" [0,3 rw-p @0] [4,5 rw-p @0] [6,7 rw-p @0] [8,9 rw-p @0]");
    }

    @Test
    void V1_MAP_31_atTheLimitAnEndOfAnAreaCanBeMappedOver() {
        threePagesAndThreeMore();

        assertThat(map(0, 1, Prot.READ)).isZero();
        assertAreas(" [0,1 r--p @0] [1,3 rw-p @0] [4,5 rw-p @0] [6,7 rw-p @0] [8,9 rw-p @0]");
    }

    @Test
    void V1_UNMAP_4_atTheLimitTheMiddleOfAnAreaCannotBeUnmapped() {
        threePagesAndThreeMore();

        assertThat(unmap(1, 1)).isEqualTo(NO_MEMORY);
        assertAreas(" [0,3 rw-p @0] [4,5 rw-p @0] [6,7 rw-p @0] [8,9 rw-p @0]");
    }

    @Test
    void V1_UNMAP_4_atTheLimitARangeOverSeveralAreasCanBeUnmapped() {
        threePagesAndThreeMore();

        assertThat(unmap(1, 4)).isZero();
        assertAreas(" [0,1 rw-p @0] [6,7 rw-p @0] [8,9 rw-p @0]");
    }

    @Test
    void V1_UNMAP_4_belowTheLimitTheMiddleOfAnAreaCanBeUnmapped() {
        threePagesAndThreeMore();
        unmap(8, 1);

        assertThat(unmap(1, 1)).isZero();
        assertAreas(" [0,1 rw-p @0] [2,3 rw-p @0] [4,5 rw-p @0] [6,7 rw-p @0]");
    }

    /** One page in the middle needs two places, at an end one. */
    @Test
    void V1_AREA_12_protectNeedsAPlaceForEachCut() {
        threePagesAndThreeMore();
        unmap(8, 1);

        assertThat(protect(1, 1, Prot.READ)).isEqualTo(NO_MEMORY);
        assertThat(protect(0, 1, Prot.READ)).isZero();
        assertAreas(" [0,1 r--p @0] [1,3 rw-p @0] [4,5 rw-p @0] [6,7 rw-p @0]");
    }

    /** An end that joins the neighbour moves a border, and needs no place. */
    @Test
    void V1_AREA_12_protectNeedsNoPlaceWhereItJoins() {
        threePagesAndThreeMore();
        unmap(8, 1);
        protect(0, 1, Prot.READ);

        assertThat(protect(1, 1, Prot.READ)).isZero();
        assertAreas(" [0,2 r--p @0] [2,3 rw-p @0] [4,5 rw-p @0] [6,7 rw-p @0]");
    }

    /** A new mapping may have taken the map count over the limit: what cuts nothing still goes. */
    @Test
    void V1_AREA_12_aWholeAreaMayBeChangedAboveTheLimit() {
        fillWithOnePageAreas(LIMIT + 1);

        assertThat(process.ownAddressSpace().areaCount()).isEqualTo(LIMIT + 1);
        assertThat(protect(0, 1, Prot.READ)).isZero();
    }

    @Test
    void V1_PROT_13_V1_PROT_14_protectChangesWhatLiesBeforeTheAreaThatItCannotCut() {
        fillWithOnePageAreas(2);
        int shared = MapFlags.SHARED | MapFlags.ANONYMOUS | MapFlags.FIXED;
        process.mmap(Arena.page(3), 3 * Page.SIZE, RW, shared, -1, 0);
        map(9, 1);

        assertThat(protect(2, 2, Prot.READ)).isEqualTo(NO_MEMORY);
        assertAreas(" [0,1 rw-p @0] [2,3 r--p @0] [3,6 rw-s @0f] [9,10 rw-p @0]");
    }

    @Test
    void V1_AREA_11_theMapCountIsThatOfAreasAndForbidsNothingElse() {
        fillWithOnePageAreas(LIMIT + 1);
        AddressSpace space = process.ownAddressSpace();
        assertThat(space.areaCount()).isEqualTo(LIMIT + 1);

        assertThat(space.store(Arena.page(2), 1, 7)).isEqualTo(new AccessResult.Value(7));
        assertThat(unmap(1, 2)).isZero();
        assertThat(protect(4, 1, Prot.READ)).isZero();
        assertThat(map(0, 5)).isZero();

        assertThat(space.areaCount()).isEqualTo(3);
        assertAreas(" [0,5 rw-p @0] [6,7 rw-p @0] [8,9 rw-p @0]");
    }

    private void fillWithOnePageAreas(int count) {
        for (int i = 0; i < count; i++) {
            assertThat(map(2L * i, 1)).isZero();
        }
    }

    private void threePagesAndThreeMore() {
        map(0, 3);
        map(4, 1);
        map(6, 1);
        map(8, 1);
    }

    private long map(long page, long count) {
        return map(page, count, RW);
    }

    /** Returns 0 where it is mapped. */
    private long map(long page, long count, int prot) {
        int flags = MapFlags.PRIVATE | MapFlags.ANONYMOUS | MapFlags.FIXED;
        long addr = Arena.page(page);
        long at = process.mmap(addr, count * Page.SIZE, prot, flags, -1, 0);
        return at == addr ? 0 : at;
    }

    private long unmap(long page, long count) {
        return process.munmap(Arena.page(page), count * Page.SIZE);
    }

    private long protect(long page, long count, int prot) {
        return process.mprotect(Arena.page(page), count * Page.SIZE, prot);
    }

    private void assertAreas(String expected) {
        assertThat(Arena.areas(process.ownAddressSpace())).isEqualTo(expected);
        process.ownAddressSpace().checkInvariants();
    }
}
