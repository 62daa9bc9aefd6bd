package io.github.procmm.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.HostProfile;
import io.github.procmm.model.Errno;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Prot;
import org.junit.jupiter.api.Test;

/**
 * Where mappings go that need not be at one address. The space here ends at 1 MiB, less than is
 * left for a stack: all of it is searched from the top down.
 */
class MmapPlacementTest {

    private static final long TOP = 1 << 20;
    private static final long LOWEST = 0x1_0000;
    private static final int ANYWHERE = MapFlags.PRIVATE | MapFlags.ANONYMOUS;

    private final Kernel kernel = new Kernel(HostProfile.DEFAULT);
    private final UserProcess process =
            kernel.newProcess(kernel.profile().dialect(), new Limits(TOP, -1, 8));

    @Test
    void aFreeHintIsTaken() {
        assertThat(placed(0x8_0000, 2)).isEqualTo(0x8_0000);
    }

    @Test
    void aHintIsRoundedDownToItsPage() {
        assertThat(placed(0x8_0fff, 1)).isEqualTo(0x8_0000);
    }

    @Test
    void aHintThatIsTooLowIsTheLowestAddress() {
        assertThat(placed(0x1000, 1)).isEqualTo(LOWEST);
    }

    @Test
    void aHintInPageZeroIsNone() {
        assertThat(placed(0xfff, 1)).isEqualTo(TOP - Page.SIZE);
    }

    @Test
    void aHintWhoseRangeIsPartlyTakenIsNotTaken() {
        fix(0x8_1000, 1);

        assertThat(placed(0x8_0000, 2)).isEqualTo(TOP - 2 * Page.SIZE);
    }

    @Test
    void aHintWhoseRangeEndsAboveTheTopIsNotTaken() {
        assertThat(placed(TOP - Page.SIZE, 2)).isEqualTo(TOP - 2 * Page.SIZE);
        assertThat(placed(-Page.SIZE, 1)).isEqualTo(TOP - 3 * Page.SIZE);
    }

    @Test
    void aHintUpToTheTopIsTaken() {
        assertThat(placed(TOP - 2 * Page.SIZE, 2)).isEqualTo(TOP - 2 * Page.SIZE);
    }

    /**
     *
     *
     * <pre>
     *   pages from the top   6 5 4 3 2 1
     *   taken                  A     B
     *   two pages go             * *
     *   one page goes                  *
     * </pre>
     */
    @Test
    void withoutHintTheHighestGapThatIsLargeEnoughIsTaken() {
        fix(TOP - 5 * Page.SIZE, 1);
        fix(TOP - 2 * Page.SIZE, 1);

        assertThat(placed(0, 2)).isEqualTo(TOP - 4 * Page.SIZE);
        assertThat(placed(0, 1)).isEqualTo(TOP - Page.SIZE);
    }

    @Test
    void theLastGapIsTakenAndNothingBelowTheLowestAddress() {
        fix(LOWEST + Page.SIZE, (int) ((TOP - LOWEST) / Page.SIZE) - 1);

        assertThat(placed(0, 2)).isEqualTo(Errno.ENOMEM.asResult());
        assertThat(placed(0, 1)).isEqualTo(LOWEST);
        assertThat(placed(0, 1)).isEqualTo(Errno.ENOMEM.asResult());
    }

    @Test
    void theWholeSpaceFromTheLowestAddressOnCanBeOneMapping() {
        long pages = (TOP - LOWEST) / Page.SIZE;
        assertThat(placed(0, pages + 1)).isEqualTo(Errno.ENOMEM.asResult());
        assertThat(placed(0, pages)).isEqualTo(LOWEST);
    }

    /** 128 MiB are left for a stack, as long as something is free below. */
    @Test
    void theRoomForAStackIsTakenLast() {
        long stackRoom = 0x800_0000;
        UserProcess larger =
                kernel.newProcess(kernel.profile().dialect(), new Limits(TOP + stackRoom, -1, 8));
        long free = TOP - LOWEST;

        assertThat(larger.mmap(0, free - Page.SIZE, Prot.READ, ANYWHERE, -1, 0))
                .isEqualTo(LOWEST + Page.SIZE);
        assertThat(larger.mmap(0, 2 * Page.SIZE, Prot.READ, ANYWHERE, -1, 0))
                .isEqualTo(TOP + stackRoom - 2 * Page.SIZE);
        assertThat(larger.mmap(0, Page.SIZE, Prot.READ, ANYWHERE, -1, 0)).isEqualTo(LOWEST);
    }

    private long placed(long hint, long pages) {
        return process.mmap(hint, pages * Page.SIZE, Prot.READ, ANYWHERE, -1, 0);
    }

    private void fix(long addr, int pages) {
        long len = (long) pages * Page.SIZE;
        long at = process.mmap(addr, len, Prot.READ, ANYWHERE | MapFlags.FIXED, -1, 0);
        assertThat(at).isEqualTo(addr);
    }
}
