package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EBADF;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.model.MapFlags.ANONYMOUS;
import static io.github.procmm.model.MapFlags.FIXED;
import static io.github.procmm.model.MapFlags.PRIVATE;
import static io.github.procmm.model.MapFlags.SHARED;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Frame.INDEPENDENT;
import static io.github.procmm.suite.Frame.SEQUENTIAL;
import static io.github.procmm.suite.Scenario.page;
import static io.github.procmm.suite.Segments.data;

import io.github.procmm.backend.MmFile;
import io.github.procmm.kernel.Page;
import io.github.procmm.v2.Features;
import io.github.procmm.v2.Rights;
import io.github.procmm.wire.Dialect;

/** What v1 records in LEGACY frames do, and what comes of them: V2-LEGACY-1 and 2. */
final class V2LegacyCases {

    private static final long PAGE = Page.SIZE;
    private static final long FIXED_ANONYMOUS = PRIVATE | ANONYMOUS | FIXED;

    private V2LegacyCases() {}

    static void addTo(Suite suite) {
        records(suite);
        whoWrites(suite);
        modes(suite);
        results(suite);
    }

    static Space space(Scenario s) {
        return s.session(Features.LEGACY).space();
    }

    private static void records(Suite suite) {
        suite.rule("V2-LEGACY-1")
                .on(Hosts.DIALECTS)
                .add(
                        "recordsOfEveryFileOfTheHostDoWhatTheyDoThere",
                        s -> {
                            Session c = s.session(Features.LEGACY);
                            for (MmFile file : MmFile.of(s.dialect())) {
                                Space a = c.space();
                                Dialect dialect = file.recordsOn(s.dialect());
                                LegacyRec map = LegacyRec.of(c, dialect, a.handle());
                                map.mmap(page(0), 4 * PAGE, 3, FIXED_ANONYMOUS, -1, 0);
                                LegacyRec unmap = LegacyRec.of(c, dialect, a.handle());
                                unmap.unmap(page(1), PAGE);
                                LegacyRec protect = LegacyRec.of(c, dialect, a.handle());
                                protect.protect(page(2), PAGE, 1);
                                c.legacy(SEQUENTIAL).does(map).does(unmap).does(protect).answered();
                                a.shows(area(0, 1, "rw-p"), area(2, 3, "r--p"), area(3, 4, "rw-p"));
                            }
                        })
                .add(
                        "theHostIsOfTheLastGeneration",
                        s -> {
                            Space a = space(s);
                            Session c = a.session();
                            Dialect dialect = s.dialect();
                            LegacyRec free = LegacyRec.of(c, dialect, a.handle());
                            free.mmap(page(0), PAGE, 3, PRIVATE | ANONYMOUS, -1, 0);
                            c.legacy(SEQUENTIAL).comesTo(free, free.errno(EINVAL)).answered();
                            a.shows();
                        });
    }

    private static void whoWrites(Suite suite) {
        suite.rule("V2-LEGACY-1")
                .add(
                        "descriptorsAreThoseOfTheClient",
                        s -> {
                            FileRef file = s.object(2);
                            Space a = space(s);
                            Session c = a.session();
                            LegacyRec map = LegacyRec.x86(c, a);
                            map.mmap(page(0), PAGE, 3, SHARED | FIXED, file.fd(), PAGE);
                            LegacyRec none = LegacyRec.x86(c, a);
                            none.mmap(page(2), PAGE, 3, SHARED | FIXED, 99, 0);
                            c.legacy(INDEPENDENT)
                                    .does(map)
                                    .comesTo(none, none.errno(EBADF))
                                    .answered();
                            a.store(page(0), 1, 0x11).works();
                            file.object().reads(PAGE, 1, "11");
                            a.shows(area(0, 1, "rw-s", file, 1));
                        })
                .add(
                        "segmentsAreCopied",
                        s -> {
                            Space a = space(s);
                            Session c = a.session();
                            Mm source = s.openMm();
                            new Segments(s.newTask(source)).set(0, 0x11);
                            LegacyRec copy = LegacyRec.x86(c, a).copySegments(source.fd());
                            c.legacy(SEQUENTIAL).does(copy).answered();
                            Task task = s.newTask();
                            task.switchTo(a);
                            new Segments(task).show(data(0x11));
                        })
                .add(
                        "bothPartsWorkOnOneSpace",
                        s -> {
                            Space a = space(s);
                            Session c = a.session();
                            a.map(0, 4).done();
                            a.store(page(3), 1, 0x33).works();
                            LegacyRec unmap = LegacyRec.x86(c, a).unmap(page(1), PAGE);
                            c.legacy(SEQUENTIAL).does(unmap).answered();
                            a.map(1, 1).done();
                            LegacyRec protect = LegacyRec.x86(c, a).protect(page(3), PAGE, 1);
                            c.legacy(SEQUENTIAL).does(protect).answered();
                            a.load(page(3), 1).sees(0x33);
                            a.shows(area(0, 3, "rw-p"), area(3, 4, "r--p"));
                        })
                .add(
                        "whatPartV2LimitsV1Does",
                        s -> {
                            Session c = s.session(Features.LEGACY);
                            Space a = c.on(c.create(Rights.OF_SPACE, 2 * PAGE).done());
                            LegacyRec map = LegacyRec.x86(c, a);
                            map.mmap(page(0), PAGE, 3, FIXED_ANONYMOUS, -1, 0);
                            c.legacy(SEQUENTIAL).does(map).answered();
                            a.map(2, 1).done();
                            a.map(4, 1).refused(ENOMEM, 8);
                            LegacyRec more = LegacyRec.x86(c, a);
                            more.mmap(page(4), PAGE, 3, FIXED_ANONYMOUS, -1, 0);
                            c.legacy(SEQUENTIAL).comesTo(more, more.errno(ENOMEM)).answered();
                        },
                        "V2-MAP-8");
    }

    private static void modes(Suite suite) {
        suite.rule("V2-LEGACY-1")
                .add(
                        "aFailedProtectKeepsWhatItDid",
                        s -> {
                            Space a = space(s);
                            Session c = a.session();
                            a.map(0, 2).done();
                            a.map(3, 1).done();
                            LegacyRec hole = LegacyRec.x86(c, a).protect(page(0), 4 * PAGE, 1);
                            LegacyRec unmap = LegacyRec.x86(c, a).unmap(page(3), PAGE);
                            c.legacy(SEQUENTIAL)
                                    .comesTo(hole, hole.errno(ENOMEM))
                                    .cancels(unmap)
                                    .answered();
                            a.shows(area(0, 2, "r--p"), area(3, 4, "rw-p"));
                        },
                        "V2-BATCH-2")
                .add(
                        "eachRecordCanGoToASpaceOfItsOwn",
                        s -> {
                            Space a = space(s);
                            Session c = a.session();
                            Space b = c.space();
                            a.map(0, 1).done();
                            b.map(0, 2).done();
                            LegacyRec one = LegacyRec.x86(c, a).unmap(page(0), PAGE);
                            LegacyRec two = LegacyRec.x86(c, b).unmap(page(1), PAGE);
                            c.legacy(INDEPENDENT).does(one).does(two).answered();
                            a.shows();
                            b.shows(area(0, 1, "rw-p"));
                        });
    }

    private static void results(Suite suite) {
        suite.rule("V2-LEGACY-2")
                .add(
                        "theValueIsTheCountThatIsWritten",
                        s -> {
                            Space a = space(s);
                            Session c = a.session();
                            HandMade v1 = HandMade.on(Dialect.X86_64);
                            String unmap = v1.munmap(page(0), PAGE);
                            String whole = v1.whole(unmap);
                            c.legacy(SEQUENTIAL)
                                    .gives(LegacyRec.x86(c, a).bytes(unmap), count(24))
                                    .gives(LegacyRec.x86(c, a).bytes(whole), count(56))
                                    .gives(
                                            LegacyRec.x86(c, a).bytes(HandMade.cut(whole, 29)),
                                            count(29))
                                    .answered();
                        })
                .add(
                        "anErrnoIsTheStatusAndItsNegativeTheValue",
                        s -> {
                            Space a = space(s);
                            Session c = a.session();
                            LegacyRec none = LegacyRec.x86(c, a).bytes("");
                            LegacyRec opcode = LegacyRec.x86(c, a).bytes("00".repeat(56));
                            LegacyRec tooLong = LegacyRec.x86(c, a).bytes("37" + "00".repeat(56));
                            LegacyRec hole = LegacyRec.x86(c, a).protect(page(0), PAGE, 1);
                            c.legacy(INDEPENDENT)
                                    .comesTo(none, none.errno(EINVAL))
                                    .comesTo(opcode, opcode.errno(EINVAL))
                                    .comesTo(tooLong, tooLong.errno(EINVAL))
                                    .comesTo(hole, hole.returns(-12, 12))
                                    .answered();
                        });
    }

    static ExpectedNumber count(long bytes) {
        return new ExpectedNumber.Exactly(bytes);
    }
}
