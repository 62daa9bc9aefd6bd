package io.github.procmm.kernel;

import static io.github.procmm.kernel.Bench.ANONYMOUSLY;
import static io.github.procmm.kernel.Bench.NO_FD;
import static io.github.procmm.kernel.Bench.RW;
import static io.github.procmm.kernel.Bench.page;
import static io.github.procmm.model.Generation.SKAS3_2_4;
import static io.github.procmm.model.MapFlags.ANONYMOUS;
import static io.github.procmm.model.MapFlags.PRIVATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.MemoryManager;
import io.github.procmm.model.Generation;
import io.github.procmm.wire.Dialect;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers to MM_MMAP that are no errno: an address, where nothing was mapped. */
class RawResultTest {

    /** Nothing is mapped, and the answer is the address: here its sign shows the word. */
    @ParameterizedTest
    @EnumSource(names = {"SKAS3_2_4", "SKAS3_2_6_1", "SKAS3_2_6_2005"})
    void V1_WRITE_9_anAnswerThatIsNoPageIsReturnedSignExtended(Generation generation) {
        for (Dialect dialect : List.of(Dialect.I386, Dialect.POWERPC, Dialect.S390X)) {
            HostProfile host = HostProfile.of(dialect, generation, MemoryManager.ORIGINAL);
            boolean wide = dialect == Dialect.S390X;

            assertThat(mapNothingAt(host, 0x0804_8001L)).isEqualTo(0x0804_8001L);
            assertThat(mapNothingAt(host, 0x8000_0001L))
                    .isEqualTo(wide ? 0x8000_0001L : 0x80000001);
            assertThat(mapNothingAt(host, 0xffff_fff0L)).isEqualTo(wide ? 0xffff_fff0L : -16);
            assertThat(mapNothingAt(host, 0x0804_8000L)).isEqualTo(dialect.recordSize());
            assertThat(mapNothingAt(host, 0)).isEqualTo(dialect.recordSize());
        }
    }

    private static long mapNothingAt(HostProfile host, long addr) {
        return new Bench(host).mmap(addr, 0, RW, ANONYMOUSLY, NO_FD, 0);
    }

    @ParameterizedTest
    @EnumSource(names = {"SKAS3_2_4", "SKAS3_2_6_1", "SKAS3_2_6_2005"})
    void V1_MAP_36_nothingIsMappedOrRemovedAndTheAnswerIsTheAddress(Generation generation) {
        Bench bench = new Bench(Profiles.original(generation));
        bench.mapAnonymous(page(0), 4);
        State before = bench.state();
        int anywhere = PRIVATE | ANONYMOUS;

        assertThat(bench.mmap(page(1), 0, RW, ANONYMOUSLY, NO_FD, 0)).isEqualTo(bench.done());
        assertThat(bench.mmap(page(1) + 5, 0, RW, ANONYMOUSLY, NO_FD, 0)).isEqualTo(page(1) + 5);
        assertThat(bench.mmap(0xffff_f000L, 0, RW, ANONYMOUSLY, NO_FD, 0)).isEqualTo(bench.done());
        if (!generation.atLeast(Generation.SKAS3_2_6_2005)) {
            assertThat(bench.mmap(5, 0, RW, anywhere, NO_FD, 0)).isEqualTo(5);
        }
        assertThat(bench.state()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void V1_MAP_36_inALengthThatRoundsTo0DoesTheSame(Dialect dialect) {
        Bench bench = new Bench(HostProfile.of(dialect, SKAS3_2_4, MemoryManager.ORIGINAL));

        for (long less = 0; less < 4095; less += 819) {
            long len = dialect.abi().maxWord() - less;
            assertThat(bench.mmap(9, len, RW, ANONYMOUSLY, NO_FD, 0)).isEqualTo(9);
        }
    }
}
