package io.github.procmm.kernel;

import static io.github.procmm.model.Errno.EFAULT;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.EIO;
import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.model.Errno.ENOSYS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.MemoryManager;
import io.github.procmm.proto.v1.PtraceLdt;
import io.github.procmm.schema.StructCodec;
import io.github.procmm.wire.Dialect;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PTRACE_LDT: modify_ldt on the address space that a task runs in. */
class PtraceLdtTest {

    private static final int READ = 0;
    private static final int OLD = 1;
    private static final int NEW = 0x11;

    private Bench bench = new Bench(HostProfile.DEFAULT);
    private Task task = bench.writer().newTask();

    @BeforeEach
    void start() {
        restart(HostProfile.DEFAULT);
    }

    private void restart(HostProfile host) {
        bench = new Bench(host);
        task = bench.writer().newTask();
        task.switchMm(bench.mm());
    }

    @ParameterizedTest
    @EnumSource(names = {"I386", "X86_64"})
    void V1_TASK_6_aRequestThatCannotBeReadIsEIO(Dialect dialect) {
        restart(HostProfile.of(dialect, HostProfile.DEFAULT.generation(), MemoryManager.ORIGINAL));
        ByteBuf request = request(READ, 8);

        for (int size = 0; size < request.readableBytes(); size++) {
            assertThat(task.ptraceLdt(request.slice(0, size), Unpooled.buffer()))
                    .isEqualTo(EIO.asResult());
        }
        assertThat(request.readableBytes()).isEqualTo(dialect == Dialect.I386 ? 12 : 24);
        assertThat(task.ptraceLdt(request, Unpooled.buffer())).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 8, 4096, 65536, -1})
    void V1_TASK_7_withoutLdtNothingIsRead(long count) {
        ByteBuf out = Unpooled.buffer();

        assertThat(call(READ, out, count)).isZero();
        assertThat(out.readableBytes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 7, 8, 4096, 4097, 65535, 65536, 65537, Long.MAX_VALUE, -1})
    void V1_TASK_7_theTableIsReadAndZerosBehindIt(long count) {
        SegmentBytes.fill(bench.ldt(bench.mm()), 0x0807060504030201L);
        ByteBuf out = Unpooled.buffer();
        int wanted = count < 0 || count > 65536 ? 65536 : (int) count;

        assertThat(call(READ, out, count)).isEqualTo(wanted);

        assertThat(out.readableBytes()).isEqualTo(wanted);
        for (int i = 0; i < wanted; i++) {
            assertThat(out.getByte(i)).isEqualTo((byte) (i < 8 ? i + 1 : 0));
        }
    }

    @Test
    void V1_TASK_7_memoryThatCannotBeWrittenIsEFAULT() {
        SegmentBytes.fill(bench.ldt(bench.mm()), 1);

        assertThat(call(READ, Unpooled.buffer(4, 4), 8)).isEqualTo(EFAULT.asResult());
    }

    @Test
    void V1_TASK_8_theVectorOfTheSpecification() {
        assertThat(set(NEW, 3, 0x12345678, 0xabcde, 0x51)).isZero();

        ByteBuf out = Unpooled.buffer();
        call(READ, out, 32);
        assertThat(ByteBufUtil.hexDump(out, 24, 8)).isEqualTo("debc785634f3da12");
    }

    @Test
    void V1_TASK_8_eachBitHasItsPlaceInTheDescriptor() {
        assertThat(descriptor(NEW, 0)).isEqualTo("0000000000f30000"); // present data, writable
        assertThat(descriptor(NEW, 0x01)).isEqualTo("0000000000f34000");
        assertThat(descriptor(NEW, 0x02)).isEqualTo("0000000000f70000");
        assertThat(descriptor(NEW, 0x04)).isEqualTo("0000000000fb0000");
        assertThat(descriptor(NEW, 0x08)).isEqualTo("0000000000f10000");
        assertThat(descriptor(NEW, 0x10)).isEqualTo("0000000000f38000");
        assertThat(descriptor(NEW, 0x20)).isEqualTo("0000000000730000");
        assertThat(descriptor(NEW, 0x40)).isEqualTo("0000000000f31000");
        assertThat(descriptor(OLD, 0x40)).isEqualTo("0100000000f30000");
    }

    /** With base 1 in the old mode, where base and limit 0 clear the entry. */
    private String descriptor(int function, int bits) {
        restart(HostProfile.DEFAULT);
        assertThat(set(function, 0, 0, function == OLD ? 1 : 0, bits)).isZero();
        ByteBuf out = Unpooled.buffer();
        call(READ, out, 8);
        return ByteBufUtil.hexDump(out);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 2, 3, 0x10, 0x12})
    void V1_TASK_8_anotherFunctionIsENOSYS(int function) {
        assertThat(call(function, Unpooled.EMPTY_BUFFER, 3)).isEqualTo(ENOSYS.asResult());
    }

    /** Table 9.3 from its end: each request is wrong in one way more than the one before. */
    @ParameterizedTest
    @ValueSource(ints = {OLD, NEW})
    void V1_TASK_8_theChecksOfTable93AreMadeInItsOrder(int function) {
        restart(HostProfile.DEFAULT.withLdtEntries(0));
        ByteBuf wrong = SegmentBytes.userDesc(8192, 1, 1, 3 << 1);

        assertThat(set(function, 0, 1, 1, 0)).isEqualTo(ENOMEM.asResult());
        assertThat(set(function, 0, 1, 1, 3 << 1)).isEqualTo(EINVAL.asResult());
        assertThat(call(function, wrong, 16)).isEqualTo(EINVAL.asResult());
        assertThat(call(function, wrong.slice(0, 15), 16)).isEqualTo(EFAULT.asResult());
        assertThat(call(function, Unpooled.EMPTY_BUFFER, 15)).isEqualTo(EINVAL.asResult());
        assertThat(call(function, wrong, 17)).isEqualTo(EINVAL.asResult());
    }

    @Test
    void V1_TASK_8_entriesEndAt8192() {
        assertThat(set(NEW, 8191, 1, 1, 0)).isZero();
        assertThat(set(NEW, 8192, 1, 1, 0)).isEqualTo(EINVAL.asResult());
        assertThat(set(NEW, -1, 1, 1, 0)).isEqualTo(EINVAL.asResult());
        assertThat(bench.ldt(bench.mm()).size()).isEqualTo(8192);
    }

    @Test
    void V1_TASK_8_contents3NeedsTheNewFunctionAndAnAbsentSegment() {
        assertThat(set(OLD, 0, 1, 1, 3 << 1 | 0x20)).isEqualTo(EINVAL.asResult());
        assertThat(set(NEW, 0, 1, 1, 3 << 1 | 0x20)).isZero();
    }

    @Test
    void V1_TASK_8_anEmptyEntryIsClearedButTheTableHasGrown() {
        assertThat(set(NEW, Ldt.UNIT, 0, 0, 0x28)).isZero();

        assertThat(bench.ldt(bench.mm()).size()).isEqualTo(2 * Ldt.UNIT);
        set(OLD, 0, 1, 1, 0);
        set(OLD, 0, 0, 0, 0x11);
        assertThat(SegmentBytes.entries(bench.ldt(bench.mm()), 1)).containsExactly(0L);
    }

    /** Every request of low bits, base and limit that passes step 4, on an entry that is set. */
    @ParameterizedTest
    @ValueSource(ints = {OLD, NEW})
    void V1_TASK_8_anEntryIsClearedWhereStep6OfTable93SaysSo(int function) {
        for (int bits = 0; bits < 0x100; bits++) {
            for (int word = 0; word < 4; word++) {
                int base = word & 1;
                int limit = word >> 1;
                set(NEW, 0, 1, 1, 0);
                if (set(function, 0, base, limit, bits) != 0) {
                    assertThat(bits & 3 << 1).isEqualTo(3 << 1);
                    continue;
                }
                boolean clears = word == 0 && (function == OLD || (bits & 0x7f) == 0x28);
                assertThat(SegmentBytes.entries(bench.ldt(bench.mm()), 1).get(0) == 0)
                        .as("base %d, limit %d, bits 0x%x", base, limit, bits)
                        .isEqualTo(clears);
            }
        }
    }

    private long set(int function, int entry, int base, int limit, int bits) {
        return call(function, SegmentBytes.userDesc(entry, base, limit, bits), 16);
    }

    private long call(int function, ByteBuf data, long count) {
        return task.ptraceLdt(request(function, count), data);
    }

    private ByteBuf request(int function, long count) {
        PtraceLdt ldt = PtraceLdt.newBuilder().setFunc(function).setBytecount(count).build();
        ByteBuf bytes = Unpooled.buffer();
        new StructCodec<>(ldt, bench.dialect().abi()).encode(ldt, bytes);
        return bytes;
    }
}
