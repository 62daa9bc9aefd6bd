package io.github.procmm.kernel;

import static io.github.procmm.kernel.SessionClient.done;
import static io.github.procmm.kernel.SessionClient.map;
import static io.github.procmm.kernel.SessionClient.mapObject;
import static io.github.procmm.kernel.SessionClient.refused;
import static io.github.procmm.model.Errno.EACCES;
import static io.github.procmm.model.Errno.EBADF;
import static io.github.procmm.model.Errno.ECANCELED;
import static io.github.procmm.model.Errno.EINVAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.MmFile;
import io.github.procmm.model.Prot;
import io.github.procmm.v2.BatchMode;
import io.github.procmm.v2.Command;
import io.github.procmm.v2.Handle;
import io.github.procmm.v2.OpFlags;
import io.github.procmm.v2.Rights;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Section 19 but for IMPORT, and what section 18 says of handles. */
class HandleRulesTest {

    private static final long ADDR = 0x10000;
    private static final long PAGE = 0x1000;

    private final SessionClient client = new SessionClient();
    private final long space = client.space();

    @Test
    void V2_HANDLE_1_noNumberIsGivenTwice() {
        Set<Long> given = new HashSet<>(Set.of(space));
        for (int i = 0; i < 100; i++) {
            long handle = client.value(new Command.Duplicate(space, Rights.QUERY));
            assertThat(handle).isPositive();
            assertThat(given.add(handle)).as("0x%x is new", handle).isTrue();
            if (i % 3 != 0) {
                client.value(new Command.Release(handle));
            }
        }
    }

    @Test
    void V2_HANDLE_2_anotherSessionsHandleIsNone() {
        SessionClient other = client.other();
        assertThat(other.ask(new Command.Query(space, 0, 1))).isEqualTo(refused(EBADF, 8));
    }

    @Test
    void V2_HANDLE_2_aReleasedHandleIsNone() {
        client.value(new Command.Release(space));
        assertThat(client.ask(new Command.Release(space))).isEqualTo(refused(EBADF, 8));
        assertThat(client.ask(new Command.Duplicate(space, Rights.QUERY)))
                .isEqualTo(refused(EBADF, 8));
    }

    @Test
    void V2_HANDLE_2_forgedNumbersAreNone() {
        for (int bit = 0; bit < 63; bit++) {
            assertThat(client.ask(new Command.Release(space ^ 1L << bit)))
                    .as("bit %d", bit)
                    .isEqualTo(refused(EBADF, 8));
        }
        assertThat(client.ask(new Command.Release(0))).isEqualTo(refused(EBADF, 8));
    }

    @Test
    void V2_HANDLE_3_aHandleHasTheRightsItWasMadeWith() {
        long query = client.value(new Command.Create(Rights.QUERY, 0));
        long change = client.value(new Command.Create(Rights.CHANGE, 0));

        assertThat(client.ask(new Command.Query(change, 0, 1))).isEqualTo(refused(EACCES, 8));
        for (Command command : changes(query)) {
            assertThat(client.ask(command)).as("%s", command).isEqualTo(refused(EACCES, 8));
        }
        for (Command command : notChanges(change)) {
            assertThat(client.ask(command)).as("%s", command).isEqualTo(refused(EACCES, 8));
        }
    }

    private static List<Command> changes(long space) {
        return List.of(
                map(space, ADDR, PAGE),
                new Command.Unmap(space, ADDR, PAGE),
                new Command.Protect(space, ADDR, PAGE, Prot.READ),
                new Command.Move(space, 0, ADDR, PAGE, 2 * ADDR),
                new Command.Discard(space, ADDR, PAGE));
    }

    private static List<Command> notChanges(long space) {
        return List.of(
                new Command.CloneSpace(space, Rights.QUERY),
                new Command.Destroy(space),
                new Command.Seal(space, 0, ADDR, PAGE),
                new Command.Seal(space, OpFlags.SPACE, 0, 0));
    }

    @Test
    void V2_HANDLE_3_rightsOfAnotherKindAreEINVAL() {
        long object = client.object(1);
        assertThat(client.ask(new Command.Duplicate(space, Rights.QUERY | Rights.READ)))
                .isEqualTo(refused(EINVAL, 16));
        assertThat(client.ask(new Command.Duplicate(object, Rights.READ | Rights.QUERY)))
                .isEqualTo(refused(EINVAL, 16));
    }

    @Test
    void V2_HANDLE_4_aDuplicateNamesTheSameWithFewerRights() {
        long duplicate = client.value(new Command.Duplicate(space, Rights.QUERY | Rights.CHANGE));
        client.value(map(duplicate, ADDR, PAGE));

        assertThat(client.maps(space)).isEqualTo(client.maps(duplicate)).isNotEmpty();
        assertThat(client.ask(new Command.Duplicate(duplicate, Rights.QUERY | Rights.SEAL)))
                .isEqualTo(refused(EACCES, 16));
        assertThat(client.ask(new Command.CloneSpace(duplicate, Rights.QUERY)))
                .isEqualTo(refused(EACCES, 8));
    }

    @Test
    void V2_HANDLE_4_aDuplicateOfAnObjectShowsTheSameObject() {
        long object = client.object(2);
        long duplicate = client.value(new Command.Duplicate(object, Rights.READ | Rights.WRITE));
        client.value(mapObject(space, OpFlags.SHARED, ADDR, PAGE, object));
        client.value(mapObject(space, OpFlags.SHARED, 2 * ADDR, PAGE, duplicate));
        client.store(space, ADDR, 77);

        assertThat(client.load(space, 2 * ADDR)).isEqualTo(77);
        assertThat(client.ask(new Command.Duplicate(duplicate, Rights.EXEC)))
                .isEqualTo(refused(EACCES, 16));
    }

    @Test
    void V2_HANDLE_5_releaseEndsOneHandleOnly() {
        long duplicate = client.value(new Command.Duplicate(space, Rights.OF_SPACE));
        client.value(map(space, ADDR, PAGE));

        assertThat(client.ask(new Command.Release(space))).isEqualTo(done(0));
        assertThat(client.query(duplicate).mappedBytes()).isEqualTo(PAGE);
    }

    @Test
    void V2_HANDLE_6_aSpaceLivesUntilNoHandleHoldsIt() {
        long duplicate = client.value(new Command.Duplicate(space, Rights.OF_SPACE));
        client.value(new Command.Release(space));
        assertThat(client.kernel.openAddressSpaces()).isEqualTo(1);

        client.value(new Command.Release(duplicate));
        assertThat(client.kernel.openAddressSpaces()).isZero();
    }

    @Test
    void V2_HANDLE_6_aTaskHoldsItsSpace() {
        client.value(map(space, ADDR, PAGE));
        Task task = client.process.newTask();
        assertThat(client.session.switchMm(task, space)).isZero();
        client.value(new Command.Release(space));

        assertThat(task.store(ADDR, 8, 5)).isEqualTo(task.load(ADDR, 8));
        assertThat(client.kernel.openAddressSpaces()).isEqualTo(1);
        task.exit();
        assertThat(client.kernel.openAddressSpaces()).isZero();
    }

    @Test
    void V2_HANDLE_6_aV1FileHoldsItsSpace() {
        int fd = client.process.open(MmFile.PROC_MM64);
        long imported = client.value(new Command.Import(fd, Rights.OF_SPACE, 0));
        client.value(map(imported, ADDR, PAGE));
        client.value(new Command.Release(imported));

        long again = client.value(new Command.Import(fd, Rights.OF_SPACE, 0));
        assertThat(client.query(again).mappedBytes()).isEqualTo(PAGE);
        client.process.close(fd);
        assertThat(client.query(again).mappedBytes()).isEqualTo(PAGE);
        client.value(new Command.Release(again));
        assertThat(client.kernel.openAddressSpaces()).isEqualTo(1);
    }

    @Test
    void V2_HELLO_6_theEndOfASessionEndsItsHandles() {
        SessionClient other = client.other();
        int fd = other.process.open(MmFile.PROC_MM64);
        int sent = other.process.sendTo(client.process, fd);
        long shared = client.value(new Command.Import(sent, Rights.OF_SPACE, 0));
        client.object(1);
        client.process.close(sent);

        client.session.close();

        assertThat(client.kernel.openAddressSpaces()).isEqualTo(1);
        assertThat(client.session.addressSpace(shared)).isNull();
        other.process.close(fd);
        assertThat(client.kernel.openAddressSpaces()).isZero();
    }

    @Test
    void V2_HANDLE_8_aReferenceStandsForTheValueOfAnEarlierRecord() {
        assertThat(
                        client.batch(
                                BatchMode.SEQUENTIAL,
                                new Command.Memory(PAGE, Rights.OF_OBJECT, 9),
                                new Command.Duplicate(Handle.reference(0), Rights.READ),
                                new Command.Map(
                                        space,
                                        0,
                                        ADDR,
                                        PAGE,
                                        Handle.reference(1),
                                        0,
                                        Prot.READ,
                                        0,
                                        0,
                                        0),
                                new Command.Release(Handle.reference(1)),
                                new Command.Release(Handle.reference(1))))
                .extracting(result -> result.status())
                .containsExactly(0, 0, 0, 0, EBADF.number());
        assertThat(client.query(space).areas().get(0).tag()).isEqualTo(9);
    }

    @Test
    void V2_REC_7_aReferenceWithoutAHandleBehindItIsECANCELED() {
        assertThat(
                        client.batch(
                                BatchMode.INDEPENDENT,
                                map(space, ADDR, PAGE),
                                new Command.Query(Handle.reference(0), 0, 1),
                                new Command.Destroy(-1),
                                new Command.Query(Handle.reference(2), 0, 1),
                                new Command.Query(Handle.reference(4), 0, 1),
                                new Command.Query(Handle.reference(6), 0, 1),
                                new Command.Query(Handle.reference(0) | 1L << 40, 0, 1),
                                mapObject(space, 0, 2 * ADDR, PAGE, Handle.reference(0))))
                .containsExactly(
                        done(ADDR),
                        refused(ECANCELED, 8),
                        refused(ECANCELED, 8),
                        refused(ECANCELED, 8),
                        refused(ECANCELED, 8),
                        refused(ECANCELED, 8),
                        refused(ECANCELED, 8),
                        refused(ECANCELED, 32));
    }

    @Test
    void V2_HANDLE_8_aReferenceLeadsToTheSameFrameAlone() {
        client.batch(BatchMode.SEQUENTIAL, new Command.Create(Rights.OF_SPACE, 0));
        assertThat(client.ask(new Command.Query(Handle.reference(0), 0, 1)))
                .isEqualTo(refused(ECANCELED, 8));
    }

    @Test
    void V2_REC_7_aHandleOfTheOtherKindIsEBADF() {
        long object = client.object(1);
        for (Command command : changes(object)) {
            assertThat(client.ask(command)).as("%s", command).isEqualTo(refused(EBADF, 8));
        }
        for (Command command : notChanges(object)) {
            assertThat(client.ask(command)).as("%s", command).isEqualTo(refused(EBADF, 8));
        }
        assertThat(client.ask(new Command.Query(object, 0, 1))).isEqualTo(refused(EBADF, 8));
        assertThat(client.ask(mapObject(space, 0, ADDR, PAGE, space)))
                .isEqualTo(refused(EBADF, 32));
    }

    @Test
    void V2_REC_10_handlesAreLookedUpInTheOrderOfTheirOffsets() {
        long query = client.value(new Command.Duplicate(space, Rights.QUERY));
        assertThat(client.ask(mapObject(5, 0, ADDR, PAGE, 6))).isEqualTo(refused(EBADF, 8));
        // V2-REC-7 of object before V2-REC-8 of handle
        assertThat(client.ask(mapObject(query, 0, ADDR, PAGE, 6))).isEqualTo(refused(EBADF, 32));
        assertThat(client.ask(mapObject(query, 0, ADDR, PAGE, client.object(1))))
                .isEqualTo(refused(EACCES, 8));
    }

    @Test
    void V2_REC_8_RUN_letsATaskRun() {
        Task task = client.process.newTask();
        long all = client.value(new Command.Duplicate(space, Rights.OF_SPACE & ~Rights.RUN));
        long run = client.value(new Command.Duplicate(space, Rights.RUN));

        assertThat(client.session.switchMm(task, all)).isEqualTo(EACCES.asResult());
        assertThat(client.session.switchMm(task, client.object(1))).isEqualTo(EBADF.asResult());
        assertThat(client.session.switchMm(task, 12345)).isEqualTo(EBADF.asResult());
        assertThat(client.session.switchMm(task, run)).isZero();
        assertThat(task.addressSpace()).isSameAs(client.session.addressSpace(space));
    }
}
