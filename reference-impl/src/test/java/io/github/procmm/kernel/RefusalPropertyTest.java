package io.github.procmm.kernel;

import static io.github.procmm.kernel.Bench.page;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.MemoryManager;
import io.github.procmm.model.Errno;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Mprotect;
import io.github.procmm.model.Op;
import io.netty.buffer.ByteBuf;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** A refusal changes nothing, but where a rule says what it changes. */
class RefusalPropertyTest {

    @Property(tries = 1500, edgeCases = EdgeCasesMode.NONE)
    void anErrorLeavesTheStateAsItWas(
            @ForAll("hosts") HostProfile host,
            @ForAll("histories") List<Op> history,
            @ForAll @IntRange(min = 1, max = 6) int maxMapCount) {
        Bench bench = new Bench(host.withMaxMapCount(maxMapCount));
        bench.object(AccessMode.READ_WRITE);
        bench.object(AccessMode.READ_ONLY);
        if (host.hasLdts()) {
            SegmentBytes.fill(bench.ldt(bench.openMm()), 1, 2, 3);
        }
        for (Op op : history) {
            State before = bench.state();
            ByteBuf record = bench.record(op);
            long result = bench.writer().write(bench.mm(), record);
            if (Errno.isError(result)) {
                assertThat(record.readerIndex()).isZero();
                assertUnchanged(host, op, before, bench.state());
            }
        }
    }

    private static void assertUnchanged(HostProfile host, Op op, State before, State after) {
        assertThat(after.ldt()).isEqualTo(before.ldt());
        assertThat(after.descriptors()).isEqualTo(before.descriptors());
        if (op instanceof Mprotect) {
            assertThat(mapped(after)).isEqualTo(mapped(before)); // V1-PROT-14: rights may differ
            return;
        }
        boolean original = host.manager() == MemoryManager.ORIGINAL;
        if (original && op instanceof Mmap && !after.equals(before)) {
            assertThat(mapped(after)).isLessThan(mapped(before)); // V1-MAP-37: the range is lost
            return;
        }
        assertThat(after.areas()).isEqualTo(before.areas());
    }

    private static long mapped(State state) {
        return state.areas().stream().mapToLong(area -> area.end() - area.start()).sum();
    }

    /** Whatever became of an address space, closing it leaves nothing behind. */
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void closingEndsWhateverItHasBecome(
            @ForAll("hosts") HostProfile host, @ForAll("histories") List<Op> history) {
        Bench bench = new Bench(host);
        bench.object(AccessMode.READ_WRITE);
        bench.openMm();
        history.forEach(bench::write);
        Task task = bench.writer().newTask();
        boolean switched = task.switchMm(bench.mm()) == 0;
        task.store(page(0), 8, 1);
        int copy = bench.writer().dup(bench.mm());

        for (int fd : new int[] {bench.mm(), 2, copy}) {
            bench.writer().close(fd);
        }
        assertThat(bench.kernel().openAddressSpaces()).isEqualTo(switched ? 1 : 0);
        task.exit();
        assertThat(bench.kernel().openAddressSpaces()).isZero();
    }

    @Provide
    static Arbitrary<HostProfile> hosts() {
        return Arbitraries.of(Profiles.all());
    }

    @Provide
    static Arbitrary<List<Op>> histories() {
        return Operations.any().list().ofMaxSize(20);
    }
}
