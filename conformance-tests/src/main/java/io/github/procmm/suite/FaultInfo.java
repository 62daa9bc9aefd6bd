package io.github.procmm.suite;

import static io.github.procmm.suite.Scenario.page;
import static io.github.procmm.suite.Task.PTRACE_EX_FAULTINFO;
import static io.github.procmm.suite.Task.PTRACE_FAULTINFO;

import io.github.procmm.proto.v1.PtraceExFaultinfo;
import io.github.procmm.proto.v1.PtraceFaultinfo;

/**
 * What a tracer is told of its task's last fault.
 *
 * @param code the field is_write
 * @param addr where it happened
 * @param trap the field trap_no
 */
record FaultInfo(int code, long addr, int trap) {

    private static final int PAGE_FAULT = 14;

    /** There was no fault. */
    static final FaultInfo NONE = new FaultInfo(0, 0, 0);

    /** A store to {@code page(3) + 5}, where nothing is mapped. */
    static final FaultInfo STORED = new FaultInfo(6, page(3) + 5);

    FaultInfo(int code, long addr) {
        this(code, addr, PAGE_FAULT);
    }

    /** Expects that the tracer is told this by each request that it has. */
    void isToldOf(Task task) {
        if (task.has(PTRACE_FAULTINFO)) {
            task.gives(PTRACE_FAULTINFO, task.struct(faultInfo()));
        }
        if (task.has(PTRACE_EX_FAULTINFO)) {
            task.gives(PTRACE_EX_FAULTINFO, task.struct(exFaultInfo()));
        }
    }

    private PtraceFaultinfo faultInfo() {
        return PtraceFaultinfo.newBuilder().setIsWrite(code).setAddr(addr).build();
    }

    private PtraceExFaultinfo exFaultInfo() {
        return PtraceExFaultinfo.newBuilder()
                .setIsWrite(code)
                .setAddr(addr)
                .setTrapNo(trap)
                .build();
    }
}
