package io.github.procmm.suite;

import static io.github.procmm.model.MapFlags.NORESERVE;
import static io.github.procmm.model.Prot.EXEC;
import static io.github.procmm.model.Prot.NONE;
import static io.github.procmm.model.Prot.READ;
import static io.github.procmm.model.Prot.WRITE;
import static io.github.procmm.suite.Areas.area;

import io.github.procmm.backend.Feature;

/** When alike areas join, and with which neighbour: V1-AREA-3 to V1-AREA-5. */
final class JoinCases {

    private static final int RW = READ | WRITE;
    private static final int RWX = RW | EXEC;

    private JoinCases() {}

    static void addTo(Suite suite) {
        newMappings(suite);
        clashes(suite);
        pieces(suite);
        onePieceAfterTheOther(suite);
        nothingElse(suite);
    }

    private static void newMappings(Suite suite) {
        suite.rule("V1-AREA-3")
                .on(Hosts.MANAGERS)
                .needing(Feature.AREAS)
                .add(
                        "aNewMappingJoinsBelow",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(8);
                            mm.map(0, 2).of(a, 0).done();
                            mm.map(3, 1).of(a, 0).done();
                            mm.map(2, 1).of(a, 2).done();
                            mm.shows(area(0, 3, "rw-s", a, 0), area(3, 4, "rw-s", a, 0));
                        })
                .add(
                        "aNewMappingJoinsAbove",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(8);
                            mm.map(0, 2).of(a, 0).done();
                            mm.map(3, 1).of(a, 4).done();
                            mm.map(2, 1).of(a, 3).done();
                            mm.shows(area(0, 2, "rw-s", a, 0), area(2, 4, "rw-s", a, 3));
                        })
                .add(
                        "aNewMappingThatFillsAGapJoinsBoth",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(8);
                            mm.map(0, 2).of(a, 0).done();
                            mm.map(3, 1).of(a, 3).done();
                            mm.map(2, 1).of(a, 2).done();
                            mm.shows(area(0, 4, "rw-s", a, 0));
                        })
                .add(
                        "pagesReplacedInTheMiddleJoinBothRests",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 6).done();
                            mm.storesInto(0, 3, 5);
                            mm.map(2, 2).done();
                            mm.shows(area(0, 6, "rw-p"));
                            mm.load(Scenario.page(3), 1).sees(0);
                            mm.map(2, 2).prot(READ).done();
                            mm.map(2, 2).done();
                            mm.shows(area(0, 6, "rw-p"));
                        })
                .add(
                        "whatReplacesPartsOfTwoAreasJoinsTheOneThatIsAlike",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 3).done();
                            mm.map(3, 3).prot(READ).done();
                            mm.map(2, 2).prot(READ).done();
                            mm.shows(area(0, 2, "rw-p"), area(2, 6, "r--p"));
                            mm.map(1, 3).done();
                            mm.shows(area(0, 4, "rw-p"), area(4, 6, "r--p"));
                        });
    }

    private static void clashes(Suite suite) {
        suite.rule("V1-AREA-3")
                .on(Hosts.MANAGERS)
                .needing(Feature.AREAS)
                .add(
                        "betweenLineagesThatClashItJoinsTheLower",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 2).done();
                            mm.map(4, 2).done();
                            mm.storesInto(0, 4);
                            mm.map(2, 2).done();
                            mm.shows(area(0, 4, "rw-p"), area(4, 6, "rw-p"));
                        },
                        "V1-AREA-6")
                .add(
                        "withOneLineageAloneItJoinsBoth",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 2).done();
                            mm.map(4, 2).done();
                            mm.storesInto(0);
                            mm.map(2, 2).done();
                            mm.map(10, 2).done();
                            mm.map(14, 2).done();
                            mm.storesInto(14);
                            mm.map(12, 2).done();
                            mm.shows(area(0, 6, "rw-p"), area(10, 16, "rw-p"));
                        })
                .add(
                        "aLowerOneThatIsNotAlikeDoesNotHinderTheUpper",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 2).prot(RWX).done();
                            mm.map(4, 2).done();
                            mm.storesInto(0, 4);
                            mm.map(2, 2).done();
                            mm.shows(area(0, 2, "rwxp"), area(2, 6, "rw-p"));
                        });
    }

    private static void pieces(Suite suite) {
        suite.rule("V1-AREA-4")
                .on(Hosts.MANAGERS)
                .needing(Feature.AREAS)
                .add(
                        "aPieceJoinsBelowAboveOrBoth",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(8);
                            mm.map(0, 8).of(a).done();
                            mm.protect(0, 2, READ).done();
                            mm.protect(6, 2, READ).done();
                            mm.protect(2, 1, READ).done();
                            mm.shows(
                                    area(0, 3, "r--s", a, 0),
                                    area(3, 6, "rw-s", a, 3),
                                    area(6, 8, "r--s", a, 6));
                            mm.protect(5, 1, READ).done();
                            mm.shows(
                                    area(0, 3, "r--s", a, 0),
                                    area(3, 5, "rw-s", a, 3),
                                    area(5, 8, "r--s", a, 5));
                            mm.protect(3, 2, READ).done();
                            mm.shows(area(0, 8, "r--s", a, 0));
                        })
                .add(
                        "aPieceThatIsCutOutAndPutBackJoinsBothRests",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 6).done();
                            mm.storesInto(0);
                            mm.protect(2, 2, READ).done();
                            mm.storesInto(4);
                            mm.protect(2, 2, RW).done();
                            mm.shows(area(0, 6, "rw-p"));
                        })
                .add(
                        "aPieceHasTheLineageOfItsArea",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 4).with(NORESERVE).done();
                            mm.map(10, 4).with(NORESERVE).done();
                            mm.map(4, 1).with(NORESERVE).prot(RWX).done();
                            mm.map(14, 1).with(NORESERVE).prot(RWX).done();
                            mm.unmap(3, 1).done();
                            mm.storesInto(0, 4, 14);
                            mm.map(3, 1).with(NORESERVE).done();
                            mm.protect(3, 1, RWX).done();
                            mm.protect(13, 1, RWX).done();
                            mm.shows(
                                    area(0, 3, "rw-p"),
                                    area(3, 4, "rwxp"),
                                    area(4, 5, "rwxp"),
                                    area(10, 13, "rw-p"),
                                    area(13, 15, "rwxp"));
                        })
                .add(
                        "aPieceBetweenLineagesThatClashJoinsTheLower",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).prot(RWX).done();
                            mm.map(2, 1).prot(RWX).done();
                            mm.storesInto(0, 2);
                            mm.map(1, 1).done();
                            mm.protect(1, 1, RWX).done();
                            mm.shows(area(0, 2, "rwxp"), area(2, 3, "rwxp"));
                        });
    }

    private static void onePieceAfterTheOther(Suite suite) {
        suite.rule("V1-AREA-4")
                .on(Hosts.MANAGERS)
                .needing(Feature.AREAS)
                .add(
                        "allThatBecomesAlikeIsOne",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(8);
                            mm.map(0, 8).of(a).done();
                            mm.protect(2, 2, NONE).done();
                            mm.protect(4, 2, RWX).done();
                            mm.protect(1, 6, RW).done();
                            mm.shows(area(0, 8, "rw-s", a, 0));
                        })
                .add(
                        "theLowerAreaIsChangedFirst",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).prot(RWX).done();
                            mm.map(2, 1).prot(RWX).done();
                            mm.storesInto(0, 2);
                            mm.map(1, 1).prot(READ).done();
                            mm.protect(0, 3, RW).done();
                            mm.shows(area(0, 2, "rw-p"), area(2, 3, "rw-p"));
                        })
                .add(
                        "whatHasJoinedMakesRoomForTheNextCut",
                        s -> {
                            s.limitMapCount(3);
                            Mm mm = s.openMm();
                            FileRef a = s.object(4);
                            FileRef b = s.object(2);
                            mm.map(0, 4).of(a).done();
                            mm.protect(2, 2, READ).done();
                            mm.map(4, 2).of(b).done();
                            mm.protect(0, 5, READ).done();
                            mm.shows(
                                    area(0, 4, "r--s", a, 0),
                                    area(4, 5, "r--s", b, 0),
                                    area(5, 6, "rw-s", b, 1));
                        },
                        "V1-AREA-12")
                .add(
                        "aPieceWhoseRightsStayTheSameJoinsNothing",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            mm.map(2, 1).done();
                            mm.storesInto(0, 2);
                            mm.map(1, 1).done();
                            mm.protect(0, 3, RW).done();
                            mm.protect(1, 2, RW).done();
                            mm.shows(area(0, 2, "rw-p"), area(2, 3, "rw-p"));
                        });
    }

    private static void nothingElse(Suite suite) {
        suite.rule("V1-AREA-5")
                .on(Hosts.MANAGERS)
                .needing(Feature.AREAS)
                .add(
                        "unmappingBesideThemJoinsNothing",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 2).done();
                            mm.map(3, 3).done();
                            mm.storesInto(0, 5);
                            mm.map(2, 1).done();
                            mm.unmap(0, 1).done();
                            mm.unmap(5, 1).done();
                            mm.shows(area(1, 3, "rw-p"), area(3, 5, "rw-p"));
                        })
                .add(
                        "storesIntoNeighboursJoinNothing",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            mm.map(2, 1).done();
                            mm.storesInto(0, 2);
                            mm.map(1, 1).done();
                            mm.map(3, 1).prot(RWX).done();
                            mm.storesInto(1, 2, 3);
                            mm.shows(area(0, 2, "rw-p"), area(2, 3, "rw-p"), area(3, 4, "rwxp"));
                        });
    }
}
