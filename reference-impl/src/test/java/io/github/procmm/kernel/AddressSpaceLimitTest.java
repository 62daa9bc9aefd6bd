package io.github.procmm.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.HostProfile;
import io.github.procmm.kernel.history.Arena;
import io.github.procmm.model.Errno;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Prot;
import org.junit.jupiter.api.Test;

/** RLIMIT_AS, here 4 pages and a half. */
class AddressSpaceLimitTest {

    private static final int FIXED = MapFlags.PRIVATE | MapFlags.ANONYMOUS | MapFlags.FIXED;

    private final Kernel kernel = new Kernel(HostProfile.DEFAULT);
    private final UserProcess process =
            kernel.newProcess(
                    kernel.profile().dialect(),
                    Limits.of(kernel.profile().dialect(), kernel.profile().dialect())
                            .withAddressSpaceBytes(4 * Page.SIZE + Page.SIZE / 2));

    @Test
    void whatFitsIsMappedAndNotOnePageMore() {
        assertThat(map(0, 4)).isEqualTo(Arena.START);
        assertThat(map(4, 1)).isEqualTo(Errno.ENOMEM.asResult());
    }

    @Test
    void whatIsReplacedDoesNotCount() {
        map(0, 4);

        assertThat(map(1, 3)).isEqualTo(Arena.page(1));
        assertThat(map(3, 1)).isEqualTo(Arena.page(3));
    }

    @Test
    void onlyTheReplacedPartDoesNotCount() {
        map(0, 4);

        assertThat(map(3, 2)).isEqualTo(Errno.ENOMEM.asResult());
    }

    /** Also where the limit is of whole pages. */
    @Test
    void V1_MAP_32_atTheLimitAPageCanBeReplaced() {
        Limits limits = Limits.of(kernel.profile().dialect(), kernel.profile().dialect());
        UserProcess full =
                kernel.newProcess(
                        kernel.profile().dialect(), limits.withAddressSpaceBytes(4 * Page.SIZE));
        assertThat(map(full, 0, 4)).isEqualTo(Arena.START);

        assertThat(map(full, 1, 1)).isEqualTo(Arena.page(1));
        assertThat(map(full, 3, 2)).isEqualTo(Errno.ENOMEM.asResult());
    }

    @Test
    void V1_MAP_32_whatLiesBesideTheRangeCounts() {
        map(2, 1);
        map(0, 1);
        map(4, 2);

        assertThat(map(2, 1)).isEqualTo(Arena.page(2));
        assertThat(map(2, 2)).isEqualTo(Errno.ENOMEM.asResult());
    }

    @Test
    void whatWasThereStaysWhenTheLimitRefuses() {
        map(0, 2);
        map(3, 2);

        assertThat(map(1, 4)).isEqualTo(Errno.ENOMEM.asResult());
        assertThat(Arena.areas(process.ownAddressSpace()))
                .isEqualTo(" [0,2 rw-p @0] [3,5 rw-p @0]");
    }

    @Test
    void unmappingMakesRoom() {
        map(0, 4);
        process.munmap(Arena.page(1), Page.SIZE);

        assertThat(map(8, 1)).isEqualTo(Arena.page(8));
    }

    private long map(long page, long count) {
        return map(process, page, count);
    }

    private static long map(UserProcess process, long page, long count) {
        int prot = Prot.READ | Prot.WRITE;
        return process.mmap(Arena.page(page), count * Page.SIZE, prot, FIXED, -1, 0);
    }
}
