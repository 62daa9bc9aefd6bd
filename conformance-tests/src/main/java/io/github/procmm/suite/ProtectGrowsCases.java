package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.model.Prot.GROWSDOWN;
import static io.github.procmm.model.Prot.GROWSUP;
import static io.github.procmm.model.Prot.READ;
import static io.github.procmm.suite.Areas.area;

import io.github.procmm.model.MapFlags;

/** MM_MPROTECT: where its range begins. */
final class ProtectGrowsCases {

    private ProtectGrowsCases() {}

    static void addTo(Suite suite) {
        growsDown(suite);
        growsDownRefused(suite);
        growsUp(suite);
        neither(suite);
    }

    private static void growsDown(Suite suite) {
        suite.rule("V1-PROT-8")
                .on(Hosts.MANAGERS)
                .add(
                        "growsdownBeginsWhereTheFirstAreaDoes",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 4).with(MapFlags.GROWSDOWN).done();
                            mm.protect(2, 1, READ | GROWSDOWN).done();
                            mm.shows(area(0, 3, "r--p"), area(3, 4, "rw-p"));
                        })
                .add(
                        "aHoleBelowTheFirstAreaDoesNotCount",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(2, 2).with(MapFlags.GROWSDOWN).done();
                            mm.protect(0, 3, READ | GROWSDOWN).done();
                            mm.shows(area(2, 3, "r--p"), area(3, 4, "rw-p"));
                        })
                .add(
                        "onlyTheFirstAreaMustGrow",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(2);
                            mm.map(0, 2).with(MapFlags.GROWSDOWN).done();
                            mm.map(2, 2).of(a).done();
                            mm.protect(1, 2, READ | GROWSDOWN).done();
                            mm.shows(
                                    area(0, 2, "r--p"),
                                    area(2, 3, "r--s", a, 0),
                                    area(3, 4, "rw-s", a, 1));
                        })
                .add(
                        "aHoleBehindTheFirstAreaStillCounts",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 2).with(MapFlags.GROWSDOWN).done();
                            mm.protect(1, 2, READ | GROWSDOWN).fails(ENOMEM);
                            mm.shows(area(0, 2, "r--p"));
                        },
                        "V1-PROT-11");
    }

    private static void growsDownRefused(Suite suite) {
        suite.rule("V1-PROT-8")
                .on(Hosts.MANAGERS)
                .add(
                        "growsdownWithNoAreaInTheRangeIsENOMEM",
                        s -> {
                            Mm mm = s.openMm();
                            mm.protect(0, 1, READ | GROWSDOWN).refused(ENOMEM);
                            mm.map(2, 2).with(MapFlags.GROWSDOWN).done();
                            mm.protect(0, 2, READ | GROWSDOWN).refused(ENOMEM);
                            mm.protect(4, 2, READ | GROWSDOWN).refused(ENOMEM);
                        })
                .add(
                        "growsdownOnAnAreaThatDoesNotIsEINVAL",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 2).done();
                            mm.map(2, 2).with(MapFlags.GROWSDOWN).done();
                            mm.protect(0, 1, READ | GROWSDOWN).refused(EINVAL);
                            mm.protect(1, 2, READ | GROWSDOWN).refused(EINVAL);
                            mm.protect(-1, 3, READ | GROWSDOWN).refused(EINVAL);
                        });
    }

    private static void growsUp(Suite suite) {
        suite.rule("V1-PROT-9")
                .on(Hosts.MANAGERS)
                .add(
                        "growsupIsEINVALOnAnyArea",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            mm.map(1, 1).with(MapFlags.GROWSDOWN).done();
                            mm.protect(0, 1, READ | GROWSUP).refused(EINVAL);
                            mm.protect(1, 1, READ | GROWSUP).refused(EINVAL);
                            mm.protect(0, 4, READ | GROWSUP).refused(EINVAL);
                        })
                .add(
                        "growsupInAHoleIsENOMEM",
                        s -> {
                            Mm mm = s.openMm();
                            mm.protect(0, 1, READ | GROWSUP).refused(ENOMEM);
                            mm.map(1, 1).done();
                            mm.protect(0, 2, READ | GROWSUP).refused(ENOMEM);
                        });
    }

    private static void neither(Suite suite) {
        suite.rule("V1-PROT-10")
                .on(Hosts.MANAGERS)
                .add(
                        "aHoleAtTheAddressIsENOMEM",
                        s -> {
                            Mm mm = s.openMm();
                            mm.protect(0, 1, READ).refused(ENOMEM);
                            mm.map(1, 2).done();
                            mm.protect(0, 1, READ).refused(ENOMEM);
                            mm.protect(0, 2, READ).refused(ENOMEM);
                            mm.protect(3, 1, READ).refused(ENOMEM);
                        })
                .add(
                        "aHoleAtTheAddressOfAnAreaThatGrowsIsENOMEMToo",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(1, 2).with(MapFlags.GROWSDOWN).done();
                            mm.protect(0, 2, READ).refused(ENOMEM);
                        })
                .add(
                        "nothingIsMappedWhereTheAddressSpaceEnds",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            mm.protectBytes(s.taskSize(), 1, READ).refused(ENOMEM);
                            mm.protectBytes(s.maxWord() - 0x1fff, 1, READ).refused(ENOMEM);
                        });
    }
}
