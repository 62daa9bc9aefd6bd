package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EBADF;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Scenario.page;
import static io.github.procmm.suite.Segments.data;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.MmFile;
import io.github.procmm.backend.Offer.HostKind;
import io.github.procmm.kernel.Page;
import io.github.procmm.proto.testee.ObjectKind;
import io.github.procmm.wire.Dialect;
import java.util.function.Predicate;

/** What MM_COPY_SEGMENTS copies from, and what it leaves alone: V1-LDT-1 to V1-LDT-4. */
final class LdtCases {

    private static final Predicate<HostKind> X86_64 = Hosts.of(Dialect.X86_64);

    private LdtCases() {}

    static void addTo(Suite suite) {
        notOpen(suite);
        notOfTheSameName(suite);
        sources(suite);
        nothingElse(suite);
    }

    private static void notOpen(Suite suite) {
        suite.rule("V1-LDT-1")
                .on(Hosts.ALL)
                .add(
                        "aNumberThatIsNotOpenIsEBADF",
                        s -> {
                            Mm mm = s.openMm();
                            mm.copySegments(s.writer().unusedFd()).refused(EBADF);
                            mm.copySegments(-1).refused(EBADF);
                            mm.copySegments(Integer.MIN_VALUE).refused(EBADF);
                        })
                .on(Hosts.MANAGERS)
                .add(
                        "aDescriptorThatWasClosedIsEBADF",
                        s -> {
                            Mm mm = s.openMm();
                            Mm source = s.openMm();
                            mm.copySegments(source.fd()).done();
                            s.writer().close(source);
                            mm.copySegments(source.fd()).refused(EBADF);
                        })
                .add(
                        "theTableIsTheWriters",
                        s -> {
                            Writer other = s.newWriter();
                            Mm mm = s.openMm();
                            Mm source = s.openMm();
                            Mm sent = s.writer().send(mm, other);
                            sent.copySegments(source.fd()).refused(EBADF);
                            mm.copySegments(source.fd()).done();
                            sent.copySegments(other.openMm().fd()).done();
                        });
    }

    private static void notOfTheSameName(Suite suite) {
        suite.rule("V1-LDT-2")
                .on(Hosts.ALL)
                .add(
                        "anObjectIsEINVAL",
                        s -> {
                            Mm mm = s.openMm();
                            mm.copySegments(s.object(1).fd()).refused(EINVAL);
                        })
                .on(Hosts.MANAGERS)
                .add(
                        "aDirectoryIsEINVAL",
                        s -> {
                            ObjectRef directory = s.newObject(ObjectKind.DIRECTORY, 0);
                            FileRef file = s.writer().open(directory, AccessMode.READ_ONLY);
                            s.openMm().copySegments(file.fd()).refused(EINVAL);
                        })
                .add(
                        "aPipeIsEINVAL",
                        s -> {
                            ObjectRef pipe = s.newObject(ObjectKind.PIPE, 0);
                            FileRef file = s.writer().open(pipe, AccessMode.WRITE_ONLY);
                            s.openMm().copySegments(file.fd()).refused(EINVAL);
                        })
                .on(X86_64)
                .add(
                        "theTwoFilesDoNotKnowEachOther",
                        s -> {
                            Mm old = s.writer().open(MmFile.PROC_MM);
                            Mm mm = s.writer().open(MmFile.PROC_MM64);
                            mm.copySegments(old.fd()).refused(EINVAL);
                            old.copySegments(mm.fd()).refused(EINVAL);
                            mm.copySegments(s.writer().open(MmFile.PROC_MM64).fd()).done();
                            old.copySegments(s.writer().open(MmFile.PROC_MM).fd()).done();
                        });
    }

    private static void sources(Suite suite) {
        suite.rule("V1-LDT-2")
                .on(Hosts.ALL)
                .add(
                        "theTargetItselfIsAllowed",
                        s -> {
                            Mm mm = s.openMm();
                            mm.copySegments(mm.fd()).done();
                            mm.copySegments(s.writer().dup(mm).fd()).done();
                        })
                .on(Hosts.X86)
                .add(
                        "theTargetItselfChangesNothing",
                        s -> {
                            Mm mm = s.openMm();
                            Segments ldt = new Segments(s.newTask(mm));
                            ldt.set(1, 0x11);
                            mm.copySegments(mm.fd()).done();
                            ldt.show(Segments.zeros(1), data(0x11));
                        })
                .on(Hosts.MANAGERS)
                .add(
                        "anAddressSpaceThatIsOpenForReadingOnlyIsAllowed",
                        s -> {
                            Mm mm = s.openMm();
                            Mm source = s.writer().open(mm.file(), AccessMode.READ_ONLY);
                            mm.copySegments(source.fd()).done();
                        });
    }

    private static void nothingElse(Suite suite) {
        suite.rule("V1-LDT-3")
                .on(Hosts.ALL)
                .add("noAreaAndNoMemoryChanges", LdtCases::copyAmongAreas)
                .on(Hosts.X86)
                .add(
                        "theSourceKeepsItsOwn",
                        s -> {
                            Mm mm = s.openMm();
                            Mm source = s.openMm();
                            Segments from = new Segments(s.newTask(source));
                            Segments to = new Segments(s.newTask(mm));
                            from.set(0, 0x11);
                            to.set(1, 0x22);
                            mm.copySegments(source.fd()).done();
                            from.show(data(0x11), Segments.zeros(1));
                        });
        suite.rule("V1-LDT-4")
                .on(Hosts.X86)
                .add(
                        "aNewAddressSpaceHasNone",
                        s -> {
                            Mm first = s.openMm();
                            Task task = s.newTask(first);
                            Segments ldt = new Segments(task);
                            ldt.areNone();
                            ldt.set(0, 0x11);
                            task.switchTo(s.openMm());
                            ldt.areNone();
                            task.switchTo(first);
                            ldt.show(data(0x11));
                        });
    }

    private static void copyAmongAreas(Scenario s) {
        Mm mm = s.openMm();
        Mm source = s.openMm();
        FileRef a = s.object(2);
        mm.map(0, 2).of(a).done();
        source.map(1, 2).done();
        mm.store(page(1), 1, 1).works();
        source.store(page(1), 1, 2).works();
        mm.copySegments(source.fd()).done();
        mm.shows(area(0, 2, "rw-s", a, 0));
        source.shows(area(1, 3, "rw-p"));
        mm.load(page(1), 1).sees(1);
        source.load(page(1), 1).sees(2);
        a.object().reads(Page.SIZE, 1, "01");
    }
}
