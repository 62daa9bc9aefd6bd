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
    private static final long TASK_SIZE = 0x7fff_ffff_f000L;

    private final KernelMachine machine = new KernelMachine();

    /** Before the address: 1 is not aligned. */
    @Test
    void V1_MAP_18_aLengthOf0IsEINVAL() {
        mapAnonymous(0, 4);
        int flags = MapFlags.PRIVATE | MapFlags.ANONYMOUS | MapFlags.FIXED;
        String invalid = Long.toString(Errno.EINVAL.asResult());

        assertThat(machine.map(new Call.Map(Arena.page(0), 0, RW, flags, -1, 0)))
                .isEqualTo(invalid);
        assertThat(machine.map(new Call.Map(-1, 0, RW, flags, -1, 0))).isEqualTo(invalid);
        assertAreas(" [0,4 rw-p @0]");
    }

    @Test
    void V1_MAP_20_aMappingMayTakeTheWholeAddressSpaceAndNoMore() {
        int fixed = MapFlags.PRIVATE | MapFlags.ANONYMOUS | MapFlags.FIXED;

        assertThat(mapAt(0, TASK_SIZE + Page.SIZE, fixed)).isEqualTo(Errno.ENOMEM);
        assertThat(mapAt(Page.SIZE, TASK_SIZE, fixed)).isEqualTo(Errno.ENOMEM);
        assertThat(mapAt(0, TASK_SIZE, fixed)).isNull();
    }

    /** Where the address is fixed, and behind the length (V1-MAP-20). */
    @Test
    void V1_MAP_21_anUnalignedFixedAddressIsEINVAL() {
        int anonymous = MapFlags.PRIVATE | MapFlags.ANONYMOUS;
        for (int fixed : new int[] {MapFlags.FIXED, MapFlags.FIXED_NOREPLACE}) {
            assertThat(mapAt(Arena.page(0) + 1, Page.SIZE, anonymous | fixed))
                    .isEqualTo(Errno.EINVAL);
            assertThat(mapAt(Arena.page(0) + 1, Long.MAX_VALUE, anonymous | fixed))
                    .isEqualTo(Errno.ENOMEM);
        }
        assertThat(mapAt(Arena.page(0) + 1, Page.SIZE, anonymous)).isNull();
        assertAreas(" [0,1 rw-p @0]");
    }

    @Test
    void V1_MAP_22_noReplaceWhereAPageIsMappedIsEEXIST() {
        mapAnonymous(1, 1);
        int noReplace = MapFlags.PRIVATE | MapFlags.ANONYMOUS | MapFlags.FIXED_NOREPLACE;

        assertThat(mapAt(Arena.page(0), 2L * Page.SIZE, noReplace)).isEqualTo(Errno.EEXIST);
        assertThat(mapAt(Arena.page(0), 2L * Page.SIZE, noReplace | MapFlags.FIXED))
                .isEqualTo(Errno.EEXIST);
        assertAreas(" [1,2 rw-p @0]");
        assertThat(mapAt(Arena.page(2), Page.SIZE, noReplace)).isNull();
        assertAreas(" [1,3 rw-p @0]");
    }

    @Test
    void V1_MAP_24_aTypeThatIsNoneIsEINVAL() {
        for (int type = 0; type <= MapFlags.TYPE_MASK; type++) {
            boolean object = type >= MapFlags.SHARED && type <= MapFlags.SHARED_VALIDATE;
            boolean anonymous = object && type != MapFlags.SHARED_VALIDATE;

            assertThat(map(0, type, Prot.READ, TestFile.READ_WRITE, 0))
                    .isEqualTo(object ? null : Errno.EINVAL);
            assertThat(map(0, type | MapFlags.ANONYMOUS, Prot.READ, TestFile.READ_WRITE, 0))
                    .isEqualTo(anonymous ? null : Errno.EINVAL);
        }
    }

    @Test
    void V1_MAP_26_sharedWritingNeedsADescriptorOpenForWriting() {
        TestFile readOnly = TestFile.READ_ONLY;
        assertThat(map(0, MapFlags.SHARED, RW, readOnly, 0)).isEqualTo(Errno.EACCES);
        assertThat(map(0, MapFlags.SHARED_VALIDATE, RW, readOnly, 0)).isEqualTo(Errno.EACCES);
        assertThat(map(0, MapFlags.SHARED, Prot.READ, readOnly, 0)).isNull();
        assertThat(map(0, MapFlags.PRIVATE, RW, readOnly, 0)).isNull();
        assertThat(map(0, MapFlags.SHARED, RW, TestFile.READ_WRITE, 0)).isNull();
    }

    @Test
    void V1_MAP_27_everyMappingNeedsADescriptorOpenForReading() {
        for (int type : new int[] {MapFlags.SHARED, MapFlags.PRIVATE}) {
            for (int prot : new int[] {Prot.NONE, Prot.WRITE}) {
                assertThat(map(0, type, prot, TestFile.WRITE_ONLY, 0)).isEqualTo(Errno.EACCES);
                assertThat(map(0, type, prot, TestFile.READ_WRITE, 0)).isNull();
            }
        }
    }

    @Test
    void V1_MAP_33_anObjectThatRefusesItselfHasLostWhatWasThere() {
        mapAnonymous(0, 4);

        assertThat(map(1, MapFlags.PRIVATE, RW, TestFile.SOCKET, 0)).isEqualTo(Errno.ENODEV);
        assertAreas(" [0,1 rw-p @0] [2,4 rw-p @0]");
    }

    @Test
    void V1_MAP_28_executingIsForbiddenBeforeTheKindOfObjectIsLookedAt() {
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
    void V1_MAP_23_theLargestOffsetDependsOnTheKindOfObject() {
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
    void V1_MAP_25_validatedFlagsRefuseThoseThatCameLater() {
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
    void V1_MAP_30_onlyPrivateAnonymousMemoryGrowsDown() {
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
    void V1_PROT_11_protectOfHalfTheSpaceEndsAtTheFirstHole() {
        mapAnonymous(0, 4);

        assertThat(protect(Arena.START, Long.MIN_VALUE, Prot.READ)).isEqualTo(Errno.ENOMEM);
        assertAreas(" [0,4 r--p @0]");
    }

    /** Before the length: 0 alone would be success. */
    @Test
    void V1_PROT_3_V1_PROT_4_bothWaysOrAnUnalignedAddressIsEINVALWhateverTheLength() {
        mapAnonymous(0, 4);
        for (long len : new long[] {0, Page.SIZE}) {
            assertThat(protect(Arena.page(0), len, Prot.GROWSDOWN | Prot.GROWSUP))
                    .isEqualTo(Errno.EINVAL);
            assertThat(protect(Arena.page(0) + 1, len, Prot.READ)).isEqualTo(Errno.EINVAL);
        }
        assertAreas(" [0,4 rw-p @0]");
    }

    @Test
    void V1_PROT_5_aLengthOf0IsSuccessAndChangesNothing() {
        mapAnonymous(0, 4);

        assertThat(protect(Arena.page(0), 0, Prot.READ)).isNull();
        assertThat(protect(Arena.page(0), 0, 0x10)).isNull();
        assertThat(protect(Arena.page(9), 0, Prot.READ)).isNull();
        assertAreas(" [0,4 rw-p @0]");
    }

    /** And before the rights: 0x10 alone would be EINVAL. */
    @Test
    void V1_PROT_6_anEndThatWrapsIsENOMEM() {
        mapAnonymous(0, 4);
        for (int prot : new int[] {Prot.READ, 0x10}) {
            assertThat(protect(Arena.page(0), -1, prot)).isEqualTo(Errno.ENOMEM);
            assertThat(protect(Arena.page(0), -Arena.page(0), prot)).isEqualTo(Errno.ENOMEM);
        }
        assertAreas(" [0,4 rw-p @0]");
    }

    /** And before the areas: where nothing is mapped it would be ENOMEM. */
    @Test
    void V1_PROT_7_anUnknownRightIsEINVAL() {
        mapAnonymous(0, 4);
        int known = Prot.ACCESS | Prot.SEM | Prot.GROWSDOWN | Prot.GROWSUP;
        for (int bit = 0; bit < Integer.SIZE; bit++) {
            Errno wanted = (known & 1 << bit) == 0 ? Errno.EINVAL : Errno.ENOMEM;
            assertThat(protect(Arena.page(9), Page.SIZE, 1 << bit)).isEqualTo(wanted);
        }
        assertThat(protect(Arena.page(0), Page.SIZE, Prot.READ | 0x10)).isEqualTo(Errno.EINVAL);
        assertAreas(" [0,4 rw-p @0]");
    }

    @Test
    void V1_PROT_9_growsupIsENOMEMWhereNothingIsMappedElseEINVAL() {
        mapAnonymous(1, 4);
        int up = Prot.READ | Prot.GROWSUP;

        assertThat(protect(Arena.page(0), 2L * Page.SIZE, up)).isEqualTo(Errno.ENOMEM);
        assertThat(protect(Arena.page(1), Page.SIZE, up)).isEqualTo(Errno.EINVAL);
        assertAreas(" [1,5 rw-p @0]");
    }

    @Test
    void V1_PROT_10_whereThePageAtTheAddressIsNotMappedItIsENOMEM() {
        mapAnonymous(1, 4);

        assertThat(protect(Arena.page(0), 2L * Page.SIZE, Prot.READ)).isEqualTo(Errno.ENOMEM);
        assertAreas(" [1,5 rw-p @0]");
    }

    /**
     *
     *
     * <pre>
     *   page      0 1 2 3 4
     *   before    w w   w w
     *   protect   * * * *      ENOMEM
     *   after     r r   w w
     * </pre>
     */
    @Test
    void V1_PROT_11_V1_PROT_14_atTheFirstHoleItEndsAndWhatIsBelowStaysChanged() {
        mapAnonymous(0, 2);
        mapAnonymous(3, 2);

        assertThat(protect(Arena.page(0), 4L * Page.SIZE, Prot.READ)).isEqualTo(Errno.ENOMEM);
        assertAreas(" [0,2 r--p @0] [3,5 rw-p @0]");
    }

    /** Pages 0 and 2 forbid no right; page 1 is of a descriptor that is open for reading alone. */
    @Test
    void V1_PROT_12_V1_PROT_14_anAreaThatForbidsTheRightsEndsItWithEACCES() {
        int read = Prot.READ;
        map(0, MapFlags.PRIVATE, read, TestFile.READ_ONLY, 0);
        map(1, MapFlags.SHARED, read, TestFile.READ_ONLY, 0);
        map(2, MapFlags.SHARED, read, TestFile.READ_WRITE, 0);

        assertThat(protect(Arena.page(0), 3L * Page.SIZE, RW)).isEqualTo(Errno.EACCES);
        assertAreas(" [0,1 rw-p @0f] [1,2 r--s @0f] [2,3 r--s @0f]");
        assertThat(protect(Arena.page(1), Page.SIZE, read | Prot.EXEC)).isNull();
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
    void V1_PROT_8_protectWithGrowsdownStartsWhereTheAreaDoes() {
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

    /** Maps without object where the flags say so; returns what refused it, or null. */
    private @Nullable Errno mapAt(long addr, long len, int flags) {
        return errno(machine.map(new Call.Map(addr, len, RW, flags, -1, 0)));
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
