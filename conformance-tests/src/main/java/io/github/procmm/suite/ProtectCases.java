package io.github.procmm.suite;

import static io.github.procmm.model.Prot.EXEC;
import static io.github.procmm.model.Prot.NONE;
import static io.github.procmm.model.Prot.READ;
import static io.github.procmm.model.Prot.SEM;
import static io.github.procmm.model.Prot.WRITE;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.backend.FaultKind;
import io.github.procmm.kernel.Page;
import io.github.procmm.model.MapFlags;

/** MM_MPROTECT: V1-PROT. Here is what it does when it succeeds. */
final class ProtectCases {

    private static final long PAGE = Page.SIZE;

    private ProtectCases() {}

    static void addTo(Suite suite) {
        rights(suite);
        ranges(suite);
        whatStays(suite);
        ProtectCheckCases.addTo(suite);
        ProtectGrowsCases.addTo(suite);
        ProtectWalkCases.addTo(suite);
        ProtectOriginalCases.addTo(suite);
    }

    private static void rights(Suite suite) {
        suite.rule("V1-PROT-1")
                .on(Hosts.MANAGERS)
                .add(
                        "anySetOfRightsCanBeGiven",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 8).done();
                            for (int rights = 0; rights < 8; rights++) {
                                mm.protect(rights, 1, rights).done();
                            }
                            mm.shows(
                                    area(0, 1, "---p"),
                                    area(1, 2, "r--p"),
                                    area(2, 3, "-w-p"),
                                    area(3, 4, "rw-p"),
                                    area(4, 5, "--xp"),
                                    area(5, 6, "r-xp"),
                                    area(6, 7, "-wxp"),
                                    area(7, 8, "rwxp"));
                        })
                .add(
                        "theRightsDecideWhatAnAccessMay",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            mm.store(page(0), 1, 0x11).works();
                            mm.protect(0, 1, READ).done();
                            mm.store(page(0), 1, 0x22).faults(FaultKind.ACCERR);
                            mm.load(page(0), 1).sees(0x11);
                            mm.protect(0, 1, NONE).done();
                            mm.load(page(0), 1).faults(FaultKind.ACCERR);
                            mm.protect(0, 1, READ | WRITE).done();
                            mm.store(page(0), 1, 0x33).works();
                        })
                .add(
                        "semHasNoEffect",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 3).done();
                            mm.protect(0, 1, READ | SEM).done();
                            mm.protect(1, 1, SEM).done();
                            mm.protect(2, 1, READ | WRITE | SEM).done();
                            mm.shows(area(0, 1, "r--p"), area(1, 2, "---p"), area(2, 3, "rw-p"));
                        });
    }

    private static void ranges(Suite suite) {
        suite.rule("V1-PROT-1")
                .on(Hosts.MANAGERS)
                .add(
                        "aPartOfAnAreaIsCutOut",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(8);
                            mm.map(0, 5).of(a, 3).done();
                            mm.protect(1, 2, READ).done();
                            mm.shows(
                                    area(0, 1, "rw-s", a, 3),
                                    area(1, 3, "r--s", a, 4),
                                    area(3, 5, "rw-s", a, 6));
                        },
                        "V1-AREA-1")
                .add(
                        "ofSeveralAreasTheOuterOnesAreCutAndTheInnerOnesChangeWhole",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(3);
                            FileRef b = s.object(2);
                            mm.map(0, 3).of(a).done();
                            mm.map(3, 2).privatelyOf(b, 0).done();
                            mm.map(5, 3).done();
                            mm.protect(2, 4, READ | EXEC).done();
                            mm.shows(
                                    area(0, 2, "rw-s", a, 0),
                                    area(2, 3, "r-xs", a, 2),
                                    area(3, 5, "r-xp", b, 0),
                                    area(5, 6, "r-xp"),
                                    area(6, 8, "rw-p"));
                        })
                .add(
                        "theLengthIsRoundedUpToPages",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 6).done();
                            mm.protectBytes(page(1), 1, READ).done();
                            mm.protectBytes(page(3), PAGE + 1, READ).done();
                            mm.shows(
                                    area(0, 1, "rw-p"),
                                    area(1, 2, "r--p"),
                                    area(2, 3, "rw-p"),
                                    area(3, 5, "r--p"),
                                    area(5, 6, "rw-p"));
                        })
                .add(
                        "theSameRightsAgainCutNothingEvenAtTheMapCountLimit",
                        s -> {
                            s.limitMapCount(1);
                            Mm mm = s.openMm();
                            mm.map(0, 3).done();
                            mm.protect(1, 1, READ | WRITE).done();
                            mm.protect(1, 1, READ | WRITE | SEM).done();
                            mm.shows(area(0, 3, "rw-p"));
                        },
                        "V1-AREA-12");
    }

    private static void whatStays(Suite suite) {
        suite.rule("V1-PROT-1")
                .on(Hosts.MANAGERS)
                .add(
                        "whatAPageShowsAndHoldsStays",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(2);
                            a.object().write(Page.SIZE, "0102");
                            mm.map(0, 1).privatelyOf(a, 1).done();
                            mm.store(page(0), 1, 0x11).works();
                            mm.map(1, 1).of(a, 1).done();
                            mm.protect(0, 2, NONE).done();
                            mm.protect(0, 2, READ).done();
                            mm.load(page(0), 2).sees(0x0211);
                            mm.load(page(1), 2).sees(0x0201);
                        })
                .add(
                        "theAttributesStay",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).with(MapFlags.STACK).done();
                            mm.protect(0, 1, READ).done();
                            mm.map(1, 1).prot(READ).done();
                            mm.shows(area(0, 1, "r--p"), area(1, 2, "r--p"));
                            mm.map(1, 1).prot(READ).with(MapFlags.STACK).done();
                            mm.shows(area(0, 2, "r--p"));
                        },
                        "V1-AREA-2");
    }
}
