package io.github.procmm.kernel;

import static io.github.procmm.kernel.Bench.page;
import static io.github.procmm.model.Errno.EBADF;
import static io.github.procmm.model.Errno.EMFILE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.AccessResult;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.MmFile;
import io.github.procmm.model.Munmap;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long an address space lives: as long as a descriptor or a task has it. */
class LifecycleTest {

    private Bench bench = new Bench(HostProfile.DEFAULT);

    @BeforeEach
    void mapSomething() {
        bench = new Bench(HostProfile.DEFAULT);
        bench.mapAnonymous(page(0), 2);
    }

    @Test
    void V1_FILE_7_dupMakesAnotherReference() {
        int copy = bench.writer().dup(bench.mm(), 10);

        assertThat(copy).isEqualTo(10);
        assertThat(bench.space(copy)).isSameAs(bench.space());
        assertThat(bench.write(copy, new Munmap(page(0), Page.SIZE))).isEqualTo(bench.done());
        assertThat(bench.space().mappedBytes()).isEqualTo(Page.SIZE);
    }

    @Test
    void V1_FILE_7_sendingMakesAReferenceInAnotherProcess() {
        UserProcess other = bench.kernel().newProcess();

        int there = bench.writer().sendTo(other, bench.mm());
        bench.writer().close(bench.mm());

        assertThat(other.addressSpace(there)).isNotNull();
        assertThat(other.write(there, bench.record(new Munmap(page(0), 1))))
                .isEqualTo(bench.done());
        assertThat(bench.kernel().openAddressSpaces()).isOne();
    }

    @Test
    void V1_FILE_8_theLastDescriptorOfManyEndsIt() {
        AddressSpace space = bench.space();
        UserProcess other = bench.kernel().newProcess();
        int copy = bench.writer().dup(bench.mm());
        int there = bench.writer().sendTo(other, copy);

        bench.writer().close(bench.mm());
        bench.writer().close(copy);
        assertThat(bench.kernel().openAddressSpaces()).isOne();
        other.close(there);

        assertThat(bench.kernel().openAddressSpaces()).isZero();
        assertThat(space.areaCount()).isZero();
    }

    @Test
    void V1_FILE_8_aTaskKeepsItAliveWithoutDescriptor() {
        Task task = bench.writer().newTask();
        task.switchMm(bench.mm());
        bench.writer().close(bench.mm());

        assertThat(bench.kernel().openAddressSpaces()).isOne();
        assertThat(task.load(page(1), 8)).isEqualTo(new AccessResult.Value(0));

        task.exit();
        assertThat(bench.kernel().openAddressSpaces()).isZero();
    }

    @Test
    void V1_FILE_8_theLastOfTwoTasksEndsIt() {
        Task one = bench.writer().newTask();
        Task two = bench.writer().newTask();
        one.switchMm(bench.mm());
        two.switchMm(bench.mm());
        bench.writer().close(bench.mm());

        one.exit();
        assertThat(bench.kernel().openAddressSpaces()).isOne();
        two.exit();
        assertThat(bench.kernel().openAddressSpaces()).isZero();
    }

    @Test
    void V1_FILE_8_openingAnObjectOverTheLastDescriptorEndsIt() {
        bench.writer().openAt(bench.mm(), MemoryObject.regular("o", 1), AccessMode.READ_ONLY);

        assertThat(bench.kernel().openAddressSpaces()).isZero();
        assertThat(bench.writer().addressSpace(bench.mm())).isNull();
    }

    @Test
    void V1_FILE_7_dup2MakesAnotherReferenceWhereItIsWanted() {
        assertThat(bench.writer().dup2(bench.mm(), 1023)).isEqualTo(1023);

        assertThat(bench.space(1023)).isSameAs(bench.space());
        bench.writer().close(bench.mm());
        assertThat(bench.write(1023, new Munmap(page(0), Page.SIZE))).isEqualTo(bench.done());
    }

    @Test
    void V1_FILE_8_dup2OverTheLastDescriptorOfAnotherEndsThat() {
        int other = bench.openMm();
        AddressSpace replaced = bench.space(other);

        assertThat(bench.writer().dup2(bench.mm(), other)).isEqualTo(other);

        assertThat(bench.space(other)).isSameAs(bench.space()).isNotSameAs(replaced);
        assertThat(bench.kernel().openAddressSpaces()).isOne();
    }

    @Test
    void dup2OfADescriptorToItselfChangesNothing() {
        State before = bench.state();

        assertThat(bench.writer().dup2(bench.mm(), bench.mm())).isEqualTo(bench.mm());

        assertThat(bench.state()).isEqualTo(before);
        bench.writer().close(bench.mm());
        assertThat(bench.kernel().openAddressSpaces()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0, -1", "0, 1024", "9, 1", "9, 0", "9, 9", "-1, 0"})
    void dup2WithADescriptorThatIsNoneIsEBADFAndChangesNothing(int fd, int to) {
        State before = bench.state();

        assertThat(bench.writer().dup2(fd, to)).isEqualTo(EBADF.asResult());

        assertThat(bench.state()).isEqualTo(before);
    }

    @Test
    void aDescriptorThatIsNotOpenCanBeNeitherDuplicatedNorSentNorClosed() {
        UserProcess writer = bench.writer();

        assertThat(writer.dup(9)).isEqualTo(EBADF.asResult());
        assertThat(writer.sendTo(bench.kernel().newProcess(), 9)).isEqualTo(EBADF.asResult());
        assertThat(writer.close(9)).isEqualTo(EBADF.asResult());
        assertThat(writer.close(-1)).isEqualTo(EBADF.asResult());
    }

    @Test
    void theLowestNumberThatIsFreeIsTheNextDescriptor() {
        UserProcess writer = bench.writer();
        assertThat(List.of(bench.openMm(), bench.openMm(), bench.openMm()))
                .isEqualTo(List.of(1, 2, 3));

        writer.close(1);
        writer.close(0);

        assertThat(List.of(bench.openMm(), writer.dup(2, 1), writer.dup(2)))
                .isEqualTo(List.of(0, 1, 4));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1024, Integer.MIN_VALUE})
    void anObjectOpenedAtANumberThatIsNoDescriptorIsTheCallersBug(int fd) {
        MemoryObject object = MemoryObject.regular("o", 1);
        assertThatThrownBy(() -> bench.writer().openAt(fd, object, AccessMode.READ_ONLY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("descriptor " + fd + ", wanted 0 to 1023");
    }

    @Test
    void anObjectMayBeOpenedAtTheLastDescriptor() {
        bench.writer().openAt(1023, MemoryObject.regular("o", 1), AccessMode.READ_ONLY);
        assertThat(bench.writer().close(1023)).isZero();
    }

    @Test
    void anOpenThatFindsNoDescriptorLeavesNoAddressSpaceBehind() {
        Limits limits = Limits.of(bench.dialect(), bench.dialect()).withDescriptors(1);
        UserProcess poor = bench.kernel().newProcess(bench.dialect(), limits);
        poor.open(MmFile.PROC_MM64);

        assertThat(poor.open(MmFile.PROC_MM64)).isEqualTo(EMFILE.asResult());
        assertThat(poor.dup(0)).isEqualTo(EMFILE.asResult());
        assertThat(bench.kernel().openAddressSpaces()).isEqualTo(2);
    }

    @Test
    void anLdtThatGrowsTakesMemoryForWhatIsAddedOnly() {
        Bench small = new Bench(HostProfile.DEFAULT.withLdtEntries(3L * Ldt.UNIT));
        Ldt ldt = small.ldt(small.mm());

        for (int units = 1; units <= 3; units++) {
            assertThat(ldt.growTo(units * Ldt.UNIT)).isTrue();
            assertThat(ldt.growTo(1)).isTrue();
        }
        assertThat(ldt.growTo(3 * Ldt.UNIT + 1)).isFalse();
        assertThat(ldt.size()).isEqualTo(3 * Ldt.UNIT);
    }

    @Test
    void anEndedAddressSpaceGivesItsLdtBack() {
        Bench small = new Bench(HostProfile.DEFAULT.withLdtEntries(Ldt.UNIT));
        SegmentBytes.fill(small.ldt(small.mm()), 1);
        int next = small.openMm();
        assertThat(small.ldt(next).growTo(1)).isFalse();

        small.writer().close(small.mm());

        assertThat(small.ldt(next).growTo(1)).isTrue();
    }
}
