package io.github.procmm.kernel;

import static io.github.procmm.kernel.Bench.BASE;
import static io.github.procmm.model.Errno.EBADF;
import static io.github.procmm.model.Errno.ENOMEM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.AddressRange;
import io.github.procmm.backend.Backend;
import io.github.procmm.backend.Feature;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.MmFile;
import io.github.procmm.backend.MmRef;
import io.github.procmm.backend.ObjectKind;
import io.github.procmm.backend.Offer;
import io.github.procmm.backend.Offer.HostKind;
import io.github.procmm.backend.WriterProfile;
import io.github.procmm.model.Generation;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Munmap;
import io.github.procmm.wire.Dialect;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hosts and writers as a judge starts them. */
class ReferenceBackendTest {

    private static final long NO_FD = 0xffff_ffffL;

    private final ReferenceBackend backend = new ReferenceBackend();
    private Dialect records = HostProfile.DEFAULT.dialect();

    @BeforeEach
    void boot() {
        boot(HostProfile.DEFAULT);
    }

    private void boot(HostProfile host) {
        backend.boot(host);
        records = host.dialect();
    }

    @Test
    void aJudgeFindsItAmongTheServices() {
        assertThat(ServiceLoader.load(Backend.class))
                .extracting(found -> found.offer().name())
                .contains("reference");
    }

    @Test
    void itOffersEveryHostAndEveryFeatureAndReservesNothing() {
        Offer offer = backend.offer();

        assertThat(offer.hosts())
                .containsExactlyElementsOf(Profiles.all().stream().map(HostKind::of).toList())
                .hasSize(40);
        assertThat(offer.features()).containsExactlyInAnyOrder(Feature.values());
        assertThat(offer.reserved()).isEmpty();
        assertThat(backend.offer()).isEqualTo(offer);
    }

    @ParameterizedTest
    @MethodSource("io.github.procmm.kernel.Profiles#all")
    void everyHostHasProcess0OfItsOwnKindWithNothingOpen(HostProfile host) {
        boot(host);
        List<MmFile> files = MmFile.of(host.dialect());
        MmFile file = files.get(files.size() - 1);

        assertThat(backend.close(0, 0)).isEqualTo(EBADF.asResult());
        assertThat(backend.open(0, 0, file, AccessMode.WRITE_ONLY)).isZero();
        backend.newTask(0, 0);
        assertThat(backend.switchMm(0, 0)).isZero();
    }

    @Test
    void aBootForgetsWhatWasMadeBefore() {
        backend.newProcess(1, WriterProfile.of(Dialect.X86_64));
        backend.makeObject(2, ObjectKind.REGULAR, 0, null);
        backend.newTask(0, 3);
        backend.open(0, 4, MmFile.PROC_MM, AccessMode.WRITE_ONLY);

        boot(HostProfile.DEFAULT);

        assertThat(backend.countAddressSpaces()).isZero();
        assertThat(backend.close(0, 4)).isEqualTo(EBADF.asResult());
        assertNotMade("process 1", () -> backend.close(1, 0));
        assertNotMade("object 2", () -> backend.resizeObject(2, 0));
        assertNotMade("task 3", () -> backend.switchMm(3, 0));
    }

    @Test
    void aNumberThatHasNotBeenGivenIsTheCallersBug() {
        assertNotMade("process 9", () -> backend.send(0, 0, 9, 0));
        assertNotMade("object 9", () -> backend.openObject(0, 0, 9, AccessMode.READ_ONLY));
        assertNotMade("task 9", () -> backend.load(new MmRef.OfTask(9), 0, 1));
        assertNotMade("task 9", () -> backend.ptrace(9, 52, new byte[0], new byte[0], 0));
        assertThatThrownBy(() -> backend.maps(new MmRef.OfFile(0, 9)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("OfFile[process=0, fd=9] is no open address space");
    }

    private static void assertNotMade(String what, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(what + " has not been made");
    }

    @Test
    void process0MayStartAgain() {
        backend.open(0, 1, MmFile.PROC_MM64, AccessMode.WRITE_ONLY);

        backend.newProcess(0, WriterProfile.of(Dialect.I386));

        assertThat(backend.close(0, 1)).isEqualTo(EBADF.asResult());
        assertThat(backend.open(0, 1, MmFile.PROC_MM, AccessMode.WRITE_ONLY)).isEqualTo(1);
        backend.newTask(0, 0);
        assertThat(backend.switchMm(0, 1)).isZero();
    }

    @Test
    void V1_MAP_32_aWritersLimitOnAddressSpaceHoldsForWhatItWritesTo() {
        WriterProfile limited = new WriterProfile(Dialect.X86_64, 2L * Page.SIZE, List.of());
        backend.newProcess(1, limited);
        backend.open(0, 0, MmFile.PROC_MM64, AccessMode.WRITE_ONLY);
        backend.send(0, 0, 1, 0);

        assertThat(map(1, BASE, 3, Bench.ANONYMOUSLY)).isEqualTo(ENOMEM.asResult());
        assertThat(map(1, BASE, 2, Bench.ANONYMOUSLY)).isEqualTo(56);
        assertThat(map(0, BASE, 3, Bench.ANONYMOUSLY)).isEqualTo(56);
    }

    /** Generation A looks for room in the writer's layout: so what is taken there can be seen. */
    @Test
    void V1_MAP_13_theTakenRangesOfAWriterAreMappedInItsOwnAddressSpace() {
        boot(Profiles.i386(Generation.SKAS3_2_4));
        AddressRange taken = new AddressRange(BASE, BASE + 3 * Page.SIZE);
        backend.newProcess(1, new WriterProfile(Dialect.I386, -1, List.of(taken)));
        int flags = MapFlags.PRIVATE | MapFlags.ANONYMOUS;

        for (int process : new int[] {0, 1}) {
            backend.open(process, 0, MmFile.PROC_MM, AccessMode.WRITE_ONLY);
            map(process, BASE + 2 * Page.SIZE, 1, flags);
            map(process, BASE + 3 * Page.SIZE, 1, flags);
        }

        assertThat(starts(0)).containsExactly("10002000");
        assertThat(starts(1)).hasSize(2).startsWith("10003000").doesNotContain("10002000");
    }

    @Test
    void aRangeThatCannotBeTakenIsTheCallersBug() {
        AddressRange outside = new AddressRange(-2L * Page.SIZE, -1L * Page.SIZE);
        WriterProfile writer = new WriterProfile(Dialect.X86_64, -1, List.of(outside));

        assertThatThrownBy(() -> backend.newProcess(1, writer))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(outside + " cannot be taken: ENOMEM");
    }

    @Test
    void theLimitsOfTheHostHold() {
        boot(HostProfile.DEFAULT.withMaxAddressSpaces(1).withMaxMapCount(1));
        backend.open(0, 0, MmFile.PROC_MM64, AccessMode.WRITE_ONLY);

        assertThat(backend.open(0, 1, MmFile.PROC_MM64, AccessMode.WRITE_ONLY))
                .isEqualTo(ENOMEM.asResult());
        assertThat(map(0, BASE, 3, Bench.ANONYMOUSLY)).isEqualTo(56);
        assertThat(backend.write(0, 0, Bench.record(records, hole()))).isEqualTo(ENOMEM.asResult());
        assertThat(backend.countAddressSpaces()).isOne();
    }

    private static Munmap hole() {
        return new Munmap(BASE + Page.SIZE, Page.SIZE);
    }

    /** Maps through descriptor 0 in the records of its file. */
    private long map(int process, long addr, long pages, int flags) {
        Mmap op = new Mmap(addr, pages * Page.SIZE, Bench.RW, flags, NO_FD, 0);
        return backend.write(process, 0, Bench.record(records, op));
    }

    private List<String> starts(int process) {
        String maps = backend.maps(new MmRef.OfFile(process, 0));
        return Arrays.stream(maps.split("\n", -1))
                .filter(line -> !line.isEmpty())
                .map(line -> line.substring(0, line.indexOf('-')))
                .toList();
    }
}
