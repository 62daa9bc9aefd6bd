package io.github.procmm.testee;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.AccessResult;
import io.github.procmm.backend.AddressRange;
import io.github.procmm.backend.Backend;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.MmFile;
import io.github.procmm.backend.MmRef;
import io.github.procmm.backend.ObjectKind;
import io.github.procmm.backend.Offer.HostKind;
import io.github.procmm.backend.PtraceAnswer;
import io.github.procmm.backend.SessionAnswer;
import io.github.procmm.backend.WriterProfile;
import io.github.procmm.model.Errno;
import io.github.procmm.proto.testee.Access;
import io.github.procmm.proto.testee.Answer;
import io.github.procmm.proto.testee.Boot;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Fault;
import io.github.procmm.proto.testee.MakeObject;
import io.github.procmm.proto.testee.Mm;
import io.github.procmm.proto.testee.Open;
import io.github.procmm.proto.testee.OpenMode;
import io.github.procmm.proto.testee.OpenObject;
import io.github.procmm.proto.testee.Process;
import io.github.procmm.proto.testee.Ptrace;
import io.github.procmm.proto.testee.ReadObject;
import io.github.procmm.proto.testee.SendBytes;
import io.github.procmm.proto.testee.SwitchMm;
import io.github.procmm.proto.testee.Write;
import io.github.procmm.proto.testee.Writev;
import io.github.procmm.wire.Dialect;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks a backend a call of the testee protocol.
 *
 * <p>Throws {@link IllegalArgumentException} where a call names what does not exist, and whatever
 * the backend throws.
 */
final class CallAnswers {

    private final Backend backend;
    private Dialect dialect = HostProfile.DEFAULT.dialect();

    CallAnswers(Backend backend) {
        this.backend = backend;
    }

    Answer answer(Call call) {
        return switch (call.getCallCase()) {
            case BOOT -> boot(call.getBoot());
            case PROCESS -> process(call.getProcess());
            case OPEN -> result(open(call.getOpen()));
            case MAKE_OBJECT -> make(call.getMakeObject());
            case OPEN_OBJECT -> result(openObject(call.getOpenObject()));
            case DUP -> {
                var dup = call.getDup();
                yield result(backend.dup(dup.getProcess(), dup.getFd(), dup.getTo()));
            }
            case SEND -> {
                var send = call.getSend();
                yield result(
                        backend.send(
                                send.getProcess(),
                                send.getFd(),
                                send.getToProcess(),
                                send.getTo()));
            }
            case CLOSE ->
                    result(backend.close(call.getClose().getProcess(), call.getClose().getFd()));
            case WRITE -> result(write(call.getWrite()));
            case WRITEV -> result(writev(call.getWritev()));
            case READ -> result(backend.read(call.getRead().getProcess(), call.getRead().getFd()));
            case MAPS ->
                    Answer.newBuilder().setText(backend.maps(mm(call.getMaps().getMm()))).build();
            case ACCESS -> access(call.getAccess());
            case RESIZE_OBJECT -> {
                var resize = call.getResizeObject();
                yield result(backend.resizeObject(resize.getObject(), resize.getSize()));
            }
            case WRITE_OBJECT -> {
                var write = call.getWriteObject();
                yield result(
                        backend.writeObject(
                                write.getObject(),
                                write.getPosition(),
                                write.getData().toByteArray()));
            }
            case READ_OBJECT -> read(call.getReadObject());
            case NEW_TASK -> {
                backend.newTask(call.getNewTask().getProcess(), call.getNewTask().getTask());
                yield result(0);
            }
            case SWITCH_MM -> result(switchMm(call.getSwitchMm()));
            case EXIT -> {
                backend.exit(call.getExit().getTask());
                yield result(0);
            }
            case PTRACE -> ptrace(call.getPtrace());
            case COUNT_ADDRESS_SPACES -> result(backend.countAddressSpaces());
            case NEW_SESSION -> {
                var begin = call.getNewSession();
                backend.newSession(begin.getProcess(), begin.getSession(), begin.getMaxHandles());
                yield result(0);
            }
            case SEND_BYTES -> send(call.getSendBytes());
            case END_SESSION -> {
                backend.endSession(call.getEndSession().getSession());
                yield result(0);
            }
            case CALL_NOT_SET -> throw new IllegalArgumentException("a call of no known kind");
        };
    }

    private static Answer result(long result) {
        return Answer.newBuilder().setResult(result).build();
    }

    private Answer boot(Boot boot) {
        HostKind kind = OfferMessages.fromMessage(boot.getHost());
        if (kind == null || !backend.offer().hosts().contains(kind)) {
            throw new IllegalArgumentException("no such host: " + boot.getHost());
        }
        dialect = kind.dialect();
        HostProfile host = kind.profile();
        host = boot.hasMaxMapCount() ? host.withMaxMapCount(boot.getMaxMapCount()) : host;
        if (boot.hasMaxAddressSpaces()) {
            host = host.withMaxAddressSpaces(boot.getMaxAddressSpaces());
        }
        backend.boot(boot.hasLdtEntries() ? host.withLdtEntries(boot.getLdtEntries()) : host);
        return result(0);
    }

    private Answer process(Process process) {
        String name = process.getProgram();
        Dialect program = name.isEmpty() ? dialect : Dialect.of(name);
        if (program == null) {
            throw new IllegalArgumentException("no such program: " + name);
        }
        List<AddressRange> taken =
                process.getTakenList().stream()
                        .map(range -> new AddressRange(range.getStart(), range.getEnd()))
                        .toList();
        long limit =
                process.hasAddressSpaceLimit()
                        ? process.getAddressSpaceLimit()
                        : WriterProfile.of(program).addressSpaceBytes();
        backend.newProcess(process.getProcess(), new WriterProfile(program, limit, taken));
        return result(0);
    }

    private long open(Open open) {
        MmFile file = MmFile.of(open.getFile());
        if (file == null) {
            throw new IllegalArgumentException("no such file: " + open.getFile());
        }
        return backend.open(open.getProcess(), open.getFd(), file, mode(open.getMode()));
    }

    private Answer make(MakeObject make) {
        ObjectKind kind =
                switch (make.getKind()) {
                    case REGULAR -> ObjectKind.REGULAR;
                    case NOT_EXECUTABLE -> ObjectKind.NOT_EXECUTABLE;
                    case DIRECTORY -> ObjectKind.DIRECTORY;
                    case PIPE -> ObjectKind.PIPE;
                    case SOCKET -> ObjectKind.SOCKET;
                    case REFUSING -> ObjectKind.REFUSING;
                    case UNRECOGNIZED -> throw new IllegalArgumentException("no such object");
                };
        @Nullable Errno refusal = Errno.ofResult(-make.getRefusal());
        String name = backend.makeObject(make.getObject(), kind, make.getSize(), refusal);
        return Answer.newBuilder().setText(name).build();
    }

    private long openObject(OpenObject open) {
        return backend.openObject(
                open.getProcess(), open.getFd(), open.getObject(), mode(open.getMode()));
    }

    private static AccessMode mode(OpenMode mode) {
        return switch (mode) {
            case WRITE_ONLY -> AccessMode.WRITE_ONLY;
            case READ_ONLY -> AccessMode.READ_ONLY;
            case READ_WRITE -> AccessMode.READ_WRITE;
            case UNRECOGNIZED -> throw new IllegalArgumentException("no such mode");
        };
    }

    private long write(Write write) {
        ByteBuf record = buffer(write.getRecord());
        if (write.hasCount()) {
            return backend.writeUnreadable(
                    write.getProcess(), write.getFd(), record, write.getCount());
        }
        return write.hasPosition()
                ? backend.pwrite(write.getProcess(), write.getFd(), record, write.getPosition())
                : backend.write(write.getProcess(), write.getFd(), record);
    }

    private long writev(Writev writev) {
        List<ByteBuf> segments =
                writev.getSegmentsList().stream().map(CallAnswers::buffer).toList();
        return backend.writev(writev.getProcess(), writev.getFd(), segments);
    }

    private static ByteBuf buffer(ByteString bytes) {
        return Unpooled.wrappedBuffer(bytes.toByteArray());
    }

    private static ByteString bytes(ByteBuf buffer) {
        return UnsafeByteOperations.unsafeWrap(ByteBufUtil.getBytes(buffer)); // which is a copy
    }

    private static MmRef mm(Mm mm) {
        return switch (mm.getOfCase()) {
            case FILE -> new MmRef.OfFile(mm.getFile().getProcess(), mm.getFile().getFd());
            case TASK -> new MmRef.OfTask(mm.getTask());
            case HANDLE ->
                    new MmRef.OfHandle(mm.getHandle().getSession(), mm.getHandle().getHandle());
            case OF_NOT_SET -> throw new IllegalArgumentException("an mm of nobody");
        };
    }

    private long switchMm(SwitchMm to) {
        if (!to.hasHandle()) {
            return backend.switchMm(to.getTask(), to.getFd());
        }
        return backend.switchMm(
                to.getTask(), to.getHandle().getSession(), to.getHandle().getHandle());
    }

    private Answer send(SendBytes send) {
        SessionAnswer came = backend.sendBytes(send.getSession(), buffer(send.getBytes()));
        return Answer.newBuilder()
                .setResult(came.over() ? 1 : 0)
                .setData(bytes(came.data()))
                .build();
    }

    private Answer access(Access access) {
        MmRef mm = mm(access.getMm());
        long addr = access.getAddr();
        AccessResult came =
                switch (access.getKind()) {
                    case LOAD -> backend.load(mm, addr, access.getSize());
                    case STORE -> backend.store(mm, addr, access.getSize(), access.getValue());
                    case FETCH -> backend.fetch(mm, addr);
                    case UNRECOGNIZED -> throw new IllegalArgumentException("no such access");
                };
        if (came instanceof AccessResult.Fault fault) {
            Fault.Kind kind =
                    switch (fault.kind()) {
                        case MAPERR -> Fault.Kind.MAPERR;
                        case ACCERR -> Fault.Kind.ACCERR;
                        case BUS -> Fault.Kind.BUS;
                    };
            Fault message = Fault.newBuilder().setKind(kind).setAddr(fault.addr()).build();
            return Answer.newBuilder().setFault(message).build();
        }
        boolean loads = access.getKind() == io.github.procmm.proto.testee.AccessKind.LOAD;
        long value = ((AccessResult.Value) came).value();
        return loads ? Answer.newBuilder().setValue(value).build() : result(0);
    }

    private Answer read(ReadObject read) {
        byte[] bytes = backend.readObject(read.getObject(), read.getPosition(), read.getCount());
        return Answer.newBuilder()
                .setResult(bytes.length)
                .setData(ByteString.copyFrom(bytes))
                .build();
    }

    private Answer ptrace(Ptrace ptrace) {
        long writable = ptrace.hasWritable() ? ptrace.getWritable() : Integer.MAX_VALUE;
        PtraceAnswer came =
                backend.ptrace(
                        ptrace.getTask(),
                        ptrace.getRequest(),
                        ptrace.getArgument().toByteArray(),
                        ptrace.getMemory().toByteArray(),
                        writable);
        return Answer.newBuilder().setResult(came.result()).setData(bytes(came.data())).build();
    }
}
