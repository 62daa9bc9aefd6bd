package io.github.procmm.kernel;

import static io.github.procmm.kernel.SessionClient.RW;
import static io.github.procmm.kernel.SessionClient.done;
import static io.github.procmm.kernel.SessionClient.map;
import static io.github.procmm.kernel.SessionClient.refused;
import static io.github.procmm.model.Errno.EBADF;
import static io.github.procmm.model.Errno.ECANCELED;
import static io.github.procmm.model.Errno.EEXIST;
import static io.github.procmm.model.Errno.EINVAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.MmFile;
import io.github.procmm.model.CopySegments;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Munmap;
import io.github.procmm.model.Prot;
import io.github.procmm.v2.BatchMode;
import io.github.procmm.v2.Command;
import io.github.procmm.v2.Frame;
import io.github.procmm.v2.Frame.Result;
import io.github.procmm.v2.FrameCodec;
import io.github.procmm.v2.Handle;
import io.github.procmm.v2.OpFlags;
import io.github.procmm.v2.Rights;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Section 21: modes, what they leave, and replies. */
class SessionBatchTest {

    private static final long ADDR = 0x10000;
    private static final long PAGE = 0x1000;
    private static final Result CANCELED = refused(ECANCELED, 0);

    private final SessionClient client = new SessionClient();
    private final long space = client.space();

    /** A record that fails once whatever was before it is done. */
    private Command failing() {
        return new Command.Unmap(space, ADDR + 1, PAGE);
    }

    @ParameterizedTest
    @EnumSource
    void V2_BATCH_1_eachRecordSeesWhatThoseBeforeItLeft(BatchMode mode) {
        assertThat(
                        client.batch(
                                mode,
                                map(space, ADDR, 2 * PAGE),
                                new Command.Move(space, 0, ADDR, PAGE, 2 * ADDR),
                                map(space, ADDR, PAGE),
                                new Command.Unmap(space, 2 * ADDR, PAGE),
                                new Command.Query(space, 0, 9)))
                .extracting(Result::status)
                .containsOnly(0);
        assertThat(client.query(space).areas()).hasSize(1);
    }

    @Test
    void V2_BATCH_2_sequentialStopsAtTheFirstFailure() {
        assertThat(
                        client.batch(
                                BatchMode.SEQUENTIAL,
                                map(space, ADDR, PAGE),
                                map(space, ADDR, PAGE),
                                map(space, 2 * ADDR, PAGE),
                                failing()))
                .containsExactly(done(ADDR), refused(EEXIST, 16, ADDR), CANCELED, CANCELED);
        assertThat(client.query(space).areas()).hasSize(1);
    }

    @Test
    void V2_BATCH_3_independentGoesOn() {
        assertThat(
                        client.batch(
                                BatchMode.INDEPENDENT,
                                failing(),
                                map(space, ADDR, PAGE),
                                failing(),
                                map(space, 2 * ADDR, PAGE)))
                .containsExactly(
                        refused(EINVAL, 16), done(ADDR), refused(EINVAL, 16), done(2 * ADDR));
    }

    @Test
    void V2_BATCH_4_everythingIsAsBefore() {
        long object = client.object(2);
        long other = client.space();
        client.value(map(other, ADDR, 2 * PAGE));
        client.store(other, ADDR, 1);
        client.value(new Command.Seal(other, 0, ADDR + PAGE, PAGE));
        int fd = client.process.open(MmFile.PROC_MM64);
        int spaces = client.kernel.openAddressSpaces();
        Frame.QueryAnswer before = client.query(other);

        List<Result> results =
                client.batch(
                        BatchMode.ATOMIC,
                        new Command.CloneSpace(other, Rights.OF_SPACE),
                        new Command.Discard(other, ADDR, PAGE),
                        new Command.Query(other, 0, 5),
                        new Command.Seal(other, OpFlags.SPACE, 0, 0),
                        new Command.Destroy(other),
                        new Command.Memory(PAGE, Rights.READ, 0),
                        new Command.Release(object),
                        new Command.Import(fd, Rights.OF_SPACE, 0),
                        map(Handle.reference(7), ADDR, PAGE),
                        new Command.Release(Handle.reference(7)),
                        new Command.Duplicate(space, Rights.QUERY),
                        failing());

        assertThat(results).hasSize(12).endsWith(CANCELED, refused(EINVAL, 16));
        assertThat(results.subList(0, 11)).containsOnly(CANCELED);
        assertThat(client.query(other)).isEqualTo(before);
        assertThat(client.load(other, ADDR)).isEqualTo(1);
        assertThat(client.kernel.openAddressSpaces()).isEqualTo(spaces);
        long imported = client.value(new Command.Import(fd, Rights.QUERY, 0));
        assertThat(client.query(imported).areas()).isEmpty();
        client.value(new Command.Release(object));
        client.value(new Command.Unmap(other, ADDR, PAGE));
    }

    @Test
    void V2_BATCH_4_theNumbersOfHandlesAreAsBefore() {
        SessionClient twin = new SessionClient();
        twin.space();
        for (SessionClient each : List.of(client, twin)) {
            long a = each.space();
            long b = each.object(1);
            each.value(new Command.Release(a));
            each.value(new Command.Duplicate(b, Rights.READ));
        }
        long b = client.object(1);
        assertThat(twin.object(1)).isEqualTo(b);
        client.batch(
                BatchMode.ATOMIC,
                new Command.Release(b),
                new Command.Create(Rights.QUERY, 0),
                new Command.Create(Rights.QUERY, 0),
                new Command.Create(Rights.QUERY, 0),
                new Command.Release(Handle.reference(2)),
                new Command.Create(Rights.QUERY, 0),
                failing());

        for (int i = 0; i < 4; i++) {
            assertThat(client.space()).isEqualTo(twin.space());
        }
        client.value(new Command.Release(b));
        twin.value(new Command.Release(b));
        assertThat(client.space()).isEqualTo(twin.space());
    }

    @Test
    void V2_BATCH_4_ldtsAreAsBefore() {
        int from = client.process.open(MmFile.PROC_MM64);
        long source = client.value(new Command.Import(from, Rights.OF_SPACE, 0));
        client.writeLdt(source, 1);
        client.writeLdt(space, 2);
        String before = client.ldt(space);

        assertThat(
                        client.legacy(
                                BatchMode.ATOMIC,
                                space,
                                new CopySegments(from),
                                new Mmap(
                                        ADDR,
                                        PAGE,
                                        RW,
                                        MapFlags.PRIVATE | MapFlags.FIXED | MapFlags.ANONYMOUS,
                                        -1,
                                        0),
                                new Munmap(ADDR + 1, PAGE)))
                .containsExactly(CANCELED, CANCELED, refused(EINVAL, 0, EINVAL.asResult()));
        assertThat(client.ldt(space)).isEqualTo(before);
        assertThat(client.query(space).areas()).isEmpty();

        client.legacy(BatchMode.ATOMIC, space, new CopySegments(from));
        assertThat(client.ldt(space)).isNotEqualTo(before);
    }

    /** What v1 loses when mmap fails late, ATOMIC gets back. */
    @Test
    void V2_BATCH_4_evenWhatAFailingV1RecordHasChangedIsAsBefore() {
        int refusing =
                client.process.open(
                        MemoryObject.refusing("device", PAGE, EBADF), AccessMode.READ_WRITE);
        Mmap late = new Mmap(ADDR, PAGE, RW, MapFlags.PRIVATE | MapFlags.FIXED, refusing, 0);
        client.value(map(space, ADDR, PAGE));
        client.store(space, ADDR, 5);

        client.legacy(BatchMode.ATOMIC, space, late);
        assertThat(client.load(space, ADDR)).isEqualTo(5);
        client.legacy(BatchMode.SEQUENTIAL, space, late);
        assertThat(client.query(space).areas()).isEmpty();
    }

    @Test
    void V2_BATCH_4_whatIsGivenUpInAFrameIsThereForItsLaterRecords() {
        SessionClient small =
                new SessionClient(
                        new Kernel(
                                HostProfile.DEFAULT.withMaxAddressSpaces(2).withLdtEntries(512)));
        long one = small.space();
        long two = small.space();
        small.writeLdt(one, 1);
        Command[] frame = {
            new Command.Duplicate(one, Rights.QUERY),
            new Command.Destroy(two),
            new Command.Create(Rights.OF_SPACE, 0),
            new Command.Release(one),
            new Command.Release(Handle.reference(0)),
            new Command.Create(Rights.OF_SPACE, 0),
            failing()
        };
        small.batch(BatchMode.ATOMIC, frame);
        assertThat(small.kernel.openAddressSpaces()).isEqualTo(2);
        assertThat(small.ldt(one)).isNotEmpty();

        frame[6] = new Command.Query(Handle.reference(5), 0, 1);
        assertThat(small.batch(BatchMode.ATOMIC, frame)).extracting(Result::status).containsOnly(0);
        assertThat(small.kernel.openAddressSpaces()).isEqualTo(2);
    }

    @Test
    void V2_BATCH_4_aCloneGetsTheEntriesThatTheFrameGaveUp() {
        SessionClient small =
                new SessionClient(new Kernel(HostProfile.DEFAULT.withLdtEntries(1024)));
        long one = small.space();
        long two = small.space();
        small.writeLdt(one, 1);
        small.writeLdt(two, 1);
        Command clone = new Command.CloneSpace(one, Rights.OF_SPACE);
        assertThat(small.ask(clone).status()).isNotZero();
        assertThat(small.batch(BatchMode.ATOMIC, new Command.Destroy(two), clone, clone))
                .extracting(Result::status)
                .containsExactly(125, 125, 12);
        assertThat(small.batch(BatchMode.ATOMIC, new Command.Destroy(two), clone))
                .extracting(Result::status)
                .containsOnly(0);
        assertThat(small.ask(clone).status()).isNotZero();
    }

    @Test
    void V2_BATCH_4_aReplyWithoutRoomTakesTheFrameBack() {
        ByteBuf in = Unpooled.buffer();
        new FrameCodec(4096)
                .encode(
                        new Frame.Batch(
                                1,
                                BatchMode.ATOMIC,
                                List.of(
                                        map(space, ADDR, PAGE),
                                        new Command.Create(Rights.QUERY, 0))),
                        in);
        ByteBuf tooSmall = Unpooled.buffer(8, 32 + 24);
        assertThatThrownBy(() -> client.session.receive(in, tooSmall))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(client.query(space).areas()).isEmpty();
        assertThat(client.kernel.openAddressSpaces()).isEqualTo(1);
    }

    @Test
    void V2_REPLY_1_aFrameOfNoRecordsHasAReplyOfNone() {
        for (BatchMode mode : BatchMode.values()) {
            assertThat(client.batch(mode)).isEmpty();
            assertThat(client.legacy(mode, space)).isEmpty();
        }
    }

    @Test
    void V2_REPLY_4_theFieldIsThatWhichDecided() {
        assertThat(client.ask(new Command.Create(0, 0))).isEqualTo(refused(EINVAL, 16));
        assertThat(client.ask(map(space, ADDR, 1))).isEqualTo(refused(EINVAL, 24));
        assertThat(client.ask(map(0, ADDR, PAGE))).isEqualTo(refused(EBADF, 8));
        assertThat(client.ask(new Command.Protect(space, ADDR, PAGE, 8)).field()).isEqualTo(32);
    }

    @Test
    void V2_REC_1_whatIsWrongInItselfComesBeforeHandlesAndTheseBeforeTheSpace() {
        assertThat(client.ask(map(99, ADDR, 1))).isEqualTo(refused(EINVAL, 24));
        client.value(map(space, ADDR, PAGE));
        assertThat(client.ask(map(99, ADDR, PAGE))).isEqualTo(refused(EBADF, 8));
        assertThat(client.ask(map(space, 0, ADDR, PAGE, Prot.READ)))
                .isEqualTo(refused(EEXIST, 16, ADDR));
    }
}
