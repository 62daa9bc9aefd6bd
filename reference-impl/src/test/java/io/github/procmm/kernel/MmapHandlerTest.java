package io.github.procmm.kernel;

import static io.github.procmm.kernel.Bench.ANONYMOUSLY;
import static io.github.procmm.kernel.Bench.NO_FD;
import static io.github.procmm.kernel.Bench.RW;
import static io.github.procmm.kernel.Bench.page;
import static io.github.procmm.model.Errno.EACCES;
import static io.github.procmm.model.Errno.EBADF;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.ENODEV;
import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.model.Generation.SKAS3_2_6_2005;
import static io.github.procmm.model.Generation.SKAS3_V9;
import static io.github.procmm.model.MapFlags.ANONYMOUS;
import static io.github.procmm.model.MapFlags.FIXED;
import static io.github.procmm.model.MapFlags.FIXED_NOREPLACE;
import static io.github.procmm.model.MapFlags.PRIVATE;
import static io.github.procmm.model.MapFlags.SHARED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.AccessResult;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.MmFile;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Prot;
import io.github.procmm.wire.Dialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the write handler does with MM_MMAP before a manager sees it. */
class MmapHandlerTest {

    private static final String ALL = "io.github.procmm.kernel.Profiles#all";

    @ParameterizedTest
    @MethodSource(ALL)
    void V1_MAP_6_theDescriptorIsLookedUpInTheWritersTable(HostProfile host) {
        Bench bench = new Bench(host);
        UserProcess other = bench.kernel().newProcess();
        int there = bench.writer().sendTo(other, bench.mm());
        int fd = bench.object(AccessMode.READ_ONLY);

        assertThat(bench.mmap(page(0), Page.SIZE, Prot.READ, SHARED | FIXED, fd, 0))
                .isEqualTo(bench.done());
        Mmap op = new Mmap(page(1), Page.SIZE, Prot.READ, SHARED | FIXED, fd, 0);
        assertThat(other.write(there, bench.record(op))).isEqualTo(EBADF.asResult());
    }

    @Test
    void V1_MAP_6_onlyTheLow32BitsOfTheFieldCount() {
        Bench bench = new Bench(HostProfile.DEFAULT);
        long fd = bench.object(AccessMode.READ_ONLY);

        assertThat(bench.write(mapOf(0x1_0000_0000L | fd))).isEqualTo(bench.done());
        assertThat(bench.write(mapOf(0xffff_ffff_0000_0000L | fd))).isEqualTo(bench.done());
        assertThat(bench.write(mapOf(0xffff_ffffL))).isEqualTo(EBADF.asResult());
        assertThat(bench.write(mapOf(0x8000_0000L | fd))).isEqualTo(EBADF.asResult());
    }

    private static Mmap mapOf(long fd) {
        return new Mmap(page(0), Page.SIZE, Prot.READ, SHARED | FIXED, fd, 0);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void V1_MAP_7_closingOrReusingTheDescriptorChangesNothing(HostProfile host) {
        Bench bench = new Bench(host);
        MemoryObject object = MemoryObject.regular("one", Page.SIZE);
        object.write(0, new byte[] {42});
        int fd = bench.writer().open(object, AccessMode.READ_ONLY);
        bench.mmap(page(0), Page.SIZE, Prot.READ, SHARED | FIXED, fd, 0);
        State before = bench.state();

        bench.writer().openAt(fd, MemoryObject.regular("two", 1), AccessMode.READ_ONLY);
        bench.writer().close(fd);

        assertThat(bench.state().areas()).isEqualTo(before.areas());
        assertThat(bench.space().load(page(0), 1)).isEqualTo(new AccessResult.Value(42));
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void V1_MAP_8_anAnonymousMappingLooksUpNoDescriptor(HostProfile host) {
        Bench bench = new Bench(host);

        assertThat(bench.mmap(page(0), Page.SIZE, RW, ANONYMOUSLY, 77, 5L * Page.SIZE))
                .isEqualTo(bench.done());
        assertThat(bench.space().areas())
                .containsExactly(new MappedArea(page(0), page(1), RW, false, "", 0));
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void V1_MAP_10_withoutMapFixedItIsEINVALInCAndD(HostProfile host) {
        Bench bench = new Bench(host);
        boolean refused = host.generation().atLeast(SKAS3_2_6_2005);

        assertThat(bench.mmap(page(0), Page.SIZE, RW, PRIVATE | ANONYMOUS, NO_FD, 0))
                .isEqualTo(refused ? EINVAL.asResult() : bench.done());
        if (refused) {
            int noReplace = PRIVATE | ANONYMOUS | FIXED_NOREPLACE;
            assertThat(bench.mmap(page(0), Page.SIZE, RW, noReplace, NO_FD, 0))
                    .isEqualTo(EINVAL.asResult());
            assertThat(bench.mmap(page(0), Page.SIZE, RW, SHARED, 77, 0))
                    .isEqualTo(EINVAL.asResult());
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void V1_MAP_11_V1_MAP_12_anUnalignedOffsetIsRefusedInDWith64BitsElseRoundedDown(
            HostProfile host) {
        Bench bench = new Bench(host);
        int fd = bench.object(AccessMode.READ_ONLY);
        boolean refused = host.generation() == SKAS3_V9 && host.dialect().recordSize() == 56;

        long result =
                bench.mmap(page(0), Page.SIZE, Prot.READ, SHARED | FIXED, fd, 2L * Page.SIZE + 17);

        assertThat(result).isEqualTo(refused ? EINVAL.asResult() : bench.done());
        if (!refused) {
            assertThat(bench.space().areas())
                    .extracting(MappedArea::offset)
                    .containsExactly(2L * Page.SIZE);
        }
    }

    @Test
    void V1_MAP_11_itIsFoundBeforeTheDescriptorAndWithoutOne() {
        Bench bench = new Bench(HostProfile.DEFAULT);

        assertThat(bench.mmap(page(0), Page.SIZE, RW, SHARED | FIXED, 77, 1))
                .isEqualTo(EINVAL.asResult());
        assertThat(bench.mmap(page(0), Page.SIZE, RW, ANONYMOUSLY, NO_FD, 1))
                .isEqualTo(EINVAL.asResult());
    }

    @Test
    void V1_MAP_11_onAnX86HostOf64BitsItHoldsForBothFiles() {
        UserProcess writer = new Kernel(HostProfile.DEFAULT).newProcess();
        Mmap op = new Mmap(page(0), Page.SIZE, RW, ANONYMOUSLY, 0, 1);

        assertThat(writer.write(writer.open(MmFile.PROC_MM), Bench.record(Dialect.I386, op)))
                .isEqualTo(EINVAL.asResult());
    }

    /** TASK_SIZE and RLIMIT_AS are those of whoever writes, in the same address space. */
    @ParameterizedTest
    @MethodSource(ALL)
    void V1_MAP_20_V1_MAP_32_limitsAreTheWriters(HostProfile host) {
        Bench bench = new Bench(host);
        Limits own = Limits.of(host.dialect(), host.dialect());
        long[] results = new long[2];
        Limits[] limits = {
            own.withTaskSize(page(1)), own.withAddressSpaceBytes(Page.SIZE),
        };
        bench.mapAnonymous(page(8), 1);
        for (int i = 0; i < limits.length; i++) {
            UserProcess poor = bench.kernel().newProcess(host.dialect(), limits[i]);
            int there = bench.writer().sendTo(poor, bench.mm());
            Mmap op = new Mmap(page(1), Page.SIZE, RW, ANONYMOUSLY, 0, 0);
            results[i] = poor.write(there, bench.record(op));
        }

        assertThat(results).containsOnly(ENOMEM.asResult());
        assertThat(bench.mapAnonymous(page(1), 1)).isEqualTo(bench.done());
    }

    @Test
    void V1_MAP_29_aDescriptorOfProcMmCannotBeMapped() {
        UserProcess writer = new Kernel(HostProfile.DEFAULT).newProcess();
        int writeOnly = writer.open(MmFile.PROC_MM64);
        int both = writer.open(MmFile.PROC_MM64, AccessMode.READ_WRITE);

        assertThat(writer.write(writeOnly, Bench.record(Dialect.X86_64, mapOf(both))))
                .isEqualTo(ENODEV.asResult());
        assertThat(writer.write(both, Bench.record(Dialect.X86_64, mapOf(writeOnly))))
                .isEqualTo(EACCES.asResult());
    }
}
