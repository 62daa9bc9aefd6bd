package io.github.procmm.kernel;

import static io.github.procmm.model.Errno.EIO;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.AccessResult;
import io.github.procmm.backend.AddressRange;
import io.github.procmm.backend.Backend;
import io.github.procmm.backend.Feature;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.MemoryManager;
import io.github.procmm.backend.MmFile;
import io.github.procmm.backend.MmRef;
import io.github.procmm.backend.ObjectKind;
import io.github.procmm.backend.Offer;
import io.github.procmm.backend.Offer.HostKind;
import io.github.procmm.backend.PtraceAnswer;
import io.github.procmm.backend.SessionAnswer;
import io.github.procmm.backend.WriterProfile;
import io.github.procmm.model.Errno;
import io.github.procmm.model.Generation;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Prot;
import io.github.procmm.wire.Dialect;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** This kernel as its judges see it: every host, every feature. Mutable, for one thread. */
public final class ReferenceBackend implements Backend {

    private static final String NAME = "reference";
    private static final int PTRACE_FAULTINFO = 52;
    private static final int PTRACE_SIGPENDING = 53;
    private static final int PTRACE_LDT = 54;
    private static final int PTRACE_EX_FAULTINFO = 56;
    private static final int TAKEN = MapFlags.PRIVATE | MapFlags.ANONYMOUS | MapFlags.FIXED;

    private static final Offer OFFER = everything();

    private Kernel kernel = new Kernel(HostProfile.DEFAULT);
    private final Map<Integer, UserProcess> processes = new HashMap<>();
    private final Map<Integer, MemoryObject> objects = new HashMap<>();
    private final Map<Integer, Task> tasks = new HashMap<>();
    private final NumberedSessions sessions = new NumberedSessions();

    /** For {@link java.util.ServiceLoader} and for whoever wants to be judged beside it. */
    public ReferenceBackend() {}

    @Override
    public Offer offer() {
        return OFFER;
    }

    private static Offer everything() {
        List<HostKind> hosts = new ArrayList<>();
        for (Dialect dialect : Dialect.values()) {
            for (Generation generation : Generation.values()) {
                for (MemoryManager manager : MemoryManager.values()) {
                    hosts.add(new HostKind(dialect, generation, manager));
                }
            }
        }
        return new Offer(
                NAME, "the kernel in memory", hosts, EnumSet.allOf(Feature.class), List.of());
    }

    @Override
    public void boot(HostProfile host) {
        kernel = new Kernel(host);
        processes.clear();
        objects.clear();
        tasks.clear();
        sessions.clear();
        processes.put(0, kernel.newProcess());
    }

    @Override
    public void newProcess(int process, WriterProfile writer) {
        Limits limits =
                Limits.of(writer.program(), kernel.profile().dialect())
                        .withAddressSpaceBytes(writer.addressSpaceBytes());
        UserProcess started = kernel.newProcess(writer.program(), limits);
        for (AddressRange range : writer.taken()) {
            long length = range.end() - range.start();
            long at = started.mmap(range.start(), length, Prot.NONE, TAKEN, -1, 0);
            if (at != range.start()) {
                throw new IllegalArgumentException(
                        range + " cannot be taken: " + Errno.describe(at));
            }
        }
        processes.put(process, started);
    }

    @Override
    public int open(int process, int fd, MmFile file, AccessMode mode) {
        UserProcess opener = process(process);
        return moved(opener, opener.open(file, mode), fd);
    }

    @Override
    public String makeObject(int object, ObjectKind kind, long size, @Nullable Errno refusal) {
        String name = "object" + object;
        MemoryObject made =
                switch (kind) {
                    case REGULAR -> MemoryObject.regular(name, size);
                    case NOT_EXECUTABLE -> MemoryObject.notExecutable(name, size);
                    case DIRECTORY -> MemoryObject.unmappable(name);
                    case PIPE -> MemoryObject.pipe(name);
                    case SOCKET -> MemoryObject.socket(name);
                    case REFUSING ->
                            MemoryObject.refusing(name, size, Objects.requireNonNull(refusal));
                };
        objects.put(object, made);
        return name;
    }

    @Override
    public int openObject(int process, int fd, int object, AccessMode mode) {
        process(process).openAt(fd, object(object), mode);
        return fd;
    }

    @Override
    public int dup(int process, int fd, int to) {
        return process(process).dup2(fd, to);
    }

    @Override
    public int send(int process, int fd, int toProcess, int to) {
        UserProcess receiver = process(toProcess);
        return moved(receiver, process(process).sendTo(receiver, fd), to);
    }

    /** Moves a descriptor from the lowest free number to the caller's choice. */
    private static int moved(UserProcess process, int fd, int to) {
        if (fd < 0 || fd == to) {
            return fd;
        }
        int moved = process.dup2(fd, to);
        process.close(fd);
        return moved;
    }

    @Override
    public int close(int process, int fd) {
        return process(process).close(fd);
    }

    @Override
    public long write(int process, int fd, ByteBuf record) {
        return process(process).write(fd, record);
    }

    @Override
    public long writeUnreadable(int process, int fd, ByteBuf record, long count) {
        return process(process).write(fd, record, count);
    }

    @Override
    public long pwrite(int process, int fd, ByteBuf record, long position) {
        return process(process).pwrite(fd, record, position);
    }

    @Override
    public long writev(int process, int fd, List<ByteBuf> segments) {
        return process(process).writev(fd, segments);
    }

    @Override
    public int read(int process, int fd) {
        return process(process).read(fd);
    }

    @Override
    public String maps(MmRef mm) {
        return memory(mm).maps();
    }

    @Override
    public AccessResult load(MmRef mm, long addr, int size) {
        return mm instanceof MmRef.OfTask running
                ? task(running.task()).load(addr, size)
                : memory(mm).load(addr, size);
    }

    @Override
    public AccessResult store(MmRef mm, long addr, int size, long value) {
        return mm instanceof MmRef.OfTask running
                ? task(running.task()).store(addr, size, value)
                : memory(mm).store(addr, size, value);
    }

    @Override
    public AccessResult fetch(MmRef mm, long addr) {
        return mm instanceof MmRef.OfTask running
                ? task(running.task()).fetch(addr, 1)
                : memory(mm).fetch(addr, 1);
    }

    @Override
    public long resizeObject(int object, long size) {
        object(object).resize(size);
        return 0;
    }

    @Override
    public long writeObject(int object, long position, byte[] bytes) {
        object(object).write(position, bytes);
        return bytes.length;
    }

    @Override
    public byte[] readObject(int object, long position, int count) {
        return object(object).read(position, count);
    }

    @Override
    public void newTask(int process, int task) {
        tasks.put(task, process(process).newTask());
    }

    @Override
    public long switchMm(int task, int fd) {
        return task(task).switchMm(fd);
    }

    @Override
    public void exit(int task) {
        task(task).exit();
        tasks.remove(task);
    }

    @Override
    public PtraceAnswer ptrace(
            int task, int request, byte[] argument, byte[] memory, long writable) {
        Task traced = task(task);
        if (request == PTRACE_LDT) {
            return ldt(traced, argument, memory, writable);
        }
        ByteBuf out = Unpooled.buffer();
        long result =
                switch (request) {
                    case PTRACE_FAULTINFO -> traced.faultInfo(out);
                    case PTRACE_SIGPENDING -> traced.sigPending(out);
                    case PTRACE_EX_FAULTINFO -> traced.exFaultInfo(out);
                    default -> EIO.asResult(); // V1-TASK-10
                };
        return new PtraceAnswer(result, out);
    }

    private static PtraceAnswer ldt(Task traced, byte[] argument, byte[] memory, long writable) {
        int room = (int) Math.min(writable, Integer.MAX_VALUE - memory.length);
        ByteBuf data = Unpooled.buffer(memory.length, memory.length + room);
        data.writeBytes(memory);
        long done = traced.ptraceLdt(Unpooled.wrappedBuffer(argument), data);
        return new PtraceAnswer(done, data.slice(memory.length, (int) Math.max(0, done)));
    }

    @Override
    public int countAddressSpaces() {
        return kernel.openAddressSpaces();
    }

    @Override
    public void newSession(int process, int session, int maxHandles) {
        sessions.begin(session, process(process), maxHandles);
    }

    @Override
    public SessionAnswer sendBytes(int session, ByteBuf bytes) {
        return sessions.send(session, bytes);
    }

    @Override
    public void endSession(int session) {
        sessions.end(session);
    }

    @Override
    public long switchMm(int task, int session, long handle) {
        return sessions.switchMm(task(task), session, handle);
    }

    private AddressSpace memory(MmRef mm) {
        if (mm instanceof MmRef.OfTask running) {
            return task(running.task()).addressSpace();
        }
        if (mm instanceof MmRef.OfHandle held) {
            return sessions.space(held.session(), held.handle());
        }
        MmRef.OfFile file = (MmRef.OfFile) mm;
        AddressSpace memory = process(file.process()).addressSpace(file.fd());
        if (memory == null) {
            throw new IllegalArgumentException(file + " is no open address space");
        }
        return memory;
    }

    private UserProcess process(int number) {
        return made(processes, number, "process");
    }

    private MemoryObject object(int number) {
        return made(objects, number, "object");
    }

    private Task task(int number) {
        return made(tasks, number, "task");
    }

    private static <T> T made(Map<Integer, T> numbered, int number, String noun) {
        T found = numbered.get(number);
        if (found == null) {
            throw new IllegalArgumentException(noun + " " + number + " has not been made");
        }
        return found;
    }
}
