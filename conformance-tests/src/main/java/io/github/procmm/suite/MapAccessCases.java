package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EACCES;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.ENODEV;
import static io.github.procmm.model.Errno.EPERM;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.MmFile;
import io.github.procmm.kernel.Page;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Prot;
import io.github.procmm.proto.testee.ObjectKind;

/** What today's manager says of access and kind of object: V1-MAP-26 to V1-MAP-30. */
final class MapAccessCases {

    private MapAccessCases() {}

    static void addTo(Suite suite) {
        writing(suite);
        reading(suite);
        executing(suite);
        kinds(suite);
        kindsComeLast(suite);
        growsdown(suite);
    }

    private static FileRef opened(Scenario s, ObjectKind kind, AccessMode mode) {
        return s.writer().open(s.newObject(kind, 2 * Page.SIZE), mode);
    }

    private static void writing(Suite suite) {
        suite.rule("V1-MAP-26")
                .on(Hosts.TODAY)
                .add(
                        "sharedAndWritableOfWhatIsOpenForReadingIsEACCES",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = opened(s, ObjectKind.REGULAR, AccessMode.READ_ONLY);
                            mm.map(0, 2).done();
                            mm.map(0, 1).of(a).refused(EACCES);
                            mm.map(1, 1).of(a).prot(Prot.WRITE).refused(EACCES);
                            mm.map(3, 1).of(a).prot(Prot.ACCESS).refused(EACCES);
                            mm.map(3, 1).of(a).type(MapFlags.SHARED_VALIDATE).refused(EACCES);
                        })
                .add(
                        "sharedAndNotWritableItIsMapped",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = opened(s, ObjectKind.REGULAR, AccessMode.READ_ONLY);
                            mm.map(0, 2).of(a).prot(Prot.READ | Prot.EXEC).done();
                            mm.map(4, 1).of(a).prot(Prot.NONE).done();
                            mm.shows(area(0, 2, "r-xs", a, 0), area(4, 5, "---s", a, 0));
                        })
                .add(
                        "privateMemoryNeedsNoWriteAccess",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = opened(s, ObjectKind.REGULAR, AccessMode.READ_ONLY);
                            mm.map(0, 2).privatelyOf(a, 0).done();
                            mm.shows(area(0, 2, "rw-p", a, 0));
                            mm.store(page(0), 1, 5).works();
                            a.object().reads(0, 1, "00");
                        });
    }

    private static void reading(Suite suite) {
        suite.rule("V1-MAP-27")
                .on(Hosts.TODAY)
                .add(
                        "whatIsNotOpenForReadingIsEACCES",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = opened(s, ObjectKind.REGULAR, AccessMode.WRITE_ONLY);
                            mm.map(0, 2).done();
                            for (int prot = Prot.NONE; prot <= Prot.ACCESS; prot++) {
                                mm.map(0, 1).of(a).prot(prot).refused(EACCES);
                                mm.map(1, 1).privatelyOf(a, 0).prot(prot).refused(EACCES);
                            }
                        });
    }

    private static void executing(Suite suite) {
        suite.rule("V1-MAP-28")
                .on(Hosts.TODAY)
                .add(
                        "executingWhereNothingMayBeExecutedIsEPERM",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = opened(s, ObjectKind.NOT_EXECUTABLE, AccessMode.READ_WRITE);
                            mm.map(0, 2).done();
                            mm.map(0, 1).of(a).prot(Prot.EXEC).refused(EPERM);
                            mm.map(1, 1).privatelyOf(a, 0).prot(Prot.ACCESS).refused(EPERM);
                        })
                .add(
                        "withoutExecItIsMapped",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = opened(s, ObjectKind.NOT_EXECUTABLE, AccessMode.READ_WRITE);
                            mm.map(0, 2).of(a).done();
                            mm.map(3, 1).privatelyOf(a, 0).prot(Prot.NONE).done();
                            mm.shows(area(0, 2, "rw-s", a, 0), area(3, 4, "---p", a, 0));
                        })
                .add(
                        "pipesLieInSuchAPlace",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = opened(s, ObjectKind.PIPE, AccessMode.READ_ONLY);
                            mm.map(0, 1).of(a).prot(Prot.READ | Prot.EXEC).refused(EPERM);
                        })
                .add(
                        "soDoesAnOpenAddressSpace",
                        s -> {
                            Mm mm = s.openMm();
                            Mm other = s.writer().open(mm.file(), AccessMode.READ_WRITE);
                            MapCall call = mm.map(0, 1).prot(Prot.READ | Prot.EXEC);
                            call.descriptor(other.fd()).refused(EPERM);
                        })
                .add(
                        "socketsLieInSuchAPlace",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = opened(s, ObjectKind.SOCKET, AccessMode.READ_WRITE);
                            mm.map(0, 2).done();
                            mm.map(0, 1).of(a).prot(Prot.READ | Prot.EXEC).refused(EPERM);
                        });
    }

    private static void kinds(Suite suite) {
        suite.rule("V1-MAP-29")
                .on(Hosts.TODAY)
                .add("directoriesAreENODEV", s -> cannotBeMapped(s, ObjectKind.DIRECTORY))
                .add("pipesAreENODEV", s -> cannotBeMapped(s, ObjectKind.PIPE))
                .add(
                        "anOpenAddressSpaceIsENODEV",
                        s -> {
                            Mm mm = s.openMm();
                            Mm other = s.writer().open(mm.file(), AccessMode.READ_WRITE);
                            mm.map(0, 2).done();
                            mm.map(0, 1).shared().descriptor(other.fd()).refused(ENODEV);
                            mm.map(1, 1).descriptor(other.fd()).refused(ENODEV);
                        });
    }

    private static void cannotBeMapped(Scenario s, ObjectKind kind) {
        Mm mm = s.openMm();
        FileRef a = opened(s, kind, AccessMode.READ_ONLY);
        mm.map(0, 2).done();
        mm.map(0, 1).of(a).prot(Prot.READ).refused(ENODEV);
        mm.map(1, 1).privatelyOf(a, 0).refused(ENODEV);
    }

    private static void kindsComeLast(Suite suite) {
        suite.rule("V1-MAP-29")
                .on(Hosts.TODAY)
                .add(
                        "theWriteEndOfAPipeIsEACCES",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = opened(s, ObjectKind.PIPE, AccessMode.WRITE_ONLY);
                            mm.map(0, 1).of(a).refused(EACCES);
                        })
                .add(
                        "anAddressSpaceThatIsOpenForWritingOnlyIsEACCES",
                        s -> {
                            Mm mm = s.openMm();
                            Mm other = s.writer().open(MmFile.PROC_MM);
                            mm.map(0, 1).shared().descriptor(other.fd()).refused(EACCES);
                            mm.map(0, 1).descriptor(mm.fd()).refused(EACCES);
                        })
                .add(
                        "writableAndSharedADirectoryIsEACCES",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = opened(s, ObjectKind.DIRECTORY, AccessMode.READ_ONLY);
                            mm.map(0, 1).of(a).refused(EACCES);
                        });
    }

    private static void growsdown(Suite suite) {
        suite.rule("V1-MAP-30")
                .on(Hosts.TODAY)
                .add(
                        "anObjectThatGrowsDownIsEINVAL",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            mm.map(0, 2).done();
                            mm.map(0, 1).of(a).with(MapFlags.GROWSDOWN).refused(EINVAL);
                            mm.map(1, 1).privatelyOf(a, 0).with(MapFlags.GROWSDOWN).refused(EINVAL);
                        })
                .add(
                        "sharedMemoryThatGrowsDownIsEINVAL",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).shared().with(MapFlags.GROWSDOWN).refused(EINVAL);
                        })
                .add(
                        "privateMemoryMayGrowDown",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).with(MapFlags.GROWSDOWN).done();
                            mm.shows(area(0, 1, "rw-p"));
                        })
                .add(
                        "theKindOfObjectComesFirst",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = opened(s, ObjectKind.DIRECTORY, AccessMode.READ_ONLY);
                            MapCall call = mm.map(0, 1).privatelyOf(a, 0);
                            call.with(MapFlags.GROWSDOWN).refused(ENODEV);
                        });
    }
}
