package io.github.procmm.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.MmFile;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Prot;
import io.github.procmm.v2.Command;
import io.github.procmm.v2.OpFlags;
import io.github.procmm.v2.Rights;
import io.github.procmm.wire.Dialect;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * One address space, changed by records of part v1 and of part v2: their areas are of one kind, and
 * join where they are alike.
 */
class BothPartsTest {

    private static final long ADDR = 0x10000;
    private static final int RW = Prot.READ | Prot.WRITE;

    private final SessionClient client = new SessionClient();
    private final int mm = client.process.open(MmFile.PROC_MM64);
    private final long space = client.value(new Command.Import(mm, Rights.OF_SPACE, 0));

    private int open(AccessMode mode) {
        return client.process.open(MemoryObject.regular("object", 16 * Page.SIZE), mode);
    }

    private long imported(int descriptor, int rights, long tag) {
        return client.value(new Command.Import(descriptor, rights, tag));
    }

    /** Maps one page by a v1 record: that page of the object. */
    private void write(int page, int prot, long flags, int descriptor) {
        long offset = (long) page * Page.SIZE;
        Mmap map =
                new Mmap(
                        ADDR + offset, Page.SIZE, prot, flags | MapFlags.FIXED, descriptor, offset);
        assertThat(client.process.write(mm, Bench.record(Dialect.X86_64, map))).isEqualTo(56);
    }

    /** Maps one page by a v2 record: that page of the object. */
    private void map(int page, int prot, int flags, long object, int maxProt) {
        long offset = (long) page * Page.SIZE;
        client.value(
                new Command.Map(
                        space,
                        flags,
                        ADDR + offset,
                        Page.SIZE,
                        object,
                        offset,
                        prot,
                        maxProt,
                        0,
                        0));
    }

    private int areas() {
        return Objects.requireNonNull(client.session.addressSpace(space)).areaCount();
    }

    @Test
    void V2_QUERY_4_areasOfBothPartsJoin() {
        int descriptor = open(AccessMode.READ_WRITE);
        long object = imported(descriptor, Rights.OF_OBJECT, 0);
        write(0, RW, MapFlags.SHARED, descriptor);
        map(1, RW, OpFlags.SHARED, object, 0);
        write(2, RW, MapFlags.SHARED, descriptor);
        assertThat(areas()).isOne();
    }

    @Test
    void V2_QUERY_4_areasThatTheOpeningBoundsJoinToo() {
        int descriptor = open(AccessMode.READ_ONLY);
        long object = imported(descriptor, Rights.READ | Rights.EXEC, 0);
        write(0, Prot.READ, MapFlags.SHARED, descriptor);
        map(1, Prot.READ, OpFlags.SHARED, object, 0);
        assertThat(areas()).isOne();
    }

    @Test
    void V2_QUERY_4_areasOfWhichOneMayBeGivenMoreAreTwo() {
        int descriptor = open(AccessMode.READ_WRITE);
        long object = imported(descriptor, Rights.OF_OBJECT, 0);
        write(0, Prot.READ, MapFlags.SHARED, descriptor);
        map(1, Prot.READ, OpFlags.SHARED, object, Prot.READ);
        map(2, Prot.READ, OpFlags.SHARED, imported(descriptor, Rights.READ, 0), 0);
        assertThat(areas()).isEqualTo(2);
    }

    @Test
    void V2_QUERY_4_twoImportsOfOneDescriptorAreOneOpening() {
        int descriptor = open(AccessMode.READ_WRITE);
        map(0, RW, 0, imported(descriptor, Rights.OF_OBJECT, 0x7a6), 0);
        map(1, RW, 0, imported(descriptor, Rights.OF_OBJECT, 0x7a6), 0);
        assertThat(areas()).isOne();
    }

    @Test
    void V2_QUERY_4_areasOfOtherTagsAreTwo() {
        int descriptor = open(AccessMode.READ_WRITE);
        map(0, RW, 0, imported(descriptor, Rights.OF_OBJECT, 1), 0);
        map(1, RW, 0, imported(descriptor, Rights.OF_OBJECT, 2), 0);
        assertThat(areas()).isEqualTo(2);
    }

    @Test
    void V2_QUERY_4_areasOfTwoOpeningsAreTwo() {
        map(0, RW, 0, imported(open(AccessMode.READ_WRITE), Rights.OF_OBJECT, 0), 0);
        map(1, RW, 0, imported(open(AccessMode.READ_WRITE), Rights.OF_OBJECT, 0), 0);
        assertThat(areas()).isEqualTo(2);
    }
}
