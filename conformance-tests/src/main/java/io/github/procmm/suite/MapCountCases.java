package io.github.procmm.suite;

import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.model.Prot.NONE;
import static io.github.procmm.model.Prot.READ;
import static io.github.procmm.model.Prot.WRITE;
import static io.github.procmm.suite.Areas.area;

/** How many areas there may be: V1-AREA-11, V1-AREA-12. */
final class MapCountCases {

    private static final int RW = READ | WRITE;

    private MapCountCases() {}

    static void addTo(Suite suite) {
        count(suite);
        limit(suite);
        cuts(suite);
        noCuts(suite);
    }

    private static void count(Suite suite) {
        suite.rule("V1-AREA-11")
                .on(Hosts.MANAGERS)
                .add(
                        "areasThatJoinedCountAsOne",
                        s -> {
                            s.limitMapCount(1);
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            mm.map(1, 1).done();
                            mm.map(2, 1).done();
                            mm.map(8, 1).done();
                            mm.map(3, 1).refused(ENOMEM);
                        },
                        "V1-AREA-3",
                        "V1-MAP-19")
                .add(
                        "whatIsUnmappedCountsNoLonger",
                        s -> {
                            s.limitMapCount(1);
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            mm.map(2, 1).done();
                            mm.map(4, 1).refused(ENOMEM);
                            mm.unmap(0, 3).done();
                            mm.map(4, 1).done();
                            mm.map(6, 1).done();
                            mm.shows(area(4, 5, "rw-p"), area(6, 7, "rw-p"));
                        },
                        "V1-MAP-19")
                .add(
                        "eachAddressSpaceHasItsOwnCount",
                        s -> {
                            s.limitMapCount(1);
                            Mm full = s.openMm();
                            full.map(0, 1).done();
                            full.map(2, 1).done();
                            full.map(4, 1).refused(ENOMEM);
                            Mm mm = s.openMm();
                            mm.map(0, 3).done();
                            mm.map(4, 1).done();
                            mm.shows(area(0, 3, "rw-p"), area(4, 5, "rw-p"));
                        },
                        "V1-MAP-19");
    }

    private static void limit(Suite suite) {
        suite.rule("V1-AREA-11")
                .on(Hosts.MANAGERS)
                .add(
                        "overTheLimitWhateverCutsNothingStillWorks",
                        s -> {
                            s.limitMapCount(1);
                            Mm mm = s.openMm();
                            FileRef a = s.object(8);
                            mm.map(0, 3).of(a).done();
                            mm.map(3, 3).of(a).done();
                            mm.storesInto(0, 4);
                            mm.protect(0, 6, READ).done();
                            mm.protect(0, 3, NONE).done();
                            mm.unmap(2, 2).done();
                            mm.shows(area(0, 2, "---s", a, 0), area(4, 6, "r--s", a, 1));
                            mm.unmap(4, 2).done();
                            mm.map(1, 3).of(a).done();
                            mm.shows(area(0, 1, "---s", a, 0), area(1, 4, "rw-s", a, 0));
                        });
    }

    private static void cuts(Suite suite) {
        suite.rule("V1-AREA-12")
                .on(Hosts.MANAGERS)
                .add(
                        "oneCutNeedsOnePlaceAtEitherEndOfAnArea",
                        s -> {
                            s.limitMapCount(2);
                            Mm lower = s.openMm();
                            lower.map(0, 3).done();
                            lower.protect(0, 1, READ).done();
                            Mm upper = s.openMm();
                            upper.map(0, 3).done();
                            upper.protect(2, 1, READ).done();
                            lower.shows(area(0, 1, "r--p"), area(1, 3, "rw-p"));
                            upper.shows(area(0, 2, "rw-p"), area(2, 3, "r--p"));
                            lower.protect(2, 1, NONE).refused(ENOMEM);
                            upper.protect(0, 1, NONE).refused(ENOMEM);
                        },
                        "V1-PROT-13")
                .add(
                        "aPieceInTheMiddleNeedsTwoPlaces",
                        s -> {
                            s.limitMapCount(3);
                            Mm mm = s.openMm();
                            mm.map(0, 5).done();
                            mm.protect(0, 1, NONE).done();
                            mm.protect(2, 1, READ).refused(ENOMEM);
                            mm.protect(0, 1, RW).done();
                            mm.protect(2, 1, READ).done();
                            mm.shows(area(0, 2, "rw-p"), area(2, 3, "r--p"), area(3, 5, "rw-p"));
                        },
                        "V1-PROT-13")
                .add(
                        "aNeighbourThatIsNotAlikeSavesNoPlace",
                        s -> {
                            s.limitMapCount(2);
                            Mm mm = s.openMm();
                            FileRef a = s.object(4);
                            mm.map(0, 2).of(a).prot(READ).done();
                            mm.map(2, 2).of(a).done();
                            mm.protect(2, 1, READ).refused(ENOMEM);
                        },
                        "V1-PROT-13");
    }

    private static void noCuts(Suite suite) {
        suite.rule("V1-AREA-12")
                .on(Hosts.MANAGERS)
                .add(
                        "anEndThatJoinsANeighbourNeedsNone",
                        s -> {
                            s.limitMapCount(2);
                            Mm mm = s.openMm();
                            FileRef a = s.object(6);
                            mm.map(0, 6).of(a).done();
                            mm.protect(0, 2, READ).done();
                            mm.protect(2, 1, READ).done();
                            mm.shows(area(0, 3, "r--s", a, 0), area(3, 6, "rw-s", a, 3));
                            mm.protect(1, 2, RW).done();
                            mm.shows(area(0, 1, "r--s", a, 0), area(1, 6, "rw-s", a, 1));
                        },
                        "V1-AREA-4",
                        "V1-PROT-13")
                .add(
                        "aWholeAreaNeedsNone",
                        s -> {
                            s.limitMapCount(2);
                            Mm mm = s.openMm();
                            mm.map(0, 2).done();
                            mm.map(2, 2).prot(READ).done();
                            mm.protect(0, 2, NONE).done();
                            mm.protect(0, 4, READ).done();
                            mm.shows(area(0, 4, "r--p"));
                        },
                        "V1-PROT-13");
    }
}
