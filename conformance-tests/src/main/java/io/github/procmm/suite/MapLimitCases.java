package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EACCES;
import static io.github.procmm.model.Errno.EEXIST;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.EIO;
import static io.github.procmm.model.Errno.ENODEV;
import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.model.Errno.EPERM;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.Feature;
import io.github.procmm.kernel.Page;
import io.github.procmm.model.Errno;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Prot;
import io.github.procmm.proto.testee.ObjectKind;
import java.util.List;

/** What today's manager refuses late, and what is left then: V1-MAP-31 to V1-MAP-34. */
final class MapLimitCases {

    private MapLimitCases() {}

    static void addTo(Suite suite) {
        cuts(suite);
        addressSpace(suite);
        addressSpaceOfTheWriter(suite);
        refusing(suite);
        refusingLeavesAHole(suite);
        nothingChanges(suite);
        nothingChangesLate(suite);
    }

    private static void cuts(Suite suite) {
        suite.rule("V1-MAP-31")
                .on(Hosts.TODAY)
                .add(
                        "aMappingWithinAnAreaIsENOMEMAtTheMapCount",
                        s -> {
                            s.limitMapCount(1);
                            Mm mm = s.openMm();
                            FileRef a = s.object(4);
                            mm.map(0, 4).of(a).done();
                            mm.map(1, 1).refused(ENOMEM);
                            mm.map(1, 2).of(a).refused(ENOMEM);
                        })
                .add(
                        "alsoWhenItWouldJoinBothRestsAgain",
                        s -> {
                            s.limitMapCount(1);
                            Mm mm = s.openMm();
                            FileRef a = s.object(4);
                            mm.map(0, 4).of(a).done();
                            mm.map(1, 2).of(a, 1).refused(ENOMEM);
                        })
                .add(
                        "belowTheMapCountItIsMapped",
                        s -> {
                            s.limitMapCount(2);
                            Mm mm = s.openMm();
                            mm.map(0, 4).done();
                            mm.map(1, 1).prot(Prot.READ).done();
                            mm.shows(area(0, 1, "rw-p"), area(1, 2, "r--p"), area(2, 4, "rw-p"));
                        })
                .add(
                        "aRangeThatTouchesAnEndNeedsNoRoom",
                        s -> {
                            s.limitMapCount(1);
                            Mm lower = s.openMm();
                            lower.map(0, 4).done();
                            lower.map(0, 1).prot(Prot.READ).done();
                            lower.shows(area(0, 1, "r--p"), area(1, 4, "rw-p"));
                            Mm upper = s.openMm();
                            upper.map(0, 4).done();
                            upper.map(3, 2).prot(Prot.READ).done();
                            upper.shows(area(0, 3, "rw-p"), area(3, 5, "r--p"));
                        })
                .add(
                        "aRangeOverSeveralAreasNeedsNoRoom",
                        s -> {
                            s.limitMapCount(2);
                            Mm mm = s.openMm();
                            mm.map(0, 3).done();
                            mm.map(3, 3).prot(Prot.READ).done();
                            mm.map(1, 4).prot(Prot.NONE).done();
                            mm.shows(area(0, 1, "rw-p"), area(1, 5, "---p"), area(5, 6, "r--p"));
                        });
    }

    private static void addressSpace(Suite suite) {
        suite.rule("V1-MAP-32")
                .on(Hosts.TODAY)
                .add(
                        "whatIsMappedMayReachTheLimitAndNotMore",
                        s -> {
                            Mm mm = s.newWriterLimitedTo(4 * Page.SIZE).openMm();
                            mm.map(0, 3).done();
                            mm.map(6, 2).refused(ENOMEM);
                            mm.map(6, 1).done();
                            mm.map(8, 1).refused(ENOMEM);
                            mm.unmap(0, 1).done();
                            mm.map(8, 1).done();
                        })
                .add(
                        "pagesThatAreReplacedDoNotCountTwice",
                        s -> {
                            Mm mm = s.newWriterLimitedTo(4 * Page.SIZE).openMm();
                            mm.map(0, 4).done();
                            mm.map(1, 1).prot(Prot.READ).done();
                            mm.map(0, 4).prot(Prot.READ).done();
                            mm.shows(area(0, 4, "r--p"));
                            mm.map(3, 1).done();
                            mm.map(3, 2).refused(ENOMEM);
                        })
                .add(
                        "aLimitThatIsNoWholePagesIsComparedInBytes",
                        s -> {
                            Mm mm = s.newWriterLimitedTo(2 * Page.SIZE - 1).openMm();
                            mm.map(0, 1).length(1).done();
                            mm.map(2, 1).length(1).refused(ENOMEM);
                        });
    }

    private static void addressSpaceOfTheWriter(Suite suite) {
        suite.rule("V1-MAP-32")
                .on(Hosts.TODAY)
                .add(
                        "theLimitIsTheWritersAndThePagesAreTheTargets",
                        s -> {
                            Mm mm = s.openMm();
                            Writer limited = s.newWriterLimitedTo(4 * Page.SIZE);
                            Mm same = s.writer().send(mm, limited);
                            mm.map(0, 6).done();
                            same.map(8, 1).refused(ENOMEM);
                            mm.map(8, 1).done();
                            mm.unmap(0, 5).done();
                            same.map(10, 2).done();
                            limited.openMm().map(0, 4).done();
                        })
                .add(
                        "sharedMemoryAndObjectsCount",
                        s -> {
                            Writer writer = s.newWriterLimitedTo(2 * Page.SIZE);
                            FileRef a = writer.open(s.newObject(ObjectKind.REGULAR, Page.SIZE));
                            Mm mm = writer.openMm();
                            mm.map(0, 1).of(a).prot(Prot.READ).done();
                            mm.map(2, 1).shared().done();
                            mm.map(4, 1).prot(Prot.NONE).refused(ENOMEM);
                        });
    }

    private static void refusing(Suite suite) {
        suite.rule("V1-MAP-33")
                .on(Hosts.TODAY)
                .add(
                        "anObjectThatRefusesGivesItsOwnErrno",
                        s -> {
                            Mm mm = s.openMm();
                            for (Errno errno : List.of(EIO, EPERM, EACCES, ENOMEM)) {
                                FileRef a = s.writer().open(s.newRefusingObject(errno));
                                mm.map(0, 1).of(a).refused(errno);
                                mm.map(0, 1).privatelyOf(a, 0).refused(errno);
                            }
                        })
                .add(
                        "whatItWasToReplaceIsGone",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.writer().open(s.newRefusingObject(EIO));
                            leavesAHole(s, mm, a, EIO);
                        });
    }

    private static void refusingLeavesAHole(Suite suite) {
        suite.rule("V1-MAP-33")
                .on(Hosts.TODAY)
                .add(
                        "socketsRefuseWithENODEV",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.writer().open(s.newObject(ObjectKind.SOCKET, 0));
                            mm.map(8, 1).of(a).refused(ENODEV);
                            leavesAHole(s, mm, a, ENODEV);
                        })
                .add(
                        "aWholeAreaCanBeLostSo",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.writer().open(s.newObject(ObjectKind.SOCKET, 0));
                            mm.map(0, 1).done();
                            mm.map(2, 1).done();
                            mm.map(0, 4).of(a).fails(ENODEV);
                            mm.shows();
                        });
    }

    private static void leavesAHole(Scenario s, Mm mm, FileRef refusing, Errno errno) {
        FileRef a = s.object(4);
        a.object().write(3 * Page.SIZE, "3c");
        mm.map(0, 4).of(a).done();
        mm.map(1, 1).of(refusing).fails(errno);
        mm.shows(area(0, 1, "rw-s", a, 0), area(2, 4, "rw-s", a, 2));
        mm.load(page(3), 1).sees(0x3c);
    }

    private static void nothingChanges(Suite suite) {
        suite.rule("V1-MAP-34")
                .on(Hosts.TODAY)
                .add(
                        "aRefusalLeavesEveryPageAndItsBytes",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(2);
                            ObjectRef object = s.newObject(ObjectKind.REGULAR, Page.SIZE);
                            FileRef readOnly = s.writer().open(object, AccessMode.READ_ONLY);
                            mm.map(0, 2).done();
                            mm.map(2, 2).of(a).done();
                            mm.store(page(1), 4, 0xcafe).works();
                            mm.store(page(2), 4, 0xbeef).works();
                            mm.map(0, 4).without(MapFlags.FIXED).refused(EINVAL);
                            mm.map(0, 4).descriptor(s.writer().unusedFd()).refused(Errno.EBADF);
                            mm.map(0, 0).refused(EINVAL);
                            mm.map(0, 0).length(s.taskSize()).refused(ENOMEM);
                            mm.map(0, 4).at(page(0) + 1).refused(EINVAL);
                            mm.map(0, 4).with(MapFlags.FIXED_NOREPLACE).refused(EEXIST);
                            mm.map(0, 4).type(0).refused(EINVAL);
                            mm.map(0, 4).of(readOnly).refused(EACCES);
                            mm.map(0, 4).of(a).with(MapFlags.GROWSDOWN).refused(EINVAL);
                            mm.load(page(1), 4).sees(0xcafe);
                            mm.load(page(2), 4).sees(0xbeef);
                            mm.shows(area(0, 2, "rw-p"), area(2, 4, "rw-s", a, 0));
                        });
    }

    private static void nothingChangesLate(Suite suite) {
        suite.rule("V1-MAP-34")
                .on(Hosts.TODAY)
                .add(
                        "noPageIsLostAtTheAddressSpaceLimit",
                        s -> {
                            Mm mm = s.newWriterLimitedTo(4 * Page.SIZE).openMm();
                            mm.map(0, 3).done();
                            mm.store(page(2), 8, 0x7777).works();
                            mm.map(0, 5).refused(ENOMEM);
                            mm.load(page(2), 8).sees(0x7777);
                        })
                .add(
                        "noPageIsLostAtTheMapCount",
                        s -> {
                            s.limitMapCount(1);
                            Mm mm = s.openMm();
                            mm.map(0, 3).done();
                            mm.store(page(1), 8, 0x8888).works();
                            mm.map(1, 1).refused(ENOMEM);
                            mm.load(page(1), 8).sees(0x8888);
                        })
                .add(
                        "theAreasAreNotCutEither",
                        s -> {
                            s.needs(Feature.AREAS);
                            Writer limited = s.newWriterLimitedTo(2 * Page.SIZE);
                            Mm mm = s.openMm();
                            mm.map(0, 4).done();
                            s.writer().send(mm, limited).map(1, 2).refused(ENOMEM);
                            mm.shows(area(0, 4, "rw-p"));
                        });
    }
}
