package io.github.procmm.kernel.frames;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.AccessResult;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.MmFile;
import io.github.procmm.kernel.AddressSpace;
import io.github.procmm.kernel.Kernel;
import io.github.procmm.kernel.MemoryObject;
import io.github.procmm.kernel.Page;
import io.github.procmm.kernel.SessionClient;
import io.github.procmm.kernel.UserProcess;
import io.github.procmm.model.Errno;
import io.github.procmm.model.Op;
import io.github.procmm.model.Prot;
import io.github.procmm.v2.BatchMode;
import io.github.procmm.v2.Command;
import io.github.procmm.v2.Frame.Result;
import io.github.procmm.v2.Handle;
import io.github.procmm.v2.Hello;
import io.github.procmm.v2.Rights;
import io.github.procmm.wire.Dialect;
import io.github.procmm.wire.RecordEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/** A host with two sessions, beside the model of it; every step is taken on both sides. */
final class FrameWorld {

    private static final int RECORD = Dialect.X86_64.recordSize();
    private static final Result CANCELED = new Result(Errno.ECANCELED.number(), 0, 0, null);
    private static final int MOST_STALE = 6;
    private static final int PAGES = 6;

    private final Kernel kernel = new Kernel(HostProfile.DEFAULT);
    private final List<UserProcess> processes = new ArrayList<>();
    private final List<SessionClient> clients = new ArrayList<>();
    private final List<Set<Long>> everGiven = new ArrayList<>();
    private final List<List<Long>> recent = new ArrayList<>();
    private ModelHost model;

    FrameWorld() {
        List<ModelObject> models = new ArrayList<>();
        List<MemoryObject> objects = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            models.add(new ModelObject(PAGES));
            long bytes = (long) PAGES * Page.SIZE;
            objects.add(MemoryObject.regular("object" + i, bytes));
        }
        model = ModelHost.fresh(models);
        UserProcess first = kernel.newProcess();
        for (int i = 0; i < ModelHost.FILES; i++) {
            first.open(MmFile.PROC_MM64);
        }
        for (int i = 0; i < ModelHost.SESSIONS; i++) {
            UserProcess process = i == 0 ? first : kernel.newProcess();
            for (int fd = 0; fd < ModelHost.FILES && i > 0; fd++) {
                first.sendTo(process, fd);
            }
            objects.forEach(object -> process.open(object, AccessMode.READ_WRITE));
            processes.add(process);
            clients.add(begin(process));
            everGiven.add(new HashSet<>());
            recent.add(new ArrayList<>());
            settle(i);
        }
    }

    /** Gives a session something to begin with. */
    private void settle(int session) {
        long pages = FrameMaker.PAGES - 2L;
        List<Command> commands =
                List.of(
                        new Command.Import(session, Rights.OF_SPACE, 0),
                        new Command.Create(Rights.OF_SPACE, 0),
                        new Command.Memory(PAGES * (long) Page.SIZE, Rights.OF_OBJECT, 7),
                        FrameMaker.map(Handle.reference(0), pages, Handle.NONE),
                        FrameMaker.map(Handle.reference(1), pages, Handle.reference(2)));
        batch(session, BatchMode.INDEPENDENT, commands);
    }

    private SessionClient begin(UserProcess process) {
        return new SessionClient(process, kernel, Hello.ofThisVersion(1 << 20));
    }

    /** Takes a step that the seed chooses, and compares everything that can be seen. */
    void step(long seed) {
        Random random = new Random(seed);
        int session = random.nextInt(ModelHost.SESSIONS);
        switch (random.nextInt(20)) {
            case 0, 1, 2 -> legacy(session, maker(random, session));
            case 3 -> write(session, random, maker(random, session));
            case 4, 5, 6, 7 -> store(session, random);
            case 8 -> end(session, random);
            default -> batch(session, random, maker(random, session));
        }
        check();
    }

    private FrameMaker maker(Random random, int session) {
        List<Long> spaces = new ArrayList<>();
        List<Long> objects = new ArrayList<>();
        model.sessions
                .get(session)
                .forEach(
                        (number, handle) ->
                                (handle.space() == null ? objects : spaces).add(number));
        return new FrameMaker(random, spaces, objects, recent.get(session));
    }

    private void batch(int session, Random random, FrameMaker maker) {
        BatchMode mode = maker.mode();
        List<Command> commands = maker.frame();
        if (mode == BatchMode.ATOMIC && random.nextInt(3) == 0) {
            commands.add(random.nextInt(commands.size() + 1), maker.failing());
        }
        batch(session, mode, commands);
    }

    private void batch(int session, BatchMode mode, List<Command> commands) {
        Command[] records = commands.toArray(new Command[0]);
        compare(session, mode, commands, clients.get(session).batch(mode, records));
    }

    private void compare(
            int session, BatchMode mode, List<Command> commands, List<Result> results) {
        ModelHost target = mode == BatchMode.ATOMIC ? model.copy() : model;
        ModelFrame frame = new ModelFrame(target, session);
        List<Verdict> verdicts = new ArrayList<>();
        int failed = -1;
        for (int i = 0; i < commands.size() && (failed < 0 || mode == BatchMode.INDEPENDENT); i++) {
            Verdict verdict = frame.next(commands.get(i));
            verdicts.add(verdict);
            failed = verdict.isDone() ? failed : i;
            if (commands.get(i) instanceof Command.Query query && verdict.isDone()) {
                QueryCheck.check(frame.space(query.space()), query, results.get(i));
            }
        }
        boolean undone = mode == BatchMode.ATOMIC && failed >= 0;
        assertThat(results).as("%s %s", mode, commands).hasSameSizeAs(commands);
        for (int i = 0; i < results.size(); i++) {
            boolean canceled = i >= verdicts.size() || (undone && i != failed);
            Result result = results.get(i);
            if (canceled) {
                assertThat(result).as("%s, %d of %s", mode, i, commands).isEqualTo(CANCELED);
            } else {
                compare(verdicts.get(i), result, "%s, %d of %s".formatted(mode, i, commands));
                name(session, frame, i, verdicts.get(i), result);
            }
        }
        model = undone ? model : target;
    }

    private static void compare(Verdict verdict, Result result, String where) {
        boolean opaque = verdict.gives() != null || result.areas() != null;
        Result seen = opaque ? new Result(result.status(), 0, result.field(), null) : result;
        assertThat(seen).as(where).isEqualTo(verdict.result());
    }

    private void name(int session, ModelFrame frame, int record, Verdict verdict, Result result) {
        if (verdict.gives() != null) {
            assertThat(everGiven.get(session).add(result.value())).as("a new number").isTrue();
            assertThat(result.value()).isPositive();
            frame.name(record, result.value());
            recent.get(session).add(result.value());
            if (recent.get(session).size() > MOST_STALE) {
                recent.get(session).remove(0);
            }
        }
    }

    private void legacy(int session, FrameMaker maker) {
        BatchMode mode = maker.mode();
        long space = maker.space();
        List<LegacyCall> calls = List.of(maker.legacy(), maker.legacy(), maker.legacy());
        Op[] ops = calls.stream().map(LegacyCall::op).toArray(Op[]::new);
        List<Result> results = clients.get(session).legacy(mode, space, ops);

        ModelHost target = mode == BatchMode.ATOMIC ? model.copy() : model;
        ModelFrame frame = new ModelFrame(target, session);
        int failed = -1;
        List<Result> expected = new ArrayList<>();
        for (LegacyCall call : calls) {
            boolean canceled = failed >= 0 && mode != BatchMode.INDEPENDENT;
            Result next = canceled ? CANCELED : frame.legacy(space, call, RECORD).result();
            failed = next.status() == 0 || canceled ? failed : expected.size();
            expected.add(next);
        }
        if (mode == BatchMode.ATOMIC && failed >= 0) {
            for (int i = 0; i < failed; i++) {
                expected.set(i, CANCELED);
            }
        } else {
            model = target;
        }
        assertThat(results).as("%s 0x%x %s", mode, space, calls).isEqualTo(expected);
    }

    private void write(int session, Random random, FrameMaker maker) {
        int fd = random.nextInt(ModelHost.FILES);
        LegacyCall call = maker.legacy();
        ByteBuf record = Unpooled.buffer();
        new RecordEncoder(Dialect.X86_64).encode(call.op(), record);
        long expected = model.files.get(fd).legacy(call);
        assertThat(processes.get(session).write(fd, record))
                .as("%s", call)
                .isEqualTo(expected == 0 ? RECORD : expected);
    }

    private void store(int session, Random random) {
        List<Map.Entry<Long, ModelHandle>> spaces =
                model.sessions.get(session).entrySet().stream()
                        .filter(entry -> entry.getValue().space() != null)
                        .toList();
        if (spaces.isEmpty()) {
            int fd = random.nextInt(ModelHost.FILES);
            AddressSpace memory = Objects.requireNonNull(processes.get(session).addressSpace(fd));
            store(model.files.get(fd), memory, random);
            return;
        }
        Map.Entry<Long, ModelHandle> entry = spaces.get(random.nextInt(spaces.size()));
        ModelSpace space = Objects.requireNonNull(entry.getValue().space());
        store(space, memory(session, entry.getKey()), random);
    }

    private static void store(ModelSpace space, AddressSpace memory, Random random) {
        List<Long> mapped = new ArrayList<>(space.pages.keySet());
        long first = FrameMaker.BASE / Page.SIZE;
        mapped.add(first + random.nextInt(FrameMaker.PAGES));
        long addr = mapped.get(random.nextInt(mapped.size())) * Page.SIZE;
        long value = random.nextLong();
        ModelPage page = space.pages.get(addr / Page.SIZE);
        boolean stored = memory.store(addr, Long.BYTES, value) instanceof AccessResult.Value;
        boolean may = page != null && (page.prot & Prot.WRITE) != 0 && !page.liesBeyondObject();
        assertThat(stored).as("a store at 0x%x", addr).isEqualTo(may);
        if (page != null && may) {
            page.store(value);
        }
    }

    private AddressSpace memory(int session, long handle) {
        return Objects.requireNonNull(clients.get(session).session.addressSpace(handle));
    }

    private void end(int session, Random random) {
        if (random.nextInt(4) == 0) {
            clients.get(session).session.close();
            clients.set(session, begin(processes.get(session)));
            model.sessions.get(session).clear();
            everGiven.get(session).clear();
            recent.get(session).clear();
            settle(session);
        }
    }

    private void check() {
        assertThat(kernel.openAddressSpaces()).isEqualTo(model.spaces().size());
        for (int fd = 0; fd < ModelHost.FILES; fd++) {
            AddressSpace memory = Objects.requireNonNull(processes.get(0).addressSpace(fd));
            SpaceCheck.check(model.files.get(fd), memory);
        }
        for (int session = 0; session < ModelHost.SESSIONS; session++) {
            SessionClient client = clients.get(session);
            Map<Long, ModelHandle> handles = model.sessions.get(session);
            for (long handle : recent.get(session)) {
                boolean named = handles.containsKey(handle) && handles.get(handle).space() != null;
                assertThat(client.session.addressSpace(handle) != null).isEqualTo(named);
            }
            handles.forEach((number, handle) -> check(client, number, handle));
        }
    }

    private static void check(SessionClient client, long number, ModelHandle handle) {
        ModelSpace space = handle.space();
        if (space != null) {
            SpaceCheck.check(space, Objects.requireNonNull(client.session.addressSpace(number)));
            Command.Query all = new Command.Query(number, 0, Integer.MAX_VALUE);
            Result result = client.batch(BatchMode.SEQUENTIAL, all).get(0);
            if (result.status() == 0) {
                QueryCheck.check(space, all, result);
            }
        }
    }
}
