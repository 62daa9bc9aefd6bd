package io.github.procmm.kernel;

import static io.github.procmm.kernel.Bench.page;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.ENOMEM;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.HostProfile;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * MM_MUNMAP with every combination of an address and a length that some check asks for, in an
 * address space with room and in a full one.
 *
 * <pre>
 *   page     0 1 2 3 4 5 6
 *   mapped   A A A A     B
 * </pre>
 */
class MunmapPrecedenceTest {

    private static final String ALL = "io.github.procmm.kernel.Profiles#all";
    private static final int PAGES = 7;

    @ParameterizedTest
    @MethodSource(ALL)
    void V1_UNMAP_3_V1_UNMAP_4_EINVALComesBeforeENOMEMAndBothChangeNothing(HostProfile host) {
        long size = Limits.of(host.dialect(), host.dialect()).taskSize();
        long word = host.dialect().abi().maxWord();
        long[] addrs = {
            0,
            page(0),
            page(1),
            page(1) + 1,
            page(3),
            page(4),
            page(6),
            size - 4096,
            size,
            size + 4096,
            word,
            word - 4095,
        };
        long[] lens = {
            0,
            1,
            4096,
            2 * 4096,
            3 * 4096,
            4 * 4096,
            6 * 4096,
            size,
            size - page(1),
            size - page(1) + 1,
            size + 1,
            word,
            word - 4095,
        };
        for (long addr : addrs) {
            for (long len : lens) {
                assertAsSpecified(host.withMaxMapCount(2), addr, len);
                assertAsSpecified(host.withMaxMapCount(3), addr, len);
            }
        }
    }

    private static void assertAsSpecified(HostProfile host, long addr, long len) {
        Bench bench = new Bench(host);
        bench.mapAnonymous(page(0), 4);
        bench.mapAnonymous(page(6), 1);
        List<Long> before = mapped(bench);
        long answer = answer(host, addr, len);

        assertThat(bench.munmap(addr, len))
                .as("%s: addr %x len %x", host, addr, len)
                .isEqualTo(answer == 0 ? bench.done() : answer);

        long end = addr + (len + 4095) / 4096 * 4096;
        LongPredicate gone = at -> answer == 0 && at >= addr && at < end;
        assertThat(mapped(bench)).isEqualTo(before.stream().filter(at -> !gone.test(at)).toList());
    }

    /** V1-UNMAP-3, then V1-UNMAP-4. */
    private static long answer(HostProfile host, long addr, long len) {
        long size = Limits.of(host.dialect(), host.dialect()).taskSize();
        boolean tooHigh = Long.compareUnsigned(addr, size) > 0;
        if (addr % 4096 != 0 || tooHigh || len == 0) {
            return EINVAL.asResult();
        }
        if (Long.compareUnsigned(len, size - addr) > 0) {
            return EINVAL.asResult();
        }
        long end = addr + (len + 4095) / 4096 * 4096;
        boolean within = addr > page(0) && end < page(4);
        return within && host.maxMapCount() <= 2 ? ENOMEM.asResult() : 0;
    }

    private static List<Long> mapped(Bench bench) {
        return LongStream.range(0, PAGES)
                .map(Bench::page)
                .filter(
                        at ->
                                bench.space().areas().stream()
                                        .anyMatch(area -> area.start() <= at && at < area.end()))
                .boxed()
                .toList();
    }
}
