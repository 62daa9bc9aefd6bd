package io.github.procmm.kernel;

import static io.github.procmm.kernel.SessionClient.map;

import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.MmFile;
import io.github.procmm.model.CopySegments;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Mprotect;
import io.github.procmm.model.Op;
import io.github.procmm.model.Prot;
import io.github.procmm.v2.BatchMode;
import io.github.procmm.v2.Command;
import io.github.procmm.v2.Frame.Result;
import io.github.procmm.v2.Handle;
import io.github.procmm.v2.Rights;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;

/**
 * Two spaces that a process and a session of each thread share: by handles, as v1 files and as
 * memory. What an operation returns has to be what it returns when all are done one after another,
 * in some order that keeps to each thread's.
 */
@Param(name = "thread", gen = ThreadIdGen.class)
@Param(name = "space", gen = IntGen.class, conf = "0:1")
@Param(name = "page", gen = IntGen.class, conf = "0:2")
public class SharedSpaces {

    private static final int CLIENTS = 5;
    private static final int SPACES = 2;
    private static final long PAGE = 0x1000;
    private static final long BASE = 16 * PAGE;
    private static final int RW = Prot.READ | Prot.WRITE;
    private static final int FLAGS = MapFlags.PRIVATE | MapFlags.FIXED | MapFlags.ANONYMOUS;

    private final List<SessionClient> clients = new ArrayList<>();
    private final long[][] handles = new long[CLIENTS][SPACES];

    /** Every process has the spaces open as descriptors from 0 on. */
    public SharedSpaces() {
        Kernel kernel = new Kernel(HostProfile.DEFAULT);
        for (int i = 0; i < CLIENTS; i++) {
            SessionClient client = new SessionClient(kernel);
            clients.add(client);
            for (int space = 0; space < SPACES; space++) {
                if (i == 0) {
                    client.process.open(MmFile.PROC_MM64);
                } else {
                    clients.get(0).process.sendTo(client.process, space);
                }
                importSpace(i, space);
            }
        }
        clients.get(0).value(map(handles[0][0], BASE, 2 * PAGE));
    }

    private SessionClient client(int thread) {
        return clients.get(thread % CLIENTS);
    }

    private long handle(int thread, int space) {
        return handles[thread % CLIENTS][space];
    }

    private static long addr(int page) {
        return BASE + page * PAGE;
    }

    private AddressSpace memory(int thread, int space) {
        return Objects.requireNonNull(client(thread).process.addressSpace(space));
    }

    private String one(int thread, Command command) {
        return client(thread).ask(command).toString();
    }

    private String atomic(int thread, Command... commands) {
        return client(thread).batch(BatchMode.ATOMIC, commands).toString();
    }

    private long write(int thread, int space, Op op) {
        UserProcess process = client(thread).process;
        return process.write(space, Bench.record(process.program(), op));
    }

    @Operation(params = {"thread", "space", "page"})
    public long mapByV1(int thread, int space, int page) {
        return write(thread, space, new Mmap(addr(page), PAGE, RW, FLAGS, -1, 0));
    }

    @Operation(params = {"thread", "space", "page"})
    public long protectByV1(int thread, int space, int page) {
        return write(thread, space, new Mprotect(addr(page), PAGE, Prot.READ));
    }

    @Operation(params = {"thread", "space"})
    public long copySegmentsByV1(int thread, int space) {
        return write(thread, space, new CopySegments(1 - space));
    }

    @Operation(params = {"thread", "space", "page"})
    public String legacy(int thread, int space, int page) {
        Op copy = new CopySegments(1 - space);
        Op protect = new Mprotect(addr(page), PAGE, RW);
        return client(thread)
                .legacy(BatchMode.ATOMIC, handle(thread, space), copy, protect)
                .toString();
    }

    @Operation(params = {"thread", "space"})
    public String importSpace(int thread, int space) {
        Result result = client(thread).ask(new Command.Import(space, Rights.OF_SPACE, 0));
        handles[thread % CLIENTS][space] = result.value();
        return result.toString();
    }

    @Operation(params = {"thread", "space", "page"})
    public String mapPage(int thread, int space, int page) {
        return one(thread, map(handle(thread, space), addr(page), PAGE));
    }

    @Operation(params = {"thread", "space", "page"})
    public String unmapPage(int thread, int space, int page) {
        return one(thread, new Command.Unmap(handle(thread, space), addr(page), PAGE));
    }

    /** Takes a page from one space to the other, if it is here and not there. */
    @Operation(params = {"thread", "space", "page"})
    public String carry(int thread, int space, int page) {
        long from = handle(thread, space);
        return atomic(
                thread,
                new Command.Protect(from, addr(page), PAGE, RW),
                new Command.Unmap(from, addr(page), PAGE),
                map(handle(thread, 1 - space), addr(page), PAGE));
    }

    @Operation(params = {"thread", "space"})
    public String query(int thread, int space) {
        return one(thread, new Command.Query(handle(thread, space), 0, 9));
    }

    @Operation(params = {"thread"})
    public String queryBoth(int thread) {
        return atomic(
                thread,
                new Command.Query(handle(thread, 1), 0, 9),
                new Command.Query(handle(thread, 0), 0, 9));
    }

    @Operation(params = {"thread", "space"})
    public String queryClone(int thread, int space) {
        return atomic(
                thread,
                new Command.CloneSpace(handle(thread, space), Rights.OF_SPACE),
                new Command.Query(Handle.reference(0), 0, 9),
                new Command.Destroy(Handle.reference(0)));
    }

    @Operation(params = {"thread", "space"})
    public String destroy(int thread, int space) {
        return one(thread, new Command.Destroy(handle(thread, space)));
    }

    @Operation(params = {"thread", "space", "page"})
    public String store(int thread, int space, int page) {
        return memory(thread, space).store(addr(page), Long.BYTES, thread + 1).toString();
    }

    @Operation(params = {"thread", "space", "page"})
    public String load(int thread, int space, int page) {
        return memory(thread, space).load(addr(page), Long.BYTES).toString();
    }

    @Operation(params = {"thread", "space"})
    public String maps(int thread, int space) {
        return memory(thread, space).snapshot().maps();
    }
}
