package io.github.procmm.kernel;

import static io.github.procmm.kernel.Bench.ANONYMOUSLY;
import static io.github.procmm.kernel.Bench.RW;
import static io.github.procmm.kernel.Bench.page;
import static io.github.procmm.model.Errno.EBADF;
import static io.github.procmm.model.Errno.EINVAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.HostProfile;
import io.github.procmm.model.Generation;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Munmap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The only batch that v1 has, and what it hides. */
class WritevTest {

    private static final String ALL = "io.github.procmm.kernel.Profiles#all";

    private static final Munmap WRONG = new Munmap(1, 1);

    @ParameterizedTest
    @MethodSource(ALL)
    void V1_WRITE_10_eachSegmentIsAWriteOfItsOwn(HostProfile host) {
        Bench bench = new Bench(host);

        assertThat(writev(bench, map(bench, 0), map(bench, 2), map(bench, 4)))
                .isEqualTo(3 * bench.done());
        assertThat(bench.space().areaCount()).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void V1_WRITE_10_whatLiesBehindAFailureIsNotLookedAt(HostProfile host) {
        Bench bench = new Bench(host);
        ByteBuf wrong = bench.record(WRONG);
        ByteBuf last = map(bench, 4);

        assertThat(writev(bench, map(bench, 0), map(bench, 2), wrong, last))
                .isEqualTo(2 * bench.done());
        assertThat(bench.space().areaCount()).isEqualTo(2);
        assertThat(last.readerIndex()).isZero();
        assertThat(wrong.readerIndex()).isZero();
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void V1_WRITE_10_anEmptySegmentIsAWriteOfNothing(HostProfile host) {
        Bench bench = new Bench(host);

        assertThat(writev(bench, map(bench, 0), Unpooled.EMPTY_BUFFER, map(bench, 2)))
                .isEqualTo(bench.done());
        assertThat(writev(bench, Unpooled.EMPTY_BUFFER, map(bench, 2)))
                .isEqualTo(EINVAL.asResult());
        assertThat(bench.space().areaCount()).isOne();
    }

    /** A record may not be spread over two segments. */
    @ParameterizedTest
    @MethodSource(ALL)
    void V1_WRITE_10_segmentsAreNotJoined(HostProfile host) {
        Bench bench = new Bench(host);
        ByteBuf record = map(bench, 0);

        assertThat(writev(bench, record.slice(0, 8), record.slice(8, record.readableBytes() - 8)))
                .isEqualTo(EINVAL.asResult());
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void V1_WRITE_11_theFirstSegmentsErrnoIsReturned(HostProfile host) {
        Bench bench = new Bench(host);

        assertThat(writev(bench, bench.record(WRONG), map(bench, 0))).isEqualTo(EINVAL.asResult());
        assertThat(bench.writer().writev(9, Arrays.asList(map(bench, 0))))
                .isEqualTo(EBADF.asResult());
        assertThat(bench.space().areaCount()).isZero();
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void V1_WRITE_11_shortRecordsCountAsTheyAre(HostProfile host) {
        Bench bench = new Bench(host);
        int needed = bench.dialect().abi().wordSize() * 3;
        ByteBuf unmap = bench.record(new Munmap(page(0), Page.SIZE)).slice(0, needed);

        assertThat(writev(bench, map(bench, 0), unmap, bench.record(WRONG)))
                .isEqualTo(bench.done() + needed);
    }

    @Test
    void V1_WRITE_11_aRawResultIsAddedOrLostByItsSign() {
        Bench bench = new Bench(Profiles.original(Generation.SKAS3_2_6_2005));

        assertThat(writev(bench, map(bench, 0), nothing(bench, 0x1001), map(bench, 2)))
                .isEqualTo(28 + 0x1001);
        assertThat(writev(bench, map(bench, 0), nothing(bench, 0x8000_0001L), map(bench, 2)))
                .isEqualTo(28);
        assertThat(writev(bench, nothing(bench, 0x8000_0001L), map(bench, 2)))
                .isEqualTo(0x80000001);
        assertThat(bench.space().areaCount()).isOne();
    }

    /** An address that equals the segment's length cannot be told from success. */
    @Test
    void V1_WRITE_10_aRawResultThatIsTheLengthDoesNotStop() {
        Bench bench = new Bench(Profiles.original(Generation.SKAS3_2_4));

        assertThat(writev(bench, nothing(bench, 28), map(bench, 2))).isEqualTo(56);
        assertThat(bench.space().areaCount()).isOne();
    }

    private static ByteBuf map(Bench bench, long page) {
        return bench.record(new Mmap(page(page), Page.SIZE, RW, ANONYMOUSLY, 0, 0));
    }

    private static ByteBuf nothing(Bench bench, long addr) {
        return bench.record(new Mmap(addr, 0, RW, ANONYMOUSLY, 0, 0));
    }

    private static long writev(Bench bench, ByteBuf... segments) {
        return bench.writer().writev(bench.mm(), Arrays.asList(segments));
    }
}
