package io.github.procmm.suite;

import com.google.protobuf.ByteString;
import io.github.procmm.model.Errno;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Exit;
import io.github.procmm.proto.testee.Mm;
import io.github.procmm.proto.testee.Ptrace;
import io.github.procmm.proto.testee.SwitchMm;
import io.github.procmm.wire.Abi;

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

    /** Returns the ABI of the tracer: in its layout structures are. */
    Abi abi() {
        return tracer.program().abi();
    }

    /** PTRACE_SWITCH_MM to an address space that the tracer has open. */
    void switchTo(io.github.procmm.suite.Mm mm) {
        switchCall(mm.fd(), 0);
    }

    /** Expects that PTRACE_SWITCH_MM is refused. */
    void cannotSwitchTo(int fd, Errno errno) {
        switchCall(fd, errno.asResult());
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
