package io.github.procmm.kernel;

import static io.github.procmm.kernel.Bench.page;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.MemoryManager;
import io.github.procmm.model.Errno;
import io.github.procmm.model.Generation;
import io.github.procmm.model.Op;
import io.github.procmm.model.Opcode;
import io.github.procmm.wire.RecordDecoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds of any write on any host. */
class WritePropertyTest {

    @Property(edgeCases = EdgeCasesMode.NONE)
    void arbitraryBytesNeverThrow(
            @ForAll("hosts") HostProfile host,
            @ForAll @Size(max = 80) byte[] bytes,
            @ForAll @IntRange(min = -2, max = 90) int count) {
        assertAnswers(busy(host), Unpooled.wrappedBuffer(bytes), count);
    }

    /** Arbitrary bytes rarely hold an opcode, arbitrary words rarely a descriptor or a page. */
    @Property(tries = 4000, edgeCases = EdgeCasesMode.NONE)
    void arbitraryWordsBehindAnOpcodeNeverThrow(
            @ForAll("hosts") HostProfile host,
            @ForAll Opcode opcode,
            @ForAll("sixWords") List<Long> words,
            @ForAll @IntRange(max = 56) int count) {
        Bench bench = busy(host);
        boolean wide = host.dialect().abi().wordSize() == Long.BYTES;
        ByteBuf bytes = Unpooled.buffer();
        append(bytes, host, opcode.number(), false);
        if (wide) {
            bytes.writeInt(0x5a5a5a5a);
        }
        words.forEach(word -> append(bytes, host, word, wide));
        assertAnswers(
                bench,
                bytes,
                count % 3 == 0 ? Math.min(count, bytes.readableBytes()) : bytes.readableBytes());
    }

    /** The first cuts are EINVAL; once the operation has its bytes the answer is as for all. */
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void everyCutIsEINVALUntilItHoldsWhatIsNeeded(
            @ForAll("hosts") HostProfile host, @ForAll("operations") Op op) {
        long whole = busy(host).write(op);
        boolean reached = false;
        for (int count = 0; count <= host.dialect().recordSize(); count++) {
            Bench bench = busy(host);
            State before = bench.state();
            ByteBuf cut = bench.record(op).slice(0, count);
            boolean covers =
                    new RecordDecoder(host.dialect()).decode(cut.duplicate()) instanceof Op;
            long answer = bench.writer().write(bench.mm(), cut);
            assertThat(covers || !reached).as("%d bytes cover less than fewer", count).isTrue();
            reached = covers;
            if (!covers) {
                assertThat(answer).isEqualTo(Errno.EINVAL.asResult());
                assertThat(bench.state()).isEqualTo(before);
            } else {
                assertThat(answer).isEqualTo(whole == bench.done() ? count : whole);
            }
        }
        assertThat(reached).isTrue();
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void writevIsTheSumOfItsWritesUpToTheFirstThatFails(
            @ForAll("hosts") HostProfile host, @ForAll("batches") List<Op> ops) {
        Bench batch = busy(host);
        Bench single = busy(host);
        List<ByteBuf> segments = new ArrayList<>();
        ops.forEach(op -> segments.add(batch.record(op)));

        long answer = batch.writer().writev(batch.mm(), segments);

        long sum = 0;
        for (int i = 0; i < ops.size(); i++) {
            long result = single.write(ops.get(i));
            if (result < 0 && i == 0) {
                sum = result;
                break;
            }
            sum += Math.max(result, 0);
            if (result != single.done()) {
                break;
            }
        }
        assertThat(answer).isEqualTo(sum);
        assertThat(batch.state().areas()).isEqualTo(single.state().areas());
    }

    /** Three areas with a hole, an object, a pipe, and another address space with an LDT. */
    private static Bench busy(HostProfile host) {
        Bench bench = new Bench(host);
        bench.mapAnonymous(page(0), 4);
        bench.mmap(page(4), 2L * Page.SIZE, 1, 0x11, bench.object(AccessMode.READ_ONLY), 0);
        bench.mapAnonymous(page(8), 1);
        bench.writer().open(MemoryObject.unmappable("pipe"), AccessMode.READ_ONLY);
        if (host.hasLdts()) {
            SegmentBytes.fill(bench.ldt(bench.openMm()), 7);
        }
        return bench;
    }

    private static void assertAnswers(Bench bench, ByteBuf bytes, int count) {
        State before = bench.state();
        long result = bench.writer().write(bench.mm(), bytes, count);
        State after = bench.state();

        assertThat(after.descriptors()).isEqualTo(before.descriptors());
        if (result == count) {
            return;
        }
        boolean raw =
                bench.kernel().profile().manager() == MemoryManager.ORIGINAL
                        && bench.kernel().profile().generation() != Generation.SKAS3_V9;
        assertThat(Errno.isError(result) || raw).as("answer %d", result).isTrue();
        assertThat(bytes.readerIndex()).isZero();
        assertThat(after.ldt()).isEqualTo(before.ldt());
    }

    private static void append(ByteBuf bytes, HostProfile host, long word, boolean wide) {
        boolean bigEndian = host.dialect().abi().bigEndian();
        if (wide) {
            bytes.writeLong(bigEndian ? word : Long.reverseBytes(word));
        } else {
            bytes.writeInt(bigEndian ? (int) word : Integer.reverseBytes((int) word));
        }
    }

    @Provide
    static Arbitrary<HostProfile> hosts() {
        return Arbitraries.of(Profiles.all());
    }

    @Provide
    static Arbitrary<Op> operations() {
        return Operations.any();
    }

    @Provide
    static Arbitrary<List<Op>> batches() {
        return Operations.any().list().ofMaxSize(6);
    }

    @Provide
    static Arbitrary<List<Long>> sixWords() {
        return Arbitraries.oneOf(
                        Arbitraries.longs(),
                        Arbitraries.longs().between(0, 64),
                        Arbitraries.longs().between(-1, 12).map(Bench::page),
                        Arbitraries.of(0x11L, 0x12L, 0x32L, 0x31L, 0x100L, (long) Page.SIZE))
                .list()
                .ofSize(6);
    }
}
