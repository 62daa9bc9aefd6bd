package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EBADF;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.ENOENT;
import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.MmFile;
import io.github.procmm.kernel.Page;
import io.github.procmm.wire.Dialect;
import java.util.List;

/** The files and what an open of them is: V1-FILE-1 to V1-FILE-6. */
final class FileCases {

    private FileCases() {}

    static void addTo(Suite suite) {
        opens(suite);
        limits(suite);
        permissions(suite);
        files(suite);
        dialects(suite);
        reads(suite);
        positions(suite);
    }

    private static void opens(Suite suite) {
        suite.rule("V1-FILE-1")
                .on(Hosts.ALL)
                .add(
                        "anOpenMakesAnAddressSpaceWithoutAreas",
                        s -> {
                            for (Mm mm : s.writer().openEach()) {
                                mm.shows();
                                mm.map(0, 1).done();
                                mm.shows(area(0, 1, "rw-p"));
                            }
                        })
                .on(Hosts.DIALECTS)
                .add(
                        "eachOpenMakesOneOfItsOwn",
                        s -> {
                            Mm first = s.openMm();
                            Mm second = s.openMm();
                            first.map(0, 3).done();
                            second.map(1, 1).prot(1).done();
                            Mm third = s.openMm();
                            third.shows();
                            second.unmap(0, 4).done();
                            first.shows(area(0, 3, "rw-p"));
                            second.shows();
                        })
                .add(
                        "whatIsStoredInOneIsNotInAnother",
                        s -> {
                            Mm first = s.openMm();
                            Mm second = s.openMm();
                            first.map(0, 1).done();
                            second.map(0, 1).done();
                            first.store(page(0), 4, 0x11223344).works();
                            second.load(page(0), 4).sees(0);
                            first.load(page(0), 4).sees(0x11223344);
                        })
                .on(Hosts.DEFAULT)
                .add(
                        "addressSpacesOfBothFilesDoNotMeet",
                        s -> {
                            Mm mm = s.writer().open(MmFile.PROC_MM);
                            Mm mm64 = s.writer().open(MmFile.PROC_MM64);
                            mm.map(0, 2).done();
                            mm64.map(1, 2).prot(1).done();
                            mm.unmap(0, 1).done();
                            mm64.shows(area(1, 3, "r--p"));
                            mm.shows(area(1, 2, "rw-p"));
                        });
    }

    private static void limits(Suite suite) {
        suite.rule("V1-FILE-1")
                .on(Hosts.MANAGERS)
                .add(
                        "anOpenTooManyIsRefusedUntilAnotherIsClosed",
                        s -> {
                            s.limitAddressSpaces(2);
                            MmFile file = MmFile.PROC_MM;
                            Mm first = s.writer().open(file);
                            Mm second = s.writer().open(file);
                            second.map(0, 1).done();
                            s.writer().cannotOpen(file, AccessMode.WRITE_ONLY, ENOMEM);
                            s.writer().close(first);
                            s.writer().open(file).shows();
                            s.writer().cannotOpen(file, AccessMode.WRITE_ONLY, ENOMEM);
                            second.shows(area(0, 1, "rw-p"));
                        })
                .add(
                        "aRefusedOpenLeavesNoDescriptor",
                        s -> {
                            s.limitAddressSpaces(1);
                            Mm mm = s.openMm();
                            s.writer().cannotOpen(mm.file(), AccessMode.WRITE_ONLY, ENOMEM);
                            mm.copySegments(mm.fd() + 1).refused(EBADF);
                        },
                        "V1-LDT-1");
    }

    private static void permissions(Suite suite) {
        suite.rule("V1-FILE-2")
                .on(Hosts.DIALECTS)
                .add(
                        "anyNumberOfProcessesMayOpenIt",
                        s -> {
                            for (Writer writer : List.of(s.newWriter(), s.newWriter())) {
                                for (Mm mm : writer.openEach()) {
                                    mm.map(0, 1).done();
                                    mm.shows(area(0, 1, "rw-p"));
                                }
                            }
                        })
                .add(
                        "aPrivilegedProcessMayOpenItToReadAndGetsANewOne",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            s.writer().open(mm.file(), AccessMode.READ_ONLY).shows();
                            Mm both = s.writer().open(mm.file(), AccessMode.READ_WRITE);
                            both.map(2, 1).done();
                            both.shows(area(2, 3, "rw-p"));
                            mm.shows(area(0, 1, "rw-p"));
                        })
                .on(Hosts.DEFAULT)
                .add(
                        "a32BitProcessMayOpenBothFiles",
                        s -> {
                            for (Mm mm : s.newWriter(Dialect.I386).openEach()) {
                                mm.map(0, 1).done();
                                mm.shows(area(0, 1, "rw-p"));
                            }
                        });
    }

    private static void files(Suite suite) {
        suite.rule("V1-FILE-3")
                .on(Hosts.ALL)
                .add(
                        "eachFileTakesTheRecordsOfItsDialect",
                        s -> {
                            FileRef a = s.object(1);
                            for (Mm mm : s.writer().openEach()) {
                                mm.write(mapsPage0(s, mm.file(), a.fd())).done();
                                mm.shows(area(0, 1, "r--s", a, 0));
                            }
                        })
                .on(Hosts.ALL.and(host -> host.dialect() != Dialect.X86_64))
                .add(
                        "thereIsNoSecondFile",
                        s -> {
                            for (AccessMode mode : AccessMode.values()) {
                                s.writer().cannotOpen(MmFile.PROC_MM64, mode, ENOENT);
                            }
                        });
    }

    /** A mapping of page(0), 0x10000000, to an object: flags 0x11, offset 0. */
    private static String mapsPage0(Scenario s, MmFile file, int fd) {
        boolean compat = s.dialect() == Dialect.X86_64 && file == MmFile.PROC_MM;
        Dialect dialect = compat ? Dialect.I386 : s.dialect();
        return HandMade.on(dialect).mmap(page(0), Page.SIZE, 1, 0x11, fd, 0);
    }

    private static void dialects(Suite suite) {
        suite.rule("V1-FILE-4")
                .on(Hosts.DEFAULT)
                .add("a64BitWriterWritesI386RecordsToProcMm", s -> bothFiles(s.writer()))
                .add(
                        "a32BitWriterWritesX8664RecordsToProcMm64",
                        s -> bothFiles(s.newWriter(Dialect.I386)))
                .add(
                        "theDialectComesWithTheDescriptor",
                        s -> {
                            Writer narrow = s.newWriter(Dialect.I386);
                            Mm mm64 = narrow.send(narrow.open(MmFile.PROC_MM64), s.writer());
                            Mm mm = s.writer().send(s.writer().open(MmFile.PROC_MM), narrow);
                            takesOnly(mm64, Dialect.X86_64);
                            takesOnly(mm, Dialect.I386);
                        },
                        "V1-FILE-7");
    }

    private static void bothFiles(Writer writer) {
        Mm mm = writer.open(MmFile.PROC_MM);
        Mm mm64 = writer.open(MmFile.PROC_MM64);
        takesOnly(mm, Dialect.I386);
        takesOnly(mm64, Dialect.X86_64);
        takesOnly(mm, Dialect.I386);
    }

    /** A record of the other dialect is too long, or too short. */
    private static void takesOnly(Mm mm, Dialect dialect) {
        for (Dialect one : List.of(Dialect.I386, Dialect.X86_64)) {
            String map = HandMade.on(one).mmap(page(0), Page.SIZE, 3, 0x32, -1, 0);
            if (one == dialect) {
                mm.write(map).done();
                mm.shows(area(0, 1, "rw-p"));
            } else {
                mm.write(map).refused(EINVAL);
            }
        }
    }

    private static void reads(Suite suite) {
        suite.rule("V1-FILE-5")
                .on(Hosts.DIALECTS)
                .add(
                        "aReadWhereOnlyWritingIsAllowedIsEBADF",
                        s -> {
                            for (Mm mm : s.writer().openEach()) {
                                mm.map(0, 1).done();
                                s.writer().cannotRead(mm.fd(), EBADF);
                                mm.shows(area(0, 1, "rw-p"));
                            }
                        })
                .add(
                        "aReadWhereReadingIsAllowedIsEINVAL",
                        s -> {
                            for (MmFile file : MmFile.of(s.dialect())) {
                                Mm both = s.writer().open(file, AccessMode.READ_WRITE);
                                both.map(0, 1).done();
                                s.writer().cannotRead(both.fd(), EINVAL);
                                both.shows(area(0, 1, "rw-p"));
                                Mm reader = s.writer().open(file, AccessMode.READ_ONLY);
                                s.writer().cannotRead(reader.fd(), EINVAL);
                            }
                        });
    }

    private static void positions(Suite suite) {
        suite.rule("V1-FILE-6")
                .on(Hosts.DIALECTS)
                .add(
                        "aPwriteIsAWriteWhateverItsOffset",
                        s -> {
                            Mm mm = s.openMm();
                            long[] positions = {0, 1, 28, 56, 0x1000, 0xffff_ffffL, 1L << 40};
                            for (int i = 0; i < positions.length; i++) {
                                mm.pwrite(mm.map(i, 1).record(), positions[i]).done();
                            }
                            mm.shows(area(0, positions.length, "rw-p"));
                        })
                .add(
                        "aPwriteIsRefusedAsAWriteIs",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            HandMade record = mm.byHand();
                            mm.pwrite(record.whole(record.munmap(page(0), 1)) + "00", 4)
                                    .refused(EINVAL);
                            mm.pwrite(HandMade.cut(record.munmap(page(0), 1), 7), 0)
                                    .refused(EINVAL);
                            mm.pwrite(record.copySegments(s.writer().unusedFd()), 8).refused(EBADF);
                            mm.pwrite(record.munmap(page(0), 1), 12).done();
                            mm.shows();
                        })
                .add(
                        "writesAndPwritesOfTheSameBytesDoTheSame",
                        s -> {
                            Mm mm = s.openMm();
                            String map = mm.map(0, 1).record();
                            String unmap = mm.byHand().munmap(page(0), Page.SIZE);
                            for (int i = 0; i < 3; i++) {
                                mm.write(map).done();
                                mm.shows(area(0, 1, "rw-p"));
                                mm.pwrite(unmap, 0x1000).done();
                                mm.shows();
                                mm.pwrite(map, 0x1000).done();
                                mm.write(unmap).done();
                                mm.shows();
                            }
                        });
    }
}
