package io.github.procmm.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.kernel.history.Arena;
import io.github.procmm.kernel.history.Call;
import io.github.procmm.kernel.history.KernelMachine;
import io.github.procmm.kernel.history.TestFile;
import io.github.procmm.model.Errno;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Prot;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What comes first, and what is left behind, where the measured answers do not say it already. */
class Linux618RulesTest {

    private static final int RW = Prot.READ | Prot.WRITE;

    private final KernelMachine machine = new KernelMachine();

    @Test
    void anObjectThatRefusesItselfHasLostWhatWasThere() {
        mapAnonymous(0, 4);

        assertThat(map(1, MapFlags.PRIVATE, RW, TestFile.SOCKET, 0)).isEqualTo(Errno.ENODEV);
        assertAreas(" [0,1 rw-p @0] [2,4 rw-p @0]");
    }

    @Test
    void executingIsForbiddenBeforeTheKindOfObjectIsLookedAt() {
        int execute = Prot.READ | Prot.EXEC;
        mapAnonymous(0, 4);

        assertThat(map(1, MapFlags.PRIVATE, execute, TestFile.SOCKET, 0)).isEqualTo(Errno.EPERM);
        assertThat(map(1, MapFlags.PRIVATE, execute, TestFile.PIPE_READ_END, 0))
                .isEqualTo(Errno.EPERM);
        assertThat(map(1, MapFlags.PRIVATE, execute, TestFile.DIRECTORY, 0))
                .isEqualTo(Errno.ENODEV);
        assertAreas(" [0,4 rw-p @0]");
    }

    /** Objects end at 2^63, what cannot be mapped at 2^64. */
    @Test
    void theLargestOffsetDependsOnTheKindOfObject() {
        long last = Long.MIN_VALUE - 2 * Page.SIZE;
        assertThat(map(0, MapFlags.PRIVATE, RW, TestFile.READ_WRITE, last)).isNull();
        assertThat(map(0, MapFlags.PRIVATE, RW, TestFile.READ_WRITE, last + Page.SIZE))
                .isEqualTo(Errno.EOVERFLOW);
        assertThat(map(0, MapFlags.PRIVATE, Prot.READ, TestFile.DIRECTORY, -2L * Page.SIZE))
                .isEqualTo(Errno.ENODEV);
        assertThat(map(0, MapFlags.PRIVATE, Prot.READ, TestFile.DIRECTORY, -(long) Page.SIZE))
                .isEqualTo(Errno.EOVERFLOW);
    }

    @Test
    void validatedFlagsRefuseThoseThatCameLater() {
        int validated = MapFlags.SHARED_VALIDATE;
        assertThat(map(0, validated | 1 << 26, RW, TestFile.READ_WRITE, 0)).isNull();
        assertThat(map(0, validated | 1 << 22, RW, TestFile.READ_WRITE, 0))
                .isEqualTo(Errno.EOPNOTSUPP);
        assertThat(map(0, validated | MapFlags.FIXED_NOREPLACE, RW, TestFile.OTHER, 0))
                .isEqualTo(Errno.EEXIST);
        assertThat(map(4, validated | MapFlags.FIXED_NOREPLACE, RW, TestFile.OTHER, 0))
                .isEqualTo(Errno.EOPNOTSUPP);
    }

    @Test
    void onlyPrivateAnonymousMemoryGrowsDown() {
        int growing = MapFlags.GROWSDOWN;
        int anonymous = growing | MapFlags.ANONYMOUS;
        assertThat(map(0, growing | MapFlags.PRIVATE, RW, TestFile.READ_WRITE, 0))
                .isEqualTo(Errno.EINVAL);
        assertThat(map(0, anonymous | MapFlags.SHARED, RW, TestFile.READ_WRITE, 0))
                .isEqualTo(Errno.EINVAL);
        assertThat(map(0, anonymous | MapFlags.PRIVATE, RW, TestFile.READ_WRITE, 0)).isNull();
        assertThat(map(0, growing | MapFlags.PRIVATE, Prot.READ, TestFile.DIRECTORY, 0))
                .isEqualTo(Errno.ENODEV);
    }

    @Test
    void protectOfHalfTheSpaceEndsAtTheFirstHole() {
        mapAnonymous(0, 4);

        assertThat(protect(Arena.START, Long.MIN_VALUE, Prot.READ)).isEqualTo(Errno.ENOMEM);
        assertAreas(" [0,4 r--p @0]");
    }

    @Test
    void protectFindsNothingInTheUpperHalf() {
        mapAnonymous(0, 4);

        assertThat(protect(Long.MIN_VALUE, Page.SIZE, Prot.READ)).isEqualTo(Errno.ENOMEM);
        assertThat(protect(-2L * Page.SIZE, Page.SIZE, Prot.READ | Prot.GROWSDOWN))
                .isEqualTo(Errno.ENOMEM);
        assertAreas(" [0,4 rw-p @0]");
    }

    @Test
    void protectWithGrowsdownStartsWhereTheAreaDoes() {
        int flags = MapFlags.PRIVATE | MapFlags.ANONYMOUS | MapFlags.GROWSDOWN;
        machine.map(new Call.Map(Arena.page(2), 4L * Page.SIZE, RW, flags | MapFlags.FIXED, -1, 0));
        int down = Prot.READ | Prot.GROWSDOWN;

        assertThat(protect(Arena.page(4), Page.SIZE, down)).isNull();
        assertAreas(" [2,5 r--p @0] [5,6 rw-p @0]");
        assertThat(protect(Arena.page(0), 2 * Page.SIZE, down)).isEqualTo(Errno.ENOMEM);
        assertThat(protect(Arena.page(5), Page.SIZE, Prot.READ | Prot.GROWSUP))
                .isEqualTo(Errno.EINVAL);
        assertThat(protect(Arena.page(9), Page.SIZE, Prot.READ | Prot.GROWSUP))
                .isEqualTo(Errno.ENOMEM);
    }

    /** Maps one page; returns what refused it, or null. */
    private @Nullable Errno map(long page, int flags, int prot, TestFile file, long offset) {
        return errno(
                machine.map(
                        new Call.Map(
                                Arena.page(page),
                                Page.SIZE,
                                prot,
                                flags | MapFlags.FIXED,
                                file.descriptor(),
                                offset)));
    }

    private void mapAnonymous(long page, long count) {
        int flags = MapFlags.PRIVATE | MapFlags.ANONYMOUS | MapFlags.FIXED;
        machine.map(new Call.Map(Arena.page(page), count * Page.SIZE, RW, flags, -1, 0));
    }

    private @Nullable Errno protect(long addr, long len, int prot) {
        return errno(machine.protect(new Call.Protect(addr, len, prot)));
    }

    private static @Nullable Errno errno(String answer) {
        return answer.startsWith("-") ? Errno.ofResult(Long.parseLong(answer)) : null;
    }

    private void assertAreas(String expected) {
        assertThat(Arena.areas(machine.memory())).isEqualTo(expected);
    }
}
