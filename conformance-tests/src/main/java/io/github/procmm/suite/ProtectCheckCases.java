package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.model.Prot.GROWSDOWN;
import static io.github.procmm.model.Prot.GROWSUP;
import static io.github.procmm.model.Prot.READ;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.backend.MmFile;
import io.github.procmm.kernel.Page;
import io.github.procmm.model.MapFlags;

/** MM_MPROTECT: what is checked before the areas are looked at, and in which order. */
final class ProtectCheckCases {

    private static final long PAGE = Page.SIZE;

    /** A bit of prot that means nothing. */
    private static final int UNKNOWN = 0x10;

    private ProtectCheckCases() {}

    static void addTo(Suite suite) {
        order(suite);
        growsAndAddress(suite);
        lengths(suite);
        unknownBits(suite);
    }

    private static void order(Suite suite) {
        suite.rule("V1-PROT-2")
                .on(Hosts.DIALECTS)
                .add(
                        "bothGrowsComeBeforeAnEndThatWraps",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            mm.protectBytes(page(0), s.maxWord(), GROWSDOWN | GROWSUP)
                                    .refused(EINVAL);
                        },
                        "V1-PROT-3")
                .add(
                        "theAddressComesBeforeAnEndThatWraps",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            mm.protectBytes(page(0) + 1, s.maxWord(), READ).refused(EINVAL);
                            mm.protectBytes(page(4) + 1, PAGE, READ).refused(EINVAL);
                        },
                        "V1-PROT-4")
                .add(
                        "anEndThatWrapsComesBeforeUnknownBits",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            mm.protectBytes(page(0), s.maxWord(), READ | UNKNOWN).refused(ENOMEM);
                            mm.protectBytes(page(0), s.maxWord() - PAGE + 1, UNKNOWN)
                                    .refused(ENOMEM);
                        },
                        "V1-PROT-6")
                .add(
                        "anEndThatWrapsComesBeforeWhatGrows",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            mm.protectBytes(page(0), s.maxWord(), GROWSDOWN).refused(ENOMEM);
                            mm.protectBytes(page(0), s.maxWord(), GROWSUP).refused(ENOMEM);
                        },
                        "V1-PROT-6")
                .add(
                        "unknownBitsComeBeforeTheAreas",
                        s -> {
                            Mm mm = s.openMm();
                            mm.protect(0, 1, READ | UNKNOWN).refused(EINVAL);
                            mm.protect(0, 1, GROWSDOWN | UNKNOWN).refused(EINVAL);
                            mm.protect(0, 1, GROWSUP | UNKNOWN).refused(EINVAL);
                        },
                        "V1-PROT-7");
    }

    private static void growsAndAddress(Suite suite) {
        suite.rule("V1-PROT-3")
                .on(Hosts.MANAGERS)
                .add(
                        "bothGrowsAreEINVAL",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 3).with(MapFlags.GROWSDOWN).done();
                            mm.protect(0, 1, READ | GROWSDOWN | GROWSUP).refused(EINVAL);
                            mm.protect(8, 1, GROWSDOWN | GROWSUP).refused(EINVAL);
                        })
                .add(
                        "bothGrowsAreEINVALWithoutALengthToo",
                        s ->
                                s.openMm()
                                        .protectBytes(page(0), 0, READ | GROWSDOWN | GROWSUP)
                                        .refused(EINVAL));
        suite.rule("V1-PROT-4")
                .on(Hosts.ALL)
                .add(
                        "anUnalignedAddressIsEINVAL",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 4).done();
                            mm.protectBytes(page(1) + 1, PAGE, READ).refused(EINVAL);
                            mm.protectBytes(page(1) - 1, PAGE, READ).refused(EINVAL);
                        })
                .add(
                        "anUnalignedAddressIsEINVALWithoutALengthToo",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 2).done();
                            mm.protectBytes(page(1) + 1, 0, READ).refused(EINVAL);
                            mm.protectBytes(page(8) + 0x800, 0, READ).refused(EINVAL);
                        });
    }

    private static void lengths(Suite suite) {
        suite.rule("V1-PROT-5")
                .on(Hosts.LINUX)
                .add(
                        "noLengthIsSuccessWhateverElseIsWrong",
                        s -> {
                            Mm mm = s.openMm();
                            mm.protectBytes(page(0), 0, READ).done();
                            mm.protectBytes(page(0), 0, READ | UNKNOWN).done();
                            mm.protectBytes(page(0), 0, GROWSDOWN).done();
                            mm.map(0, 2).done();
                            mm.protectBytes(page(1), 0, READ).done();
                            mm.protectBytes(page(1), 0, GROWSUP | UNKNOWN).done();
                            mm.protectBytes(s.maxWord() - PAGE + 1, 0, READ).done();
                            mm.shows(area(0, 2, "rw-p"));
                        });
        suite.rule("V1-PROT-6")
                .on(Hosts.LINUX)
                .add(
                        "aLengthThatRoundsToZeroIsENOMEM",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 2).done();
                            mm.protectBytes(page(0), s.maxWord(), READ).refused(ENOMEM);
                            mm.protectBytes(page(0), s.maxWord() - PAGE + 2, READ).refused(ENOMEM);
                        })
                .add(
                        "anEndThatWrapsIsENOMEM",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 2).done();
                            mm.protectBytes(page(0), s.maxWord() - PAGE + 1, READ).refused(ENOMEM);
                            mm.protectBytes(page(0), s.maxWord() - page(0) + 1, READ)
                                    .refused(ENOMEM);
                        })
                .on(Hosts.DEFAULT)
                .add(
                        "noRecordOf32BitsWrapsOnAHostOf64",
                        s -> {
                            Mm mm = s.writer().open(MmFile.PROC_MM);
                            mm.map(0, 2).done();
                            mm.protectBytes(page(0), 0xffff_ffffL, READ).fails(ENOMEM);
                            mm.shows(area(0, 2, "r--p"));
                        },
                        "V1-PROT-14");
    }

    private static void unknownBits(Suite suite) {
        suite.rule("V1-PROT-7")
                .on(Hosts.MANAGERS)
                .add(
                        "aBitThatMeansNothingIsEINVAL",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 2).done();
                            for (int bit = 4; bit < Integer.SIZE; bit++) {
                                if (((GROWSDOWN | GROWSUP) >>> bit & 1) == 0) {
                                    mm.protect(0, 1, READ | 1 << bit).fails(EINVAL);
                                }
                            }
                            mm.shows(area(0, 2, "rw-p"));
                        })
                .add(
                        "itIsEINVALBesideGrowsdownToo",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 2).with(MapFlags.GROWSDOWN).done();
                            mm.protect(0, 1, READ | GROWSDOWN | UNKNOWN).refused(EINVAL);
                        });
    }
}
