package io.github.procmm.kernel;

import static io.github.procmm.kernel.SessionClient.RW;
import static io.github.procmm.kernel.SessionClient.map;
import static io.github.procmm.kernel.SessionClient.mapObject;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.MmFile;
import io.github.procmm.model.Errno;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Prot;
import io.github.procmm.v2.AreaKind;
import io.github.procmm.v2.BatchMode;
import io.github.procmm.v2.Command;
import io.github.procmm.v2.Features;
import io.github.procmm.v2.Frame;
import io.github.procmm.v2.Frame.QueryArea;
import io.github.procmm.v2.Frame.Result;
import io.github.procmm.v2.Handle;
import io.github.procmm.v2.Hello;
import io.github.procmm.v2.OpFlags;
import io.github.procmm.v2.Refused;
import io.github.procmm.v2.Rights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Section 20.5: QUERY. */
class SessionQueryTest {

    private static final long ADDR = 0x10000;
    private static final long PAGE = 0x1000;
    private static final int ALL = -1;

    private final SessionClient client = new SessionClient();
    private final long space = client.space();

    private Result query(long addr, int max) {
        return client.ask(new Command.Query(space, addr, max));
    }

    private static List<Long> starts(Result result) {
        return Objects.requireNonNull(result.areas()).areas().stream()
                .map(QueryArea::start)
                .toList();
    }

    /** Three areas of one page each, with a page between. */
    private void three() {
        for (int i = 0; i < 3; i++) {
            client.value(map(space, ADDR + 2L * i * PAGE, PAGE));
        }
    }

    @Test
    void V2_QUERY_1_areasThatEndAboveAddrUnclipped() {
        three();
        assertThat(starts(query(0, ALL))).containsExactly(ADDR, ADDR + 2 * PAGE, ADDR + 4 * PAGE);
        assertThat(starts(query(ADDR + PAGE - 1, ALL))).hasSize(3);
        assertThat(starts(query(ADDR + PAGE, ALL)))
                .containsExactly(ADDR + 2 * PAGE, ADDR + 4 * PAGE);
        assertThat(starts(query(ADDR + 2 * PAGE + 1, ALL)))
                .containsExactly(ADDR + 2 * PAGE, ADDR + 4 * PAGE);
        assertThat(starts(query(ADDR + 5 * PAGE, ALL))).isEmpty();
        assertThat(starts(query(-1, ALL))).isEmpty();
        assertThat(starts(query(Long.MIN_VALUE, ALL))).isEmpty();
        assertThat(starts(query(Long.MAX_VALUE, ALL))).isEmpty();
    }

    @Test
    void V2_QUERY_1_anAreaIsToldWhole() {
        long object = client.value(new Command.Memory(4 * PAGE, Rights.OF_OBJECT, 0xabc));
        client.value(
                new Command.Map(
                        space, OpFlags.SHARED, ADDR, PAGE, object, PAGE, Prot.READ, RW, 0, 0));
        client.value(map(space, 0, 2 * ADDR, PAGE, Prot.NONE));
        client.value(new Command.Seal(space, 0, 2 * ADDR, PAGE));

        Frame.QueryAnswer answer = client.query(space);
        assertThat(answer.mappedBytes()).isEqualTo(2 * PAGE);
        assertThat(answer.total()).isEqualTo(2);
        assertThat(answer.areas())
                .containsExactly(
                        new QueryArea(
                                ADDR, ADDR + PAGE, PAGE, 0xabc, Prot.READ, RW, AreaKind.SHARED),
                        new QueryArea(
                                2 * ADDR,
                                2 * ADDR + PAGE,
                                0,
                                0,
                                Prot.NONE,
                                Prot.ACCESS,
                                AreaKind.ANONYMOUS | AreaKind.SEALED));
    }

    @Test
    void V2_QUERY_1_areasOfV1AreToldToo() {
        int fd = client.process.open(MmFile.PROC_MM64);
        int guest =
                client.process.open(
                        MemoryObject.notExecutable("guest", 4 * PAGE), AccessMode.READ_ONLY);
        int flags = MapFlags.SHARED | MapFlags.FIXED;
        Mmap shared = new Mmap(ADDR, PAGE, Prot.READ, flags, guest, PAGE);
        client.process.write(fd, Bench.record(client.process.program(), shared));
        long imported = client.value(new Command.Import(fd, Rights.QUERY, 0));

        assertThat(client.query(imported).areas())
                .containsExactly(
                        new QueryArea(
                                ADDR, ADDR + PAGE, PAGE, 0, Prot.READ, Prot.READ, AreaKind.SHARED));
    }

    @Test
    void V2_QUERY_2_theValueIsWhereToGoOn() {
        three();
        assertThat(query(0, 1).value()).isEqualTo(ADDR + PAGE);
        assertThat(query(0, 2).value()).isEqualTo(ADDR + 3 * PAGE);
        assertThat(query(0, 3).value()).isZero();
        assertThat(query(ADDR + PAGE, 2).value()).isZero();
        assertThat(query(ADDR + 9 * PAGE, 1).value()).isZero();
        assertThat(query(-1, 1).value()).isZero();
    }

    @Test
    void V2_QUERY_3_theEpochIsAnotherOneWhenAnAreaHasChanged() {
        long object = client.object(2);
        List<Command> changes =
                List.of(
                        map(space, ADDR, 4 * PAGE),
                        new Command.Protect(space, ADDR, PAGE, Prot.READ),
                        new Command.Unmap(space, ADDR + 3 * PAGE, PAGE),
                        new Command.Move(space, 0, ADDR, PAGE, 2 * ADDR),
                        mapObject(space, OpFlags.REPLACE, 2 * ADDR, PAGE, object),
                        new Command.Seal(space, 0, 2 * ADDR, PAGE));
        List<Long> epochs = new ArrayList<>(List.of(client.query(space).epoch()));
        for (Command change : changes) {
            client.value(change);
            epochs.add(client.query(space).epoch());
            assertThat(client.query(space).epoch()).isEqualTo(epochs.get(epochs.size() - 1));
        }
        assertThat(epochs).doesNotHaveDuplicates();
    }

    @Test
    void V2_QUERY_4_areasThatDifferInMaxProtOrASealAreTwo() {
        client.value(map(space, ADDR, PAGE));
        client.value(map(space, ADDR + PAGE, PAGE));
        client.value(
                new Command.Map(space, 0, ADDR + 2 * PAGE, PAGE, Handle.NONE, 0, RW, RW, 0, 0));
        assertThat(starts(query(0, ALL))).containsExactly(ADDR, ADDR + 2 * PAGE);
        client.value(new Command.Seal(space, 0, ADDR, PAGE));
        assertThat(starts(query(0, ALL))).containsExactly(ADDR, ADDR + PAGE, ADDR + 2 * PAGE);
        client.value(new Command.Seal(space, 0, ADDR + PAGE, PAGE));
        assertThat(starts(query(0, ALL))).containsExactly(ADDR, ADDR + 2 * PAGE);
    }

    /** A client that takes frames of so many bytes, with areas at every other page. */
    private static SessionClient tight(int maxFrame) {
        Kernel kernel = new Kernel(HostProfile.DEFAULT);
        return new SessionClient(
                kernel.newProcess(), kernel, new Hello(2, 2, maxFrame, Features.ALL));
    }

    private static long many(SessionClient of, int areas) {
        long made = of.space();
        for (int i = 0; i < areas; i++) {
            of.value(map(made, ADDR + 2L * i * PAGE, PAGE));
        }
        return made;
    }

    @Test
    void V2_QUERY_1_asManyAreasAsTheReplyHasRoomFor() {
        SessionClient tight = tight(4096);
        long made = many(tight, 100);
        Result result = tight.ask(new Command.Query(made, 0, ALL));
        // 32 for the frame, 24 for the result, 24 for the head
        assertThat(starts(result)).hasSize((4096 - 32 - 24 - 24) / 48).hasSize(83);
        assertThat(result.value()).isEqualTo(ADDR + 2 * 82 * PAGE + PAGE);
        assertThat(tight.query(made).total()).isEqualTo(100);
    }

    @Test
    void V2_QUERY_1_theFirstQueryTakesTheRoomThatTheOthersNeedNot() {
        SessionClient tight = tight(4096);
        long made = many(tight, 100);
        Command all = new Command.Query(made, 0, ALL);
        List<Result> results =
                tight.batch(BatchMode.INDEPENDENT, all, all, new Command.Release(5), all);
        assertThat(results.stream().map(result -> result.areas()).filter(Objects::nonNull))
                .extracting(answer -> answer.areas().size())
                .containsExactly((4096 - 32 - 3 * 24 - 2 * 72 - 48) / 48, 1, 1);
    }

    @Test
    void V2_QUERY_5_aReplyHasRoomForAnAreaEach() {
        SessionClient tight = tight(4096);
        long made = many(tight, 3);
        int most = (4096 - 32) / 96;
        Command[] queries = new Command[most];
        Arrays.fill(queries, new Command.Query(made, 0, ALL));
        List<Result> results = tight.batch(BatchMode.SEQUENTIAL, queries);
        assertThat(results).allSatisfy(result -> assertThat(starts(result)).isNotEmpty());

        List<Command> tooMany = new ArrayList<>(List.of(queries));
        tooMany.add(queries[0]);
        Frame answer = tight.send(new Frame.Batch(77, BatchMode.SEQUENTIAL, tooMany));
        assertThat(answer)
                .isEqualTo(new Frame.Refusal(77, new Refused(Errno.EMSGSIZE.number(), 12, 2, 2)));
    }

    @Test
    void V2_REPLY_3_aReplyThatCouldBeTooLongIsRefusedAndNothingDone() {
        SessionClient tight = tight(4096);
        int most = (4096 - 32) / 24;
        Command[] creates = new Command[most + 1];
        Arrays.fill(creates, new Command.Create(Rights.QUERY, 0));
        Frame answer = tight.send(new Frame.Batch(1, BatchMode.ATOMIC, Arrays.asList(creates)));
        assertThat(answer)
                .isEqualTo(new Frame.Refusal(1, new Refused(Errno.EMSGSIZE.number(), 12, 2, 2)));
        assertThat(tight.kernel.openAddressSpaces()).isZero();
        tight.batch(BatchMode.ATOMIC, Arrays.copyOf(creates, most));
        assertThat(tight.kernel.openAddressSpaces()).isEqualTo(most);
    }
}
