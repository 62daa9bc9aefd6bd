package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EBADF;
import static io.github.procmm.model.Errno.EEXIST;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.EOPNOTSUPP;
import static io.github.procmm.model.Errno.EOVERFLOW;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Areas.sharedMemory;
import static io.github.procmm.suite.Scenario.page;
import static io.github.procmm.suite.Scenario.pageOf;

import io.github.procmm.backend.Feature;
import io.github.procmm.backend.MmFile;
import io.github.procmm.kernel.Page;
import io.github.procmm.wire.Dialect;
import java.util.function.Predicate;

/** No bit of a field is lost, and bits mean the same everywhere: V1-WIRE-8 and V1-WIRE-9. */
final class WireBitCases {

    private static final Predicate<io.github.procmm.backend.Offer.HostKind> WIDE =
            Hosts.DIALECTS.and(Hosts.of(Dialect.X86_64, Dialect.S390X));

    private static final long FOUR_GIB = 1L << 32;

    private WireBitCases() {}

    static void addTo(Suite suite) {
        highBits(suite);
        wideFields(suite);
        ints(suite);
        suite.rule("V1-WIRE-9")
                .on(Hosts.DIALECTS)
                .add("rightsHaveTheSameNumbersEverywhere", WireBitCases::rights)
                .add("typesFixedAndAnonymousHaveTheSameNumbersEverywhere", WireBitCases::types)
                .add("attributesHaveTheSameNumbersEverywhere", WireBitCases::attributes)
                .add("ignoredFlagsHaveTheSameNumbersEverywhere", WireBitCases::ignored)
                .add(
                        "growsdownAndGrowsupHaveTheSameNumbersEverywhere",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 2).flags(0x132).done();
                            mm.protectBytes(page(1), Page.SIZE, 0x0300_0001).refused(EINVAL);
                            mm.protectBytes(page(1), Page.SIZE, 0x0200_0001).refused(EINVAL);
                            mm.protectBytes(page(1), Page.SIZE, 0x0100_0001).done();
                            mm.shows(area(0, 2, "r--p"));
                        });
    }

    private static void highBits(Suite suite) {
        suite.rule("V1-WIRE-8")
                .on(Hosts.DIALECTS)
                .add(
                        "anAddressInTheUpperHalfOfAWordIsPositive",
                        s -> {
                            for (Mm mm : s.writer().openEach()) {
                                boolean narrow = mm.dialect().abi().wordSize() == Integer.BYTES;
                                long addr = narrow ? 0xb000_0000L : 0x3f0_8000_0000L;
                                mapsAndUnmapsAt(s, mm, addr);
                            }
                        })
                .add(
                        "anOffsetInTheUpperHalfOfAnIntIsPositive",
                        s -> {
                            FileRef a = s.object(1);
                            for (Mm mm : s.writer().openEach()) {
                                String map =
                                        mm.byHand().mmap(page(0), 1, 1, 0x11, a.fd(), 0xffff_e000L);
                                mm.write(map).done();
                                mm.shows(area(0, 1, "r--s", a, 0xf_fffe));
                            }
                        })
                .on(Hosts.DEFAULT)
                .add(
                        "theLastAddressesOfAnI386RecordArePositiveOnX8664",
                        s -> {
                            Mm mm = s.writer().open(MmFile.PROC_MM);
                            mapsAndUnmapsAt(s, mm, 0xffff_c000L);
                        })
                .add(
                        "aLengthOfAnI386RecordIsPositiveOnX8664",
                        s -> {
                            Mm mm = s.writer().open(MmFile.PROC_MM);
                            FileRef a = s.object(1);
                            long len = 0xf000_0000L;
                            String map = mm.byHand().mmap(0x1000_0000L, len, 1, 0x11, a.fd(), 0);
                            mm.write(map).done();
                            long end = pageOf(FOUR_GIB);
                            mm.shows(area(0, end, "r--s", a, 0));
                            mm.write(mm.byHand().munmap(0x1000_0000L, len)).done();
                            mm.shows();
                        });
    }

    /** Four pages, of which one is protected and one unmapped. */
    private static void mapsAndUnmapsAt(Scenario s, Mm mm, long addr) {
        FileRef a = s.object(4);
        long first = pageOf(addr);
        HandMade record = mm.byHand();
        mm.write(record.mmap(addr, 4 * Page.SIZE, 3, 0x11, a.fd(), 0)).done();
        mm.write(record.mprotect(addr + Page.SIZE, Page.SIZE, 1)).done();
        mm.write(record.munmap(addr + 2 * Page.SIZE, 2 * Page.SIZE)).done();
        mm.shows(area(first, first + 1, "rw-s", a, 0), area(first + 1, first + 2, "r--s", a, 1));
    }

    private static void wideFields(Suite suite) {
        suite.rule("V1-WIRE-8")
                .on(WIDE)
                .add(
                        "aLengthOfMoreThan32BitsIsKeptWhole",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            HandMade record = mm.byHand();
                            long len = FOUR_GIB + Page.SIZE;
                            mm.write(record.mmap(page(0), len, 1, 0x11, a.fd(), 0)).done();
                            long pages = len / Page.SIZE;
                            mm.shows(area(0, pages, "r--s", a, 0));
                            mm.write(record.mprotect(page(0), len, 3)).done();
                            mm.shows(area(0, pages, "rw-s", a, 0));
                            mm.write(record.munmap(page(0), FOUR_GIB)).done();
                            long last = pages - 1;
                            mm.shows(area(last, pages, "rw-s", a, last));
                        })
                .add(
                        "anOffsetOfMoreThan32BitsIsKeptWhole",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            HandMade record = mm.byHand();
                            long offset = 0x7fff_ffff_ffff_d000L;
                            mm.write(record.mmap(page(0), 1, 1, 0x11, a.fd(), offset)).done();
                            mm.shows(area(0, 1, "r--s", a, offset / Page.SIZE));
                            long beyond = 0x8000_0000_0000_0000L;
                            mm.write(record.mmap(page(0), 1, 1, 0x11, a.fd(), beyond))
                                    .refused(EOVERFLOW);
                        },
                        "V1-MAP-23")
                .add(
                        "theUpperHalfOfFlagsIsKept",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            HandMade record = mm.byHand();
                            mm.write(record.mmap(page(0), 1, 1, FOUR_GIB | 0x13, a.fd(), 0))
                                    .refused(EOPNOTSUPP);
                            mm.write(record.mmap(page(0), 1, 1, FOUR_GIB | 0x11, a.fd(), 0)).done();
                            mm.shows(area(0, 1, "r--s", a, 0));
                        },
                        "V1-MAP-25");
    }

    private static void ints(Suite suite) {
        suite.rule("V1-WIRE-8")
                .on(Hosts.DIALECTS)
                .add(
                        "everyBitOfFlagsIsKept",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            HandMade record = mm.byHand();
                            mm.write(record.mmap(page(0), 1, 1, 0x8000_0013L, a.fd(), 0))
                                    .refused(EOPNOTSUPP);
                            mm.write(record.mmap(page(0), 1, 1, 0x13, a.fd(), 0)).done();
                        },
                        "V1-MAP-25")
                .add(
                        "everyBitOfTheProtOfAnMprotectIsKept",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            for (long bit : new long[] {0x10, 0x80, 0x8000, 0x8000_0000L}) {
                                mm.write(mm.byHand().mprotect(page(0), Page.SIZE, bit | 1))
                                        .refused(EINVAL);
                            }
                        },
                        "V1-PROT-7")
                .add(
                        "everyBitOfFromIsKept",
                        s -> {
                            Mm mm = s.openMm();
                            for (long bits :
                                    new long[] {0x100, 0x1_0000, 0x8000_0000L, 0xffff_ff00L}) {
                                mm.write(mm.byHand().copySegments(bits | mm.fd())).refused(EBADF);
                            }
                            mm.write(mm.byHand().copySegments(0xffff_ffffL)).refused(EBADF);
                            mm.write(mm.byHand().copySegments(mm.fd())).done();
                        },
                        "V1-LDT-1");
    }

    private static void rights(Scenario s) {
        Mm mm = s.openMm();
        String[] rights = {"---p", "r--p", "-w-p", "rw-p", "--xp", "r-xp", "-wxp", "rwxp"};
        for (int bits = 0; bits < rights.length; bits++) {
            HandMade record = mm.byHand();
            mm.write(record.mmap(page(0), 1, bits, 0x32, -1, 0)).done();
            mm.shows(area(0, 1, rights[bits]));
            mm.write(record.mprotect(page(0), 1, 7 - bits)).done();
            mm.shows(area(0, 1, rights[7 - bits]));
            mm.write(record.mprotect(page(0), 1, 8 | bits)).done();
            mm.shows(area(0, 1, rights[bits]));
        }
    }

    private static void types(Scenario s) {
        Mm mm = s.openMm();
        FileRef a = s.object(1);
        HandMade record = mm.byHand();
        mm.write(record.mmap(page(0), 1, 3, 0x11, a.fd(), 0)).done();
        mm.write(record.mmap(page(1), 1, 3, 0x12, a.fd(), 0)).done();
        mm.write(record.mmap(page(2), 1, 3, 0x13, a.fd(), 0)).done();
        mm.write(record.mmap(page(3), 1, 3, 0x31, a.fd(), 0)).done();
        mm.write(record.mmap(page(4), 1, 3, 0x32, a.fd(), 0)).done();
        mm.shows(
                area(0, 1, "rw-s", a, 0),
                area(1, 2, "rw-p", a, 0),
                area(2, 3, "rw-s", a, 0),
                sharedMemory(3, 4, "rw-s", 0),
                area(4, 5, "rw-p"));
        mm.write(record.mmap(page(5), 1, 3, 0x22, -1, 0)).refused(EINVAL);
        mm.write(record.mmap(page(5), 1, 3, 0x10, a.fd(), 0)).refused(EINVAL);
        mm.write(record.mmap(page(4), 1, 1, 0x10_0032, -1, 0)).refused(EEXIST);
        mm.write(record.mmap(page(5), 1, 1, 0x10_0032, -1, 0)).done();
    }

    /** An attribute keeps an area apart from one without. */
    private static void attributes(Scenario s) {
        s.needs(Feature.AREAS);
        Mm mm = s.openMm();
        HandMade record = mm.byHand();
        int page = 0;
        for (long attribute : new long[] {0x100, 0x4000, 0x2_0000, 0x8_0000}) {
            mm.write(record.mmap(page(page), 1, 1, 0x32, -1, 0)).done();
            mm.write(record.mmap(page(page + 1), 1, 1, 0x32 | attribute, -1, 0)).done();
            page += 3;
        }
        mm.shows(
                area(0, 1, "r--p"),
                area(1, 2, "r--p"),
                area(3, 4, "r--p"),
                area(4, 5, "r--p"),
                area(6, 7, "r--p"),
                area(7, 8, "r--p"),
                area(9, 10, "r--p"),
                area(10, 11, "r--p"));
    }

    private static void ignored(Scenario s) {
        s.needs(Feature.AREAS);
        Mm mm = s.openMm();
        HandMade record = mm.byHand();
        int page = 0;
        mm.write(record.mmap(page(page++), 1, 1, 0x32, -1, 0)).done();
        for (long flag : new long[] {0x40, 0x80, 0x800, 0x1000, 0x1_0000}) {
            mm.write(record.mmap(page(page++), 1, 1, 0x32 | flag, -1, 0)).done();
        }
        mm.shows(area(0, page, "r--p"));
    }
}
