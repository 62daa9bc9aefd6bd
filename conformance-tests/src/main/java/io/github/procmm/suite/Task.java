package io.github.procmm.suite;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.github.procmm.model.Errno;
import io.github.procmm.model.Generation;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Exit;
import io.github.procmm.proto.testee.Handle;
import io.github.procmm.proto.testee.Mm;
import io.github.procmm.proto.testee.Ptrace;
import io.github.procmm.proto.testee.SwitchMm;
import io.github.procmm.schema.StructCodec;
import io.github.procmm.wire.Dialect;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/** A child that a process of a case traces. As a memory it is that in which it runs. */
final class Task extends Memory {

    static final int PTRACE_FAULTINFO = 52;
    static final int PTRACE_SIGPENDING = 53;
    static final int PTRACE_LDT = 54;
    static final int PTRACE_EX_FAULTINFO = 56;

    private final int number;
    private final Writer tracer;

    Task(Scenario scenario, int number, Writer tracer) {
        super(scenario, Mm.newBuilder().setTask(number).build());
        this.number = number;
        this.tracer = tracer;
    }

    /** Returns a structure in the layout of the tracer, two digits a byte. */
    <M extends Message> String struct(M message) {
        ByteBuf bytes = Unpooled.buffer();
        new StructCodec<>(message, tracer.program().abi()).encode(message, bytes);
        return ByteBufUtil.hexDump(bytes);
    }

    /** Returns whether table 9.1 gives a request to the generation, the host and the tracer. */
    boolean has(int request) {
        Generation generation = scenario().host().generation();
        return switch (request) {
            case PTRACE_FAULTINFO ->
                    scenario().dialect() != Dialect.X86_64 || tracer.program() == Dialect.I386;
            case PTRACE_SIGPENDING -> generation != Generation.SKAS3_V9;
            case PTRACE_LDT -> Hosts.X86.test(scenario().host());
            case PTRACE_EX_FAULTINFO -> generation == Generation.SKAS3_V9;
            default -> false;
        };
    }

    /** PTRACE_SWITCH_MM to an address space that the tracer has open. */
    void switchTo(io.github.procmm.suite.Mm mm) {
        switchCall(mm.fd(), 0);
    }

    /** Expects that PTRACE_SWITCH_MM is refused. */
    void cannotSwitchTo(int fd, Errno errno) {
        switchCall(fd, errno.asResult());
    }

    /** PTRACE_SWITCH_MM to the space of a handle. */
    void switchTo(Space space) {
        switchCall(space, 0);
    }

    /** Expects that PTRACE_SWITCH_MM to a handle is refused. */
    void cannotSwitchTo(Space space, Errno errno) {
        switchCall(space, errno.asResult());
    }

    private void switchCall(Space space, long result) {
        Handle handle =
                Handle.newBuilder()
                        .setSession(space.session().number())
                        .setHandle(space.handle().known())
                        .build();
        SwitchMm call = SwitchMm.newBuilder().setTask(number).setHandle(handle).build();
        scenario()
                .add(
                        Call.newBuilder().setSwitchMm(call),
                        new Expected.Result(result),
                        Space.fills(space.handle()));
    }

    private void switchCall(int fd, long result) {
        SwitchMm call = SwitchMm.newBuilder().setTask(number).setFd(fd).build();
        scenario().answers(Call.newBuilder().setSwitchMm(call), result);
    }

    void exit() {
        scenario().answers(Call.newBuilder().setExit(Exit.newBuilder().setTask(number)), 0);
    }

    /** Expects that a request puts these bytes into the tracer's memory and returns 0. */
    void gives(int request, String hex) {
        scenario().add(call(request), new Expected.Data(0, hex));
    }

    /** Expects that a request returns a negative errno. */
    void cannot(int request, Errno errno) {
        scenario().add(call(request), new Expected.Data(errno.asResult(), ""));
    }

    private Call.Builder call(int request) {
        return Call.newBuilder().setPtrace(Ptrace.newBuilder().setTask(number).setRequest(request));
    }

    /** PTRACE_LDT with a struct ptrace_ldt as far as it can be read. Says what it has to return. */
    void ldt(String argument, String memory, long writable, long result, String hex) {
        Ptrace ptrace =
                Ptrace.newBuilder()
                        .setTask(number)
                        .setRequest(PTRACE_LDT)
                        .setArgument(ByteString.fromHex(argument))
                        .setMemory(ByteString.fromHex(memory))
                        .setWritable(writable)
                        .build();
        scenario().add(Call.newBuilder().setPtrace(ptrace), new Expected.Data(result, hex));
    }
}
