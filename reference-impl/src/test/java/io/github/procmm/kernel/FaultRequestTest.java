package io.github.procmm.kernel;

import static io.github.procmm.kernel.Bench.ANONYMOUSLY;
import static io.github.procmm.kernel.Bench.NO_FD;
import static io.github.procmm.kernel.Bench.page;
import static io.github.procmm.model.Errno.EIO;
import static io.github.procmm.model.Generation.SKAS3_2_6_2005;
import static io.github.procmm.model.Generation.SKAS3_V9;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.MemoryManager;
import io.github.procmm.model.Prot;
import io.github.procmm.wire.Dialect;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a tracer is told of its task's faults. */
class FaultRequestTest {

    private static final String ALL = "io.github.procmm.kernel.Profiles#all";

    @Test
    void V1_TASK_4_theLastFaultInTheLayoutOfTheTracer() {
        assertThat(faultInfo(Dialect.I386)).isEqualTo("0600000000300010");
        assertThat(faultInfo(Dialect.POWERPC)).isEqualTo("0000000610003000");
        assertThat(faultInfo(Dialect.S390X)).isEqualTo("00000006000000000000000010003000");
        assertThat(exFaultInfo(Dialect.ARM)).isEqualTo("06000000003000100e000000");
        assertThat(exFaultInfo(Dialect.X86_64))
                .isEqualTo("060000000000000000300010000000000e00000000000000");
        assertThat(exFaultInfo(Dialect.S390X))
                .isEqualTo("000000060000000000000000100030000000000e00000000");
    }

    private static String faultInfo(Dialect dialect) {
        return hex(faulted(dialect)::faultInfo);
    }

    private static String exFaultInfo(Dialect dialect) {
        return hex(faulted(dialect)::exFaultInfo);
    }

    private static Task faulted(Dialect dialect) {
        Task task =
                new Bench(HostProfile.of(dialect, SKAS3_V9, MemoryManager.LINUX_6_18))
                        .writer()
                        .newTask();
        task.fetch(page(7), 1);
        task.store(page(3), 1, 0);
        return task;
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void V1_TASK_4_withoutFaultEveryFieldIsZero(HostProfile host) {
        Bench bench = new Bench(host);
        bench.mapAnonymous(page(0), 1);
        Task task = bench.writer().newTask();
        task.switchMm(bench.mm());
        task.store(page(0), 8, -1);
        ByteBuf out = Unpooled.buffer();

        task.faultInfo(out);
        task.exFaultInfo(out);

        assertThat(ByteBufUtil.hexDump(out)).matches("0*");
    }

    @Test
    void V1_TASK_5_theCodeSaysWhichAccessAndWhetherItWasForbidden() {
        Bench bench = new Bench(Profiles.i386(SKAS3_V9));
        bench.mmap(page(0), Page.SIZE, Prot.READ, ANONYMOUSLY, NO_FD, 0);
        bench.mmap(page(2), Page.SIZE, Prot.NONE, ANONYMOUSLY, NO_FD, 0);
        int empty = bench.writer().open(MemoryObject.regular("empty", 0), AccessMode.READ_WRITE);
        bench.mmap(page(4), Page.SIZE, Prot.ACCESS, 0x11, empty, 0);
        Task task = bench.writer().newTask();
        task.switchMm(bench.mm());

        assertThat(code(task, () -> task.load(page(8), 1))).isEqualTo(4);
        assertThat(code(task, () -> task.load(page(2), 1))).isEqualTo(4 + 1);
        assertThat(code(task, () -> task.store(page(8), 1, 0))).isEqualTo(4 + 2);
        assertThat(code(task, () -> task.store(page(0), 1, 0))).isEqualTo(4 + 2 + 1);
        assertThat(code(task, () -> task.fetch(page(8), 1))).isEqualTo(4 + 16);
        assertThat(code(task, () -> task.fetch(page(0), 1))).isEqualTo(4 + 16 + 1);
        assertThat(code(task, () -> task.load(page(4), 1))).isEqualTo(4);
        assertThat(code(task, () -> task.store(page(4), 1, 0))).isEqualTo(4 + 2);
        assertThat(code(task, () -> task.fetch(page(4), 1))).isEqualTo(4 + 16);
    }

    private static int code(Task task, Runnable access) {
        access.run();
        ByteBuf out = Unpooled.buffer();
        task.exFaultInfo(out);
        assertThat(out.getIntLE(8)).isEqualTo(14);
        return out.getIntLE(0);
    }

    @Test
    void V1_TASK_9_aFaultLeavesItsSignalPendingUntilTheNextAccess() {
        assertThat(pending(Dialect.I386, 8)).isEqualTo("0004000000000000");
        assertThat(pending(Dialect.X86_64, 8)).isEqualTo("0004000000000000");
        assertThat(pending(Dialect.POWERPC, 8)).isEqualTo("0000040000000000");
        assertThat(pending(Dialect.S390X, 8)).isEqualTo("0000000000000400");
        assertThat(pending(Dialect.ARM, 4)).isEqualTo("4000000000000000");
        assertThat(pending(Dialect.S390X, 4)).isEqualTo("0000000000000040");
        assertThat(pending(Dialect.ARM, 0)).isEqualTo("0000000000000000");
    }

    /** A bad access, then one to a page: the 1st is mapped, the 5th beyond its object. */
    private static String pending(Dialect dialect, int page) {
        Bench bench = new Bench(HostProfile.of(dialect, SKAS3_2_6_2005, MemoryManager.LINUX_6_18));
        bench.mapAnonymous(page(0), 1);
        int empty = bench.writer().open(MemoryObject.regular("empty", 0), AccessMode.READ_WRITE);
        bench.mmap(page(4), Page.SIZE, Prot.READ, 0x11, empty, 0);
        Task task = bench.writer().newTask();
        task.switchMm(bench.mm());
        task.load(page(8), 1);
        task.load(page(page), 1);
        return hex(task::sigPending);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void V1_TASK_10_aRequestThatIsNotThereIsEIO(HostProfile host) {
        Task task = new Bench(host).writer().newTask();
        boolean last = host.generation() == SKAS3_V9;
        boolean x86 = host.dialect() == Dialect.I386 || host.dialect() == Dialect.X86_64;

        assertExists(host.dialect() != Dialect.X86_64, task::faultInfo);
        assertExists(!last, task::sigPending);
        assertExists(last, task::exFaultInfo);
        assertExists(x86, out -> task.ptraceLdt(Unpooled.buffer().writeZero(24), out));
    }

    @Test
    void V1_TASK_10_onAHostOf64BitsFaultinfoIsFor32BitTracers() {
        Task task = new Kernel(HostProfile.DEFAULT).newProcess(Dialect.I386).newTask();

        assertThat(hex(task::faultInfo)).isEqualTo("0000000000000000");
    }

    private static void assertExists(boolean exists, ToLongFunction<ByteBuf> request) {
        ByteBuf out = Unpooled.buffer();
        assertThat(request.applyAsLong(out)).isEqualTo(exists ? 0 : EIO.asResult());
        if (!exists) {
            assertThat(out.readableBytes()).isZero();
        }
    }

    private static String hex(ToLongFunction<ByteBuf> request) {
        ByteBuf out = Unpooled.buffer();
        assertThat(request.applyAsLong(out)).isZero();
        return ByteBufUtil.hexDump(out);
    }
}
