package io.github.procmm.suite;

import static io.github.procmm.suite.AreaSeen.seen;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.V2MoveCases.space;

import io.github.procmm.v2.Features;
import io.github.procmm.v2.Rights;

/** What memory joins that has moved: V2-MOVE-3. */
final class V2MoveJoinCases {

    private V2MoveJoinCases() {}

    static void addTo(Suite suite) {
        homes(suite);
        joins(suite);
    }

    private static void homes(Suite suite) {
        suite.rule("V2-MOVE-3")
                .add(
                        "memoryThatWasStoredToDoesNotJoinWhatIsNearerHome",
                        s -> {
                            Space a = space(s);
                            a.map(0, 2).done();
                            a.storesInto(0, 1);
                            a.move(1, 1, 8).done();
                            a.map(9, 1).done();
                            a.storesInto(9);
                            a.shows(area(0, 1, "rw-p"), area(8, 9, "rw-p"), area(9, 10, "rw-p"));
                        })
                .add(
                        "memoryThatWasNotStoredToHasNoHome",
                        s -> {
                            Space a = space(s);
                            a.map(0, 1).done();
                            a.map(8, 1).done();
                            a.move(0, 1, 9).done();
                            a.shows(area(8, 10, "rw-p"));
                        })
                .add(
                        "backHomeItJoinsWhatItWasPartOf",
                        s -> {
                            Space a = space(s);
                            a.map(0, 3).done();
                            a.storesInto(0, 1, 2);
                            a.move(1, 1, 8).done();
                            a.move(8, 1, 1).done();
                            a.shows(area(0, 3, "rw-p"));
                        });
    }

    private static void joins(Suite suite) {
        suite.rule("V2-MOVE-3")
                .add(
                        "whatMovedAlikeJoinsAgain",
                        s -> {
                            Space a = space(s);
                            a.map(0, 4).done();
                            a.storesInto(0, 1, 2, 3);
                            a.move(0, 2, 8).done();
                            a.move(2, 2, 10).done();
                            a.shows(area(8, 12, "rw-p"));
                        })
                .add(
                        "whatMovedToTheWrongSideDoesNot",
                        s -> {
                            Space a = space(s);
                            a.map(0, 4).done();
                            a.storesInto(0, 1, 2, 3);
                            a.move(0, 2, 10).done();
                            a.move(2, 2, 8).done();
                            a.shows(area(8, 10, "rw-p"), area(10, 12, "rw-p"));
                        })
                .add(
                        "aMappingOfAnObjectKnowsNoHome",
                        s -> {
                            Session c = s.session(Features.MOVE);
                            Space a = c.space();
                            Num object = c.memory(4 * 4096L, Rights.OF_OBJECT, 2).done();
                            a.map(0, 2).of(object, 0).done();
                            a.storesInto(0, 1);
                            a.move(0, 2, 8).done();
                            a.map(10, 2).of(object, 2).done();
                            a.reports(seen(8, 12, "rw").of(2, 0));
                        });
    }
}
