package io.github.procmm.kernel;

import static io.github.procmm.model.Errno.EBADF;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.EIO;

import io.github.procmm.backend.AccessResult;
import io.github.procmm.backend.FaultKind;
import io.github.procmm.backend.MmFile;
import io.github.procmm.model.Generation;
import io.github.procmm.proto.v1.PtraceExFaultinfo;
import io.github.procmm.proto.v1.PtraceFaultinfo;
import io.github.procmm.proto.v1.PtraceLdt;
import io.github.procmm.schema.StructCodec;
import io.github.procmm.wire.Abi;
import io.github.procmm.wire.Dialect;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * A child that a process traces: it runs in an address space, its own or one that it was switched
 * to, and touches memory there.
 *
 * <p>The requests of the patch answer 0 or a count, or a negative errno: EIO where the generation,
 * the host or the tracer has no such request (V1-TASK-10). For one thread at a time.
 */
public final class Task {

    private static final int TRAP_PAGE_FAULT = 14;
    private static final int SIGBUS = 7;
    private static final int SIGSEGV = 11;

    private final Kernel kernel;
    private final UserProcess tracer;
    private final PtraceStructs structs;
    private Mm mm;
    private AccessResult.@Nullable Fault lastFault;
    private int lastErrorCode;

    /** Signal n is bit n - 1. */
    private long pendingSignals;

    Task(Kernel kernel, UserProcess tracer, Mm mm) {
        this.kernel = kernel;
        this.tracer = tracer;
        this.structs = PtraceStructs.of(tracer.program());
        this.mm = mm;
    }

    /** Returns the address space that the task runs in. */
    public AddressSpace addressSpace() {
        return mm.memory();
    }

    /** PTRACE_SWITCH_MM: the task runs in the address space behind a descriptor of its tracer's. */
    public int switchMm(int fd) {
        OpenFile file = tracer.file(fd);
        if (file == null) {
            return EBADF.asResult(); // V1-TASK-2
        }
        if (!(file instanceof OpenMm open) || open.file() != MmFile.nativeTo(tracer.program())) {
            return EINVAL.asResult(); // V1-TASK-2
        }
        open.mm().hold(); // V1-TASK-3
        runHeld(open.mm());
        return 0;
    }

    /** Runs from now on in an address space that has been held for it. */
    void runHeld(Mm other) {
        mm.release();
        mm = other;
    }

    /** Ends the task: an address space that only it held is gone. It cannot be used any more. */
    public void exit() {
        mm.release();
    }

    /** Loads {@code size} bytes, 1 to 8. */
    public AccessResult load(long addr, int size) {
        return noting(mm.memory().load(addr, size), 0);
    }

    /** Executes {@code size} bytes, 1 to 8: what the processor reads there. */
    public AccessResult fetch(long addr, int size) {
        return noting(mm.memory().fetch(addr, size), FaultCode.INSTRUCTION);
    }

    /** Stores the low {@code size} bytes, 1 to 8, of {@code value}. */
    public AccessResult store(long addr, int size, long value) {
        return noting(mm.memory().store(addr, size, value), FaultCode.WRITE);
    }

    /** PTRACE_FAULTINFO: appends the last fault's struct (V1-TASK-4). */
    public int faultInfo(ByteBuf out) {
        if (kernel.profile().dialect() == Dialect.X86_64 && tracer.program() == Dialect.X86_64) {
            return EIO.asResult(); // V1-TASK-10
        }
        PtraceFaultinfo info =
                PtraceFaultinfo.newBuilder().setIsWrite(lastErrorCode).setAddr(faultAddr()).build();
        structs.faultinfo().encode(info, out);
        return 0;
    }

    /** PTRACE_EX_FAULTINFO: the same with the trap's number (V1-TASK-4). */
    public int exFaultInfo(ByteBuf out) {
        if (kernel.profile().generation() != Generation.SKAS3_V9) {
            return EIO.asResult(); // V1-TASK-10
        }
        PtraceExFaultinfo info =
                PtraceExFaultinfo.newBuilder()
                        .setIsWrite(lastErrorCode)
                        .setAddr(faultAddr())
                        .setTrapNo(lastFault == null ? 0 : TRAP_PAGE_FAULT)
                        .build();
        structs.exFaultinfo().encode(info, out);
        return 0;
    }

    /**
     * PTRACE_SIGPENDING: appends the set of pending signals, as words of the tracer (V1-TASK-9).
     */
    public int sigPending(ByteBuf out) {
        if (kernel.profile().generation() == Generation.SKAS3_V9) {
            return EIO.asResult(); // V1-TASK-10
        }
        Abi abi = tracer.program().abi();
        for (int bit = 0; bit < Long.SIZE; bit += abi.wordSize() * Byte.SIZE) {
            appendWord(pendingSignals >>> bit, abi, out);
        }
        return 0;
    }

    /**
     * PTRACE_LDT: modify_ldt on the LDT of the address space that the task runs in.
     *
     * @param request the readable bytes are {@code struct ptrace_ldt} in the tracer's layout:
     *     {@code func} 0 reads, 1 and 0x11 write a {@code struct user_desc}, {@code bytecount}
     *     counts
     * @param data the tracer's memory that the request points to
     * @return bytes read, 0, or a negative errno: EIO when the request cannot be read
     */
    public long ptraceLdt(ByteBuf request, ByteBuf data) {
        if (!kernel.profile().hasLdts()) {
            return EIO.asResult(); // V1-TASK-10
        }
        StructCodec<PtraceLdt> codec = structs.ldt();
        if (request.readableBytes() < codec.layout().size()) {
            return EIO.asResult(); // V1-TASK-6
        }
        PtraceLdt call = codec.decode(request);
        return mm.alone(() -> LdtCall.run(mm.ldt(), call.getFunc(), data, call.getBytecount()));
    }

    private static void appendWord(long word, Abi abi, ByteBuf out) {
        for (int i = 0; i < abi.wordSize(); i++) {
            int place = abi.bigEndian() ? abi.wordSize() - 1 - i : i;
            out.writeByte((int) (word >>> (place * Byte.SIZE)));
        }
    }

    private long faultAddr() {
        return lastFault == null ? 0 : lastFault.addr() & tracer.program().abi().maxWord();
    }

    private AccessResult noting(AccessResult result, int access) {
        pendingSignals = 0;
        if (result instanceof AccessResult.Fault fault) {
            lastFault = fault;
            lastErrorCode = FaultCode.of(fault.kind(), access);
            int signal = fault.kind() == FaultKind.BUS ? SIGBUS : SIGSEGV;
            pendingSignals = 1L << (signal - 1); // V1-TASK-9
        }
        return result;
    }
}
