package io.github.procmm.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.AccessResult;
import io.github.procmm.backend.MmFile;
import io.github.procmm.model.Errno;
import io.github.procmm.model.Prot;
import io.github.procmm.v2.BatchMode;
import io.github.procmm.v2.Command;
import io.github.procmm.v2.Frame.Result;
import io.github.procmm.v2.Handle;
import io.github.procmm.v2.Hello;
import io.github.procmm.v2.Rights;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A session of part v2 as a client sees it: the operations, handles and modes in a few stories. */
class SessionTest {

    private static final int RW = Prot.READ | Prot.WRITE;

    private final SessionClient client = new SessionClient();

    @Test
    void V2_HANDLE_8_aFrameMakesASpaceAndMapsIntoIt() {
        List<Result> results =
                client.batch(
                        BatchMode.ATOMIC,
                        new Command.Create(Rights.OF_SPACE, 0),
                        map(Handle.reference(0), 0, 0x10000, 0x3000, RW),
                        new Command.Protect(Handle.reference(0), 0x11000, 0x1000, Prot.READ));

        assertThat(results).extracting(Result::status).containsExactly(0, 0, 0);
        assertThat(client.maps(results.get(0).value()))
                .isEqualTo(
                        """
                        00010000-00011000 rw-p 00000000 00:00 0\s
                        00011000-00012000 r--p 00000000 00:00 0\s
                        00012000-00013000 rw-p 00000000 00:00 0\s
                        """);
    }

    @Test
    void V2_BATCH_4_anAtomicFrameThatFailsLeavesNothingBehind() {
        long space = client.space();
        client.value(map(space, 0, 0x10000, 0x2000, RW));
        store(space, 0x10000, 7);
        String before = client.maps(space);

        List<Result> results =
                client.batch(
                        BatchMode.ATOMIC,
                        new Command.Unmap(space, 0x10000, 0x1000),
                        new Command.Create(Rights.OF_SPACE, 0),
                        new Command.Discard(space, 0x11000, 0x1000),
                        new Command.Unmap(space, 0x11001, 0x1000),
                        new Command.Release(space));

        assertThat(results)
                .extracting(Result::status)
                .containsExactly(125, 125, 125, Errno.EINVAL.number(), 125);
        assertThat(results.get(3).field()).isEqualTo(16);
        assertThat(client.maps(space)).isEqualTo(before);
        assertThat(load(space, 0x10000)).isEqualTo(7);
        assertThat(client.kernel.openAddressSpaces()).isEqualTo(1);
    }

    @Test
    void V2_SPACE_2_aCloneCopiesOnWriteBothWays() {
        long space = client.space();
        client.value(map(space, 0, 0x10000, 0x1000, RW));
        store(space, 0x10000, 1);
        long clone = client.value(new Command.CloneSpace(space, Rights.OF_SPACE));

        store(space, 0x10000, 2);
        store(clone, 0x10000, 3);

        assertThat(load(space, 0x10000)).isEqualTo(2);
        assertThat(load(clone, 0x10000)).isEqualTo(3);
    }

    @Test
    void V2_MOVE_1_pagesMoveWithWhatWasStoredThere() {
        long space = client.space();
        client.value(map(space, 0, 0x10000, 0x3000, RW));
        store(space, 0x11008, 9);

        long to = client.value(new Command.Move(space, 0, 0x11000, 0x1000, 0x40000));

        assertThat(to).isEqualTo(0x40000);
        assertThat(load(space, 0x40008)).isEqualTo(9);
        assertThat(client.ask(new Command.Protect(space, 0x10000, 0x3000, RW)))
                .isEqualTo(new Result(Errno.ENOMEM.number(), 0x11000, 16, null));
    }

    @Test
    void V2_HANDLE_2_aStaleHandleNeverNamesSomethingElse() {
        long first = client.space();
        client.value(new Command.Release(first));
        long second = client.space();

        assertThat(second).isNotEqualTo(first);
        assertThat(client.ask(new Command.Unmap(first, 0x10000, 0x1000)))
                .isEqualTo(new Result(Errno.EBADF.number(), 0, 8, null));
    }

    @Test
    void V2_MOVE_3_whatWasMovedJoinsOnlyWhatItWasPartOf() {
        long space = client.space();
        client.value(map(space, 0, 0x10000, 0x3000, RW));
        store(space, 0x11000, 1);
        client.value(new Command.Move(space, 0, 0x12000, 0x1000, 0x40000));
        client.value(map(space, 0, 0x3f000, 0x1000, RW));
        assertThat(client.maps(space).lines()).hasSize(3);

        client.value(new Command.Move(space, 0, 0x40000, 0x1000, 0x12000));

        assertThat(client.maps(space))
                .isEqualTo(
                        """
                        00010000-00013000 rw-p 00000000 00:00 0\s
                        0003f000-00040000 rw-p 00000000 00:00 0\s
                        """);
    }

    @Test
    void V2_REC_9_theOperationsOwnRulesComeLast() {
        long space = client.space();
        client.value(map(space, 0, 0x10000, 0x1000, RW));
        long watching = client.value(new Command.Duplicate(space, Rights.QUERY));

        assertThat(client.ask(map(watching, 0, 0x10000, 0x1000, RW)))
                .isEqualTo(new Result(Errno.EACCES.number(), 0, 8, null));
        assertThat(client.ask(map(space, 0, 0x10000, 0x1000, RW)))
                .isEqualTo(new Result(Errno.EEXIST.number(), 0x10000, 16, null));
    }

    @Test
    void V2_REPLY_2_theValueOfARefusalIsTheAddressOrZero() {
        long space = client.space();
        client.value(map(space, 0, 0x11000, 0x1000, RW));

        assertThat(client.ask(map(space, 0, 0x10000, 0x3000, RW)))
                .isEqualTo(new Result(Errno.EEXIST.number(), 0x11000, 16, null));
        List<Result> results =
                client.batch(
                        BatchMode.SEQUENTIAL,
                        new Command.Unmap(space, 0x10001, 0x1000),
                        new Command.Create(Rights.OF_SPACE, 0));
        assertThat(results).extracting(Result::value).containsExactly(0L, 0L);
    }

    @Test
    void V2_BATCH_5_nobodySeesAnAtomicFrameHalfDone() throws Exception {
        int fd = client.process.open(MmFile.PROC_MM64);
        long space = client.value(new Command.Import(fd, Rights.OF_SPACE, 0));
        client.value(map(space, 0, 0x10000, 0x1000, RW));
        SessionClient other =
                new SessionClient(
                        client.process,
                        client.kernel,
                        Hello.ofThisVersion(SessionClient.MAX_FRAME));
        long watched = other.value(new Command.Import(fd, Rights.QUERY, 0));
        Thread writer =
                new Thread(
                        () -> {
                            for (int i = 0; i < 2_000; i++) {
                                long from = i % 2 == 0 ? 0x10000 : 0x20000;
                                long to = i % 2 == 0 ? 0x20000 : 0x10000;
                                client.batch(
                                        BatchMode.ATOMIC,
                                        new Command.Unmap(space, from, 0x1000),
                                        map(space, 0, to, 0x1000, RW));
                            }
                        });
        writer.start();
        while (writer.isAlive()) {
            assertThat(
                            Objects.requireNonNull(other.session.addressSpace(watched))
                                    .snapshot()
                                    .areaCount())
                    .isEqualTo(1);
        }
        writer.join();
    }

    private static Command.Map map(long space, int flags, long addr, long len, int prot) {
        return new Command.Map(space, flags, addr, len, Handle.NONE, 0, prot, 0, 0, 0);
    }

    private void store(long space, long addr, long value) {
        AddressSpace memory = client.session.addressSpace(space);
        assertThat(memory).isNotNull();
        assertThat(Objects.requireNonNull(memory).store(addr, 8, value))
                .isEqualTo(new AccessResult.Value(value));
    }

    private long load(long space, long addr) {
        AddressSpace memory = Objects.requireNonNull(client.session.addressSpace(space));
        return ((AccessResult.Value) memory.load(addr, 8)).value();
    }
}
