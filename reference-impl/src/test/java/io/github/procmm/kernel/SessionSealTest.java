package io.github.procmm.kernel;

import static io.github.procmm.kernel.SessionClient.RW;
import static io.github.procmm.kernel.SessionClient.done;
import static io.github.procmm.kernel.SessionClient.map;
import static io.github.procmm.kernel.SessionClient.mapObject;
import static io.github.procmm.kernel.SessionClient.refused;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.model.Errno.EPERM;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.MmFile;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Mprotect;
import io.github.procmm.model.Munmap;
import io.github.procmm.model.Op;
import io.github.procmm.model.Prot;
import io.github.procmm.v2.AreaKind;
import io.github.procmm.v2.BatchMode;
import io.github.procmm.v2.Command;
import io.github.procmm.v2.Frame.QueryArea;
import io.github.procmm.v2.Frame.Result;
import io.github.procmm.v2.OpFlags;
import io.github.procmm.v2.Rights;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Section 20.4, and V2-SPACE-1 to V2-SPACE-3: seals, and what of them a clone has. */
class SessionSealTest {

    private static final long ADDR = 0x10000;
    private static final long PAGE = 0x1000;
    private static final int FIXED = MapFlags.PRIVATE | MapFlags.FIXED | MapFlags.ANONYMOUS;

    private final SessionClient client = new SessionClient();
    private final int fd = client.process.open(MmFile.PROC_MM64);
    private final long space = client.value(new Command.Import(fd, Rights.OF_SPACE, 0));

    private Result seal(long addr, long len) {
        return client.ask(new Command.Seal(space, 0, addr, len));
    }

    private Result sealSpace() {
        return client.ask(new Command.Seal(space, OpFlags.SPACE, 0, 0));
    }

    private long write(Op op) {
        return client.process.write(fd, Bench.record(client.kernel.profile().dialect(), op));
    }

    /** Records that would change pages of the range. */
    private static List<Op> changes(long addr, long len) {
        return List.of(
                new Mmap(addr, len, RW, FIXED, -1, 0),
                new Munmap(addr, len),
                new Mprotect(addr, len, Prot.READ));
    }

    @Test
    void V2_SEAL_1_v1RecordsCannotChangeSealedPages() {
        client.value(map(space, ADDR, 3 * PAGE));
        client.store(space, ADDR, 1);
        seal(ADDR + PAGE, PAGE);
        String before = client.maps(space);
        for (Op op : changes(ADDR, 3 * PAGE)) {
            assertThat(write(op)).as("%s", op).isEqualTo(EPERM.asResult());
            assertThat(client.legacy(BatchMode.SEQUENTIAL, space, op))
                    .containsExactly(refused(EPERM, 0, EPERM.asResult()));
        }
        assertThat(client.maps(space)).isEqualTo(before);
        assertThat(client.load(space, ADDR)).isEqualTo(1);
        assertThat(write(new Munmap(ADDR, PAGE))).isPositive();
    }

    /** The end of the range, unsigned, lies where signed numbers are negative. */
    @Test
    void V2_SEAL_1_noRangeIsTooLongToMeetASeal() {
        client.value(map(space, ADDR, PAGE));
        seal(ADDR, PAGE);
        assertThat(write(new Mprotect(ADDR, Long.MIN_VALUE, Prot.READ)))
                .isEqualTo(EPERM.asResult());
        assertThat(client.query(space).areas()).extracting(QueryArea::prot).containsExactly(RW);
        assertThat(write(new Mprotect(Long.MIN_VALUE, PAGE, Prot.READ)))
                .isEqualTo(ENOMEM.asResult());
    }

    @Test
    void V2_SEAL_2_v1RecordsCannotChangeASealedSpace() {
        client.value(map(space, ADDR, PAGE));
        sealSpace();
        for (Op op : changes(ADDR, PAGE)) {
            assertThat(write(op)).as("%s", op).isEqualTo(EPERM.asResult());
        }
        for (Op op : changes(2 * ADDR, PAGE)) {
            assertThat(write(op)).as("%s", op).isEqualTo(EPERM.asResult());
        }
        assertThat(client.query(space).areas()).hasSize(1);
    }

    @Test
    void V2_SEAL_3_aHoleIsENOMEMAtTheLowest() {
        client.value(map(space, ADDR, PAGE));
        client.value(map(space, ADDR + 2 * PAGE, PAGE));
        assertThat(seal(ADDR, 4 * PAGE)).isEqualTo(refused(ENOMEM, 16, ADDR + PAGE));
        assertThat(client.query(space).areas())
                .extracting(QueryArea::kind)
                .containsOnly(AreaKind.ANONYMOUS);
    }

    @Test
    void V2_SEAL_3_whatIsSealedCanBeSealedAgain() {
        client.value(map(space, ADDR, 2 * PAGE));
        assertThat(seal(ADDR, PAGE)).isEqualTo(done(0));
        assertThat(seal(ADDR, 2 * PAGE)).isEqualTo(done(0));
        assertThat(client.query(space).areas())
                .extracting(QueryArea::kind)
                .containsExactly(AreaKind.ANONYMOUS | AreaKind.SEALED);
        assertThat(sealSpace()).isEqualTo(done(0));
        assertThat(sealSpace()).isEqualTo(done(0));
        assertThat(seal(ADDR, PAGE)).isEqualTo(refused(EPERM, 8));
        assertThat(seal(2 * ADDR, PAGE)).isEqualTo(refused(EPERM, 8));
    }

    @Test
    void V2_SEAL_3_anAreaTooManyIsENOMEM() {
        SessionClient small = new SessionClient(new Kernel(HostProfile.DEFAULT.withMaxMapCount(2)));
        long few = small.space();
        small.value(map(few, ADDR, 3 * PAGE));
        assertThat(small.ask(new Command.Seal(few, 0, ADDR + PAGE, PAGE)))
                .isEqualTo(refused(ENOMEM, 8));
        small.value(new Command.Unmap(few, ADDR + PAGE, PAGE));
    }

    @Test
    void V2_SEAL_4_aSealEndsWithItsSpaceAndNotBefore() {
        client.value(map(space, ADDR, PAGE));
        seal(ADDR, PAGE);
        client.store(space, ADDR, 3);
        assertThat(client.load(space, ADDR)).isEqualTo(3);
        client.value(new Command.Release(space));
        assertThat(write(new Munmap(ADDR, PAGE))).isEqualTo(EPERM.asResult());

        long again = client.value(new Command.Import(fd, Rights.OF_SPACE, 0));
        client.value(new Command.Destroy(again));
        assertThat(write(new Mmap(ADDR, PAGE, RW, FIXED, -1, 0))).isPositive();
        assertThat(write(new Munmap(ADDR, PAGE))).isPositive();
    }

    @Test
    void V2_SEAL_5_checksThatNeedNoAreaComeFirst() {
        client.value(map(space, ADDR, PAGE));
        sealSpace();
        assertThat(write(new Munmap(ADDR + 1, PAGE))).isEqualTo(EINVAL.asResult());
        assertThat(write(new Munmap(ADDR, 0))).isEqualTo(EINVAL.asResult());
        assertThat(write(new Mprotect(ADDR, PAGE, 0x40))).isEqualTo(EINVAL.asResult());
        assertThat(write(new Mprotect(ADDR, 0, Prot.READ))).isPositive();
        assertThat(write(new Mmap(ADDR, 0, RW, FIXED, -1, 0))).isEqualTo(EINVAL.asResult());
        assertThat(write(new Mmap(ADDR, PAGE, RW, FIXED | 0xc, -1, 0)))
                .isEqualTo(EINVAL.asResult());
    }

    @Test
    void V2_SEAL_5_aSealedSpaceIsSealedWhereNothingCanBeToo() {
        Mprotect far = new Mprotect(-2 * PAGE, PAGE, Prot.READ);
        assertThat(write(far)).isEqualTo(ENOMEM.asResult());
        sealSpace();
        assertThat(write(far)).isEqualTo(EPERM.asResult());
    }

    @Test
    void V2_SPACE_1_createMakesASpaceWithoutAreas() {
        long made = client.space();
        assertThat(client.query(made).areas()).isEmpty();
        assertThat(client.query(made).mappedBytes()).isZero();
    }

    @Test
    void V2_SPACE_2_aCloneShowsSharedObjectsAndCopiesTheRest() {
        long object = client.object(1);
        client.value(mapObject(space, OpFlags.SHARED, ADDR, PAGE, object));
        client.value(mapObject(space, 0, 2 * ADDR, PAGE, object));
        client.value(map(space, 3 * ADDR, PAGE));
        client.store(space, 2 * ADDR, 1);
        client.store(space, 3 * ADDR, 2);
        long clone = client.value(new Command.CloneSpace(space, Rights.OF_SPACE));

        assertThat(client.maps(clone)).isEqualTo(client.maps(space));
        client.store(clone, ADDR, 9);
        client.store(clone, 2 * ADDR, 10);
        client.store(space, 3 * ADDR, 11);
        assertThat(client.load(space, ADDR)).isEqualTo(9);
        assertThat(client.load(space, 2 * ADDR)).isEqualTo(1);
        assertThat(client.load(clone, 3 * ADDR)).isEqualTo(2);
        client.value(new Command.Destroy(space));
        assertThat(client.load(clone, 2 * ADDR)).isEqualTo(10);
    }

    @Test
    void V2_SPACE_3_aCloneHasTheSealsOfItsAreasAndNotThatOfTheSpace() {
        client.value(map(space, ADDR, 2 * PAGE));
        seal(ADDR, PAGE);
        sealSpace();
        long clone = client.value(new Command.CloneSpace(space, Rights.OF_SPACE));

        assertThat(client.ask(new Command.Unmap(clone, ADDR, PAGE)))
                .isEqualTo(refused(EPERM, 16, ADDR));
        assertThat(client.ask(new Command.Unmap(clone, ADDR + PAGE, PAGE))).isEqualTo(done(0));
        assertThat(client.ask(map(clone, 2 * ADDR, PAGE))).isEqualTo(done(2 * ADDR));
        client.value(new Command.Seal(clone, OpFlags.SPACE, 0, 0));
        assertThat(client.ask(map(clone, 3 * ADDR, PAGE))).isEqualTo(refused(EPERM, 8));
    }

    @Test
    void V2_SPACE_3_aCloneHasTheLimitAndTheLdtOfItsSource() {
        long limited = client.space(PAGE);
        client.writeLdt(limited, 3);
        long clone = client.value(new Command.CloneSpace(limited, Rights.OF_SPACE));

        assertThat(client.ask(map(clone, ADDR, 2 * PAGE))).isEqualTo(refused(ENOMEM, 8));
        assertThat(client.ldt(clone)).isEqualTo(client.ldt(limited)).contains("3412");
        client.writeLdt(clone, 4);
        assertThat(client.ldt(clone)).isNotEqualTo(client.ldt(limited));
    }

    @Test
    void V2_SPACE_3_aCloneHasNoTasksAndNoOtherHandles() {
        Task task = client.process.newTask();
        client.session.switchMm(task, space);
        long clone = client.value(new Command.CloneSpace(space, Rights.OF_SPACE));
        client.value(map(clone, ADDR, PAGE));
        assertThat(task.addressSpace().areaCount()).isZero();
        int spaces = client.kernel.openAddressSpaces();
        client.value(new Command.Release(clone));
        assertThat(client.kernel.openAddressSpaces()).isEqualTo(spaces - 1);
    }

    @Test
    void V2_HANDLE_9_bothPartsChangeOneSpace() {
        client.value(map(space, ADDR, PAGE));
        assertThat(write(new Mprotect(ADDR, PAGE, Prot.READ))).isPositive();
        assertThat(client.query(space).areas())
                .extracting(QueryArea::prot)
                .containsExactly(Prot.READ);
        AddressSpace memory = Objects.requireNonNull(client.process.addressSpace(fd));
        assertThat(memory.maps()).isEqualTo(client.maps(space));
    }
}
