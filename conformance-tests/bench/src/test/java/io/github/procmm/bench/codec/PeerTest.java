package io.github.procmm.bench.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.model.Decoded;
import io.github.procmm.model.Op;
import io.github.procmm.model.Opcode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every peer does the whole work: nobody wins by doing less. */
class PeerTest {

    /** Agrona decides about its checks once a JVM; that peer is the same code without them. */
    private static final String OTHER_SBE = "SBE_UNCHECKED";

    private static final int BYTES = Workload.SIZE * ProcmmPeer.RECORD_SIZE;

    private final Workload workload = new Workload();

    @Test
    void theWorkloadIsTheMixThatItSays() {
        Map<Opcode, Long> mix =
                Arrays.stream(workload.ops())
                        .collect(Collectors.groupingBy(Op::opcode, Collectors.counting()));

        assertThat(mix)
                .isEqualTo(Map.of(Opcode.MMAP, 717L, Opcode.MUNMAP, 256L, Opcode.MPROTECT, 51L));
        assertThat(workload.sum()).isEqualTo(Arrays.stream(workload.numbers()).sum() - opcodes());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = OTHER_SBE)
    void whatIsWrittenFromNumbersIsReadBack(PeerName name) {
        assertReadsBack(name, Peer::encode);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = OTHER_SBE)
    void whatIsWrittenFromRecordsIsReadBack(PeerName name) {
        assertReadsBack(name, Peer::encodeRecords);
    }

    @Test
    void rawStoresLeaveTheBytesThatWeLeave() {
        try (UnsafePeer raw = new UnsafePeer(workload)) {
            raw.encode();
            ByteBuf expected = bytesOf(raw.memory());

            assertThat(bytesWritten(Peer::encode)).isEqualTo(expected);
            assertThat(bytesWritten(Peer::encodeRecords)).isEqualTo(expected);
        }
    }

    private void assertReadsBack(PeerName name, Consumer<Peer> write) {
        try (Peer peer = name.open(workload)) {
            write.accept(peer);
            List<Decoded> read = new ArrayList<>();
            peer.decodeRecords(read::add);

            assertThat(peer.decode()).isEqualTo(workload.sum());
            assertThat(read).containsExactly(workload.ops());
        }
    }

    /** Writes over ones, so that a zero that is not written shows. */
    private ByteBuf bytesWritten(Consumer<Peer> write) {
        ByteBuf buf = Unpooled.buffer(BYTES);
        Arrays.fill(buf.array(), (byte) -1);
        ByteBuf copy;
        try (Peer ours = new ProcmmPeer(workload, buf)) {
            write.accept(ours);
            copy = buf.copy();
        }
        return copy;
    }

    private static ByteBuf bytesOf(RawMemory memory) {
        ByteBuf bytes = Unpooled.buffer(BYTES);
        for (int offset = 0; offset < BYTES; offset += Long.BYTES) {
            bytes.writeLongLE(memory.getLong(offset));
        }
        return bytes;
    }

    private long opcodes() {
        return Arrays.stream(workload.ops()).mapToLong(op -> op.opcode().number()).sum();
    }
}
