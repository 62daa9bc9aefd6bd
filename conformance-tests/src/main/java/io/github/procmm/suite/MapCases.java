package io.github.procmm.suite;

import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.backend.FaultKind;
import io.github.procmm.backend.MmFile;
import io.github.procmm.kernel.Page;
import io.github.procmm.model.Prot;
import io.github.procmm.proto.testee.ObjectKind;
import io.github.procmm.wire.Dialect;

/** What MM_MMAP does when it succeeds: V1-MAP-1 to V1-MAP-3. */
final class MapCases {

    private static final long TWO_TO_32 = 0x1_0000_0000L;

    private MapCases() {}

    static void addTo(Suite suite) {
        pagesOfTheObject(suite);
        pageNumbers(suite);
        replacing(suite);
        replacingByTheSameObject(suite);
        rights(suite);
    }

    private static void pagesOfTheObject(Suite suite) {
        suite.rule("V1-MAP-1")
                .on(Hosts.ALL)
                .add(
                        "thePagesFromTheOffsetOnAreShown",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(5);
                            a.object().write(3 * Page.SIZE, "a1b2");
                            mm.map(0, 3).of(a, 2).done();
                            mm.shows(area(0, 3, "rw-s", a, 2));
                            mm.load(page(0), 2).sees(0);
                            mm.load(page(1), 2).sees(0xb2a1);
                        })
                .on(Hosts.MANAGERS)
                .add(
                        "aLengthIsRoundedUpToPages",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 0).length(1).done();
                            mm.map(10, 0).length(Page.SIZE - 1).done();
                            mm.map(20, 0).length(Page.SIZE).done();
                            mm.map(30, 0).length(Page.SIZE + 1).done();
                            mm.shows(
                                    area(0, 1, "rw-p"),
                                    area(10, 11, "rw-p"),
                                    area(20, 21, "rw-p"),
                                    area(30, 32, "rw-p"));
                        })
                .add(
                        "theRangeMayReachBeyondTheEndOfTheObject",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            mm.map(0, 3).of(a).done();
                            mm.map(5, 1).of(a, 70).done();
                            mm.shows(area(0, 3, "rw-s", a, 0), area(5, 6, "rw-s", a, 70));
                            mm.load(page(0), 1).sees(0);
                            mm.load(page(1), 1).faults(FaultKind.BUS);
                        });
    }

    private static void pageNumbers(Suite suite) {
        suite.rule("V1-MAP-1")
                .on(Hosts.MANAGERS)
                .add(
                        "onePageCanBeShownAtSeveralPlaces",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(2);
                            mm.map(0, 2).of(a).done();
                            mm.map(2, 1).of(a).done();
                            mm.map(9, 1).of(a, 1).done();
                            mm.shows(
                                    area(0, 2, "rw-s", a, 0),
                                    area(2, 3, "rw-s", a, 0),
                                    area(9, 10, "rw-s", a, 1));
                            mm.store(page(2) + 8, 2, 0x1234).works();
                            mm.load(page(0) + 8, 2).sees(0x1234);
                        })
                .on(
                        Hosts.LINUX.and(
                                Hosts.of(
                                        Dialect.I386,
                                        Dialect.ARM,
                                        Dialect.POWERPC,
                                        Dialect.X86_64)))
                .add(
                        "theNumberOfAPageDoesNotWrapWhereBytesWould",
                        s -> {
                            Mm mm = s.writer().open(MmFile.PROC_MM);
                            ObjectRef big = s.newObject(ObjectKind.REGULAR, TWO_TO_32 + Page.SIZE);
                            FileRef a = s.writer().open(big);
                            big.write(0, "01");
                            big.write(TWO_TO_32, "5a");
                            mm.map(0, 2).of(a, (TWO_TO_32 >> 12) - 1).done();
                            mm.shows(area(0, 2, "rw-s", a, (TWO_TO_32 >> 12) - 1));
                            mm.load(page(1), 1).sees(0x5a);
                        });
    }

    private static void replacing(Suite suite) {
        suite.rule("V1-MAP-2")
                .on(Hosts.MANAGERS)
                .add(
                        "onlyThePagesOfTheRangeAreReplaced",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(2);
                            FileRef b = s.object(2);
                            FileRef c = s.object(3);
                            mm.map(0, 2).of(a).done();
                            mm.map(3, 2).of(b).done();
                            mm.map(1, 3).of(c).done();
                            mm.shows(
                                    area(0, 1, "rw-s", a, 0),
                                    area(1, 4, "rw-s", c, 0),
                                    area(4, 5, "rw-s", b, 1));
                        },
                        "V1-AREA-1")
                .add(
                        "aPageInTheMiddleOfAnAreaIsReplaced",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(4);
                            FileRef b = s.object(1);
                            mm.map(0, 4).of(a).done();
                            mm.map(1, 1).of(b).done();
                            mm.shows(
                                    area(0, 1, "rw-s", a, 0),
                                    area(1, 2, "rw-s", b, 0),
                                    area(2, 4, "rw-s", a, 2));
                        },
                        "V1-AREA-1")
                .add(
                        "severalAreasAndTheGapsBetweenThemAreReplaced",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(8);
                            for (int i = 0; i < 4; i++) {
                                mm.map(2L * i, 1).of(a, i).done();
                            }
                            mm.map(1, 5).done();
                            mm.shows(
                                    area(0, 1, "rw-s", a, 0),
                                    area(1, 6, "rw-p"),
                                    area(6, 7, "rw-s", a, 3));
                        })
                .add(
                        "aReplacedPageStartsAfreshAndItsNeighboursStay",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 3).done();
                            for (int i = 0; i < 3; i++) {
                                mm.store(page(i), 8, 0x1111L * (i + 1)).works();
                            }
                            mm.map(1, 1).done();
                            mm.load(page(0), 8).sees(0x1111);
                            mm.load(page(1), 8).sees(0);
                            mm.load(page(2), 8).sees(0x3333);
                        });
    }

    private static void replacingByTheSameObject(Suite suite) {
        suite.rule("V1-MAP-2")
                .on(Hosts.MANAGERS)
                .add(
                        "pagesReplacedByThemselvesAreAsBefore",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(4);
                            mm.map(0, 4).of(a).done();
                            mm.map(1, 2).of(a, 1).done();
                            mm.map(0, 4).of(a).done();
                            mm.shows(area(0, 4, "rw-s", a, 0));
                        },
                        "V1-AREA-3")
                .add(
                        "theSameObjectAtAContinuingOffsetReplacesAnotherOne",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(4);
                            FileRef b = s.object(2);
                            mm.map(0, 2).of(a).done();
                            mm.map(2, 2).of(b).done();
                            mm.map(2, 2).of(a, 2).done();
                            mm.shows(area(0, 4, "rw-s", a, 0));
                        },
                        "V1-AREA-3")
                .add(
                        "theSameObjectAtAnotherOffsetReplacesIt",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(4);
                            a.object().write(3 * Page.SIZE, "77");
                            mm.map(0, 3).of(a).done();
                            mm.map(1, 1).of(a, 3).done();
                            mm.shows(
                                    area(0, 1, "rw-s", a, 0),
                                    area(1, 2, "rw-s", a, 3),
                                    area(2, 3, "rw-s", a, 2));
                            mm.load(page(1), 1).sees(0x77);
                        });
    }

    private static void rights(Suite suite) {
        suite.rule("V1-MAP-3")
                .on(Hosts.MANAGERS)
                .add(
                        "eachSetOfRightsIsThatOfTheArea",
                        s -> {
                            Mm mm = s.openMm();
                            String[] shown = {
                                "---p", "r--p", "-w-p", "rw-p", "--xp", "r-xp", "-wxp", "rwxp"
                            };
                            for (int prot = 0; prot < shown.length; prot++) {
                                mm.map(0, 1).prot(prot).done();
                                mm.shows(area(0, 1, shown[prot]));
                            }
                        })
                .add(
                        "everyOtherBitOfProtIsIgnored",
                        s -> {
                            Mm mm = s.openMm();
                            int word = s.is64Bit() ? Long.SIZE : Integer.SIZE;
                            for (int bit = 3; bit < word; bit++) {
                                mm.map(bit - 3, 1).prot(Prot.READ | 1L << bit).done();
                            }
                            mm.shows(area(0, word - 3, "r--p"));
                            mm.map(0, word - 3).prot(s.maxWord() & ~Prot.ACCESS).done();
                            mm.shows(area(0, word - 3, "---p"));
                        })
                .add(
                        "aReplacedPageHasTheNewRights",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).prot(Prot.READ).done();
                            mm.map(0, 1).prot(Prot.READ | Prot.WRITE).done();
                            mm.shows(area(0, 1, "rw-p"));
                            mm.store(page(0), 1, 1).works();
                            mm.map(0, 1).prot(Prot.READ).done();
                            mm.shows(area(0, 1, "r--p"));
                            mm.store(page(0), 1, 1).faults(FaultKind.ACCERR);
                        });
    }
}
