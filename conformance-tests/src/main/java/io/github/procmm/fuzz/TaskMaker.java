package io.github.procmm.fuzz;

import io.github.procmm.backend.Feature;
import io.github.procmm.backend.MmFile;
import io.github.procmm.proto.testee.Access;
import io.github.procmm.proto.testee.AccessKind;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Descriptor;
import io.github.procmm.proto.testee.Exit;
import io.github.procmm.proto.testee.Handle;
import io.github.procmm.proto.testee.Mm;
import io.github.procmm.proto.testee.NewTask;
import io.github.procmm.proto.testee.SwitchMm;
import io.github.procmm.proto.testee.Write;
import io.github.procmm.suite.Expected;
import io.github.procmm.suite.Fill;
import io.github.procmm.suite.Step;
import io.github.procmm.wire.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Thinks of what tasks do, and of what is done to them. */
final class TaskMaker {

    private final World world;
    private final Numbers numbers;
    private final PtraceMaker ptraces;

    /** Where tasks have gone last: address spaces, as numbers know them. */
    private final Map<Integer, Long> places = new TreeMap<>();

    /** The last stores, to be loaded by others. */
    private final Access[] stores = new Access[4];

    private int stored;

    /** How many stores there were when somebody has loaded what is everywhere. */
    private int loaded;

    TaskMaker(World world, Numbers numbers, PtraceMaker ptraces) {
        this.ptraces = ptraces;
        this.world = world;
        this.numbers = numbers;
    }

    /** Returns an access in an open address space, or by a task. */
    @Nullable Call access() {
        Mm mm = mm();
        if (mm == null || (numbers.knowsNothing() && !numbers.once(6))) {
            return null;
        }
        return access(mm);
    }

    /** Returns a task's way into a space of a client and accesses there; null if there is none. */
    @Nullable List<Step> visit() {
        Step entry = entry();
        if (entry == null || (numbers.knowsNothing() && !numbers.once(6))) {
            return null;
        }
        Mm mm = Mm.newBuilder().setTask(entry.call().getSwitchMm().getTask()).build();
        List<Step> visit = new ArrayList<>();
        visit.add(entry);
        int accesses = 1 + numbers.random().nextInt(3);
        for (int i = 0; i < accesses; i++) {
            visit.add(new Step(access(mm), new Expected.Noted()));
        }
        return visit;
    }

    /** Returns a task's way into a space of a client; null where there is none. */
    private @Nullable Step entry() {
        if (world.clients().isEmpty() || world.tasks().isEmpty()) {
            return null;
        }
        Client client = numbers.oneOf(List.copyOf(world.clients().values()));
        List<Handed> spaces = new ArrayList<>();
        for (Handed handed : client.handles()) {
            if (handed.kind() != Handed.Kind.OBJECT) {
                spaces.add(handed);
            }
        }
        if (client.isOver() || spaces.isEmpty()) {
            return null;
        }
        return entry(client, numbers.oneOf(spaces));
    }

    /** Returns a task's way into a space of a client; null where there is no task. */
    @Nullable Step entry(Client client, Handed handed) {
        if (world.tasks().isEmpty()) {
            return null;
        }
        int task = anyTask();
        places.put(task, Numbers.key(client, handed));
        numbers.aimAt(Numbers.key(client, handed));
        return enter(task, client, handed);
    }

    private @Nullable Mm mm() {
        List<Opened> mms = world.mms();
        boolean task =
                !world.tasks().isEmpty()
                        && (mms.isEmpty() || numbers.once(world.clients().isEmpty() ? 3 : 2));
        if (task) {
            int number = went();
            numbers.aimAt(places.getOrDefault(number, 0L));
            return Mm.newBuilder().setTask(number).build();
        }
        if (mms.isEmpty()) {
            return null;
        }
        Opened mm = numbers.oneOf(mms);
        numbers.aimAt(mm);
        return of(mm);
    }

    static Call exit(int task) {
        return Call.newBuilder().setExit(Exit.newBuilder().setTask(task)).build();
    }

    static Mm of(Opened mm) {
        return Mm.newBuilder()
                .setFile(Descriptor.newBuilder().setProcess(mm.process()).setFd(mm.fd()))
                .build();
    }

    private Call access(Mm mm) {
        if (stored > 0 && numbers.once(3)) {
            Access store = stores[numbers.random().nextInt(Math.min(stored, stores.length))];
            Mm where = numbers.once(2) ? store.getMm() : mm;
            return numbers.once(3)
                    ? store(store.toBuilder().setMm(where), store.getSize())
                    : load(where, store.getAddr(), store.getSize());
        }
        Access.Builder access = Access.newBuilder().setMm(mm).setAddr(numbers.place());
        int kind = numbers.random().nextInt(12);
        if (kind == 0 && world.offers(Feature.FETCHES)) {
            return Call.newBuilder()
                    .setAccess(access.setKind(AccessKind.FETCH).setAddr(numbers.page()).setSize(1))
                    .build();
        }
        int size = 1 << numbers.random().nextInt(4);
        if (kind < 7) {
            return store(access, size);
        }
        return Call.newBuilder().setAccess(access.setKind(AccessKind.LOAD).setSize(size)).build();
    }

    /** Returns a store to where a write has mapped something; null where no file is known. */
    @Nullable Call store(Write write, long addr) {
        Opened mm = world.at(write.getProcess(), write.getFd());
        return mm == null || !mm.isMm()
                ? null
                : store(Access.newBuilder().setMm(of(mm)).setAddr(addr), 1);
    }

    /** Returns a store to the start of a page, mostly, or a load. */
    Call storeOrLoad(Mm mm, long page) {
        return numbers.once(4) ? load(mm, page, Long.BYTES) : store(mm, page);
    }

    Call store(Mm mm, long addr) {
        return store(Access.newBuilder().setMm(mm).setAddr(addr), 1);
    }

    private Call store(Access.Builder access, int size) {
        // A no-op to whoever executes it, so that a fetch may follow.
        long value = numbers.once(3) ? 0x9090_9090_9090_9090L : numbers.random().nextLong();
        access.setKind(AccessKind.STORE).setValue(value >>> (Long.SIZE - size * Byte.SIZE));
        stores[stored++ % stores.length] = access.setSize(size).build();
        return Call.newBuilder().setAccess(access).build();
    }

    /** Returns whether something has been stored since this was asked last. */
    boolean hasStored() {
        boolean more = stored > loaded;
        loaded = stored;
        return more;
    }

    /** Returns a load. */
    static Call load(Mm mm, long addr, int size) {
        return Call.newBuilder()
                .setAccess(
                        Access.newBuilder()
                                .setMm(mm)
                                .setKind(AccessKind.LOAD)
                                .setAddr(addr)
                                .setSize(size))
                .build();
    }

    /** Returns the beginning of a task, and its way into an address space. */
    List<Call> begin(Opened mm) {
        int number = world.tasksBegun();
        NewTask task = NewTask.newBuilder().setProcess(mm.process()).setTask(number).build();
        SwitchMm to = SwitchMm.newBuilder().setTask(number).setFd(mm.fd()).build();
        places.put(number, Numbers.key(mm.process(), mm.fd()));
        return List.of(
                Call.newBuilder().setNewTask(task).build(),
                Call.newBuilder().setSwitchMm(to).build());
    }

    /** Returns the beginning of a task of a process. */
    Call begin(int process) {
        int number = world.tasksBegun();
        return Call.newBuilder()
                .setNewTask(NewTask.newBuilder().setProcess(process).setTask(number))
                .build();
    }

    /** Returns a task that has gone somewhere. */
    private int went() {
        List<Integer> gone = new ArrayList<>(places.keySet());
        gone.retainAll(world.tasks().keySet());
        return gone.isEmpty() ? anyTask() : numbers.oneOf(gone);
    }

    /**
     * Returns a look at the segments of an address space, by a task that goes there, if one can.
     */
    List<Call> segments(Opened mm) {
        Dialect program = Objects.requireNonNull(world.processes().get(mm.process()));
        for (Map.Entry<Integer, Integer> task : world.tasks().entrySet()) {
            if (task.getValue() == mm.process() && mm.file() == MmFile.nativeTo(program)) {
                SwitchMm to = SwitchMm.newBuilder().setTask(task.getKey()).setFd(mm.fd()).build();
                return List.of(
                        Call.newBuilder().setSwitchMm(to).build(), ptraces.table(task.getKey()));
            }
        }
        return List.of();
    }

    /** Returns a look at the segments that a task has; null where there are none. */
    @Nullable Call segments(int task) {
        return world.offers(Feature.LDTS) ? ptraces.table(task) : null;
    }

    private int anyTask() {
        return numbers.oneOf(new ArrayList<>(world.tasks().keySet()));
    }

    /** Returns a task's beginning, its way to another address space, or its end. */
    @Nullable Step task() {
        if (world.tasks().isEmpty() || numbers.once(6)) {
            int process = numbers.oneOf(new ArrayList<>(world.processes().keySet()));
            return new Step(begin(process), new Expected.Noted());
        }
        int task = anyTask();
        if (numbers.once(12)) {
            return new Step(exit(task), new Expected.Noted());
        }
        Step entry = numbers.once(3) ? null : entry();
        if (entry != null) {
            return entry;
        }
        int fd = descriptor(task);
        places.put(task, Numbers.key(Objects.requireNonNull(world.tasks().get(task)), fd));
        SwitchMm to = SwitchMm.newBuilder().setTask(task).setFd(fd).build();
        return step(Call.newBuilder().setSwitchMm(to));
    }

    /** Returns a task's way into a space that a handle names. */
    static Step enter(int task, Client client, Handed handed) {
        Handle handle = Handle.newBuilder().setSession(client.number()).build();
        SwitchMm to = SwitchMm.newBuilder().setTask(task).setHandle(handle).build();
        Fill fill = new Fill(Fill.HANDLE, Long.BYTES, handed.step(), handed.from(), 0);
        return new Step(
                Call.newBuilder().setSwitchMm(to).build(), new Expected.Noted(), List.of(fill));
    }

    private int descriptor(int task) {
        Integer tracer = world.tasks().get(task);
        List<Opened> its = tracer == null ? List.of() : world.opened(tracer);
        return its.isEmpty() || numbers.once(10) ? numbers.oneOf(-1, 99) : numbers.oneOf(its).fd();
    }

    private static Step step(Call.Builder call) {
        return new Step(call.build(), new Expected.Noted());
    }
}
