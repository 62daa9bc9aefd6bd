package io.github.procmm.kernel;

import static io.github.procmm.kernel.Bench.page;
import static io.github.procmm.model.Errno.EBADF;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.ENOSYS;
import static io.github.procmm.model.Generation.SKAS3_2_6_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.MmFile;
import io.github.procmm.model.CopySegments;
import io.github.procmm.wire.Dialect;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** MM_COPY_SEGMENTS before anything is copied, and who has an LDT at all. */
class LdtTest {

    private static final String ALL = "io.github.procmm.kernel.Profiles#all";
    private static final String I386 = "io.github.procmm.kernel.Profiles#i386";

    @ParameterizedTest
    @MethodSource(ALL)
    void V1_LDT_1_aDescriptorThatIsNotOpenIsEBADF(HostProfile host) {
        Bench bench = new Bench(host);
        int closed = bench.openMm();
        bench.writer().close(closed);

        assertThat(bench.copySegments(closed)).isEqualTo(EBADF.asResult());
        assertThat(bench.copySegments(-1)).isEqualTo(EBADF.asResult());
        assertThat(bench.copySegments(Integer.MAX_VALUE)).isEqualTo(EBADF.asResult());
    }

    /** The table is the writer's, whoever opened the target. */
    @Test
    void V1_LDT_1_theDescriptorIsLookedUpInTheWritersTable() {
        Bench bench = new Bench(HostProfile.DEFAULT);
        int source = bench.openMm();
        UserProcess other = bench.kernel().newProcess();
        int there = bench.writer().sendTo(other, bench.mm());

        assertThat(other.write(there, bench.record(new CopySegments(source))))
                .isEqualTo(EBADF.asResult());
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void V1_LDT_2_anOpenDescriptorOfSomethingElseIsEINVAL(HostProfile host) {
        Bench bench = new Bench(host);

        assertThat(bench.copySegments(bench.object(AccessMode.READ_WRITE)))
                .isEqualTo(EINVAL.asResult());
        assertThat(bench.copySegments(bench.openMm())).isEqualTo(bench.done());
        assertThat(bench.copySegments(bench.mm())).isEqualTo(bench.done());
    }

    @Test
    void V1_LDT_2_theTwoFilesDoNotKnowEachOther() {
        UserProcess writer = new Kernel(HostProfile.DEFAULT).newProcess();
        int narrow = writer.open(MmFile.PROC_MM);
        int wide = writer.open(MmFile.PROC_MM64);
        ByteBuf fromWide = Bench.record(Dialect.I386, new CopySegments(wide));
        ByteBuf fromNarrow = Bench.record(Dialect.X86_64, new CopySegments(narrow));

        assertThat(writer.write(narrow, fromWide)).isEqualTo(EINVAL.asResult());
        assertThat(writer.write(wide, fromNarrow)).isEqualTo(EINVAL.asResult());
    }

    @ParameterizedTest
    @MethodSource(I386)
    void V1_LDT_3_nothingButTheLdtChanges(HostProfile host) {
        Bench bench = new Bench(host);
        int source = bench.openMm();
        bench.mapAnonymous(page(0), 2);
        SegmentBytes.fill(bench.ldt(source), 7, 8);
        State before = bench.state();

        bench.copySegments(source);

        assertThat(bench.state().areas()).isEqualTo(before.areas());
        assertThat(bench.space(source).areas()).isEmpty();
        assertThat(entries(bench, source)).containsExactly(7L, 8L, 0L, 0L);
    }

    @ParameterizedTest
    @MethodSource(I386)
    void V1_LDT_4_onlyInBANewMmHasAnLdtTheOpeners(HostProfile host) {
        Bench bench = new Bench(host);
        SegmentBytes.set(bench.writer(), 1, 0x1000);

        int opened = bench.openMm();

        boolean copied = host.generation() == SKAS3_2_6_1;
        assertThat(bench.ldt(opened).size()).isEqualTo(copied ? Ldt.UNIT : 0);
        if (copied) {
            SegmentBytes.set(bench.writer(), 1, 0x2000);
            assertThat(entries(bench, opened))
                    .containsExactly(0L, 0x0040_f300_1000_ffffL | 0xf_0000_0000_0000L, 0L, 0L);
        }
    }

    /** As modify_ldt(2) says it. */
    @Test
    void aProcessReadsItsOwnLdt() {
        Bench bench = new Bench(HostProfile.DEFAULT);
        SegmentBytes.set(bench.writer(), 1, 0x1000);
        ByteBuf out = Unpooled.buffer();

        assertThat(bench.writer().modifyLdt(0, out, 16)).isEqualTo(16);

        assertThat(ByteBufUtil.hexDump(out)).isEqualTo("0000000000000000ffff001000f34f00");
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void V1_LDT_10_elsewhereThereIsNoLdtAndTheCopySucceeds(HostProfile host) {
        Bench bench = new Bench(host);
        long set = bench.writer().modifyLdt(0x11, SegmentBytes.userDesc(0, 1, 1, 1), 16);
        boolean x86 = host.dialect() == Dialect.I386 || host.dialect() == Dialect.X86_64;

        assertThat(set).isEqualTo(x86 ? 0 : ENOSYS.asResult());
        assertThat(bench.copySegments(bench.openMm())).isEqualTo(bench.done());
        assertThat(bench.copySegments(9)).isEqualTo(EBADF.asResult());
    }

    private static List<Long> entries(Bench bench, int fd) {
        return SegmentBytes.entries(bench.ldt(fd), 4);
    }
}
