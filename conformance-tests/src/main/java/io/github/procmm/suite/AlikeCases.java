package io.github.procmm.suite;

import static io.github.procmm.model.Prot.EXEC;
import static io.github.procmm.model.Prot.READ;
import static io.github.procmm.model.Prot.WRITE;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Areas.sharedMemory;

import io.github.procmm.backend.Feature;
import io.github.procmm.model.MapFlags;

/** Which areas are alike: table 6.1, seen in which of them join. */
final class AlikeCases {

    private AlikeCases() {}

    static void addTo(Suite suite) {
        alike(suite);
        rightsAndSharing(suite);
        attributes(suite.rule("V1-AREA-2").on(Hosts.MANAGERS).needing(Feature.AREAS));
        openings(suite);
        offsets(suite);
    }

    private static void alike(Suite suite) {
        suite.rule("V1-AREA-2")
                .on(Hosts.MANAGERS)
                .needing(Feature.AREAS)
                .add(
                        "privateMemoryJoins",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 2).done();
                            mm.map(2, 3).done();
                            mm.shows(area(0, 5, "rw-p"));
                        })
                .add(
                        "whatShowsAnObjectOnJoinsSharedOrPrivate",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(8);
                            mm.map(0, 2).of(a, 1).done();
                            mm.map(2, 1).of(a, 3).done();
                            mm.map(4, 1).privatelyOf(a, 3).done();
                            mm.map(5, 2).privatelyOf(a, 4).done();
                            mm.shows(area(0, 3, "rw-s", a, 1), area(4, 7, "rw-p", a, 3));
                        })
                .add(
                        "whatDoesNotTouchDoesNotJoin",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(8);
                            mm.map(0, 1).done();
                            mm.map(2, 1).done();
                            mm.map(4, 1).of(a, 0).done();
                            mm.map(6, 1).of(a, 1).done();
                            mm.shows(
                                    area(0, 1, "rw-p"),
                                    area(2, 3, "rw-p"),
                                    area(4, 5, "rw-s", a, 0),
                                    area(6, 7, "rw-s", a, 1));
                        });
    }

    private static void rightsAndSharing(Suite suite) {
        suite.rule("V1-AREA-2")
                .on(Hosts.MANAGERS)
                .add(
                        "otherRightsStayApart",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(4);
                            mm.map(0, 1).of(a, 0).done();
                            mm.map(1, 1).of(a, 1).prot(READ).done();
                            mm.map(2, 1).of(a, 2).prot(READ | EXEC).done();
                            mm.map(3, 1).of(a, 3).prot(READ | WRITE | EXEC).done();
                            mm.shows(
                                    area(0, 1, "rw-s", a, 0),
                                    area(1, 2, "r--s", a, 1),
                                    area(2, 3, "r-xs", a, 2),
                                    area(3, 4, "rwxs", a, 3));
                        })
                .add(
                        "sharedAndPrivateStayApart",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(4);
                            mm.map(0, 2).of(a, 0).done();
                            mm.map(2, 2).privatelyOf(a, 2).done();
                            mm.shows(area(0, 2, "rw-s", a, 0), area(2, 4, "rw-p", a, 2));
                        })
                .add(
                        "anObjectAndPrivateMemoryStayApart",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(4);
                            mm.map(0, 2).done();
                            mm.map(2, 2).privatelyOf(a, 0).done();
                            mm.map(4, 2).done();
                            mm.shows(
                                    area(0, 2, "rw-p"),
                                    area(2, 4, "rw-p", a, 0),
                                    area(4, 6, "rw-p"));
                        });
    }

    private static void attributes(Suite.RuleCases cases) {
        attribute(cases, "growsdownStaysApartFromWhatDoesNot", MapFlags.GROWSDOWN);
        attribute(cases, "lockedStaysApartFromWhatIsNot", MapFlags.LOCKED);
        attribute(cases, "noreserveStaysApartFromWhatIsNot", MapFlags.NORESERVE);
        attribute(cases, "stackStaysApartFromWhatIsNot", MapFlags.STACK);
        attribute(cases, "syncStaysApartFromWhatIsNot", MapFlags.SYNC);
    }

    private static void attribute(Suite.RuleCases cases, String sentence, int flag) {
        cases.add(
                sentence,
                s -> {
                    Mm mm = s.openMm();
                    mm.map(0, 1).done();
                    mm.map(1, 1).with(flag).done();
                    mm.map(2, 1).with(flag).done();
                    mm.map(3, 1).done();
                    mm.shows(area(0, 1, "rw-p"), area(1, 3, "rw-p"), area(3, 4, "rw-p"));
                },
                "V1-MAP-5");
    }

    private static void openings(Suite suite) {
        suite.rule("V1-AREA-2")
                .on(Hosts.MANAGERS)
                .needing(Feature.AREAS)
                .add(
                        "twoOpeningsOfOneObjectStayApart",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(8);
                            FileRef b = s.writer().open(a.object());
                            mm.map(0, 1).of(a, 0).done();
                            mm.map(1, 1).of(b, 1).done();
                            mm.map(2, 1).privatelyOf(a, 2).done();
                            mm.map(3, 1).privatelyOf(b, 3).done();
                            mm.shows(
                                    area(0, 1, "rw-s", a, 0),
                                    area(1, 2, "rw-s", a, 1),
                                    area(2, 3, "rw-p", a, 2),
                                    area(3, 4, "rw-p", a, 3));
                        })
                .add(
                        "twoDescriptorsOfOneOpeningJoin",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(8);
                            FileRef b = s.writer().dup(a);
                            mm.map(0, 1).of(a, 0).done();
                            s.writer().close(a);
                            mm.map(1, 1).of(b, 1).done();
                            mm.shows(area(0, 2, "rw-s", a, 0));
                        })
                .add(
                        "twoObjectsStayApart",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(2);
                            FileRef b = s.object(2);
                            mm.map(0, 1).of(a, 0).done();
                            mm.map(1, 1).of(b, 1).done();
                            mm.shows(area(0, 1, "rw-s", a, 0), area(1, 2, "rw-s", b, 1));
                        })
                .add(
                        "twoSharedMemoriesStayApartAndOneThatWasCutJoins",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 3).shared().done();
                            mm.map(3, 1).shared().done();
                            mm.protect(1, 1, READ).done();
                            mm.protect(1, 1, READ | WRITE).done();
                            mm.shows(sharedMemory(0, 3, "rw-s", 0), sharedMemory(3, 4, "rw-s", 0));
                        },
                        "V1-MAP-9");
    }

    private static void offsets(Suite suite) {
        suite.rule("V1-AREA-2")
                .on(Hosts.MANAGERS)
                .add(
                        "anOffsetThatDoesNotContinueStaysApart",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(8);
                            mm.map(0, 1).of(a, 0).done();
                            mm.map(1, 1).of(a, 0).done();
                            mm.map(2, 1).of(a, 2).done();
                            mm.map(3, 1).of(a, 1).done();
                            mm.map(4, 1).privatelyOf(a, 6).done();
                            mm.map(5, 1).privatelyOf(a, 5).done();
                            mm.shows(
                                    area(0, 1, "rw-s", a, 0),
                                    area(1, 2, "rw-s", a, 0),
                                    area(2, 3, "rw-s", a, 2),
                                    area(3, 4, "rw-s", a, 1),
                                    area(4, 5, "rw-p", a, 6),
                                    area(5, 6, "rw-p", a, 5));
                        })
                .needing(Feature.AREAS)
                .add(
                        "theLengthOfTheLowerOneCounts",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(8);
                            mm.map(0, 3).of(a, 1).done();
                            mm.map(3, 1).of(a, 2).done();
                            mm.shows(area(0, 3, "rw-s", a, 1), area(3, 4, "rw-s", a, 2));
                            mm.map(3, 1).of(a, 4).done();
                            mm.shows(area(0, 4, "rw-s", a, 1));
                        });
    }
}
