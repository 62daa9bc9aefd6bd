package io.github.procmm.kernel;

import static io.github.procmm.kernel.Bench.ANONYMOUSLY;
import static io.github.procmm.kernel.Bench.NO_FD;
import static io.github.procmm.kernel.Bench.RW;
import static io.github.procmm.kernel.Bench.page;
import static io.github.procmm.model.Errno.EACCES;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.model.Prot.GROWSDOWN;
import static io.github.procmm.model.Prot.GROWSUP;
import static io.github.procmm.model.Prot.READ;
import static io.github.procmm.model.Prot.SEM;
import static io.github.procmm.model.Prot.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.MemoryManager;
import io.github.procmm.model.MapFlags;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * MM_MPROTECT with every combination of an address, a length and rights that some check asks for,
 * against the checks in SPEC.md's order and rights page by page.
 *
 * <pre>
 *   page     0 1 2 3 4 5 6 7 8 9 10 11
 *   mapped   A A A A     G G     O  O      G grows down, O is a shared object open for reading
 * </pre>
 */
class MprotectPrecedenceTest {

    private static final String ALL = "io.github.procmm.kernel.Profiles#all";
    private static final int PAGES = 12;
    private static final int UNMAPPED = -1;

    private static final int[] PROTS = {
        READ,
        RW,
        SEM,
        0x10,
        GROWSDOWN | READ,
        GROWSUP | READ,
        GROWSDOWN | GROWSUP,
        GROWSDOWN | 0x10,
        GROWSUP | 0x20,
        1 << 31,
    };

    @ParameterizedTest
    @MethodSource(ALL)
    void V1_PROT_2_V1_PROT_15_ofAllMistakesTheEarliestDecides(HostProfile host) {
        long word = host.dialect().abi().maxWord();
        long[] addrs = {
            page(0),
            page(2),
            page(2) + 1,
            page(4),
            page(5),
            page(7),
            page(9),
            page(11),
            page(12),
            0,
            word - 4095,
            word,
        };
        long[] lens = {
            0,
            1,
            Page.SIZE,
            3L * Page.SIZE,
            8L * Page.SIZE,
            word,
            word - 4094,
            word - 4095,
            word - page(1),
            word / 2 + 1,
        };
        for (long addr : addrs) {
            for (long len : lens) {
                for (int prot : PROTS) {
                    assertAsSpecified(host, addr, len, prot);
                }
            }
        }
    }

    private static void assertAsSpecified(HostProfile host, long addr, long len, int prot) {
        Bench bench = new Bench(host);
        bench.mapAnonymous(page(0), 4);
        bench.mmap(page(6), 2L * Page.SIZE, RW, ANONYMOUSLY | MapFlags.GROWSDOWN, NO_FD, 0);
        int fd = bench.object(AccessMode.READ_ONLY);
        bench.mmap(page(10), 2L * Page.SIZE, READ, MapFlags.SHARED | MapFlags.FIXED, fd, 0);
        int[] wanted = rights(bench);

        long answer = protect(wanted, host, addr, len, prot);

        assertThat(bench.mprotect(addr, len, prot))
                .as("%s: addr %x len %x prot %x", host, addr, len, prot)
                .isEqualTo(answer == 0 ? bench.done() : answer);
        assertThat(rights(bench)).isEqualTo(wanted);
        bench.space().checkInvariants();
    }

    private static int[] rights(Bench bench) {
        int[] rights = new int[PAGES];
        for (int i = 0; i < PAGES; i++) {
            long addr = page(i);
            rights[i] =
                    bench.space().areas().stream()
                            .filter(area -> area.start() <= addr && addr < area.end())
                            .mapToInt(MappedArea::prot)
                            .findFirst()
                            .orElse(UNMAPPED);
        }
        return rights;
    }

    /** Does to the pages what the rules say, and returns the answer. */
    private static long protect(int[] rights, HostProfile host, long addr, long len, int prot) {
        long word = host.dialect().abi().maxWord();
        long up = (len + 4095 & -4096) & word;
        long end = addr + up & word;
        boolean original = host.manager() == MemoryManager.ORIGINAL;
        boolean unknown = (prot & ~(15 | GROWSDOWN | GROWSUP)) != 0;
        if ((prot & (GROWSDOWN | GROWSUP)) == (GROWSDOWN | GROWSUP)) {
            return EINVAL.asResult(); // V1-PROT-3; table 5.4, step 1
        }
        if (addr % 4096 != 0) {
            return EINVAL.asResult(); // V1-PROT-4; step 2
        }
        if (original && unknown) {
            return EINVAL.asResult(); // step 3
        }
        if (original ? up == 0 : len == 0) {
            return 0; // step 4; V1-PROT-5
        }
        if (Long.compareUnsigned(end, addr) <= 0) {
            return ENOMEM.asResult(); // step 5; V1-PROT-6
        }
        return unknown ? EINVAL.asResult() : protectAreas(rights, addr, end, prot); // V1-PROT-7
    }

    /** V1-PROT-8 to V1-PROT-12. */
    private static long protectAreas(int[] rights, long addr, long end, int prot) {
        long from = addr;
        boolean mapped = isMapped(rights, addr);
        if ((prot & GROWSDOWN) != 0) {
            int first = firstPageEndingAbove(rights, addr);
            if (first == PAGES || Long.compareUnsigned(page(first), end) >= 0) {
                return ENOMEM.asResult();
            }
            if (first < 6 || first > 7) {
                return EINVAL.asResult();
            }
            from = page(6);
        } else if (!mapped) {
            return ENOMEM.asResult();
        } else if ((prot & GROWSUP) != 0) {
            return EINVAL.asResult();
        }
        for (long at = from; Long.compareUnsigned(at, end) < 0; at += Page.SIZE) {
            if (!isMapped(rights, at)) {
                return ENOMEM.asResult();
            }
            int number = (int) ((at - page(0)) / Page.SIZE);
            if ((prot & WRITE) != 0 && number >= 10) {
                return EACCES.asResult();
            }
            rights[number] = prot & 7;
        }
        return 0;
    }

    private static boolean isMapped(int[] rights, long addr) {
        boolean inside = addr >= page(0) && addr < page(PAGES);
        return inside && rights[(int) ((addr - page(0)) / Page.SIZE)] != UNMAPPED;
    }

    private static int firstPageEndingAbove(int[] rights, long addr) {
        for (int i = 0; i < PAGES; i++) {
            if (Long.compareUnsigned(page(i + 1), addr) > 0 && rights[i] != UNMAPPED) {
                return i;
            }
        }
        return PAGES;
    }
}
