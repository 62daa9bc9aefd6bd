package io.github.procmm.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.MmFile;
import io.github.procmm.model.CopySegments;
import io.github.procmm.model.Errno;
import io.github.procmm.model.Prot;
import io.github.procmm.v2.BatchMode;
import io.github.procmm.v2.Command;
import io.github.procmm.v2.Frame;
import io.github.procmm.v2.Frame.LegacyRecord;
import io.github.procmm.v2.Frame.Result;
import io.github.procmm.v2.Handle;
import io.github.procmm.v2.Hello;
import io.github.procmm.v2.LegacyDialect;
import io.github.procmm.v2.OpFlags;
import io.github.procmm.v2.Operation;
import io.github.procmm.v2.Rights;
import io.github.procmm.wire.Dialect;
import io.github.procmm.wire.RecordEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The nineteen warts of part v1, and that part v2 has none of them: table 23.1 of SPEC.md. */
class WartTest {

    private static final int RW = Prot.READ | Prot.WRITE;
    private static final long PAGE = Page.SIZE;
    private static final long LOW = 0x10_0000;
    private static final long HIGH = 0x20_0000;

    private final SessionClient client = new SessionClient();
    private final long space = client.space();

    @Test
    void wart1_theChosenAddressComesBack() {
        long addr = client.value(anywhere(LOW, HIGH, PAGE));

        assertThat(client.maps(space)).startsWith("%08x-".formatted(addr));
    }

    @Test
    void wart2_thePlaceIsLookedForInTheTarget() {
        client.value(anonymous(0, HIGH - PAGE, PAGE, RW));

        assertThat(client.value(anywhere(LOW, HIGH, PAGE))).isEqualTo(HIGH - 2 * PAGE);
    }

    @Test
    void wart3_aShortRecordIsRefusedOrReadAsZeros() {
        String map = "0800%s00000000%s" + le(LOW) + le(PAGE) + le(0) + le(0) + "0300000000000000";

        assertThat(rawBatch(map.formatted("3800", le(space))).status()).isZero();
        String cut = "0800300000000000" + le(space) + le(HIGH) + le(PAGE) + le(0) + le(0);
        assertThat(rawBatch(cut)).isEqualTo(new Result(Errno.EINVAL.number(), 0, 2, null));
    }

    @Test
    void wart4_aFrameOfManyTellsWhichFailed() {
        List<Result> results =
                client.batch(
                        BatchMode.SEQUENTIAL,
                        anonymous(0, LOW, PAGE, RW),
                        anonymous(0, LOW, PAGE, RW),
                        anonymous(0, HIGH, PAGE, RW));

        assertThat(results)
                .containsExactly(
                        new Result(0, LOW, 0, null),
                        new Result(Errno.EEXIST.number(), LOW, 16, null),
                        new Result(Errno.ECANCELED.number(), 0, 0, null));
    }

    @Test
    void wart5_oneLayoutForEverybody() {
        for (Operation operation : Operation.values()) {
            assertThat(operation.size() % 8).as(operation.name()).isZero();
        }
        ByteBuf frame = Unpooled.buffer();
        Hello.ofThisVersion(4096).write(frame, 1);
        assertThat(ByteBufUtil.hexDump(frame, 0, 8)).isEqualTo("504d4d3200000100");
    }

    @Test
    void wart6_areasAndVersionsCanBeAskedFor() {
        client.value(anonymous(0, LOW, PAGE, RW));

        Result query = client.ask(new Command.Query(space, 0, 10));

        assertThat(Objects.requireNonNull(query.areas()).areas())
                .extracting(Frame.QueryArea::start)
                .containsExactly(LOW);
        Frame answer =
                new SessionClient(client.kernel)
                        .send(new Frame.Greeting(1, new Hello(2, 2, 4096, 0)));
        assertThat(answer).isInstanceOf(Frame.Refusal.class); // there was one before it
    }

    @Test
    void wart7_aSpaceIsMadeByAnOperationAndGuardedByRights() {
        long watched = client.value(new Command.Duplicate(space, Rights.QUERY));

        assertThat(client.ask(new Command.Unmap(watched, LOW, PAGE)).status())
                .isEqualTo(Errno.EACCES.number());
        assertThat(client.ask(new Command.Query(watched, 0, 1)).status()).isZero();
    }

    @Test
    void wart8_noValueCanBeTakenForAnErrno() {
        Result refused = client.ask(anonymous(0, LOW + 1, PAGE, RW));

        assertThat(refused).isEqualTo(new Result(Errno.EINVAL.number(), 0, 16, null));
    }

    @Test
    void wart9_anUnalignedOffsetIsRefusedAndALargeOneTaken() {
        long object = client.value(new Command.Memory(1L << 40, Rights.OF_OBJECT, 7));

        assertThat(client.ask(of(object, 0x800)).field()).isEqualTo(40);
        assertThat(client.value(of(object, 1L << 39))).isEqualTo(LOW);
    }

    @Test
    void wart10_nothingIsReplacedUnlessAskedAndNothingLost() {
        client.value(anonymous(0, LOW, PAGE, RW));
        long object = client.value(new Command.Memory(PAGE, Rights.READ, 0));
        String before = client.maps(space);

        assertThat(client.ask(anonymous(0, LOW, PAGE, RW)).status())
                .isEqualTo(Errno.EEXIST.number());
        Command.Map refused =
                new Command.Map(
                        space, OpFlags.REPLACE | OpFlags.SHARED, LOW, PAGE, object, 0, RW, 0, 0, 0);
        assertThat(client.ask(refused).status()).isEqualTo(Errno.EACCES.number());
        assertThat(client.maps(space)).isEqualTo(before);
        assertThat(client.value(anonymous(OpFlags.REPLACE, LOW, PAGE, Prot.READ))).isEqualTo(LOW);
    }

    @Test
    void wart11_protectIsAllOrNothing() {
        client.value(anonymous(0, LOW, PAGE, RW));
        String before = client.maps(space);

        Result refused = client.ask(new Command.Protect(space, LOW, 2 * PAGE, Prot.READ));

        assertThat(refused).isEqualTo(new Result(Errno.ENOMEM.number(), LOW + PAGE, 16, null));
        assertThat(client.maps(space)).isEqualTo(before);
    }

    @Test
    void wart12_unknownBitsAreRefused() {
        assertThat(client.ask(anonymous(0x8, LOW, PAGE, RW)).field()).isEqualTo(4);
        assertThat(client.ask(anonymous(0, LOW, PAGE, 0x8)))
                .isEqualTo(new Result(Errno.EOPNOTSUPP.number(), 0, 48, null));
    }

    @Test
    void wart13_segmentsAreCopiedByLegacyRecordsAlone() {
        int source = client.process.open(MmFile.PROC_MM64);
        ByteBuf record = Unpooled.buffer();
        new RecordEncoder(Dialect.X86_64).encode(new CopySegments(source), record);
        LegacyRecord legacy =
                new LegacyRecord(LegacyDialect.X86_64, space, ByteBufUtil.hexDump(record));

        Frame answer = client.send(new Frame.Legacy(9, BatchMode.SEQUENTIAL, List.of(legacy)));

        assertThat(answer)
                .isEqualTo(
                        new Frame.Reply(
                                9,
                                BatchMode.SEQUENTIAL,
                                List.of(new Result(0, record.readableBytes(), 0, null))));
        assertThat(Operation.of(57)).isNull();
    }

    @Test
    void wart14_whatAHandleNamesLives() {
        int fd = client.process.open(MmFile.PROC_MM64);
        long handle = client.value(new Command.Import(fd, Rights.OF_SPACE, 0));
        client.process.close(fd);

        assertThat(client.ask(new Command.Unmap(handle, LOW, PAGE)).status()).isZero();
        assertThat(client.kernel.openAddressSpaces()).isEqualTo(2);
    }

    @Test
    void wart15_theLimitIsTheSpacesOwn() {
        long small = client.value(new Command.Create(Rights.OF_SPACE, PAGE));

        assertThat(client.ask(map(small, 0, LOW, 2 * PAGE, RW)))
                .isEqualTo(new Result(Errno.ENOMEM.number(), 0, 8, null));
        assertThat(client.value(map(small, 0, LOW, PAGE, RW))).isEqualTo(LOW);
    }

    @Test
    void wart16_aDescriptorIsLookedUpOnce() {
        MemoryObject first = MemoryObject.regular("first", PAGE);
        int fd = client.process.open(first, AccessMode.READ_WRITE);
        long object = client.value(new Command.Import(fd, Rights.OF_OBJECT, 0));
        client.process.close(fd);
        client.process.openAt(fd, MemoryObject.regular("second", PAGE), AccessMode.READ_WRITE);

        client.value(of(object, 0));

        assertThat(client.maps(space)).contains("first").doesNotContain("second");
    }

    @Test
    void wart17_noFaultIsDescribedByTheProtocol() {
        assertThat(Operation.values())
                .extracting(Operation::name)
                .noneMatch(name -> name.contains("FAULT"));
    }

    @Test
    void wart18_successIsZero() {
        assertThat(client.ask(new Command.Unmap(space, LOW, PAGE)))
                .isEqualTo(new Result(0, 0, 0, null));
    }

    @Test
    void wart19_cloneMoveAndSealAreOneRecordEach() {
        client.value(anonymous(0, LOW, PAGE, RW));
        List<Result> results =
                client.batch(
                        BatchMode.ATOMIC,
                        new Command.CloneSpace(space, Rights.OF_SPACE),
                        new Command.Move(Handle.reference(0), 0, LOW, PAGE, HIGH),
                        new Command.Seal(Handle.reference(0), 0, HIGH, PAGE));

        assertThat(results).extracting(Result::status).containsOnly(0);
        assertThat(client.maps(results.get(0).value())).startsWith("%08x-".formatted(HIGH));
        assertThat(client.maps(space)).startsWith("%08x-".formatted(LOW));
    }

    private Command.Map anonymous(int flags, long addr, long len, int prot) {
        return map(space, flags, addr, len, prot);
    }

    private Command.Map anywhere(long low, long end, long len) {
        int flags = OpFlags.ANYWHERE;
        return new Command.Map(space, flags, low, len, Handle.NONE, 0, RW, 0, end, 0);
    }

    private Command.Map of(long object, long offset) {
        return new Command.Map(space, 0, LOW, PAGE, object, offset, RW, 0, 0, 0);
    }

    private static Command.Map map(long space, int flags, long addr, long len, int prot) {
        return new Command.Map(space, flags, addr, len, Handle.NONE, 0, prot, 0, 0, 0);
    }

    /** Sends one record by hand. */
    private Result rawBatch(String record) {
        int length = 32 + record.length() / 2;
        String header = "504d4d3202000400" + le32(length) + "01000000" + le(5) + le(0);
        ByteBuf frame = Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(header + record));
        if (client.answer(frame) instanceof Frame.Reply reply) {
            return reply.results().get(0);
        }
        throw new AssertionError("no reply");
    }

    private static String le(long number) {
        return "%016x".formatted(Long.reverseBytes(number));
    }

    private static String le32(int number) {
        return "%08x".formatted(Integer.reverseBytes(number));
    }
}
