package io.github.procmm.kernel;

import static io.github.procmm.kernel.Bench.ANONYMOUSLY;
import static io.github.procmm.kernel.Bench.RW;
import static io.github.procmm.kernel.Bench.page;
import static io.github.procmm.model.Errno.EFAULT;
import static io.github.procmm.model.Errno.EINVAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.HostProfile;
import io.github.procmm.model.CopySegments;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Mprotect;
import io.github.procmm.model.Munmap;
import io.github.procmm.model.Op;
import io.github.procmm.model.Opcode;
import io.github.procmm.wire.Dialect;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What write makes of a run of bytes, before and after the operation. */
class WriteTest {

    private static final String ALL = "io.github.procmm.kernel.Profiles#all";

    @ParameterizedTest
    @MethodSource(ALL)
    void V1_WRITE_1_aWriteLongerThanTheRecordIsEINVAL(HostProfile host) {
        Bench bench = new Bench(host);
        ByteBuf record = mapping(bench).writeByte(0);
        ByteBuf two = mapping(bench).writeBytes(mapping(bench));

        assertRefused(bench, record, record.readableBytes(), EINVAL.asResult());
        assertRefused(bench, two, two.readableBytes(), EINVAL.asResult());
        assertRefused(bench, two, Long.MAX_VALUE, EINVAL.asResult());
        assertRefused(bench, two, -1, EINVAL.asResult());
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void V1_WRITE_2_aBufferThatEndsEarlyIsEFAULT(HostProfile host) {
        Bench bench = new Bench(host);
        int size = bench.dialect().recordSize();

        for (int readable = 0; readable < size; readable++) {
            assertRefused(bench, mapping(bench).slice(0, readable), size, EFAULT.asResult());
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void V1_WRITE_3_fewerBytesThanAnOpcodeAreEINVAL(HostProfile host) {
        Bench bench = new Bench(host);

        for (int count = 0; count < 4; count++) {
            assertRefused(bench, mapping(bench), count, EINVAL.asResult());
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void V1_WRITE_4_anUnknownOpcodeIsEINVAL(HostProfile host) {
        Bench bench = new Bench(host);
        for (int opcode :
                new int[] {0, -1, 53, 58, 54 << 8, 54 << 24, 54 | 1 << 31, 1 << 16 | 54}) {
            ByteBuf record = mapping(bench);
            boolean bigEndian = bench.dialect().abi().bigEndian();
            record.setInt(0, bigEndian ? opcode : Integer.reverseBytes(opcode));
            assertRefused(bench, record, record.readableBytes(), EINVAL.asResult());
            assertRefused(bench, record, 4, EINVAL.asResult());
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void V1_WRITE_5_aRecordThatEndsWithinWhatItsOperationNeedsIsEINVAL(HostProfile host) {
        for (Op op : ops()) {
            Bench bench = new Bench(host);
            bench.mapAnonymous(page(8), 1);
            for (int count = 0; count < needed(op, bench.dialect()); count++) {
                assertRefused(bench, bench.record(op), count, EINVAL.asResult());
            }
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void V1_WRITE_6_V1_WRITE_8_aShortRecordThatCoversItsFieldsReturnsItsOwnLength(
            HostProfile host) {
        for (Op op : ops()) {
            Bench bench = new Bench(host);
            bench.mapAnonymous(page(8), 1);
            for (int count = needed(op, bench.dialect());
                    count <= bench.dialect().recordSize();
                    count++) {
                ByteBuf record = bench.record(op);
                assertThat(bench.writer().write(bench.mm(), record, count))
                        .as("%s in %d bytes", op, count)
                        .isEqualTo(count);
                assertThat(record.readerIndex()).isEqualTo(count);
            }
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void V1_WRITE_6_whatAnOperationDoesNotNeedIsNotLookedAt(HostProfile host) {
        for (Op op : ops()) {
            Bench bench = new Bench(host);
            bench.mapAnonymous(page(8), 1);
            ByteBuf record = bench.record(op);
            int needed = needed(op, bench.dialect());
            for (int at = needed; at < record.readableBytes(); at++) {
                record.setByte(at, 0xff);
            }
            assertThat(bench.writer().write(bench.mm(), record)).isEqualTo(bench.done());
        }
    }

    /** Only EFAULT differs, so only its neighbours show an order. */
    @ParameterizedTest
    @MethodSource(ALL)
    void V1_WRITE_7_tooLongIsFoundBeforeUnreadableAndThatBeforeTheBytes(HostProfile host) {
        Bench bench = new Bench(host);
        ByteBuf nothing = Unpooled.EMPTY_BUFFER;
        int size = bench.dialect().recordSize();
        ByteBuf wrong = Unpooled.buffer().writeLong(-1);

        assertRefused(bench, nothing, size + 1, EINVAL.asResult());
        for (int count = 1; count <= size; count++) {
            assertRefused(bench, nothing, count, EFAULT.asResult());
        }
        assertRefused(bench, wrong, 9, EFAULT.asResult());
        assertRefused(bench, nothing, 0, EINVAL.asResult());
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void V1_WRITE_8_aRefusalIsTheNegativeErrno(HostProfile host) {
        Bench bench = new Bench(host);

        assertRefused(bench, bench.record(new Munmap(1, 1)), bench.done(), EINVAL.asResult());
    }

    private static ByteBuf mapping(Bench bench) {
        return bench.record(new Mmap(page(0), Page.SIZE, RW, ANONYMOUSLY, 0, 0));
    }

    /** One of each, that an address space with a page at page(8) as descriptor 0 accepts. */
    private static List<Op> ops() {
        return List.of(
                new Mmap(page(0), Page.SIZE, RW, ANONYMOUSLY, 0, 0),
                new Munmap(page(0), Page.SIZE),
                new Mprotect(page(8), Page.SIZE, 0),
                new CopySegments(0));
    }

    private static int needed(Op op, Dialect dialect) {
        boolean wide = dialect.abi().wordSize() == Long.BYTES;
        Opcode opcode = op.opcode();
        return switch (opcode) {
            case MMAP -> wide ? 56 : 28;
            case MUNMAP -> wide ? 24 : 12;
            case MPROTECT -> wide ? 28 : 16;
            case COPY_SEGMENTS -> wide ? 12 : 8;
        };
    }

    private static void assertRefused(Bench bench, ByteBuf bytes, long count, long errno) {
        State before = bench.state();
        int index = bytes.readerIndex();

        assertThat(bench.writer().write(bench.mm(), bytes, count)).isEqualTo(errno);

        assertThat(bytes.readerIndex()).isEqualTo(index);
        assertThat(bench.state()).isEqualTo(before);
    }
}
