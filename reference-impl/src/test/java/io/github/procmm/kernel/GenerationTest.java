package io.github.procmm.kernel;

import static io.github.procmm.kernel.Bench.ANONYMOUSLY;
import static io.github.procmm.kernel.Bench.NO_FD;
import static io.github.procmm.kernel.Bench.RW;
import static io.github.procmm.kernel.Bench.page;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Generation.SKAS3_2_6_1;
import static io.github.procmm.model.Generation.SKAS3_2_6_2005;
import static io.github.procmm.model.MapFlags.ANONYMOUS;
import static io.github.procmm.model.MapFlags.PRIVATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.MemoryManager;
import io.github.procmm.model.Generation;
import io.github.procmm.model.Prot;
import io.github.procmm.wire.Dialect;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a profile is, and what of it belongs to the write handler. */
class GenerationTest {

    @Test
    void V1_GEN_1_theDefaultIsTheLastGenerationOnTodaysX86() {
        assertThat(HostProfile.DEFAULT)
                .isEqualTo(
                        new HostProfile(
                                Dialect.X86_64,
                                Generation.SKAS3_V9,
                                MemoryManager.LINUX_6_18,
                                65530,
                                Integer.MAX_VALUE,
                                Long.MAX_VALUE));
        assertThat(Generation.DEFAULT).isEqualTo(Generation.SKAS3_V9);
    }

    /** Table of section 1.3. */
    @Test
    void V1_GEN_1_theParametersOfTheWriter() {
        assertThat(taskSize(Dialect.I386)).isEqualTo(0xC0000000L);
        assertThat(taskSize(Dialect.ARM)).isEqualTo(0xBF000000L);
        assertThat(taskSize(Dialect.POWERPC)).isEqualTo(0xC0000000L);
        assertThat(taskSize(Dialect.X86_64)).isEqualTo(0x7ffffffff000L);
        assertThat(taskSize(Dialect.S390X)).isEqualTo(0x40000000000L);
        Limits compat = Limits.of(Dialect.I386, Dialect.X86_64);
        assertThat(compat.taskSize()).isEqualTo(0xffffe000L);
        assertThat(compat.topDownBase()).isEqualTo(0xffffe000L - 0x8000000);
        assertThat(compat.addressSpaceBytes()).isEqualTo(-1);
    }

    private static long taskSize(Dialect dialect) {
        return Limits.of(dialect, dialect).taskSize();
    }

    /** The rows of section 11 that are the write handler's. */
    @ParameterizedTest
    @EnumSource(MemoryManager.class)
    void V1_GEN_2_theWriteHandlerIsTheSameBeneathBothManagers(MemoryManager manager) {
        for (Generation generation : Generation.values()) {
            HostProfile host = HostProfile.of(Dialect.I386, generation, manager);
            Bench bench = new Bench(host);
            boolean fixedOnly = generation.atLeast(SKAS3_2_6_2005);

            assertThat(bench.mmap(page(0), 1, RW, PRIVATE | ANONYMOUS, NO_FD, 0))
                    .isEqualTo(fixedOnly ? EINVAL.asResult() : bench.done());
            assertThat(bench.mmap(page(0), 1, RW, ANONYMOUSLY, NO_FD, 17)).isEqualTo(bench.done());

            SegmentBytes.set(bench.writer(), 0, 1);
            int opened = bench.openMm();
            assertThat(bench.ldt(opened).size() != 0).isEqualTo(generation == SKAS3_2_6_1);
        }
    }

    /** On 64 bits the last generation refuses where the others round: beneath both as well. */
    @ParameterizedTest
    @EnumSource(MemoryManager.class)
    void V1_GEN_2_theOffsetIsTheWriteHandlersToo(MemoryManager manager) {
        HostProfile host = HostProfile.of(Dialect.X86_64, Generation.SKAS3_V9, manager);

        assertThat(new Bench(host).mmap(page(0), 1, RW, ANONYMOUSLY, NO_FD, 17))
                .isEqualTo(EINVAL.asResult());
    }

    /** Where table 5.3 and 5.4 do not reach: MM_MUNMAP, areas, and what follows the checks. */
    @ParameterizedTest
    @EnumSource(Generation.class)
    void V1_GEN_3_elsewhereTheOriginalManagerDoesAsTodays(Generation generation) {
        List<String> today =
                play(HostProfile.of(Dialect.I386, generation, MemoryManager.LINUX_6_18));
        List<String> then = play(HostProfile.of(Dialect.I386, generation, MemoryManager.ORIGINAL));

        assertThat(then).isEqualTo(today);
    }

    @ParameterizedTest
    @MethodSource("io.github.procmm.kernel.Profiles#i386")
    void V1_GEN_4_hostsOfOtherDialectsBehaveAsAnI386Host(HostProfile host) {
        List<String> wanted = play(host);
        for (Dialect dialect : List.of(Dialect.ARM, Dialect.POWERPC, Dialect.S390X)) {
            HostProfile other = HostProfile.of(dialect, host.generation(), host.manager());
            assertThat(play(other)).as("%s", other).isEqualTo(wanted);
        }
    }

    /**
     * A history that depends on neither word nor TASK_SIZE: whether each write succeeds, and maps.
     */
    private static List<String> play(HostProfile host) {
        Bench bench = new Bench(host);
        int fd = bench.object(AccessMode.READ_ONLY);
        int pages = Page.SIZE;
        List<Long> results =
                List.of(
                        bench.mapAnonymous(page(0), 6),
                        bench.mmap(page(2), 2L * pages, Prot.READ, 0x11, fd, pages),
                        bench.munmap(page(1), 2L * pages),
                        bench.munmap(page(20), pages),
                        bench.munmap(page(1) + 1, pages),
                        bench.munmap(page(1), 0),
                        bench.mprotect(page(3), pages, RW),
                        bench.mprotect(page(3), 9L * pages, Prot.READ),
                        bench.mprotect(page(0), pages, Prot.GROWSDOWN),
                        bench.mmap(page(8), pages, Prot.WRITE, 0x11, fd, 0),
                        bench.mmap(page(8), pages, Prot.WRITE, 0x12, fd, 0),
                        bench.mmap(page(8) + 1, pages, Prot.WRITE, 0x12, fd, 0),
                        bench.mmap(page(8), pages, Prot.WRITE, 0x10, fd, 0),
                        bench.mmap(page(8), pages, Prot.WRITE, 0x12, 77, 0),
                        bench.copySegments(fd),
                        bench.copySegments(bench.mm()));
        String answers =
                results.stream()
                        .map(result -> result == bench.done() ? "done" : result.toString())
                        .toList()
                        .toString();
        return List.of(answers, bench.space().maps());
    }
}
