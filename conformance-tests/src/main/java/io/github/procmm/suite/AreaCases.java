package io.github.procmm.suite;

import static io.github.procmm.model.MapFlags.NORESERVE;
import static io.github.procmm.model.MapFlags.STACK;
import static io.github.procmm.model.Prot.EXEC;
import static io.github.procmm.model.Prot.READ;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Areas.sharedMemory;
import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.backend.Feature;

/** Areas: V1-AREA-1 to V1-AREA-12. Here is how they are cut. */
final class AreaCases {

    private AreaCases() {}

    static void addTo(Suite suite) {
        whatPartsShow(suite);
        whatPartsKeep(suite);
        AlikeCases.addTo(suite);
        JoinCases.addTo(suite);
        LineageCases.addTo(suite);
        AccountingCases.addTo(suite);
        MapCountCases.addTo(suite);
    }

    private static void whatPartsShow(Suite suite) {
        suite.rule("V1-AREA-1")
                .on(Hosts.MANAGERS)
                .add(
                        "bothPartsShowWhatTheyShowedWhateverCuts",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(16);
                            mm.map(0, 8).of(a, 3).done();
                            mm.unmap(1, 1).done();
                            mm.map(3, 1).done();
                            mm.protect(5, 1, READ).done();
                            mm.shows(
                                    area(0, 1, "rw-s", a, 3),
                                    area(2, 3, "rw-s", a, 5),
                                    area(3, 4, "rw-p"),
                                    area(4, 5, "rw-s", a, 7),
                                    area(5, 6, "r--s", a, 8),
                                    area(6, 8, "rw-s", a, 9));
                        })
                .add(
                        "bothPartsOfSharedMemoryShowWhatTheyShowed",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 4).shared().done();
                            mm.store(page(0), 1, 0x11).works();
                            mm.store(page(3), 1, 0x33).works();
                            mm.unmap(1, 1).done();
                            mm.shows(sharedMemory(0, 1, "rw-s", 0), sharedMemory(2, 4, "rw-s", 2));
                            mm.load(page(0), 1).sees(0x11);
                            mm.load(page(3), 1).sees(0x33);
                        })
                .add(
                        "bothPartsOfAPrivateAreaHoldWhatWasStored",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(4);
                            a.object().write(0, "aabb");
                            a.object().write(3 * Memory.PAGE, "ccdd");
                            mm.map(0, 4).privatelyOf(a, 0).done();
                            mm.store(page(0), 1, 0x11).works();
                            mm.store(page(3), 1, 0x33).works();
                            mm.map(1, 2).done();
                            mm.load(page(0), 2).sees(0xbb11);
                            mm.load(page(3), 2).sees(0xdd33);
                        });
    }

    private static void whatPartsKeep(Suite suite) {
        suite.rule("V1-AREA-1")
                .on(Hosts.MANAGERS)
                .needing(Feature.AREAS)
                .add(
                        "bothPartsKeepRightsAndAttributes",
                        s -> {
                            Mm mm = s.openMm();
                            int flags = NORESERVE | STACK;
                            mm.map(0, 5).prot(READ | EXEC).with(flags).done();
                            mm.unmap(2, 1).done();
                            mm.map(2, 1).prot(READ | EXEC).done();
                            mm.shows(area(0, 2, "r-xp"), area(2, 3, "r-xp"), area(3, 5, "r-xp"));
                            mm.map(2, 1).prot(READ | EXEC).with(flags).done();
                            mm.shows(area(0, 5, "r-xp"));
                        },
                        "V1-AREA-2")
                .add(
                        "theUpperPartHasTheLineageOfAStoreIntoTheLower",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 5).done();
                            mm.map(6, 1).done();
                            mm.storesInto(0, 6);
                            mm.unmap(2, 1).done();
                            mm.map(5, 1).done();
                            mm.shows(area(0, 2, "rw-p"), area(3, 6, "rw-p"), area(6, 7, "rw-p"));
                        })
                .add(
                        "theLowerPartHasTheLineageOfAStoreIntoTheUpper",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 5).done();
                            mm.map(-2, 1).done();
                            mm.storesInto(4, -2);
                            mm.unmap(2, 1).done();
                            mm.map(-1, 1).done();
                            mm.shows(area(-2, 0, "rw-p"), area(0, 2, "rw-p"), area(3, 5, "rw-p"));
                        })
                .add(
                        "putBackTheyJoinEvenIfOnlyOnePartWasStoredTo",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 5).done();
                            mm.storesInto(0);
                            mm.unmap(2, 1).done();
                            mm.storesInto(4);
                            mm.map(2, 1).done();
                            mm.shows(area(0, 5, "rw-p"));
                        },
                        "V1-AREA-3")
                .add(
                        "bothPartsStayAccounted",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(8);
                            mm.map(1, 5).privatelyOf(a, 1).done();
                            mm.protect(1, 5, READ).done();
                            mm.unmap(3, 1).done();
                            mm.map(0, 1).privatelyOf(a, 0).prot(READ).done();
                            mm.map(6, 1).privatelyOf(a, 6).prot(READ).done();
                            mm.shows(
                                    area(0, 1, "r--p", a, 0),
                                    area(1, 3, "r--p", a, 1),
                                    area(4, 6, "r--p", a, 4),
                                    area(6, 7, "r--p", a, 6));
                        },
                        "V1-AREA-10");
    }
}
