package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EEXIST;
import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.model.Errno.EPERM;
import static io.github.procmm.suite.AreaSeen.seen;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.backend.FaultKind;
import io.github.procmm.model.Prot;
import io.github.procmm.v2.Features;
import io.github.procmm.v2.OpFlags;
import io.github.procmm.v2.Rights;

/** What MOVE moves and what it refuses: V2-MOVE-1 and 2. */
final class V2MoveCases {

    private static final int READ = Prot.READ;

    private V2MoveCases() {}

    static void addTo(Suite suite) {
        pages(suite);
        whatMoves(suite);
        refused(suite);
        limit(suite);
    }

    static Space space(Scenario s) {
        return s.session(Features.MOVE).space();
    }

    private static void pages(Suite suite) {
        suite.rule("V2-MOVE-1")
                .add(
                        "everyPageGoesToTheSamePlaceOfTheTarget",
                        s -> {
                            Space a = space(s);
                            a.map(0, 4).done();
                            for (int i = 0; i < 4; i++) {
                                a.store(page(i), 8, 0x11L * (i + 1)).works();
                            }
                            a.move(1, 2, 9).gives(page(9));
                            a.load(page(0), 8).sees(0x11);
                            a.load(page(1), 1).faults(FaultKind.MAPERR);
                            a.load(page(2), 1).faults(FaultKind.MAPERR);
                            a.load(page(3), 8).sees(0x44);
                            a.load(page(9), 8).sees(0x22);
                            a.load(page(10), 8).sees(0x33);
                            a.shows(area(0, 1, "rw-p"), area(3, 4, "rw-p"), area(9, 11, "rw-p"));
                        })
                .add(
                        "pagesMoveDownAndBack",
                        s -> {
                            Space a = space(s);
                            a.map(8, 2).done();
                            a.store(page(9), 1, 0x11).works();
                            a.move(8, 2, 6).done();
                            a.load(page(7), 1).sees(0x11);
                            a.move(6, 2, 8).done();
                            a.load(page(9), 1).sees(0x11);
                            a.shows(area(8, 10, "rw-p"));
                        })
                .add(
                        "severalAreasMoveTogether",
                        s -> {
                            Session c = s.session(Features.MOVE);
                            Space a = c.space();
                            Num object = c.memory(8 * 4096L, Rights.OF_OBJECT, 5).done();
                            a.map(0, 2).prot(READ).done();
                            a.map(2, 4).of(object, 1).shared().done();
                            a.map(6, 2).prot(0).done();
                            a.move(1, 6, 17).done();
                            a.reports(
                                    seen(0, 1, "r"),
                                    seen(7, 8, ""),
                                    seen(17, 18, "r"),
                                    seen(18, 22, "rw").of(5, 1).shared(),
                                    seen(22, 23, ""));
                        });
    }

    private static void whatMoves(Suite suite) {
        suite.rule("V2-MOVE-1")
                .add(
                        "privateCopiesAndWhatWasNotStoredToMove",
                        s -> {
                            Session c = s.session(Features.MOVE);
                            Space a = c.space();
                            Num object = c.object(4);
                            a.map(0, 4).of(object, 0).shared().done();
                            a.map(8, 4).of(object, 0).done();
                            a.store(page(9), 1, 0x11).works();
                            a.move(8, 4, 16).done();
                            a.store(page(1), 1, 0x22).works();
                            a.store(page(2), 1, 0x33).works();
                            a.load(page(17), 1).sees(0x11);
                            a.load(page(18), 1).sees(0x33);
                        })
                .add(
                        "partsOfAMappingShowTheirPartsOfTheObject",
                        s -> {
                            Session c = s.session(Features.MOVE);
                            Space a = c.space();
                            Num object = c.memory(8 * 4096L, Rights.OF_OBJECT, 5).done();
                            a.map(0, 6).of(object, 1).shared().done();
                            a.store(page(3), 1, 0x33).works();
                            a.move(2, 2, 8).done();
                            a.load(page(9), 1).sees(0x33);
                            a.reports(
                                    seen(0, 2, "rw").of(5, 1).shared(),
                                    seen(4, 6, "rw").of(5, 5).shared(),
                                    seen(8, 10, "rw").of(5, 3).shared());
                        })
                .add(
                        "rightsAndTheirMostMove",
                        s -> {
                            Session c = s.session(Features.MOVE, Features.MAX_PROT);
                            Space a = c.space();
                            a.map(0, 2).prot(READ).maxProt(READ | Prot.EXEC).done();
                            a.move(0, 1, 8).done();
                            a.reports(seen(1, 2, "r").max("rx"), seen(8, 9, "r").max("rx"));
                        })
                .add(
                        "withReplaceWhatWasThereGoes",
                        s -> {
                            Space a = space(s);
                            a.map(0, 2).done();
                            a.map(8, 4).prot(READ).done();
                            a.store(page(0), 1, 0x11).works();
                            a.move(0, 2, 9).flags(OpFlags.REPLACE).done();
                            a.load(page(9), 1).sees(0x11);
                            a.shows(area(8, 9, "r--p"), area(9, 11, "rw-p"), area(11, 12, "r--p"));
                        })
                .add(
                        "aTaskFindsItsMemoryAtTheNewPlace",
                        s -> {
                            Space a = space(s);
                            a.map(0, 1).done();
                            Task task = s.newTask();
                            task.switchTo(a);
                            task.store(page(0), 1, 0x11).works();
                            a.move(0, 1, 4).done();
                            task.load(page(0), 1).faults(FaultKind.MAPERR);
                            task.load(page(4), 1).sees(0x11);
                        });
    }

    private static void refused(Suite suite) {
        suite.rule("V2-MOVE-2")
                .add(
                        "theLowestPageOfTheSourceThatIsNotThereIsTold",
                        s -> {
                            Space a = space(s);
                            a.map(0, 2).done();
                            a.map(3, 1).done();
                            a.move(0, 4, 8).refusedAt(ENOMEM, 16, page(2));
                            a.move(3, 2, 8).refusedAt(ENOMEM, 16, page(4));
                            a.move(0, 2, 8).done();
                        })
                .add(
                        "theLowestPageOfTheTargetThatIsMappedIsTold",
                        s -> {
                            Space a = space(s);
                            a.map(0, 4).done();
                            a.map(10, 1).done();
                            a.map(9, 1).prot(READ).done();
                            a.move(0, 4, 8).refusedAt(EEXIST, 32, page(9));
                            a.move(0, 2, 10).refusedAt(EEXIST, 32, page(10));
                            a.move(0, 2, 11).done();
                        })
                .add(
                        "sealedPagesNeitherMoveNorAreReplaced",
                        s -> {
                            Session c = s.session(Features.MOVE, Features.SEAL);
                            Space a = c.space();
                            a.map(0, 4).done();
                            a.map(8, 4).done();
                            a.seal(2, 1).done();
                            a.seal(10, 1).done();
                            a.move(0, 4, 16).refusedAt(EPERM, 16, page(2));
                            Rec replacing = a.move(0, 2, 9).flags(OpFlags.REPLACE);
                            replacing.refusedAt(EPERM, 32, page(10));
                            a.move(0, 2, 9).refusedAt(EEXIST, 32, page(9));
                            a.seal().done();
                            a.move(0, 1, 16).refused(EPERM, 8);
                        },
                        "V2-SEAL-1");
    }

    private static void limit(Suite suite) {
        suite.rule("V2-MOVE-2")
                .add(
                        "aMoveThatMakesOneAreaTooManyIsRefused",
                        s -> {
                            s.limitMapCount(2);
                            Space a = space(s);
                            a.map(0, 4).done();
                            a.store(page(1), 1, 0x11).works();
                            a.move(1, 1, 8).refused(ENOMEM, 8);
                            a.load(page(1), 1).sees(0x11);
                            a.move(3, 1, 8).done();
                            a.move(2, 1, 7).done();
                            a.shows(area(0, 2, "rw-p"), area(7, 9, "rw-p"));
                        })
                .add(
                        "aMoveFromAMiddleIntoAMiddleMakesThreeAreasMore",
                        s -> {
                            s.limitMapCount(4);
                            Space a = space(s);
                            a.map(0, 3).done();
                            a.map(8, 3).prot(READ).done();
                            Rec move = a.move(1, 1, 9).flags(OpFlags.REPLACE);
                            move.refused(ENOMEM, 8);
                            a.shows(area(0, 3, "rw-p"), area(8, 11, "r--p"));
                            a.unmap(0, 1).done();
                            move.done();
                        })
                .add(
                        "aRefusalForAreasLeavesWhatWouldHaveBeenReplaced",
                        s -> {
                            s.limitMapCount(2);
                            Space a = space(s);
                            a.map(0, 3).done();
                            a.map(8, 3).prot(READ).done();
                            a.move(0, 1, 9).flags(OpFlags.REPLACE).refused(ENOMEM, 8);
                            a.move(0, 3, 8).flags(OpFlags.REPLACE).done();
                            a.shows(area(8, 11, "rw-p"));
                        });
    }
}
