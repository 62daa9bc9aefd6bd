package io.github.procmm.kernel;

import static io.github.procmm.kernel.Bench.page;
import static io.github.procmm.model.Errno.EACCES;
import static io.github.procmm.model.Errno.EBADF;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.ENODEV;
import static io.github.procmm.model.Errno.ENOENT;
import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.model.Errno.EPERM;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.MemoryManager;
import io.github.procmm.backend.MmFile;
import io.github.procmm.model.Generation;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Munmap;
import io.github.procmm.model.Prot;
import io.github.procmm.wire.Dialect;
import io.netty.buffer.ByteBuf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Opening, reading and writing the files, as every generation did. */
class FileTest {

    private static final String ALL = "io.github.procmm.kernel.Profiles#all";

    @ParameterizedTest
    @MethodSource(ALL)
    void V1_FILE_1_anOpenMakesAnEmptyAddressSpaceOfItsOwn(HostProfile host) {
        Bench bench = new Bench(host);
        int other = bench.openMm();

        bench.mapAnonymous(page(0), 1);

        assertThat(bench.space().areaCount()).isOne();
        assertThat(bench.space(other).areaCount()).isZero();
        assertThat(bench.kernel().openAddressSpaces()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void V1_FILE_1_anOpenWithoutMemoryIsENOMEMAndGivesNoDescriptor(HostProfile host) {
        Bench bench = new Bench(host.withMaxAddressSpaces(1));

        assertThat(bench.openMm()).isEqualTo(ENOMEM.asResult());
        assertThat(bench.object(AccessMode.READ_WRITE)).isEqualTo(bench.mm() + 1);
        assertThat(bench.kernel().openAddressSpaces()).isOne();
    }

    /** In B an open also has to copy the opener's LDT. */
    @Test
    void V1_FILE_1_anOpenWithoutMemoryForItsLdtIsENOMEM() {
        HostProfile host = Profiles.i386(Generation.SKAS3_2_6_1).withLdtEntries(2L * Ldt.UNIT);
        Bench bench = new Bench(host);
        SegmentBytes.set(bench.writer(), 0, 0x1111);
        assertThat(bench.openMm()).isPositive();

        assertThat(bench.openMm()).isEqualTo(ENOMEM.asResult());
        assertThat(bench.kernel().openAddressSpaces()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(AccessMode.class)
    void V1_FILE_2_anOpenAsksForNothingButTheMode(AccessMode mode) {
        UserProcess writer = new Kernel(HostProfile.DEFAULT).newProcess(Dialect.I386);

        assertThat(writer.open(MmFile.PROC_MM, mode)).isZero();
        assertThat(writer.open(MmFile.PROC_MM64, mode)).isOne();
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void V1_FILE_3_onlyAnX86HostOf64BitsHasASecondFile(Dialect dialect) {
        Bench bench =
                new Bench(HostProfile.of(dialect, Generation.DEFAULT, MemoryManager.LINUX_6_18));
        boolean two = dialect == Dialect.X86_64;

        assertThat(bench.writer().open(MmFile.PROC_MM)).isEqualTo(1);
        assertThat(bench.writer().open(MmFile.PROC_MM64)).isEqualTo(two ? 2 : ENOENT.asResult());
        assertThat(MmFile.PROC_MM.recordsOn(dialect)).isEqualTo(two ? Dialect.I386 : dialect);
    }

    @ParameterizedTest
    @EnumSource(names = {"I386", "X86_64"})
    void V1_FILE_4_theFileDecidesOnTheDialectNotTheWriter(Dialect program) {
        UserProcess writer = new Kernel(HostProfile.DEFAULT).newProcess(program);
        int narrow = writer.open(MmFile.PROC_MM);
        int wide = writer.open(MmFile.PROC_MM64);
        Munmap op = new Munmap(page(0), Page.SIZE);
        ByteBuf small = Bench.record(Dialect.I386, op);
        ByteBuf large = Bench.record(Dialect.X86_64, op);

        assertThat(writer.write(narrow, large)).isEqualTo(EINVAL.asResult());
        assertThat(writer.write(narrow, small)).isEqualTo(28);
        assertThat(writer.write(wide, large)).isEqualTo(56);
    }

    @Test
    void V1_FILE_5_nothingCanBeRead() {
        UserProcess writer = new Kernel(HostProfile.DEFAULT).newProcess();
        int writeOnly = writer.open(MmFile.PROC_MM64, AccessMode.WRITE_ONLY);
        int both = writer.open(MmFile.PROC_MM64, AccessMode.READ_WRITE);
        int readOnly = writer.open(MmFile.PROC_MM64, AccessMode.READ_ONLY);

        assertThat(writer.read(77)).isEqualTo(EBADF.asResult());
        assertThat(writer.read(writeOnly)).isEqualTo(EBADF.asResult());
        assertThat(writer.read(both)).isEqualTo(EINVAL.asResult());
        assertThat(writer.read(readOnly)).isEqualTo(EINVAL.asResult());
    }

    /** The answer comes before the file is asked: a record too long is EBADF too. */
    @Test
    void aWriteOnADescriptorThatIsNotOpenForWritingIsEBADF() {
        UserProcess writer = new Kernel(HostProfile.DEFAULT).newProcess();
        int readOnly = writer.open(MmFile.PROC_MM64, AccessMode.READ_ONLY);
        ByteBuf record = Bench.record(Dialect.X86_64, new Munmap(page(0), Page.SIZE));

        assertThat(writer.write(readOnly, record)).isEqualTo(EBADF.asResult());
        assertThat(writer.write(77, record, 1000)).isEqualTo(EBADF.asResult());
    }

    @Test
    void aWriteToADescriptorOfSomethingElseIsEINVAL() {
        Bench bench = new Bench(HostProfile.DEFAULT);
        ByteBuf record = bench.record(new Munmap(page(0), Page.SIZE));

        assertThat(bench.writer().write(bench.object(AccessMode.READ_WRITE), record))
                .isEqualTo(EINVAL.asResult());
    }

    /** Access comes first, then where it lies, then that it cannot be mapped. */
    @ParameterizedTest
    @EnumSource
    void V1_MAP_28_V1_MAP_29_theFilesThemselvesCanBeNeitherExecutedNorMapped(
            MemoryManager manager) {
        Bench bench = new Bench(HostProfile.of(Dialect.X86_64, Generation.DEFAULT, manager));
        boolean original = manager == MemoryManager.ORIGINAL;
        int both = bench.writer().open(MmFile.PROC_MM64, AccessMode.READ_WRITE);
        int fixed = MapFlags.PRIVATE | MapFlags.FIXED;

        assertThat(bench.mmap(page(0), 1, Prot.READ, fixed, both, 0)).isEqualTo(ENODEV.asResult());
        assertThat(bench.mmap(page(0), 1, Prot.EXEC, fixed, both, 0))
                .isEqualTo((original ? ENODEV : EPERM).asResult());
        assertThat(bench.mmap(page(0), 1, Prot.EXEC, fixed, bench.mm(), 0))
                .isEqualTo((original ? ENODEV : EACCES).asResult());
    }

    /** A second write through the same opening is read from its own first byte. */
    @ParameterizedTest
    @MethodSource(ALL)
    void V1_FILE_6_aWriteDoesNotDependOnThoseBefore(HostProfile host) {
        Bench bench = new Bench(host);
        int same = bench.writer().dup(bench.mm());

        assertThat(bench.mapAnonymous(page(0), 1)).isEqualTo(bench.done());
        assertThat(bench.mapAnonymous(page(2), 1)).isEqualTo(bench.done());
        assertThat(bench.write(same, new Munmap(page(0), Page.SIZE))).isEqualTo(bench.done());
        assertThat(bench.space().areas()).extracting(MappedArea::start).containsExactly(page(2));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 28, Long.MAX_VALUE})
    void V1_FILE_6_pwriteIsWriteAtWhateverPosition(long position) {
        Bench bench = new Bench(HostProfile.DEFAULT);
        bench.mapAnonymous(page(0), 2);
        ByteBuf record = bench.record(new Munmap(page(0), Page.SIZE));

        assertThat(bench.writer().pwrite(bench.mm(), record, position)).isEqualTo(bench.done());
        assertThat(bench.space().areas()).extracting(MappedArea::start).containsExactly(page(1));
        assertThat(bench.writer().pwrite(77, record, position)).isEqualTo(EBADF.asResult());
    }

    /** As pwrite(2) says it, before the file is looked for. */
    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE})
    void pwriteBelowTheFirstByteIsEINVALAndChangesNothing(long position) {
        Bench bench = new Bench(HostProfile.DEFAULT);
        bench.mapAnonymous(page(0), 1);
        ByteBuf record = bench.record(new Munmap(page(0), Page.SIZE));
        State before = bench.state();

        assertThat(bench.writer().pwrite(bench.mm(), record, position))
                .isEqualTo(EINVAL.asResult());
        assertThat(bench.writer().pwrite(77, record, position)).isEqualTo(EINVAL.asResult());
        assertThat(bench.state()).isEqualTo(before);
    }

    @Test
    void V1_FILE_9_operationsOfTwoWritersTakeEffectInTheOrderOfTheirWrites() {
        Bench bench = new Bench(HostProfile.DEFAULT);
        UserProcess other = bench.kernel().newProcess();
        int there = bench.writer().sendTo(other, bench.mm());

        bench.mapAnonymous(page(0), 3);
        other.write(there, bench.record(new Munmap(page(1), Page.SIZE)));
        bench.mapAnonymous(page(1), 2);

        assertThat(bench.space().areas()).extracting(MappedArea::end).containsExactly(page(3));
    }
}
