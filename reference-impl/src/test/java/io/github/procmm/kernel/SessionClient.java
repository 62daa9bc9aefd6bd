package io.github.procmm.kernel;

import io.github.procmm.backend.AccessResult;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.model.Errno;
import io.github.procmm.model.Op;
import io.github.procmm.model.Prot;
import io.github.procmm.proto.v1.PtraceLdt;
import io.github.procmm.schema.StructCodec;
import io.github.procmm.v2.BatchMode;
import io.github.procmm.v2.Command;
import io.github.procmm.v2.Frame;
import io.github.procmm.v2.Frame.QueryAnswer;
import io.github.procmm.v2.Frame.Result;
import io.github.procmm.v2.FrameCodec;
import io.github.procmm.v2.Handle;
import io.github.procmm.v2.Hello;
import io.github.procmm.v2.LegacyDialect;
import io.github.procmm.v2.Rights;
import io.github.procmm.wire.Dialect;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Objects;

/** A client of part v2 for tests: frames to bytes, through a session, and back. */
public final class SessionClient {

    static final int MAX_FRAME = 1 << 20;
    static final int RW = Prot.READ | Prot.WRITE;

    /** Two units: more than any test writes. */
    private static final int LDT_BYTES = 2 * Page.SIZE;

    public final Kernel kernel;
    public final UserProcess process;
    public final Session session;
    private final FrameCodec codec = new FrameCodec(Integer.MAX_VALUE);
    private long sequence;

    SessionClient() {
        this(new Kernel(HostProfile.DEFAULT));
    }

    /** Begins a session of a new process. */
    public SessionClient(Kernel kernel) {
        this(kernel.newProcess(), kernel, Hello.ofThisVersion(MAX_FRAME));
    }

    /** Begins a session of a process. */
    public SessionClient(UserProcess process, Kernel kernel, Hello hello) {
        this(process, kernel, hello, Session.MAX_HANDLES);
    }

    /** Begins a session of a process that may have so many handles. */
    public SessionClient(UserProcess process, Kernel kernel, Hello hello, int maxHandles) {
        this.kernel = kernel;
        this.process = process;
        this.session = process.newSession(maxHandles);
        send(new Frame.Greeting(0, hello));
    }

    /** Returns another client on the same host. */
    SessionClient other() {
        return new SessionClient(kernel);
    }

    /** Sends a frame and returns the answer to it. */
    Frame send(Frame frame) {
        ByteBuf in = Unpooled.buffer();
        codec.encode(frame, in);
        return answer(in);
    }

    /** Sends bytes that are a frame and returns the answer to it. */
    Frame answer(ByteBuf in) {
        ByteBuf out = Unpooled.buffer();
        session.receive(in, out);
        FrameCodec.Decoded decoded = codec.decode(out);
        if (decoded instanceof FrameCodec.Whole whole && !out.isReadable()) {
            return whole.frame();
        }
        throw new AssertionError("answered with " + decoded);
    }

    /** Sends operations and returns what came of each. */
    public List<Result> batch(BatchMode mode, Command... commands) {
        sequence++;
        return results(mode, send(new Frame.Batch(sequence, mode, List.of(commands))));
    }

    /** Sends v1 records for a space, native ones, and returns what came of each. */
    public List<Result> legacy(BatchMode mode, long space, Op... records) {
        sequence++;
        List<Frame.LegacyRecord> list =
                List.of(records).stream().map(op -> legacyRecord(space, op)).toList();
        return results(mode, send(new Frame.Legacy(sequence, mode, list)));
    }

    private static Frame.LegacyRecord legacyRecord(long space, Op op) {
        String hex = ByteBufUtil.hexDump(Bench.record(Dialect.X86_64, op));
        return new Frame.LegacyRecord(LegacyDialect.X86_64, space, hex);
    }

    private List<Result> results(BatchMode mode, Frame answer) {
        if (answer instanceof Frame.Reply reply
                && reply.sequence() == sequence
                && reply.mode() == mode) {
            return reply.results();
        }
        throw new AssertionError("answered with " + answer);
    }

    /** Sends one operation and returns what came of it. */
    Result ask(Command command) {
        return batch(BatchMode.SEQUENTIAL, command).get(0);
    }

    /** Sends one operation that has to succeed and returns its value. */
    long value(Command command) {
        Result result = ask(command);
        if (result.status() != 0) {
            throw new AssertionError(command + " was refused: " + result);
        }
        return result.value();
    }

    /** Makes a space with all rights. */
    long space() {
        return value(new Command.Create(Rights.OF_SPACE, 0));
    }

    /** Makes a space of which so many bytes may be mapped, from 0x10000 on, none of them yet. */
    long space(long maxBytes) {
        return value(new Command.Create(Rights.OF_SPACE, maxBytes));
    }

    /** Makes an object of so many pages with all rights. */
    long object(int pages) {
        return object(pages, Rights.OF_OBJECT);
    }

    long object(int pages, int rights) {
        return value(new Command.Memory((long) pages * Page.SIZE, rights, 0));
    }

    QueryAnswer query(long space) {
        Result result = ask(new Command.Query(space, 0, Integer.MAX_VALUE));
        return Objects.requireNonNull(result.areas());
    }

    /** Returns what maps would show of a space. */
    String maps(long space) {
        AddressSpace memory = memory(space);
        memory.checkInvariants();
        return memory.maps();
    }

    AddressSpace memory(long space) {
        AddressSpace memory = session.addressSpace(space);
        if (memory == null) {
            throw new AssertionError("0x" + Long.toHexString(space) + " is no space");
        }
        return memory;
    }

    void store(long space, long addr, long value) {
        AccessResult stored = memory(space).store(addr, Long.BYTES, value);
        if (!stored.equals(new AccessResult.Value(value))) {
            throw new AssertionError("a store at 0x" + Long.toHexString(addr) + " gave " + stored);
        }
    }

    long load(long space, long addr) {
        return ((AccessResult.Value) memory(space).load(addr, Long.BYTES)).value();
    }

    /** Returns what a task in a space reads of its LDT, but for the zeros at its end. */
    public String ldt(long space) {
        ByteBuf out = Unpooled.buffer();
        if (callLdt(space, 0, out, LDT_BYTES) < 0) {
            return "no task may run there";
        }
        while (out.isReadable() && out.getByte(out.writerIndex() - 1) == 0) {
            out.writerIndex(out.writerIndex() - 1);
        }
        return ByteBufUtil.hexDump(out);
    }

    /** Writes an entry of a space's LDT, as a task there does: one that is not empty. */
    public void writeLdt(long space, int entry) {
        ByteBuf desc = Unpooled.buffer();
        desc.writeIntLE(entry).writeIntLE(0x1234).writeIntLE(0xff).writeIntLE(0x51);
        if (callLdt(space, 0x11, desc, desc.readableBytes()) != 0) {
            throw new AssertionError("entry " + entry + " cannot be written");
        }
    }

    private long callLdt(long space, int function, ByteBuf data, long byteCount) {
        Task task = process.newTask();
        int switched = session.switchMm(task, space);
        if (switched < 0) {
            task.exit();
            return switched;
        }
        PtraceLdt request =
                PtraceLdt.newBuilder().setFunc(function).setBytecount(byteCount).build();
        ByteBuf bytes = Unpooled.buffer();
        new StructCodec<>(request, process.program().abi()).encode(request, bytes);
        long result = task.ptraceLdt(bytes, data);
        task.exit();
        return result;
    }

    /** MAP of anonymous memory. */
    static Command.Map map(long space, int flags, long addr, long len, int prot) {
        return new Command.Map(space, flags, addr, len, Handle.NONE, 0, prot, 0, 0, 0);
    }

    /** MAP of anonymous memory, readable and writable. */
    static Command.Map map(long space, long addr, long len) {
        return map(space, 0, addr, len, RW);
    }

    /** MAP of an object from its start, readable and writable. */
    static Command.Map mapObject(long space, int flags, long addr, long len, long object) {
        return new Command.Map(space, flags, addr, len, object, 0, RW, 0, 0, 0);
    }

    static Result done(long value) {
        return new Result(0, value, 0, null);
    }

    static Result refused(Errno errno, int field) {
        return refused(errno, field, 0);
    }

    /** A refusal "at" an address. */
    static Result refused(Errno errno, int field, long addr) {
        return new Result(errno.number(), addr, field, null);
    }
}
