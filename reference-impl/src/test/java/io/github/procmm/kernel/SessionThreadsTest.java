package io.github.procmm.kernel;

import static io.github.procmm.kernel.SessionClient.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.AccessResult;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.MmFile;
import io.github.procmm.model.CopySegments;
import io.github.procmm.model.Errno;
import io.github.procmm.model.Mprotect;
import io.github.procmm.model.Prot;
import io.github.procmm.v2.BatchMode;
import io.github.procmm.v2.Command;
import io.github.procmm.v2.Frame.Result;
import io.github.procmm.v2.OpFlags;
import io.github.procmm.v2.Rights;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several sessions, each with a thread of its own, on the same spaces: V2-BATCH-5, V1-FILE-9. */
class SessionThreadsTest {

    private static final List<BatchMode> MODES = List.of(BatchMode.values());
    private static final long ADDR = 0x10000;
    private static final long PAGE = 0x1000;
    private static final int ROUNDS = 1500;
    private static final int SPACES = 2;
    private static final int CLIENTS = 4;

    private final Kernel kernel = new Kernel(HostProfile.DEFAULT);
    private final MemoryObject object = MemoryObject.regular("shared", 4 * PAGE);
    private final List<SessionClient> clients = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** Every process has the spaces open as descriptors from 0 on, and the object behind them. */
    SessionThreadsTest() {
        UserProcess first = null;
        for (int i = 0; i < CLIENTS; i++) {
            SessionClient client = new SessionClient(kernel);
            for (int fd = 0; fd < SPACES; fd++) {
                if (first == null) {
                    client.process.open(MmFile.PROC_MM64);
                } else {
                    first.sendTo(client.process, fd);
                }
            }
            client.process.open(object, AccessMode.READ_WRITE);
            first = first == null ? client.process : first;
            clients.add(client);
        }
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private static long space(SessionClient client, int fd) {
        return client.value(new Command.Import(fd, Rights.OF_SPACE, 0));
    }

    /** Runs one job a client; all have to come to an end. */
    private void together(List<Callable<Void>> jobs)
            throws ExecutionException, InterruptedException, TimeoutException {
        List<Future<Void>> running = new ArrayList<>();
        jobs.forEach(job -> running.add(threads.submit(job)));
        for (Future<Void> job : running) {
            job.get(60, TimeUnit.SECONDS);
        }
    }

    /** Pages go from one space to the other and back; nobody ever sees one too few or too many. */
    @Test
    void V2_BATCH_5_nobodySeesAFrameHalfDone() throws Exception {
        int pages = 4;
        SessionClient first = clients.get(0);
        long home = space(first, 0);
        first.value(map(home, ADDR, pages * PAGE));
        AtomicInteger moved = new AtomicInteger();
        List<Callable<Void>> jobs = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            SessionClient client = clients.get(i);
            long one = space(client, 0);
            long other = space(client, 1);
            Random random = new Random(i);
            boolean counts = i == CLIENTS - 1;
            jobs.add(
                    () -> {
                        for (int round = 0; round < ROUNDS; round++) {
                            if (counts) {
                                assertThat(mapped(client, one, other)).isEqualTo(pages * PAGE);
                            } else if (carry(client, random, one, other)) {
                                moved.incrementAndGet();
                            }
                        }
                        return null;
                    });
        }
        together(jobs);
        assertThat(moved.get()).isPositive();
        assertThat(mapped(first, home, space(first, 1))).isEqualTo(pages * PAGE);
    }

    /** Two QUERYs of one moment, in either order: frames must not wait for each other. */
    private static long mapped(SessionClient client, long one, long other) {
        List<Result> results =
                client.batch(
                        BatchMode.ATOMIC,
                        new Command.Query(other, 0, 9),
                        new Command.Query(one, 0, 9));
        return results.stream()
                .mapToLong(result -> Objects.requireNonNull(result.areas()).mappedBytes())
                .sum();
    }

    private static boolean carry(SessionClient client, Random random, long one, long other) {
        boolean there = random.nextBoolean();
        long from = there ? one : other;
        long to = there ? other : one;
        long addr = ADDR + random.nextInt(4) * PAGE;
        long nowhere = random.nextInt(3) == 0 ? 1 : 0;
        // A PROTECT of what is not mapped fails: the page has to be there to be taken.
        List<Result> results =
                client.batch(
                        BatchMode.ATOMIC,
                        new Command.Protect(from, addr, PAGE, Prot.READ),
                        new Command.Unmap(from, addr, PAGE),
                        map(to, addr, PAGE),
                        new Command.Unmap(to, 2 * ADDR + nowhere, PAGE));
        return results.get(0).status() == 0;
    }

    /** v1 writes, v1 records in frames and looks from outside, while frames change two pages. */
    @Test
    void V2_BATCH_5_neitherV1NorTasksSeeAFrameHalfDone() throws Exception {
        SessionClient writer = clients.get(0);
        long space = space(writer, 0);
        writer.value(map(space, ADDR, PAGE));
        writer.value(map(space, 2 * ADDR, PAGE));
        Task task = clients.get(1).process.newTask();
        assertThat(task.switchMm(0)).isZero();
        together(
                List.of(
                        () -> protectBoth(writer, space),
                        () -> storeInBoth(task),
                        () -> lookAt(clients.get(2)),
                        () -> protectByV1(clients.get(3))));
    }

    private static Void protectBoth(SessionClient client, long space) {
        for (int round = 0; round < ROUNDS; round++) {
            int prot = round % 2 == 0 ? Prot.READ : SessionClient.RW;
            boolean fails = round % 3 == 0;
            client.batch(
                    BatchMode.ATOMIC,
                    new Command.Protect(space, ADDR, PAGE, prot),
                    new Command.Protect(space, 2 * ADDR, PAGE, prot),
                    new Command.Discard(space, fails ? 4 * ADDR : ADDR, PAGE));
        }
        return null;
    }

    private static Void storeInBoth(Task task) {
        for (int round = 0; round < ROUNDS; round++) {
            AccessResult stored = task.store(ADDR, 8, round);
            if (stored instanceof AccessResult.Fault fault) {
                assertThat(fault.addr()).isEqualTo(ADDR);
            }
            assertThat(task.load(2 * ADDR, 8)).isInstanceOf(AccessResult.Value.class);
        }
        return null;
    }

    private static Void lookAt(SessionClient client) {
        AddressSpace memory = Objects.requireNonNull(client.process.addressSpace(0));
        for (int round = 0; round < ROUNDS; round++) {
            List<MappedArea> areas = memory.snapshot().areas();
            assertThat(areas).hasSize(2);
            assertThat(areas.get(0).prot()).isEqualTo(areas.get(1).prot());
        }
        return null;
    }

    /** Changes another space, and asks for the LDT of this one, and the other way round. */
    private static Void protectByV1(SessionClient client) {
        long other = space(client, 1);
        client.value(map(other, ADDR, PAGE));
        for (int round = 0; round < ROUNDS; round++) {
            ByteBuf record =
                    Bench.record(
                            client.process.program(),
                            new Mprotect(ADDR, PAGE, round % 2 == 0 ? Prot.READ : Prot.NONE));
            assertThat(client.process.write(1, record)).isPositive();
        }
        return null;
    }

    /** Frames and writes that want the same two spaces in either order come to an end. */
    @Test
    void framesThatWantTheSameSpacesNeverWaitForEachOther() throws Exception {
        List<Callable<Void>> jobs = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            SessionClient client = clients.get(i);
            int mine = i % SPACES;
            long space = space(client, mine);
            BatchMode mode = i < SPACES ? BatchMode.ATOMIC : BatchMode.SEQUENTIAL;
            jobs.add(
                    () -> {
                        CopySegments copy = new CopySegments(1 - mine);
                        for (int round = 0; round < ROUNDS; round++) {
                            List<Result> results = client.legacy(mode, space, copy, copy);
                            assertThat(results).allMatch(result -> result.status() == 0);
                            ByteBuf record = Bench.record(client.process.program(), copy);
                            assertThat(client.process.write(mine, record)).isPositive();
                        }
                        return null;
                    });
        }
        together(jobs);
    }

    /** Whoever comes too late finds no handle, and nothing outlives its holders. */
    @Test
    void V2_HANDLE_7_aDestroyIsBeforeOrBehindWhatOthersDo() throws Exception {
        List<Callable<Void>> jobs = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            SessionClient client = clients.get(i);
            Task task = client.process.newTask();
            Random random = new Random(i);
            jobs.add(
                    () -> {
                        for (int round = 0; round < ROUNDS; round++) {
                            meet(client, task, random);
                        }
                        task.exit();
                        client.session.close();
                        for (int fd = 0; fd < SPACES; fd++) {
                            client.process.close(fd);
                        }
                        return null;
                    });
        }
        together(jobs);
        assertThat(kernel.openAddressSpaces()).isZero();
    }

    private static void meet(SessionClient client, Task task, Random random) {
        long space = space(client, random.nextInt(SPACES));
        Command[] commands = {
            map(space, OpFlags.REPLACE, ADDR, PAGE, Prot.READ),
            new Command.Duplicate(space, Rights.QUERY),
            new Command.CloneSpace(space, Rights.DESTROY),
            new Command.Release(space),
            new Command.Query(space, 0, 3)
        };
        client.session.switchMm(task, space);
        List<Result> results = client.batch(MODES.get(random.nextInt(MODES.size())), commands);
        assertThat(results)
                .extracting(Result::status)
                .containsAnyOf(0, Errno.EBADF.number(), Errno.ECANCELED.number());
        long clone = results.get(2).value();
        client.ask(new Command.Destroy(random.nextBoolean() ? space : clone));
        client.ask(new Command.Release(clone));
        client.ask(new Command.Destroy(space));
    }

    /** A process opens and closes files while its session imports them. */
    @Test
    void V2_HANDLE_6_whatWasImportedLivesThoughItsFileIsClosed() throws Exception {
        SessionClient client = clients.get(0);
        for (SessionClient any : clients) {
            any.process.close(0);
            any.process.close(1);
        }
        AtomicBoolean imports = new AtomicBoolean(true);
        Set<AddressSpace> imported = Collections.newSetFromMap(new IdentityHashMap<>());
        together(
                List.of(
                        () -> {
                            while (imports.get()) {
                                client.process.close(client.process.open(MmFile.PROC_MM64));
                            }
                            return null;
                        },
                        () -> {
                            // on a busy machine the file may be shut whenever it is asked for
                            for (int round = 0;
                                    round < 10 * ROUNDS || imported.isEmpty();
                                    round++) {
                                Command command = new Command.Import(0, Rights.OF_SPACE, 0);
                                Result result = client.ask(command);
                                if (result.status() == 0) {
                                    imported.add(client.memory(result.value()));
                                }
                            }
                            imports.set(false);
                            return null;
                        }));
        assertThat(imported).isNotEmpty();
        assertThat(kernel.openAddressSpaces()).isEqualTo(imported.size());
    }

    /** Private and shared pages of one object, in two spaces, while it shrinks and grows. */
    @Test
    void anObjectIsForSeveralThreads() throws Exception {
        for (int fd = 0; fd < SPACES; fd++) {
            SessionClient client = clients.get(fd);
            long space = space(client, fd);
            long handle = client.value(new Command.Import(SPACES, Rights.OF_OBJECT, 0));
            client.value(SessionClient.mapObject(space, OpFlags.SHARED, ADDR, 4 * PAGE, handle));
            client.value(SessionClient.mapObject(space, 0, 2 * ADDR, 4 * PAGE, handle));
        }
        together(
                List.of(
                        () -> storeInPages(clients.get(0), 0),
                        () -> storeInPages(clients.get(1), 1),
                        this::resize));
        assertThat(object.size()).isEqualTo(4 * PAGE);
    }

    private static Void storeInPages(SessionClient client, int fd) {
        AddressSpace memory = Objects.requireNonNull(client.process.addressSpace(fd));
        for (int round = 0; round < 4 * ROUNDS; round++) {
            long value = (round & 1) == 0 ? 0 : -1;
            // across a border, so that two pages are written
            memory.store(ADDR + PAGE - 4 + fd * PAGE, 8, value);
            memory.store(2 * ADDR + round % 4 * PAGE, 8, value);
            AccessResult loaded = memory.load(ADDR + PAGE - 4 + (1 - fd) * PAGE, 8);
            if (loaded instanceof AccessResult.Value seen) {
                assertThat(seen.value() + 1).as("all of it, or nothing").isBetween(0L, 1L);
            }
        }
        return null;
    }

    private Void resize() {
        for (int round = 0; round < ROUNDS; round++) {
            object.resize((3 + round % 2) * PAGE);
            object.write(3 * PAGE, new byte[8]);
        }
        object.resize(4 * PAGE);
        return null;
    }
}
