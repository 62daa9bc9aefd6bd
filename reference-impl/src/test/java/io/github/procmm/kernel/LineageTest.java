package io.github.procmm.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.HostProfile;
import io.github.procmm.kernel.history.Arena;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Prot;
import org.junit.jupiter.api.Test;

/**
 * Where a lineage may not come from. In the drawings digits are lineages, dots areas without; a
 * page that is mapped between two lineages joins the lower one and shows that there are two.
 */
class LineageTest {

    private static final int RW = Prot.READ | Prot.WRITE;

    private final UserProcess process = new Kernel(HostProfile.DEFAULT).newProcess();
    private final AddressSpace memory = process.ownAddressSpace();

    /**
     *
     *
     * <pre>
     *   page       0 1 2
     *   before     . r .      r: readable only
     *   store      1 r 2
     *   map        1 1 2
     * </pre>
     */
    @Test
    void V1_AREA_7_aNeighbourWithoutLineageGivesNone() {
        map(0, 1, RW, 0);
        map(1, 1, Prot.READ, 0);
        map(2, 1, RW, 0);

        store(0);
        store(2);
        map(1, 1, RW, 0);

        assertAreas(" [0,2 rw-p @0] [2,3 rw-p @0]");
    }

    /**
     *
     *
     * <pre>
     *   page       0 1 2 3
     *   before     . N . N    N: one lineage, NORESERVE
     *   store      1 N 2 N
     *   map        1 1 2 N
     * </pre>
     */
    @Test
    void V1_AREA_7_theUpperNeighbourGivesNoneUnlessItIsNear() {
        map(1, 3, RW, MapFlags.NORESERVE);
        store(1);
        map(0, 1, RW, 0);
        map(2, 1, RW, 0);

        store(0);
        store(2);
        map(1, 1, RW, 0);

        assertAreas(" [0,2 rw-p @0] [2,3 rw-p @0] [3,4 rw-p @0]");
    }

    /**
     *
     *
     * <pre>
     *   page       0 1 2 3
     *   before     N . N .
     *   store      N 1 N 2
     *   map        N 1 1 2
     * </pre>
     */
    @Test
    void V1_AREA_7_theLowerNeighbourGivesNoneUnlessItIsNear() {
        map(0, 3, RW, MapFlags.NORESERVE);
        store(0);
        map(1, 1, RW, 0);
        map(3, 1, RW, 0);

        store(1);
        store(3);
        map(2, 1, RW, 0);

        assertAreas(" [0,1 rw-p @0] [1,3 rw-p @0] [3,4 rw-p @0]");
    }

    private void map(long page, long count, int prot, int more) {
        int flags = MapFlags.PRIVATE | MapFlags.ANONYMOUS | MapFlags.FIXED | more;
        long at = process.mmap(Arena.page(page), count * Page.SIZE, prot, flags, -1, 0);
        assertThat(at).isEqualTo(Arena.page(page));
    }

    private void store(long page) {
        memory.store(Arena.page(page), 1, 1);
    }

    private void assertAreas(String expected) {
        assertThat(Arena.areas(memory)).isEqualTo(expected);
    }
}
