package io.github.procmm.fuzz;

import com.google.protobuf.ByteString;
import io.github.procmm.backend.Feature;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Ptrace;
import io.github.procmm.wire.Dialect;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Thinks of what is asked of tasks by ptrace: faults, signals, segments. */
final class PtraceMaker {

    private static final int PTRACE_FAULTINFO = 52;
    private static final int PTRACE_SIGPENDING = 53;
    private static final int PTRACE_LDT = 54;
    private static final int PTRACE_EX_FAULTINFO = 56;
    private static final int LDT_READ = 0;
    private static final int LDT_WRITE_OLD = 1;
    private static final int LDT_WRITE = 0x11;
    private static final int USER_DESC = 16;
    private static final int LONGEST_LOOK = 4096;

    private final World world;
    private final Numbers numbers;

    PtraceMaker(World world, Numbers numbers) {
        this.world = world;
        this.numbers = numbers;
    }

    /** Returns a write of a segment by a task that was begun last. */
    @Nullable Call writeSegment() {
        int task = world.tasksBegun() - 1;
        return world.tasks().containsKey(task)
                ? Call.newBuilder()
                        .setPtrace(ldt(Ptrace.newBuilder().setTask(task), LDT_WRITE))
                        .build()
                : null;
    }

    /** Returns a look at the segments that a task has. */
    Call table(int task) {
        Ptrace.Builder request = Ptrace.newBuilder().setTask(task).setRequest(PTRACE_LDT);
        return Call.newBuilder()
                .setPtrace(request.setArgument(argument(program(task), LDT_READ, LONGEST_LOOK)))
                .build();
    }

    /** Returns a ptrace request of table 9.1. */
    @Nullable Call ptrace() {
        if (world.tasks().isEmpty()) {
            return null;
        }
        Ptrace.Builder request =
                Ptrace.newBuilder().setTask(numbers.oneOf(List.copyOf(world.tasks().keySet())));
        if (world.offers(Feature.LDTS) && !numbers.once(3)) {
            int func = numbers.oneOf(LDT_READ, LDT_WRITE, LDT_WRITE, LDT_WRITE_OLD, 7);
            return Call.newBuilder().setPtrace(ldt(request, func)).build();
        }
        if (world.offers(Feature.PENDING_SIGNALS) && numbers.once(3)) {
            return Call.newBuilder().setPtrace(request.setRequest(PTRACE_SIGPENDING)).build();
        }
        return Call.newBuilder()
                .setPtrace(request.setRequest(numbers.oneOf(PTRACE_FAULTINFO, PTRACE_EX_FAULTINFO)))
                .build();
    }

    private Ptrace ldt(Ptrace.Builder request, int func) {
        boolean writes = func == LDT_WRITE || func == LDT_WRITE_OLD;
        int count = writes ? USER_DESC : numbers.oneOf(0, 8, 64, 4096, 65536, 70000);
        count = numbers.once(8) ? numbers.oneOf(0, 15, 17) : count;
        request.setRequest(PTRACE_LDT)
                .setArgument(argument(program(request.getTask()), func, count));
        if (numbers.once(16)) {
            int cut = numbers.random().nextInt(request.getArgument().size());
            request.setArgument(request.getArgument().substring(0, cut));
        }
        if (writes) {
            request.setMemory(descriptor());
        }
        if (numbers.once(6)) {
            request.setWritable(numbers.oneOf(0, 8, 20));
        }
        return request.build();
    }

    private Dialect program(int task) {
        Integer tracer = world.tasks().get(task);
        return Objects.requireNonNull(world.processes().get(tracer));
    }

    /** Returns a struct ptrace_ldt, whose pointer is of no account: only x86 has LDTs. */
    private static ByteString argument(Dialect program, int func, int count) {
        ByteBuf argument = Unpooled.buffer();
        if (program.abi().wordSize() == Long.BYTES) {
            argument.writeLongLE(func).writeLongLE(0).writeLongLE(count);
        } else {
            argument.writeIntLE(func).writeIntLE(0).writeIntLE(count);
        }
        return ByteString.copyFrom(argument.nioBuffer());
    }

    /** Returns a struct user_desc. */
    private ByteString descriptor() {
        ByteBuf desc = Unpooled.buffer();
        desc.writeIntLE(numbers.oneOf(0, 0, 1, 1, 2, 3, 511, 512, 1023, 8191, 8192));
        desc.writeIntLE(numbers.oneOf(0, 0x1000, -1, 0x1234_5678));
        desc.writeIntLE(numbers.oneOf(0, 0xfff, 0xf_ffff));
        desc.writeIntLE(numbers.oneOf(0, 0x11, 0x51, 0x7f, 0x28, 0x79, 0x39));
        return ByteString.copyFrom(desc.nioBuffer());
    }
}
