package io.github.procmm.kernel;

import static io.github.procmm.kernel.Bench.BASE;
import static io.github.procmm.model.Errno.EBADF;
import static io.github.procmm.model.Errno.EFAULT;
import static io.github.procmm.model.Errno.EIO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.AccessResult.Fault;
import io.github.procmm.backend.AccessResult.Value;
import io.github.procmm.backend.FaultKind;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.MmFile;
import io.github.procmm.backend.MmRef;
import io.github.procmm.backend.PtraceAnswer;
import io.github.procmm.model.Generation;
import io.github.procmm.model.Mmap;
import io.github.procmm.proto.v1.PtraceLdt;
import io.github.procmm.schema.StructCodec;
import io.github.procmm.wire.Dialect;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Traced children as a judge sees them, and the requests of their tracers. */
class ReferenceBackendTasksTest {

    private static final int MM = 4;
    private static final int TASK = 2;
    private static final MmRef RUNNING = new MmRef.OfTask(TASK);
    private static final byte[] NOTHING = {};

    private static final int FAULTINFO = 52;
    private static final int SIGPENDING = 53;
    private static final int LDT = 54;
    private static final int EX_FAULTINFO = 56;

    private final ReferenceBackend backend = new ReferenceBackend();

    @BeforeEach
    void start() {
        start(HostProfile.DEFAULT);
    }

    private void start(HostProfile host) {
        boolean two = host.dialect() == Dialect.X86_64;
        backend.boot(host);
        backend.open(0, MM, two ? MmFile.PROC_MM64 : MmFile.PROC_MM, AccessMode.WRITE_ONLY);
        backend.newTask(0, TASK);
        Mmap map = new Mmap(BASE, Page.SIZE, Bench.RW, Bench.ANONYMOUSLY, 0xffff_ffffL, 0);
        backend.write(0, MM, Bench.record(host.dialect(), map));
    }

    @Test
    void V1_TASK_1_aTaskStartsInASpaceOfItsOwnAndRunsWhereItIsSwitchedTo() {
        assertThat(backend.maps(RUNNING)).isEmpty();
        assertThat(backend.countAddressSpaces()).isOne();

        assertThat(backend.switchMm(TASK, MM)).isZero();

        assertThat(backend.maps(RUNNING)).isEqualTo(backend.maps(new MmRef.OfFile(0, MM)));
        assertThat(backend.store(RUNNING, BASE, 2, 0x10203)).isInstanceOf(Value.class);
        assertThat(backend.load(RUNNING, BASE, 8)).isEqualTo(new Value(0x203));
        assertThat(backend.load(new MmRef.OfFile(0, MM), BASE, 8)).isEqualTo(new Value(0x203));
        assertThat(backend.switchMm(TASK, 9)).isEqualTo(EBADF.asResult());
    }

    @Test
    void V1_FILE_8_anExitGivesUpTheSpaceAndTheNumber() {
        backend.switchMm(TASK, MM);
        backend.close(0, MM);
        assertThat(backend.countAddressSpaces()).isOne();

        backend.exit(TASK);

        assertThat(backend.countAddressSpaces()).isZero();
        assertThatThrownBy(() -> backend.load(RUNNING, BASE, 1))
                .hasMessage("task 2 has not been made");
    }

    /** What is looked at through the file happens to no task. */
    @Test
    void V1_TASK_4_theFaultOfATaskIsItsOwn() {
        backend.load(new MmRef.OfFile(0, MM), 0x5000, 1);
        assertThat(hex(EX_FAULTINFO)).isEqualTo("00".repeat(24));

        assertThat(backend.load(RUNNING, 0x5000, 1)).isEqualTo(new Fault(FaultKind.MAPERR, 0x5000));
        assertThat(hex(EX_FAULTINFO)).startsWith("04").contains("0050");
        backend.store(RUNNING, 0x6000, 1, 0);
        assertThat(hex(EX_FAULTINFO)).startsWith("06").contains("0060");
        backend.fetch(RUNNING, 0x7000);
        assertThat(hex(EX_FAULTINFO)).startsWith("14").contains("0070");
    }

    @ParameterizedTest
    @MethodSource("io.github.procmm.kernel.Profiles#i386")
    void V1_TASK_10_eachGenerationHasTheRequestsOfTable91(HostProfile host) {
        start(host);
        boolean last = host.generation() == Generation.SKAS3_V9;
        backend.load(RUNNING, 0x5000, 1);

        assertThat(hex(FAULTINFO)).isEqualTo("0400000000500000");
        assertThat(hex(SIGPENDING)).isEqualTo(last ? EIO.name() : "0004000000000000");
        assertThat(hex(EX_FAULTINFO)).isEqualTo(last ? "04000000005000000e000000" : EIO.name());
    }

    @Test
    void V1_TASK_10_anyOtherRequestIsEIO() {
        IntStream.rangeClosed(-1, 60)
                .filter(request -> request != LDT && request != EX_FAULTINFO)
                .forEach(request -> assertThat(hex(request)).isEqualTo(EIO.name()));
    }

    @Test
    void V1_TASK_8_anEntryIsSetFromTheTracersMemory() {
        assertThat(ldt(0x11, 16, entry(3), 0))
                .isEqualTo(new PtraceAnswer(0, Unpooled.EMPTY_BUFFER));
        assertThat(ldt(0x11, 16, new byte[15], 1 << 20).result()).isEqualTo(EFAULT.asResult());

        ByteBuf read = ldt(0, 32, NOTHING, 32).data();
        assertThat(ByteBufUtil.hexDump(read)).isEqualTo("00".repeat(24) + "ffff785634f34f12");
    }

    /** The bytes that can be read there are room too. */
    @ParameterizedTest
    @ValueSource(longs = {32, 33, Integer.MAX_VALUE, Long.MAX_VALUE})
    void V1_TASK_7_theTableIsPutWhereTheTracerCanWrite(long writable) {
        ldt(0x11, 16, entry(0), 0);

        PtraceAnswer answer = ldt(0, 32, new byte[48], writable);

        assertThat(answer.result()).isEqualTo(32);
        assertThat(ByteBufUtil.hexDump(answer.data()))
                .isEqualTo("ffff785634f34f12" + "00".repeat(24));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 31})
    void V1_TASK_7_aTableThatCannotBePutThereIsEFAULT(long writable) {
        ldt(0x11, 16, entry(0), 0);

        assertThat(ldt(0, 32, new byte[48], writable))
                .isEqualTo(new PtraceAnswer(EFAULT.asResult(), Unpooled.EMPTY_BUFFER));
    }

    @Test
    void V1_TASK_6_aRequestThatCannotBeReadIsEIO() {
        assertThat(backend.ptrace(TASK, LDT, new byte[23], NOTHING, 0).result())
                .isEqualTo(EIO.asResult());
    }

    private String hex(int request) {
        PtraceAnswer answer = backend.ptrace(TASK, request, NOTHING, NOTHING, 0);
        if (answer.result() == EIO.asResult()) {
            assertThat(answer.data().isReadable()).isFalse();
            return EIO.name();
        }
        assertThat(answer.result()).isZero();
        return ByteBufUtil.hexDump(answer.data());
    }

    private PtraceAnswer ldt(int function, long count, byte[] memory, long writable) {
        PtraceLdt call = PtraceLdt.newBuilder().setFunc(function).setBytecount(count).build();
        ByteBuf argument = Unpooled.buffer();
        new StructCodec<>(call, Dialect.X86_64.abi()).encode(call, argument);
        return backend.ptrace(TASK, LDT, ByteBufUtil.getBytes(argument), memory, writable);
    }

    private static byte[] entry(int number) {
        return ByteBufUtil.getBytes(SegmentBytes.userDesc(number, 0x12345678, 0xfffff, 1));
    }
}
