package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EACCES;
import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.model.Prot.EXEC;
import static io.github.procmm.model.Prot.NONE;
import static io.github.procmm.model.Prot.READ;
import static io.github.procmm.model.Prot.WRITE;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Areas.sharedMemory;
import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.FaultKind;
import io.github.procmm.kernel.Page;
import io.github.procmm.proto.testee.ObjectKind;

/** MM_MPROTECT: its way over the areas, where it ends early, and what it has done by then. */
final class ProtectWalkCases {

    private static final long PAGE = Page.SIZE;
    private static final int RW = READ | WRITE;

    private ProtectWalkCases() {}

    static void addTo(Suite suite) {
        holes(suite);
        checksInOrder(suite);
        writing(suite);
        executing(suite);
        mapCount(suite);
        halfDone(suite);
    }

    private static FileRef readOnly(Scenario s, int pages) {
        ObjectRef object = s.newObject(ObjectKind.REGULAR, pages * PAGE);
        return s.writer().open(object, AccessMode.READ_ONLY);
    }

    private static void holes(Suite suite) {
        suite.rule("V1-PROT-11")
                .on(Hosts.MANAGERS)
                .add(
                        "atAHoleItEndsWithENOMEM",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 2).done();
                            mm.map(4, 2).done();
                            mm.protect(0, 6, READ).fails(ENOMEM);
                            mm.shows(area(0, 2, "r--p"), area(4, 6, "rw-p"));
                        },
                        "V1-PROT-14")
                .add(
                        "theEndOfTheLastAreaIsAHole",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 2).done();
                            mm.map(2, 2).prot(EXEC).done();
                            mm.protect(1, 4, READ).fails(ENOMEM);
                            mm.shows(area(0, 1, "rw-p"), area(1, 4, "r--p"));
                        },
                        "V1-PROT-14")
                .on(Hosts.DIALECTS)
                .add(
                        "theEndOfTheAddressSpaceIsAHole",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).at(s.taskSize() - PAGE).done();
                            mm.protectBytes(s.taskSize() - PAGE, 2 * PAGE, READ).fails(ENOMEM);
                            mm.store(s.taskSize() - PAGE, 1, 1).faults(FaultKind.ACCERR);
                        },
                        "V1-PROT-14");
    }

    private static void checksInOrder(Suite suite) {
        suite.rule("V1-PROT-11")
                .on(Hosts.MANAGERS)
                .add(
                        "whatIsLowerIsMetFirst",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = readOnly(s, 2);
                            mm.map(0, 1).prot(READ).done();
                            mm.map(2, 1).of(a).prot(READ).done();
                            mm.protect(0, 3, RW).fails(ENOMEM);
                            mm.protect(2, 3, RW).fails(EACCES);
                            mm.shows(area(0, 1, "rw-p"), area(2, 3, "r--s", a, 0));
                        },
                        "V1-PROT-12")
                .add(
                        "atOneAreaTheRightsAreCheckedBeforeTheMapCount",
                        s -> {
                            s.limitMapCount(1);
                            Mm mm = s.openMm();
                            FileRef a = readOnly(s, 3);
                            mm.map(0, 3).of(a).prot(READ).done();
                            mm.protect(1, 1, RW).refused(EACCES);
                            mm.protect(1, 1, NONE).refused(ENOMEM);
                        },
                        "V1-PROT-12",
                        "V1-PROT-13");
    }

    private static void writing(Suite suite) {
        suite.rule("V1-PROT-12")
                .on(Hosts.MANAGERS)
                .add(
                        "whatIsSharedAndOpenForReadingOnlyCannotBeMadeWritable",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = readOnly(s, 2);
                            mm.map(0, 2).of(a).prot(READ).done();
                            mm.protect(0, 1, RW).refused(EACCES);
                            mm.protect(0, 2, WRITE).refused(EACCES);
                            mm.protect(0, 2, NONE).done();
                            mm.protect(0, 2, WRITE | EXEC).refused(EACCES);
                            mm.protect(0, 2, READ | EXEC).done();
                            mm.shows(area(0, 2, "r-xs", a, 0));
                        })
                .add(
                        "theOpeningDecidesNotTheObjectAndAlsoOnceItsDescriptorIsClosed",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = readOnly(s, 2);
                            FileRef b = s.writer().open(a.object());
                            mm.map(0, 1).of(a).prot(READ).done();
                            mm.map(2, 1).of(b).prot(READ).done();
                            s.writer().close(a);
                            s.writer().close(b);
                            mm.protect(0, 1, RW).refused(EACCES);
                            mm.protect(2, 1, RW).done();
                            mm.shows(area(0, 1, "r--s", a, 0), area(2, 3, "rw-s", a, 0));
                        })
                .add(
                        "whatIsPrivateCanBeMadeWritable",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = readOnly(s, 2);
                            mm.map(0, 2).privatelyOf(a, 0).prot(READ).done();
                            mm.protect(0, 2, RW).done();
                            mm.store(page(1), 1, 0x11).works();
                            mm.load(page(1), 1).sees(0x11);
                            mm.shows(area(0, 2, "rw-p", a, 0));
                        })
                .add(
                        "sharedMemoryCanBeMadeWritable",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 2).shared().prot(NONE).done();
                            mm.protect(0, 2, RW | EXEC).done();
                            mm.shows(sharedMemory(0, 2, "rwxs", 0));
                        });
    }

    private static void executing(Suite suite) {
        suite.rule("V1-PROT-12")
                .on(Hosts.MANAGERS)
                .add(
                        "whatAFileSystemForbidsToExecuteStaysSo",
                        s -> {
                            Mm mm = s.openMm();
                            ObjectRef object = s.newObject(ObjectKind.NOT_EXECUTABLE, 4 * PAGE);
                            FileRef a = s.writer().open(object);
                            mm.map(0, 2).of(a).done();
                            mm.map(2, 2).privatelyOf(a, 0).done();
                            mm.protect(0, 1, EXEC).refused(EACCES);
                            mm.protect(2, 1, READ | EXEC).refused(EACCES);
                            mm.protect(0, 4, READ).done();
                            mm.protect(0, 4, RW).done();
                            mm.shows(area(0, 2, "rw-s", a, 0), area(2, 4, "rw-p", a, 0));
                        });
    }

    private static void mapCount(Suite suite) {
        suite.rule("V1-PROT-13")
                .on(Hosts.MANAGERS)
                .add(
                        "twoCutsWithRoomForOneAreENOMEM",
                        s -> {
                            s.limitMapCount(2);
                            Mm mm = s.openMm();
                            mm.map(0, 4).done();
                            mm.protect(1, 1, READ).refused(ENOMEM);
                            mm.protect(3, 1, READ).done();
                            mm.protect(0, 1, READ).refused(ENOMEM);
                            mm.shows(area(0, 3, "rw-p"), area(3, 4, "r--p"));
                        },
                        "V1-AREA-12")
                .add(
                        "twoCutsWithRoomForTwoAreMade",
                        s -> {
                            s.limitMapCount(3);
                            Mm mm = s.openMm();
                            mm.map(0, 4).done();
                            mm.protect(1, 1, READ).done();
                            mm.shows(area(0, 1, "rw-p"), area(1, 2, "r--p"), area(2, 4, "rw-p"));
                        },
                        "V1-AREA-12")
                .add(
                        "onlyTheAreaThatWouldBeCutRefuses",
                        s -> {
                            s.limitMapCount(2);
                            Mm mm = s.openMm();
                            mm.map(0, 2).prot(EXEC).done();
                            mm.map(2, 3).shared().done();
                            mm.protect(0, 4, READ | EXEC).fails(ENOMEM);
                            mm.shows(area(0, 2, "r-xp"), sharedMemory(2, 5, "rw-s", 0));
                        },
                        "V1-PROT-14");
    }

    private static void halfDone(Suite suite) {
        suite.rule("V1-PROT-14")
                .on(Hosts.MANAGERS)
                .add(
                        "whatIsBelowARefusalHasTheNewRightsAndTheRestTheOld",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = readOnly(s, 2);
                            mm.map(0, 2).prot(READ).done();
                            mm.map(2, 2).prot(EXEC).done();
                            mm.map(4, 2).of(a).prot(READ).done();
                            mm.map(6, 2).prot(READ).done();
                            mm.protect(1, 6, RW).fails(EACCES);
                            mm.shows(
                                    area(0, 1, "r--p"),
                                    area(1, 4, "rw-p"),
                                    area(4, 6, "r--s", a, 0),
                                    area(6, 8, "r--p"));
                        })
                .add(
                        "withTheFirstAreaRefusedNothingHasChanged",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = readOnly(s, 2);
                            mm.map(0, 2).of(a).prot(READ).done();
                            mm.map(2, 2).prot(READ).done();
                            mm.protect(0, 4, RW).refused(EACCES);
                            mm.protect(1, 4, RW).refused(EACCES);
                        })
                .add(
                        "whatWasStoredIsKeptOnBothSides",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            mm.map(2, 1).done();
                            mm.store(page(0), 1, 0x11).works();
                            mm.store(page(2), 1, 0x22).works();
                            mm.protect(0, 3, READ).fails(ENOMEM);
                            mm.load(page(0), 1).sees(0x11);
                            mm.store(page(2), 1, 0x33).works();
                            mm.load(page(2), 1).sees(0x33);
                        });
    }
}
