package io.github.procmm.kernel;

import static io.github.procmm.kernel.Bench.page;
import static io.github.procmm.model.Errno.EBADF;
import static io.github.procmm.model.Errno.EINVAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.AccessResult;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.MmFile;
import io.github.procmm.wire.Dialect;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** PTRACE_SWITCH_MM: a task moves from one address space to another. */
class TaskTest {

    private static final String ALL = "io.github.procmm.kernel.Profiles#all";
    private static final AccessResult ZERO = new AccessResult.Value(0);

    @ParameterizedTest
    @MethodSource(ALL)
    void V1_TASK_1_theTaskRunsInTheNewAddressSpace(HostProfile host) {
        Bench bench = new Bench(host);
        bench.mapAnonymous(page(0), 1);
        Task task = bench.writer().newTask();
        assertThat(task.load(page(0), 1)).isInstanceOf(AccessResult.Fault.class);

        assertThat(task.switchMm(bench.mm())).isZero();

        assertThat(task.addressSpace()).isSameAs(bench.space());
        assertThat(task.load(page(0), 1)).isEqualTo(ZERO);
    }

    @Test
    void V1_TASK_1_nothingElseOfTheTaskChanges() {
        Bench bench = new Bench(HostProfile.DEFAULT);
        Task task = bench.writer().newTask();
        task.store(page(3), 4, 1);
        String before = exFaultInfo(task);

        task.switchMm(bench.mm());

        assertThat(exFaultInfo(task)).isEqualTo(before).contains("30");
    }

    @Test
    void V1_TASK_1_severalTasksRunInOneAddressSpace() {
        Bench bench = new Bench(HostProfile.DEFAULT);
        bench.mapAnonymous(page(0), 1);
        Task one = bench.writer().newTask();
        Task two = bench.writer().newTask();
        one.switchMm(bench.mm());
        two.switchMm(bench.mm());

        one.store(page(0), 8, 42);

        assertThat(two.load(page(0), 8)).isEqualTo(new AccessResult.Value(42));
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void V1_TASK_2_aDescriptorThatIsNoneOrNoneOfSuchAFileChangesNothing(HostProfile host) {
        Bench bench = new Bench(host);
        bench.mapAnonymous(page(0), 1);
        Task task = bench.writer().newTask();
        task.switchMm(bench.mm());

        assertThat(task.switchMm(9)).isEqualTo(EBADF.asResult());
        assertThat(task.switchMm(-1)).isEqualTo(EBADF.asResult());
        assertThat(task.switchMm(bench.object(AccessMode.READ_WRITE))).isEqualTo(EINVAL.asResult());
        assertThat(task.addressSpace()).isSameAs(bench.space());
        assertThat(task.load(page(0), 1)).isEqualTo(ZERO);
    }

    @ParameterizedTest
    @EnumSource(names = {"I386", "X86_64"})
    void V1_TASK_2_eachKindOfTracerKnowsOneOfTheTwoFiles(Dialect program) {
        UserProcess tracer = new Kernel(HostProfile.DEFAULT).newProcess(program);
        int narrow = tracer.open(MmFile.PROC_MM);
        int wide = tracer.open(MmFile.PROC_MM64);
        Task task = tracer.newTask();
        boolean is64 = program == Dialect.X86_64;

        assertThat(task.switchMm(narrow)).isEqualTo(is64 ? EINVAL.asResult() : 0);
        assertThat(task.switchMm(wide)).isEqualTo(is64 ? 0 : EINVAL.asResult());
    }

    @Test
    void V1_TASK_2_theDescriptorIsLookedUpInTheTracersTable() {
        Bench bench = new Bench(HostProfile.DEFAULT);
        Task stranger = bench.kernel().newProcess().newTask();

        assertThat(stranger.switchMm(bench.mm())).isEqualTo(EBADF.asResult());
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void V1_TASK_3_theTaskHoldsTheOldUntilTheSwitchAndThenTheNew(HostProfile host) {
        Bench bench = new Bench(host);
        int second = bench.openMm();
        Task task = bench.writer().newTask();
        task.switchMm(bench.mm());
        bench.writer().close(bench.mm());
        assertThat(bench.kernel().openAddressSpaces()).isEqualTo(2);

        task.switchMm(second);
        assertThat(bench.kernel().openAddressSpaces()).isOne();
        bench.writer().close(second);
        assertThat(bench.kernel().openAddressSpaces()).isOne();

        task.exit();
        assertThat(bench.kernel().openAddressSpaces()).isZero();
    }

    @Test
    void V1_TASK_3_switchingToWhereItRunsHoldsItOnce() {
        Bench bench = new Bench(HostProfile.DEFAULT);
        Task task = bench.writer().newTask();
        task.switchMm(bench.mm());
        task.switchMm(bench.mm());
        bench.writer().close(bench.mm());

        task.exit();

        assertThat(bench.kernel().openAddressSpaces()).isZero();
    }

    private static String exFaultInfo(Task task) {
        ByteBuf out = Unpooled.buffer();
        assertThat(task.exFaultInfo(out)).isZero();
        return ByteBufUtil.hexDump(out);
    }
}
