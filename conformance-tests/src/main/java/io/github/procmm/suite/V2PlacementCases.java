package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EACCES;
import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.model.Errno.EPERM;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.kernel.Page;
import io.github.procmm.model.Prot;
import io.github.procmm.v2.Features;
import io.github.procmm.v2.OpFlags;
import io.github.procmm.v2.Rights;

/** Where a MAP may go, and how much there may be: V2-MAP-6 to 9. */
final class V2PlacementCases {

    private static final long PAGE = Page.SIZE;

    private V2PlacementCases() {}

    static void addTo(Suite suite) {
        highest(suite);
        alignment(suite);
        noRoom(suite);
        bounds(suite);
        sealed(suite);
        limits(suite);
        objects(suite);
    }

    private static void highest(Suite suite) {
        suite.rule("V2-MAP-6")
                .add(
                        "theHighestFreePlaceIsTaken",
                        s -> {
                            Space a = s.session().space();
                            a.map(0, 2).anywhereBelow(16, 0, 14).done();
                            a.map(0, 2).anywhereBelow(16, 0, 12).done();
                            a.map(0, 2).anywhereBelow(12, 0, 10).done();
                            a.shows(area(10, 16, "rw-p"));
                        })
                .add(
                        "aGapThatIsWideEnoughIsFilledAndANarrowOneIsNot",
                        s -> {
                            Space a = s.session().space();
                            a.map(15, 1).prot(Prot.READ).done();
                            a.map(12, 1).prot(Prot.READ).done();
                            a.map(8, 1).prot(Prot.READ).done();
                            a.map(0, 3).anywhereBelow(16, 0, 9).done();
                            a.map(0, 2).anywhereBelow(16, 0, 13).done();
                            a.map(0, 3).anywhereBelow(16, 0, 5).done();
                        })
                .add(
                        "anAreaThatReachesInIsInTheWay",
                        s -> {
                            Space a = s.session().space();
                            a.map(14, 8).done();
                            a.map(0, 4).done();
                            a.map(2, 2).anywhereBelow(16, 0, 12).done();
                            a.map(2, 8).anywhereBelow(12, 0, 4).done();
                        });
    }

    private static void alignment(Suite suite) {
        suite.rule("V2-MAP-6")
                .add(
                        "theAddressIsAMultipleOfTheAlignment",
                        s -> {
                            Space a = s.session().space();
                            a.map(0, 1).anywhereBelow(32, 8 * PAGE, 24).done();
                            a.map(0, 1).anywhereBelow(32, 8 * PAGE, 16).done();
                            a.map(0, 1).anywhereBelow(32, 16 * PAGE, 0).done();
                            a.map(0, 1).anywhereBelow(32, PAGE, 31).done();
                        })
                .add(
                        "anAlignedPlaceMustBeFreeToItsEnd",
                        s -> {
                            Space a = s.session().space();
                            a.map(20, 1).done();
                            a.map(0, 6).anywhereBelow(24, 8 * PAGE, 8).done();
                            a.map(0, 4).anywhereBelow(24, 8 * PAGE, 16).done();
                        })
                .add(
                        "anAlignmentWithoutAPlaceIsENOMEM",
                        s -> {
                            Space a = s.session().space();
                            a.map(1, 1).anywhereBelow(8, 8 * PAGE, 0).refused(ENOMEM, 24);
                            a.map(1, 8).anywhereBelow(15, 8 * PAGE, 0).refused(ENOMEM, 24);
                            a.map(1, 7).anywhereBelow(15, 8 * PAGE, 8).done();
                        });
    }

    private static void noRoom(Suite suite) {
        suite.rule("V2-MAP-6")
                .add(
                        "noPlaceIsENOMEM",
                        s -> {
                            Space a = s.session().space();
                            a.map(0, 4).anywhereBelow(4, 0, 0).done();
                            a.map(0, 1).anywhereBelow(4, 0, 0).refused(ENOMEM, 24);
                            a.unmap(2, 1).done();
                            a.map(0, 2).anywhereBelow(4, 0, 0).refused(ENOMEM, 24);
                            a.map(0, 1).anywhereBelow(4, 0, 2).done();
                        })
                .add(
                        "whatLiesOutsideTheChoiceIsNotTaken",
                        s -> {
                            Space a = s.session().space();
                            a.map(4, 4).done();
                            a.map(4, 1).anywhereBelow(8, 0, 0).refused(ENOMEM, 24);
                            a.map(3, 1).anywhereBelow(8, 0, 3).done();
                            a.map(4, 1).anywhereBelow(9, 0, 8).done();
                        });
    }

    private static void bounds(Suite suite) {
        suite.rule("V2-MAP-6")
                .on(Hosts.DIALECTS)
                .add(
                        "theChoiceCanBeAllThatTheBoundsAllow",
                        s -> {
                            Session c = s.session();
                            Space a = c.space();
                            Num high = c.welcomed(64, 8);
                            Num low = c.welcomed(56, 8);
                            for (int i = 1; i <= 2; i++) {
                                MapRec map = a.mapBytes(0, PAGE).at(low);
                                map.flags(OpFlags.ANYWHERE).set(MapRec.END, 8, high);
                                map.usually(high.plus(-i * PAGE).expected()).done();
                            }
                        });
    }

    private static void sealed(Suite suite) {
        suite.rule("V2-MAP-7")
                .add(
                        "nothingIsMappedIntoASealedSpace",
                        s -> {
                            Space a = s.session(Features.SEAL).space();
                            a.map(0, 1).done();
                            a.seal().done();
                            a.map(2, 1).refused(EPERM, 8);
                            a.map(0, 1).replacing().refused(EPERM, 8);
                            a.map(0, 1).anywhereBelow(8, 0, 0).refused(EPERM, 8);
                        },
                        "V2-SEAL-2")
                .add(
                        "noSealedPageIsReplaced",
                        s -> {
                            Space a = s.session(Features.SEAL).space();
                            a.map(0, 8).done();
                            a.seal(3, 1).done();
                            a.seal(5, 1).done();
                            a.map(0, 8).replacing().refusedAt(EPERM, 16, page(3));
                            a.map(4, 2).replacing().refusedAt(EPERM, 16, page(5));
                            a.map(3, 1).replacing().refusedAt(EPERM, 16, page(3));
                            a.map(4, 1).prot(Prot.READ).replacing().done();
                        },
                        "V2-SEAL-1");
    }

    private static void limits(Suite suite) {
        suite.rule("V2-MAP-8")
                .add(
                        "noMoreBytesAreMappedThanTheSpaceMayHave",
                        s -> {
                            Session c = s.session();
                            Space a = c.on(c.create(Rights.OF_SPACE, 4 * PAGE).done());
                            a.map(0, 5).refused(ENOMEM, 8);
                            a.map(0, 4).done();
                            a.map(8, 1).refused(ENOMEM, 8);
                            a.map(8, 1).anywhereBelow(16, 0, 15).refused(ENOMEM, 8);
                            a.unmap(0, 1).done();
                            a.map(8, 1).done();
                        })
                .add(
                        "whatIsReplacedMakesRoom",
                        s -> {
                            Session c = s.session();
                            Space a = c.on(c.create(Rights.OF_SPACE, 4 * PAGE).done());
                            a.map(0, 4).done();
                            a.map(1, 3).replacing().done();
                            a.map(2, 4).replacing().refused(ENOMEM, 8);
                            a.unmap(0, 2).done();
                            a.map(2, 4).replacing().done();
                        })
                .add(
                        "aLimitNeedNotBeWholePages",
                        s -> {
                            Session c = s.session();
                            Space a = c.on(c.create(Rights.OF_SPACE, 2 * PAGE - 1).done());
                            a.map(0, 2).refused(ENOMEM, 8);
                            a.map(0, 1).done();
                            Space none = c.on(c.create(Rights.OF_SPACE, 1).done());
                            none.map(0, 1).refused(ENOMEM, 8);
                        })
                .add(
                        "noMoreAreasAreMadeThanWelcomeSays",
                        s -> {
                            s.limitMapCount(3);
                            Space a = s.session().space();
                            a.map(0, 1).done();
                            a.map(2, 1).done();
                            a.map(4, 1).done();
                            a.map(6, 1).refused(ENOMEM, 8);
                            a.map(5, 1).done();
                            a.map(1, 1).done();
                            a.map(7, 1).done();
                            a.map(0, 6).prot(Prot.READ).replacing().done();
                        });
    }

    private static void objects(Suite suite) {
        suite.rule("V2-MAP-9")
                .add(
                        "anAreaKeepsItsObjectWhateverBecomesOfTheHandle",
                        s -> {
                            Session c = s.session();
                            Space a = c.space();
                            Num object = c.memory(4 * PAGE, Rights.OF_OBJECT, 3).done();
                            a.map(0, 4).of(object, 0).shared().done();
                            a.store(page(2), 1, 0x11).works();
                            c.release(object).done();
                            c.object(4);
                            a.load(page(2), 1).sees(0x11);
                            a.unmap(0, 1).done();
                            a.reports(AreaSeen.seen(1, 4, "rw").of(3, 1).shared());
                        })
                .add(
                        "theRightsOfTheHandleStayWithTheArea",
                        s -> {
                            Session c = s.session();
                            Space a = c.space();
                            Num object = c.object(1);
                            Num readable = c.duplicate(object, Rights.READ).done();
                            a.map(0, 1).of(object, 0).shared().prot(Prot.READ).done();
                            a.map(2, 1).of(readable, 0).shared().prot(Prot.READ).done();
                            c.release(object).done();
                            a.protect(0, 1, Prot.READ | Prot.WRITE).done();
                            Rec write = a.protect(2, 1, Prot.READ | Prot.WRITE);
                            write.refusedAt(EACCES, 32, page(2));
                        },
                        "V2-MAP-3");
    }
}
