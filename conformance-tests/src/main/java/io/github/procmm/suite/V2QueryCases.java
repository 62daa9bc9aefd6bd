package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.EMSGSIZE;
import static io.github.procmm.suite.AreaSeen.seen;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Frame.ATOMIC;
import static io.github.procmm.suite.Frame.INDEPENDENT;
import static io.github.procmm.suite.Frame.SEQUENTIAL;
import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.backend.Feature;
import io.github.procmm.kernel.Page;
import io.github.procmm.model.Prot;
import io.github.procmm.v2.Features;
import io.github.procmm.v2.Rights;

/** QUERY: V2-QUERY. */
final class V2QueryCases {

    private static final long PAGE = Page.SIZE;

    /** Where a REPLY to a lone QUERY has the epoch. */
    private static final int EPOCH = 56;

    private V2QueryCases() {}

    static void addTo(Suite suite) {
        which(suite);
        golden(suite);
        goOn(suite);
        walks(suite);
        epochs(suite);
        areas(suite);
        room(suite);
    }

    /** Pages 0, 2, 4 and 6, an area each. */
    private static Space four(Scenario s) {
        Space a = s.session().space();
        for (int i = 0; i < 8; i += 2) {
            a.map(i, 1).done();
        }
        return a;
    }

    private static AreaSeen one(long firstPage) {
        return seen(firstPage, firstPage + 1, "rw");
    }

    /** QUERY reports these of four areas and this value. */
    private static Frame.Sent sees(Space a, Rec query, long next, AreaSeen... areas) {
        return a.session()
                .batch(SEQUENTIAL)
                .reports(query, next, AreaSeen.some(4 * PAGE, 4, areas))
                .answered();
    }

    private static void which(Suite suite) {
        suite.rule("V2-QUERY-1")
                .needing(Feature.AREAS)
                .add(
                        "areasThatEndAboveTheAddressAreReported",
                        s -> {
                            Space a = four(s);
                            sees(a, a.query(0, 9), 0, one(0), one(2), one(4), one(6));
                            sees(a, a.query(page(1), 9), 0, one(2), one(4), one(6));
                            sees(a, a.query(page(3) - 1, 9), 0, one(2), one(4), one(6));
                            sees(a, a.query(page(3), 9), 0, one(4), one(6));
                            sees(a, a.query(page(6), 9), 0, one(6));
                            sees(a, a.query(page(7), 9), 0);
                            sees(a, a.query(-1, 9), 0);
                            sees(a, a.query(Long.MIN_VALUE, 9), 0);
                        })
                .add(
                        "anAreaIsReportedWholeWhereverTheWalkBegins",
                        s -> {
                            Space a = s.session().space();
                            a.map(0, 8).done();
                            a.session()
                                    .batch(SEQUENTIAL)
                                    .reports(
                                            a.query(page(5) + 1, 1),
                                            0,
                                            AreaSeen.all(seen(0, 8, "rw")))
                                    .answered();
                        })
                .add(
                        "atMostMaxAreasAreReported",
                        s -> {
                            Space a = four(s);
                            sees(a, a.query(0, 1), page(1), one(0));
                            sees(a, a.query(0, 3), page(5), one(0), one(2), one(4));
                            sees(a, a.query(0, 4), 0, one(0), one(2), one(4), one(6));
                            sees(a, a.query(0, -1), 0, one(0), one(2), one(4), one(6));
                        },
                        "V2-QUERY-2");
    }

    private static void golden(Suite suite) {
        suite.rule("V2-QUERY-1")
                .add(
                        "offsetsTagsMostsAndKindsAreReported",
                        s -> {
                            Session c = s.session(Features.MAX_PROT, Features.SEAL);
                            Space a = c.space();
                            long tag = 0x1122_3344_5566_7788L;
                            Num object = c.memory(8 * PAGE, Rights.OF_OBJECT, tag).done();
                            a.map(0, 1).prot(0).done();
                            a.map(2, 2).of(object, 3).shared().prot(Prot.READ).done();
                            a.map(6, 1).of(object, 1).prot(Prot.EXEC).maxProt(5).done();
                            a.map(8, 1).done();
                            a.seal(8, 1).done();
                            a.reports(
                                    seen(0, 1, ""),
                                    seen(2, 4, "r").of(tag, 3).shared(),
                                    seen(6, 7, "x").of(tag, 1).max("rx"),
                                    seen(8, 9, "rw").sealed());
                        });
    }

    private static void goOn(Suite suite) {
        suite.rule("V2-QUERY-2")
                .needing(Feature.AREAS)
                .add(
                        "theValueIsTheEndOfTheLastAreaWhereThereAreMore",
                        s -> {
                            Space a = four(s);
                            sees(a, a.query(0, 2), page(3), one(0), one(2));
                            sees(a, a.query(page(3), 2), 0, one(4), one(6));
                            sees(a, a.query(page(5), 1), 0, one(6));
                        })
                .add(
                        "ofNothingItIsZero",
                        s -> {
                            Space a = s.session().space();
                            a.reports();
                        });
    }

    private static void walks(Suite suite) {
        suite.rule("V2-QUERY-3")
                .needing(Feature.AREAS)
                .add(
                        "aWalkReportsEveryAreaOnce",
                        s -> {
                            Space a = four(s);
                            Frame.Sent sent = sees(a, a.query(0, 1), page(1), one(0));
                            for (int i = 2; i < 8; i += 2) {
                                Rec next = a.query(0, 1).set(16, 8, sent.value(0));
                                sent = sees(a, next, i == 6 ? 0 : page(i + 1), one(i));
                            }
                        })
                .add(
                        "aWalkThatOthersChangeGoesOnWhereItIs",
                        s -> {
                            Space a = four(s);
                            Frame.Sent sent = sees(a, a.query(0, 2), page(3), one(0), one(2));
                            a.unmap(0, 3).done();
                            a.map(0, 1).prot(Prot.READ).done();
                            a.unmap(4, 1).done();
                            a.map(7, 1).prot(Prot.READ).done();
                            Rec next = a.query(0, 9).set(16, 8, sent.value(0));
                            a.session()
                                    .batch(SEQUENTIAL)
                                    .reports(
                                            next,
                                            0,
                                            AreaSeen.some(3 * PAGE, 3, one(6), seen(7, 8, "r")))
                                    .answered();
                        });
    }

    private static void epochs(Suite suite) {
        suite.rule("V2-QUERY-3")
                .add(
                        "theEpochStaysWhileNoAreaChanges",
                        s -> {
                            Session c = s.session();
                            Space a = c.space();
                            a.map(0, 1).done();
                            int first = a.reports(one(0)).step();
                            a.store(page(0), 1, 1).works();
                            c.space().map(0, 1).done();
                            a.query(0, 1).set(24, 4, 0).refused(EINVAL, 24);
                            again(a, new ExpectedNumber.Answered(first, EPOCH, 0), one(0));
                        })
                .add(
                        "theEpochIsAnotherOneWhenAnAreaHasChanged",
                        s -> {
                            Session c = s.session(Features.SEAL);
                            Space a = c.space();
                            int step = a.reports().step();
                            a.map(0, 2).done();
                            step = again(a, other(step), seen(0, 2, "rw"));
                            a.protect(1, 1, Prot.READ).done();
                            step = again(a, other(step), one(0), seen(1, 2, "r"));
                            a.unmap(1, 1).done();
                            step = again(a, other(step), one(0));
                            a.map(0, 1).replacing().done();
                            step = again(a, other(step), one(0));
                            a.seal(0, 1).done();
                            again(a, other(step), one(0).sealed());
                        });
    }

    private static ExpectedNumber other(int step) {
        return new ExpectedNumber.OtherThan(step, EPOCH);
    }

    private static int again(Space a, ExpectedNumber epoch, AreaSeen... areas) {
        ExpectedQuery all = AreaSeen.all(areas);
        ExpectedQuery now = new ExpectedQuery(epoch, all.mapped(), all.total(), all.areas());
        return a.session().batch(SEQUENTIAL).reports(a.query(0, 100), 0, now).answered().step();
    }

    private static void areas(Suite suite) {
        suite.rule("V2-QUERY-4")
                .add(
                        "areasThatDifferInTheirMostOrTheirSealAreTwo",
                        s -> {
                            Session c = s.session(Features.MAX_PROT, Features.SEAL);
                            Space a = c.space();
                            a.map(0, 1).done();
                            a.map(1, 1).maxProt(3).done();
                            a.map(2, 1).done();
                            a.map(3, 2).done();
                            a.seal(4, 1).done();
                            a.reports(one(0), one(1).max("rw"), seen(2, 4, "rw"), one(4).sealed());
                            a.shows(
                                    area(0, 1, "rw-p"),
                                    area(1, 2, "rw-p"),
                                    area(2, 4, "rw-p"),
                                    area(4, 5, "rw-p"));
                        })
                .add(
                        "areasAreThoseOfV1",
                        s -> {
                            Space a = s.session().space();
                            a.map(0, 1).done();
                            a.storesInto(0);
                            a.map(2, 1).done();
                            a.storesInto(2);
                            a.map(1, 1).done();
                            a.reports(seen(0, 2, "rw"), one(2));
                            a.unmap(1, 1).done();
                            a.map(1, 1).prot(Prot.READ).done();
                            a.protect(1, 1, 3).done();
                            a.reports(seen(0, 2, "rw"), one(2));
                        });
    }

    private static void room(Suite suite) {
        suite.rule("V2-QUERY-5")
                .add(
                        "aFrameWithTooManyQueriesForItsReplyIsRefused",
                        s -> {
                            Session c = s.silentSession();
                            c.greetTaking(4096);
                            Space a = c.space();
                            a.map(0, 1).done();
                            Frame most = c.batch(INDEPENDENT);
                            for (int i = 0; i < 42; i++) {
                                most.reports(a.query(0, 9), 0, AreaSeen.all(one(0)));
                            }
                            most.answered();
                            Frame more = c.batch(INDEPENDENT).does(a.unmap(0, 1));
                            for (int i = 0; i < 43; i++) {
                                more.does(a.query(0, 9));
                            }
                            more.refused(EMSGSIZE, 12);
                            a.shows(Areas.area(0, 1, "rw-p"));
                        },
                        "V2-REPLY-3")
                .needing(Feature.AREAS)
                .add(
                        "everyQueryHasRoomForAnArea",
                        s -> {
                            Session c = s.silentSession();
                            c.greetTaking(4096, Features.ATOMIC);
                            Space a = c.space();
                            Frame maps = c.batch(ATOMIC);
                            for (int i = 0; i < 45; i++) {
                                maps.does(a.map(2L * i, 1));
                            }
                            maps.answered();
                            // 4096 - 32 - 40 * 96 is 224: the first one has room for 4 more.
                            Frame frame = c.batch(SEQUENTIAL);
                            AreaSeen[] five = {one(0), one(2), one(4), one(6), one(8)};
                            frame.reports(
                                    a.query(0, 100), page(9), AreaSeen.some(45 * PAGE, 45, five));
                            ExpectedQuery first = AreaSeen.some(45 * PAGE, 45, one(0));
                            for (int i = 1; i < 40; i++) {
                                frame.reports(a.query(0, 100), page(1), first);
                            }
                            frame.answered();
                        },
                        "V2-QUERY-1");
    }
}
