package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EACCES;
import static io.github.procmm.model.Errno.EBADF;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.ENODEV;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.MmFile;
import io.github.procmm.model.Errno;
import io.github.procmm.model.Prot;
import io.github.procmm.proto.testee.ObjectKind;
import io.github.procmm.v2.Features;
import io.github.procmm.v2.Rights;

/** IMPORT: V2-HANDLE-9. */
final class V2ImportCases {

    private static final int NOT_OPEN = 99;

    private V2ImportCases() {}

    static void addTo(Suite suite) {
        importSpaces(suite);
        importObjects(suite);
        importRefusals(suite);
    }

    private static void importSpaces(Suite suite) {
        suite.rule("V2-HANDLE-9")
                .add(
                        "anOpenV1FileIsASpace",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 2).done();
                            mm.store(page(0), 1, 0x11).works();
                            Space a = s.session(Features.IMPORT).imported(mm);
                            a.shows(area(0, 2, "rw-p"));
                            a.load(page(0), 1).sees(0x11);
                            a.unmap(0, 1).done();
                            mm.shows(area(1, 2, "rw-p"));
                            mm.protect(1, 1, Prot.READ).done();
                            a.reports(AreaSeen.seen(1, 2, "r"));
                        })
                .add(
                        "eachFileOfTheHostIs",
                        s -> {
                            Session c = s.session(Features.IMPORT);
                            for (Mm mm : s.writer().openEach()) {
                                c.imported(mm).map(0, 1).done();
                                mm.shows(area(0, 1, "rw-p"));
                            }
                        })
                .add(
                        "whatTheDescriptorBecomesLaterDoesNotMatter",
                        s -> {
                            Mm mm = s.openMm();
                            Space a = s.session(Features.IMPORT).imported(mm);
                            s.writer()
                                    .openAt(
                                            mm.fd(),
                                            s.newObject(ObjectKind.REGULAR, 1),
                                            AccessMode.READ_ONLY);
                            a.map(0, 1).done();
                            a.shows(area(0, 1, "rw-p"));
                        });
    }

    private static void importObjects(Suite suite) {
        suite.rule("V2-HANDLE-9")
                .add(
                        "anOpenObjectIsAnObject",
                        s -> {
                            FileRef file = s.object(4);
                            Session c = s.session(Features.IMPORT);
                            Space a = c.space();
                            Num object = c.importing(file.fd(), Rights.OF_OBJECT, 0x77).done();
                            s.writer().close(file);
                            a.map(0, 2).of(object, 1).shared().done();
                            a.store(page(0), 4, 0x11223344).works();
                            file.object().reads(4096, 4, "44332211");
                            a.shows(area(0, 2, "rw-s", file, 1));
                            a.reports(AreaSeen.seen(0, 2, "rw").of(0x77, 1).shared());
                        },
                        "V2-MAP-1")
                .add(
                        "rightsAreThoseThatTheOpeningAllows",
                        s -> {
                            ObjectRef object = s.newObject(ObjectKind.REGULAR, 4096);
                            FileRef reading = s.writer().open(object, AccessMode.READ_ONLY);
                            FileRef writing = s.writer().open(object, AccessMode.WRITE_ONLY);
                            FileRef both = s.writer().open(object, AccessMode.READ_WRITE);
                            Session c = s.session(Features.IMPORT);
                            int some = Rights.READ | Rights.EXEC;
                            c.importing(reading.fd(), Rights.WRITE, 0).refused(EACCES, 20);
                            c.importing(reading.fd(), Rights.OF_OBJECT, 0).refused(EACCES, 20);
                            c.importing(reading.fd(), some, 0).done();
                            for (int right : new int[] {0x100, 0x200, 0x400}) {
                                c.importing(writing.fd(), right, 0).refused(EACCES, 20);
                            }
                            c.importing(both.fd(), Rights.OF_OBJECT, 0).done();
                        })
                .add(
                        "whereNothingMayBeExecutedThereIsNoExec",
                        s -> {
                            ObjectRef object = s.newObject(ObjectKind.NOT_EXECUTABLE, 4096);
                            int fd = s.writer().open(object).fd();
                            Session c = s.session(Features.IMPORT);
                            c.importing(fd, Rights.OF_OBJECT, 0).refused(EACCES, 20);
                            c.importing(fd, Rights.EXEC, 0).refused(EACCES, 20);
                            c.importing(fd, Rights.READ | Rights.WRITE, 0).done();
                        })
                .add(
                        "importsOfOneOpeningWithOneTagJoinAndJoinWhatV1Maps",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef file = s.object(4);
                            FileRef other = s.writer().open(file.object());
                            Session c = s.session(Features.IMPORT);
                            Space a = c.imported(mm);
                            Num one = c.importing(file.fd(), Rights.OF_OBJECT, 0).done();
                            Num two = c.importing(file.fd(), Rights.OF_OBJECT, 0).done();
                            Num three = c.importing(other.fd(), Rights.OF_OBJECT, 0).done();
                            a.map(0, 1).of(one, 0).shared().done();
                            mm.map(1, 1).of(file, 1).done();
                            a.map(2, 1).of(two, 2).shared().done();
                            a.map(3, 1).of(three, 3).shared().done();
                            a.reports(
                                    AreaSeen.seen(0, 3, "rw").of(0, 0).shared(),
                                    AreaSeen.seen(3, 4, "rw").of(0, 3).shared());
                        },
                        "V2-QUERY-4")
                .add(
                        "areasOfAnotherTagDoNotJoin",
                        s -> {
                            FileRef file = s.object(4);
                            Session c = s.session(Features.IMPORT);
                            Space a = c.space();
                            Num one = c.importing(file.fd(), Rights.OF_OBJECT, 1).done();
                            Num two = c.importing(file.fd(), Rights.OF_OBJECT, 2).done();
                            a.map(0, 1).of(one, 0).done();
                            a.map(1, 1).of(two, 1).done();
                            a.map(2, 1).of(two, 2).done();
                            a.reports(
                                    AreaSeen.seen(0, 1, "rw").of(1, 0),
                                    AreaSeen.seen(1, 3, "rw").of(2, 1));
                        },
                        "V2-QUERY-4");
    }

    private static void importRefusals(Suite suite) {
        suite.rule("V2-HANDLE-9")
                .add(
                        "aDescriptorThatIsNotOpenIsEBADF",
                        s -> {
                            Mm mm = s.openMm();
                            s.writer().close(mm);
                            Session c = s.session(Features.IMPORT);
                            c.importing(mm.fd(), Rights.QUERY, 0).refused(EBADF, 16);
                            c.importing(NOT_OPEN, Rights.READ, 0).refused(EBADF, 16);
                            c.importing(-1, Rights.READ, 0).refused(EBADF, 16);
                        })
                .add(
                        "aDirectoryIsENODEV",
                        s -> refusedKind(s, ObjectKind.DIRECTORY, AccessMode.READ_ONLY, ENODEV))
                .add(
                        "aPipeIsENODEV",
                        s -> refusedKind(s, ObjectKind.PIPE, AccessMode.READ_WRITE, ENODEV))
                .add(
                        "aSocketIsENODEV",
                        s -> refusedKind(s, ObjectKind.SOCKET, AccessMode.READ_WRITE, ENODEV))
                .add(
                        "rightsOfAnotherKindAreEINVAL",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef file = s.object(1);
                            Session c = s.session(Features.IMPORT);
                            c.importing(mm.fd(), Rights.QUERY | Rights.READ, 0).refused(EINVAL, 20);
                            c.importing(file.fd(), Rights.QUERY, 0).refused(EINVAL, 20);
                        },
                        "V2-HANDLE-3")
                .add(
                        "aV1FileThatIsNotOpenForWritingAllowsQueryAlone",
                        s -> {
                            Mm mm = s.writer().open(MmFile.PROC_MM, AccessMode.READ_ONLY);
                            Session c = s.session(Features.IMPORT);
                            for (int right = 2; right <= Rights.RUN; right *= 2) {
                                c.importing(mm.fd(), right, 0).refused(EACCES, 20);
                                c.importing(mm.fd(), 1 | right, 0).refused(EACCES, 20);
                            }
                            Space a = c.on(c.importing(mm.fd(), Rights.QUERY, 0).done());
                            a.reports();
                        })
                .add(
                        "theDescriptorsAreThoseOfTheClient",
                        s -> {
                            Writer other = s.newWriter();
                            Mm mm = other.openMm();
                            s.session(Features.IMPORT)
                                    .importing(mm.fd(), Rights.QUERY, 0)
                                    .refused(EBADF, 16);
                            Session c = s.silentSession(other, 0);
                            c.greet(Features.IMPORT);
                            c.imported(mm).map(0, 1).done();
                            mm.shows(area(0, 1, "rw-p"));
                        });
    }

    private static void refusedKind(Scenario s, ObjectKind kind, AccessMode mode, Errno errno) {
        int fd = s.writer().open(s.newObject(kind, 4096), mode).fd();
        s.session(Features.IMPORT).importing(fd, Rights.READ, 0).refused(errno, 16);
    }
}
