package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EACCES;
import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.model.Errno.EPERM;
import static io.github.procmm.suite.AreaSeen.seen;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.backend.FaultKind;
import io.github.procmm.model.Prot;
import io.github.procmm.v2.Features;
import io.github.procmm.v2.Rights;

/** UNMAP and PROTECT: V2-UNMAP, V2-PROT. */
final class V2ChangeCases {

    private static final int READ = Prot.READ;
    private static final int ALL = Prot.READ | Prot.WRITE | Prot.EXEC;

    private V2ChangeCases() {}

    static void addTo(Suite suite) {
        unmap(suite);
        unmapRefused(suite);
        protect(suite);
        protectRefused(suite);
        protectLimit(suite);
    }

    private static void unmap(Suite suite) {
        suite.rule("V2-UNMAP-1")
                .add(
                        "everyPageOfTheRangeGoesAndNoOther",
                        s -> {
                            Session c = s.session();
                            Space a = c.space();
                            Num object = c.memory(8 * 4096L, Rights.OF_OBJECT, 4).done();
                            a.map(0, 2).done();
                            a.map(2, 2).prot(READ).done();
                            a.map(4, 4).of(object, 2).shared().done();
                            a.unmap(1, 4).done();
                            a.reports(seen(0, 1, "rw"), seen(5, 8, "rw").of(4, 3).shared());
                        })
                .add(
                        "aHoleInAnAreaLeavesBothSides",
                        s -> {
                            Space a = s.session().space();
                            a.map(0, 5).done();
                            a.store(page(1), 1, 0x11).works();
                            a.store(page(2), 1, 0x22).works();
                            a.store(page(3), 1, 0x33).works();
                            a.unmap(2, 1).done();
                            a.load(page(1), 1).sees(0x11);
                            a.load(page(2), 1).faults(FaultKind.MAPERR);
                            a.load(page(3), 1).sees(0x33);
                            a.shows(area(0, 2, "rw-p"), area(3, 5, "rw-p"));
                        })
                .add(
                        "pagesThatAreNotMappedAreNoError",
                        s -> {
                            Space a = s.session().space();
                            a.unmap(0, 8).done();
                            a.map(2, 1).done();
                            a.map(4, 1).done();
                            a.unmap(0, 8).done();
                            a.shows();
                        });
    }

    private static void unmapRefused(Suite suite) {
        suite.rule("V2-UNMAP-2")
                .add(
                        "theLowestSealedPageIsTold",
                        s -> {
                            Space a = s.session(Features.SEAL).space();
                            a.map(0, 8).done();
                            a.seal(5, 2).done();
                            a.seal(3, 1).done();
                            a.unmap(0, 8).refusedAt(EPERM, 16, page(3));
                            a.unmap(4, 4).refusedAt(EPERM, 16, page(5));
                            a.unmap(6, 2).refusedAt(EPERM, 16, page(6));
                            a.unmap(4, 1).done();
                        })
                .add(
                        "aCutThatMakesOneAreaTooManyIsRefused",
                        s -> {
                            s.limitMapCount(2);
                            Space a = s.session().space();
                            a.map(0, 5).done();
                            a.unmap(1, 1).done();
                            a.unmap(3, 1).refused(ENOMEM, 8);
                            a.unmap(0, 1).done();
                            a.unmap(3, 1).done();
                            a.shows(area(2, 3, "rw-p"), area(4, 5, "rw-p"));
                        });
    }

    private static void protect(Suite suite) {
        suite.rule("V2-PROT-1")
                .add(
                        "everyPageOfTheRangeHasTheRightsAndNoOther",
                        s -> {
                            Space a = s.session().space();
                            a.map(0, 2).done();
                            a.map(2, 2).prot(0).done();
                            a.map(4, 2).prot(ALL).done();
                            a.protect(1, 4, READ).done();
                            a.shows(area(0, 1, "rw-p"), area(1, 5, "r--p"), area(5, 6, "rwxp"));
                            a.store(page(1), 1, 1).faults(FaultKind.ACCERR);
                            a.load(page(3), 1).sees(0);
                        })
                .add(
                        "aHoleInTheRangeLeavesAllAsItWas",
                        s -> {
                            Space a = s.session().space();
                            a.map(0, 2).done();
                            a.map(3, 2).done();
                            a.protect(0, 5, READ).refusedAt(ENOMEM, 16, page(2));
                            a.protect(1, 2, READ).refusedAt(ENOMEM, 16, page(2));
                            a.store(page(0), 1, 1).works();
                            a.store(page(3), 1, 1).works();
                        },
                        "V2-PROT-2")
                .add(
                        "whatWasStoredStays",
                        s -> {
                            Space a = s.session().space();
                            a.map(0, 1).done();
                            a.store(page(0), 1, 0x11).works();
                            a.protect(0, 1, 0).done();
                            a.load(page(0), 1).faults(FaultKind.ACCERR);
                            a.protect(0, 1, READ).done();
                            a.load(page(0), 1).sees(0x11);
                        })
                .add(
                        "piecesJoinTheirNeighboursAgain",
                        s -> {
                            Space a = s.session().space();
                            a.map(0, 6).done();
                            a.protect(2, 2, READ).done();
                            a.protect(2, 2, READ | Prot.WRITE).done();
                            a.shows(area(0, 6, "rw-p"));
                        },
                        "V2-QUERY-4");
    }

    private static void protectRefused(Suite suite) {
        suite.rule("V2-PROT-2")
                .add(
                        "theLowestPageThatMayNotIsTold",
                        s -> {
                            Space a = s.session(Features.MAX_PROT).space();
                            a.map(0, 8).done();
                            a.map(6, 1).prot(0).maxProt(READ).replacing().done();
                            a.map(3, 1).prot(READ).maxProt(READ).replacing().done();
                            a.protect(0, 8, ALL).refusedAt(EACCES, 32, page(3));
                            a.protect(4, 4, ALL).refusedAt(EACCES, 32, page(6));
                            a.protect(0, 8, READ).done();
                            a.reports(
                                    seen(0, 3, "r"),
                                    seen(3, 4, "r").max("r"),
                                    seen(4, 6, "r"),
                                    seen(6, 7, "r").max("r"),
                                    seen(7, 8, "r"));
                        },
                        "V2-MAP-3")
                .add(
                        "theLowestPageThatIsNotThereIsTold",
                        s -> {
                            Space a = s.session().space();
                            a.map(1, 2).done();
                            a.map(4, 1).done();
                            a.protect(0, 6, READ).refusedAt(ENOMEM, 16, page(0));
                            a.protect(1, 6, READ).refusedAt(ENOMEM, 16, page(3));
                            a.protect(4, 2, READ).refusedAt(ENOMEM, 16, page(5));
                            a.protect(8, 1, READ).refusedAt(ENOMEM, 16, page(8));
                        })
                .add(
                        "theLowestSealedPageIsTold",
                        s -> {
                            Space a = s.session(Features.SEAL).space();
                            a.map(0, 8).done();
                            a.seal(5, 1).done();
                            a.seal(2, 1).done();
                            a.protect(0, 8, READ).refusedAt(EPERM, 16, page(2));
                            a.protect(3, 5, READ).refusedAt(EPERM, 16, page(5));
                            a.protect(3, 2, READ).done();
                        });
    }

    private static void protectLimit(Suite suite) {
        suite.rule("V2-PROT-2")
                .add(
                        "aCutThatMakesOneAreaTooManyIsRefused",
                        s -> {
                            s.limitMapCount(3);
                            Space a = s.session().space();
                            a.map(0, 6).done();
                            a.protect(1, 1, READ).done();
                            a.protect(4, 1, READ).refused(ENOMEM, 8);
                            a.protect(2, 1, READ).done();
                            a.protect(0, 6, 0).done();
                            a.shows(area(0, 6, "---p"));
                        })
                .add(
                        "onlyWhatIsThereAfterwardsCounts",
                        s -> {
                            s.limitMapCount(3);
                            Space a = s.session().space();
                            a.map(0, 2).done();
                            a.map(2, 2).prot(READ).done();
                            a.map(4, 2).prot(ALL).done();
                            a.protect(1, 4, 0).done();
                            a.shows(area(0, 1, "rw-p"), area(1, 5, "---p"), area(5, 6, "rwxp"));
                            a.protect(3, 1, READ).refused(ENOMEM, 8);
                            a.shows(area(0, 1, "rw-p"), area(1, 5, "---p"), area(5, 6, "rwxp"));
                        },
                        "V2-PROT-1");
    }
}
