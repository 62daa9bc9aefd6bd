package io.github.procmm.kernel;

import static io.github.procmm.kernel.SessionClient.done;
import static io.github.procmm.kernel.SessionClient.map;
import static io.github.procmm.kernel.SessionClient.refused;
import static io.github.procmm.model.Errno.EBADF;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.AccessResult;
import io.github.procmm.backend.FaultKind;
import io.github.procmm.backend.MmFile;
import io.github.procmm.v2.BatchMode;
import io.github.procmm.v2.Command;
import io.github.procmm.v2.Handle;
import io.github.procmm.v2.OpFlags;
import io.github.procmm.v2.Rights;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** V2-HANDLE-7: what DESTROY ends, and what it leaves. */
class DestroyTest {

    private static final long ADDR = 0x10000;
    private static final long PAGE = 0x1000;

    private final SessionClient client = new SessionClient();
    private final SessionClient other = client.other();

    /** One space, open as a v1 file of either process and named in either session. */
    private final int fd = client.process.open(MmFile.PROC_MM64);

    private final int fdOfOther = client.process.sendTo(other.process, fd);
    private final long space = client.value(new Command.Import(fd, Rights.OF_SPACE, 0));
    private final long second = client.value(new Command.Duplicate(space, Rights.QUERY));
    private final long spaceOfOther =
            other.value(new Command.Import(fdOfOther, Rights.OF_SPACE, 0));

    @Test
    void V2_HANDLE_7_itEndsEveryHandleInEverySession() {
        long bystander = other.space();
        assertThat(client.ask(new Command.Destroy(space))).isEqualTo(done(0));

        assertThat(client.ask(new Command.Query(space, 0, 1))).isEqualTo(refused(EBADF, 8));
        assertThat(client.ask(new Command.Query(second, 0, 1))).isEqualTo(refused(EBADF, 8));
        assertThat(other.ask(new Command.Query(spaceOfOther, 0, 1))).isEqualTo(refused(EBADF, 8));
        assertThat(other.query(bystander).areas()).isEmpty();
    }

    @Test
    void V2_HANDLE_7_itRemovesAllAreasSealedOnesToo() {
        client.value(map(space, ADDR, 2 * PAGE));
        client.store(space, ADDR, 1);
        client.value(new Command.Seal(space, 0, ADDR, PAGE));
        client.value(new Command.Seal(space, OpFlags.SPACE, 0, 0));
        other.value(new Command.Destroy(spaceOfOther));

        AddressSpace left = Objects.requireNonNull(client.process.addressSpace(fd));
        assertThat(left.areas()).isEmpty();
        assertThat(left.mappedBytes()).isZero();
    }

    @Test
    void V2_HANDLE_7_aV1FileStaysWithTheEmptySpace() {
        client.value(map(space, ADDR, PAGE));
        client.store(space, ADDR, 1);
        client.value(new Command.Seal(space, OpFlags.SPACE, 0, 0));
        client.value(new Command.Destroy(space));

        long again = client.value(new Command.Import(fd, Rights.OF_SPACE, 0));
        client.value(map(again, ADDR, PAGE));
        assertThat(client.load(again, ADDR)).isZero();
        assertThat(client.maps(again)).isEqualTo(maps(other, fdOfOther));
    }

    private static String maps(SessionClient of, int fd) {
        return Objects.requireNonNull(of.process.addressSpace(fd)).maps();
    }

    @Test
    void V2_HANDLE_7_aTaskStaysWithTheEmptySpace() {
        client.value(map(space, ADDR, PAGE));
        Task task = other.process.newTask();
        assertThat(other.session.switchMm(task, spaceOfOther)).isZero();
        client.value(new Command.Destroy(space));

        assertThat(task.load(ADDR, 8)).isEqualTo(new AccessResult.Fault(FaultKind.MAPERR, ADDR));
        client.process.close(fd);
        other.process.close(fdOfOther);
        assertThat(client.kernel.openAddressSpaces()).isEqualTo(1);
        task.exit();
        assertThat(client.kernel.openAddressSpaces()).isZero();
    }

    @Test
    void V2_HANDLE_7_whatIsHeldByHandlesAloneIsGone() {
        client.process.close(fd);
        other.process.close(fdOfOther);
        client.value(new Command.Destroy(space));
        assertThat(client.kernel.openAddressSpaces()).isZero();
    }

    @Test
    void V2_BATCH_1_behindADestroyInItsFrameHandlesAreNone() {
        for (BatchMode mode : BatchMode.values()) {
            long made = client.space();
            long alias = client.value(new Command.Duplicate(made, Rights.OF_SPACE));
            assertThat(
                            client.batch(
                                    mode,
                                    new Command.Create(Rights.OF_SPACE, 0),
                                    new Command.Destroy(made),
                                    new Command.Destroy(Handle.reference(0))))
                    .extracting(result -> result.status())
                    .containsExactly(0, 0, 0);
            assertThat(client.ask(new Command.Release(alias))).isEqualTo(refused(EBADF, 8));
        }
        assertThat(
                        client.batch(
                                BatchMode.INDEPENDENT,
                                new Command.Destroy(space),
                                new Command.Query(second, 0, 1),
                                new Command.Destroy(space)))
                .containsExactly(done(0), refused(EBADF, 8), refused(EBADF, 8));
    }

    @Test
    void V2_BATCH_1_anImportBehindADestroyGivesAGoodHandle() {
        client.value(map(space, ADDR, PAGE));
        for (BatchMode mode : BatchMode.values()) {
            long named = client.value(new Command.Import(fd, Rights.OF_SPACE, 0));
            long again =
                    client.batch(
                                    mode,
                                    new Command.Destroy(named),
                                    new Command.Import(fd, Rights.OF_SPACE, 0),
                                    map(Handle.reference(1), 2 * ADDR, PAGE))
                            .get(1)
                            .value();
            assertThat(client.query(again).areas())
                    .as("%s", mode)
                    .extracting(area -> area.start())
                    .containsExactly(2 * ADDR);
        }
    }
}
