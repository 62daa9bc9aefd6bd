package io.github.procmm.kernel;

import static io.github.procmm.kernel.Bench.BASE;
import static io.github.procmm.model.Errno.EACCES;
import static io.github.procmm.model.Errno.EBADF;
import static io.github.procmm.model.Errno.EFAULT;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.ENODEV;
import static io.github.procmm.model.Errno.ENOENT;
import static io.github.procmm.model.Errno.EPERM;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.AccessResult;
import io.github.procmm.backend.AccessResult.Value;
import io.github.procmm.backend.FaultKind;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.MemoryManager;
import io.github.procmm.backend.MmFile;
import io.github.procmm.backend.MmRef;
import io.github.procmm.backend.ObjectKind;
import io.github.procmm.backend.WriterProfile;
import io.github.procmm.model.Errno;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Munmap;
import io.github.procmm.model.Op;
import io.github.procmm.model.Prot;
import io.github.procmm.wire.Dialect;
import io.netty.buffer.ByteBuf;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Open files and objects as a judge sees them, under the descriptors that it chooses. */
class ReferenceBackendFilesTest {

    private static final int MM = 4;
    private static final MmRef SPACE = new MmRef.OfFile(0, MM);
    private static final long SIZE = 16L * Page.SIZE;
    private static final int PRIVATE_FIXED = MapFlags.PRIVATE | MapFlags.FIXED;

    private final ReferenceBackend backend = new ReferenceBackend();

    @BeforeEach
    void bootAndOpen() {
        backend.boot(HostProfile.DEFAULT);
        assertThat(open(MM)).isEqualTo(MM);
    }

    private int open(int fd) {
        return backend.open(0, fd, MmFile.PROC_MM64, AccessMode.WRITE_ONLY);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1023})
    void anOpeningHasTheDescriptorThatWasChosenAndNoOther(int chosen) {
        assertThat(open(chosen)).isEqualTo(chosen);

        assertThat(backend.countAddressSpaces()).isEqualTo(2);
        assertThat(backend.close(0, chosen)).isZero();
        assertThat(backend.countAddressSpaces()).isOne();
        for (int fd = 0; fd < 1024; fd++) {
            assertThat(backend.close(0, fd)).isEqualTo(fd == MM ? 0 : EBADF.asResult());
        }
    }

    @Test
    void V1_FILE_8_anOpeningAtADescriptorThatIsOpenReplacesIt() {
        map(0, 1);

        assertThat(open(MM)).isEqualTo(MM);

        assertThat(backend.countAddressSpaces()).isOne();
        assertThat(backend.maps(SPACE)).isEmpty();
    }

    @Test
    void anOpeningThatIsRefusedOpensNothing() {
        backend.newProcess(1, WriterProfile.of(Dialect.X86_64));
        assertThat(backend.open(1, 1024, MmFile.PROC_MM, AccessMode.WRITE_ONLY))
                .isEqualTo(EBADF.asResult());
        assertThat(backend.countAddressSpaces()).isOne();
        assertThat(backend.close(1, 0)).isEqualTo(EBADF.asResult());

        backend.boot(
                HostProfile.of(
                        Dialect.ARM, HostProfile.DEFAULT.generation(), MemoryManager.ORIGINAL));
        assertThat(open(MM)).isEqualTo(ENOENT.asResult());
        assertThat(backend.close(0, 0)).isEqualTo(EBADF.asResult());
        assertThat(backend.countAddressSpaces()).isZero();
    }

    @Test
    void V1_FILE_7_duplicatesAndWhatIsSentReferToTheSameSpace() {
        backend.newProcess(1, WriterProfile.of(Dialect.X86_64));

        assertThat(backend.dup(0, MM, 9)).isEqualTo(9);
        assertThat(backend.send(0, 9, 1, 7)).isEqualTo(7);
        backend.close(0, MM);
        backend.close(0, 9);

        assertThat(backend.write(1, 7, anonymous(0, 1))).isEqualTo(56);
        assertThat(backend.maps(new MmRef.OfFile(1, 7))).startsWith("10000000-10001000 rw-p");
        assertThat(backend.close(1, 0)).isEqualTo(EBADF.asResult());
        assertThat(backend.close(1, 7)).isZero();
        assertThat(backend.countAddressSpaces()).isZero();
    }

    @Test
    void whatIsNotOpenCanBeNeitherDuplicatedNorSent() {
        backend.newProcess(1, WriterProfile.of(Dialect.X86_64));

        assertThat(backend.dup(0, 9, 1)).isEqualTo(EBADF.asResult());
        assertThat(backend.send(0, 9, 1, 0)).isEqualTo(EBADF.asResult());
        assertThat(backend.close(1, 0)).isEqualTo(EBADF.asResult());
    }

    @Test
    void V1_FILE_5_readingIsRefusedByModeOrByTheFile() {
        backend.open(0, 1, MmFile.PROC_MM64, AccessMode.READ_WRITE);
        assertThat(backend.read(0, 1)).isEqualTo(EINVAL.asResult());
        assertThat(backend.read(0, MM)).isEqualTo(EBADF.asResult());
    }

    @Test
    void everyWayOfWritingCarriesOutItsRecords() {
        assertThat(backend.write(0, MM, anonymous(0, 4))).isEqualTo(56);
        assertThat(backend.pwrite(0, MM, unmap(0), 99)).isEqualTo(56);
        assertThat(backend.writev(0, MM, List.of(unmap(1), unmap(2)))).isEqualTo(112);
        assertThat(backend.maps(SPACE)).startsWith("10003000-10004000");
    }

    @Test
    void V1_WRITE_2_ofAWriteThatCannotBeReadToItsEndNothingIsCarriedOut() {
        map(0, 1);
        ByteBuf record = unmap(0);

        assertThat(backend.writeUnreadable(0, MM, record.slice(0, 24), 56))
                .isEqualTo(EFAULT.asResult());
        assertThat(backend.maps(SPACE)).isNotEmpty();
        assertThat(backend.writeUnreadable(0, MM, record, 56)).isEqualTo(56);
        assertThat(backend.maps(SPACE)).isEmpty();
    }

    @Test
    void memoryIsStoredAndLoadedThroughTheFile() {
        map(0, 1);

        assertThat(backend.store(SPACE, BASE + 8, 4, 0x1_2345_6789L)).isInstanceOf(Value.class);
        assertThat(backend.load(SPACE, BASE + 8, 8)).isEqualTo(new Value(0x2345_6789L));
        assertThat(backend.load(SPACE, BASE + Page.SIZE, 1))
                .isEqualTo(new AccessResult.Fault(FaultKind.MAPERR, BASE + Page.SIZE));
        assertThat(backend.store(SPACE, BASE - 1, 1, 0))
                .isEqualTo(new AccessResult.Fault(FaultKind.MAPERR, BASE - 1));
    }

    @Test
    void anInstructionIsOneByteThatMustBeExecutable() {
        map(0, 2);
        backend.write(0, MM, anonymous(1, 1, Prot.READ | Prot.EXEC));
        backend.write(0, MM, anonymous(0, 1, Prot.READ));
        long last = BASE + 2 * Page.SIZE - 1;

        assertThat(backend.fetch(SPACE, last)).isInstanceOf(Value.class);
        assertThat(backend.fetch(SPACE, BASE))
                .isEqualTo(new AccessResult.Fault(FaultKind.ACCERR, BASE));
    }

    /** By what a private mapping of it answers, readable and executable. */
    @ParameterizedTest
    @EnumSource
    void everyKindOfObjectAnswersAsItsRulesSay(ObjectKind kind) {
        Errno refusal = kind == ObjectKind.REFUSING ? EACCES : null;
        assertThat(backend.makeObject(3, kind, SIZE, refusal)).isEqualTo("object3");
        assertThat(backend.openObject(0, 9, 3, AccessMode.READ_WRITE)).isEqualTo(9);

        assertThat(mapObject(9, Prot.READ))
                .isEqualTo(
                        switch (kind) {
                            case REGULAR, NOT_EXECUTABLE -> 56;
                            case DIRECTORY, PIPE, SOCKET -> ENODEV.asResult();
                            case REFUSING -> EACCES.asResult();
                        });
        assertThat(mapObject(9, Prot.EXEC))
                .isEqualTo(
                        switch (kind) {
                            case REGULAR -> 56;
                            case NOT_EXECUTABLE, PIPE, SOCKET -> EPERM.asResult();
                            case DIRECTORY -> ENODEV.asResult();
                            case REFUSING -> EACCES.asResult();
                        });
    }

    @Test
    void anObjectHasItsNameItsSizeAndItsMode() {
        backend.makeObject(3, ObjectKind.REGULAR, Page.SIZE, null);
        backend.openObject(0, 9, 3, AccessMode.READ_ONLY);
        mapObject(9, Prot.READ);

        assertThat(backend.maps(SPACE)).endsWith(" object3\n");
        assertThat(backend.load(SPACE, BASE + Page.SIZE, 1))
                .isEqualTo(new AccessResult.Fault(FaultKind.BUS, BASE + Page.SIZE));
        assertThat(backend.read(0, 9)).isEqualTo(EINVAL.asResult());
        assertThat(backend.write(0, 9, unmap(0))).isEqualTo(EBADF.asResult());
    }

    @Test
    void theBytesOfAnObjectAreWrittenReadAndCutOff() {
        backend.makeObject(3, ObjectKind.REGULAR, Page.SIZE, null);

        assertThat(backend.writeObject(3, 5, new byte[] {1, 2, 3})).isEqualTo(3);
        assertThat(backend.readObject(3, 6, 4)).containsExactly(2, 3, 0, 0);
        assertThat(backend.resizeObject(3, 7)).isZero();
        assertThat(backend.readObject(3, 6, 4)).containsExactly(2);
    }

    /** Neighbours of one opening become one area, those of two do not. */
    @Test
    void everyOpeningOfAnObjectIsANewOneAndADuplicateIsNot() {
        backend.makeObject(3, ObjectKind.REGULAR, SIZE, null);
        backend.openObject(0, 7, 3, AccessMode.READ_WRITE);
        backend.openObject(0, 8, 3, AccessMode.READ_WRITE);
        backend.dup(0, 7, 9);

        for (int i = 0; i < 3; i++) {
            backend.write(0, MM, shared(7 + i, i));
        }
        assertThat(backend.maps(SPACE).lines()).hasSize(3);
        backend.write(0, MM, shared(9, 1));
        assertThat(backend.maps(SPACE).lines()).hasSize(1);
    }

    private void map(long page, long pages) {
        assertThat(backend.write(0, MM, anonymous(page, pages))).isEqualTo(56);
    }

    private long mapObject(int fd, int prot) {
        return backend.write(0, MM, record(new Mmap(BASE, SIZE, prot, PRIVATE_FIXED, fd, 0)));
    }

    private static ByteBuf shared(int fd, long page) {
        int flags = MapFlags.SHARED | MapFlags.FIXED;
        long offset = page * Page.SIZE;
        return record(new Mmap(BASE + offset, Page.SIZE, Prot.READ, flags, fd, offset));
    }

    private static ByteBuf anonymous(long page, long pages) {
        return anonymous(page, pages, Bench.RW);
    }

    private static ByteBuf anonymous(long page, long pages, int prot) {
        long addr = BASE + page * Page.SIZE;
        return record(new Mmap(addr, pages * Page.SIZE, prot, Bench.ANONYMOUSLY, Bench.NO_FD, 0));
    }

    private static ByteBuf unmap(long page) {
        return record(new Munmap(BASE + page * Page.SIZE, Page.SIZE));
    }

    private static ByteBuf record(Op op) {
        return Bench.record(Dialect.X86_64, op);
    }
}
