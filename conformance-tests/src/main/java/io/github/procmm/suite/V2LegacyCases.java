package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EACCES;
import static io.github.procmm.model.Errno.EBADF;
import static io.github.procmm.model.Errno.ECANCELED;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.model.Errno.EOPNOTSUPP;
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
import io.github.procmm.model.Errno;
import io.github.procmm.v2.Features;
import io.github.procmm.v2.Rights;
import io.github.procmm.wire.Dialect;
import java.util.List;

/** v1 records in LEGACY frames: V2-LEGACY. */
final class V2LegacyCases {

    private static final long PAGE = Page.SIZE;
    private static final long FIXED_ANONYMOUS = PRIVATE | ANONYMOUS | FIXED;

    private V2LegacyCases() {}

    static void addTo(Suite suite) {
        records(suite);
        whoWrites(suite);
        modes(suite);
        results(suite);
        shape(suite);
        handles(suite);
    }

    private static Space space(Scenario s) {
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

    private static ExpectedNumber count(long bytes) {
        return new ExpectedNumber.Exactly(bytes);
    }

    private static void shape(Suite suite) {
        suite.rule("V2-LEGACY-3")
                .on(Hosts.DIALECTS)
                .add(
                        "onlyDialectsOfFilesOfTheHostAreTaken",
                        s -> {
                            Space a = space(s);
                            List<Dialect> there =
                                    MmFile.of(s.dialect()).stream()
                                            .map(file -> file.recordsOn(s.dialect()))
                                            .toList();
                            for (Dialect dialect : Dialect.values()) {
                                if (!there.contains(dialect)) {
                                    Session c = a.session();
                                    LegacyRec other = LegacyRec.of(c, dialect, a.handle());
                                    refused(other.unmap(page(0), PAGE), a, EOPNOTSUPP, 0);
                                }
                            }
                            for (int number : new int[] {0, 6, 0xffff}) {
                                refused(unmap(a).set(0, 2, number), a, EOPNOTSUPP, 0);
                            }
                        })
                .on(Hosts.DEFAULT)
                .add(
                        "theBytesFitTheSizeAndZerosFollow",
                        s -> {
                            Space a = space(s);
                            a.map(0, 1).done();
                            for (long bytes : new long[] {0, 16, 25, 32, 0xffff_ffffL}) {
                                refused(unmap(a).set(4, 4, bytes), a, EINVAL, 4);
                            }
                            refused(unmap(a).set(4, 4, 17).set(39, 1, 1), a, EINVAL, 4);
                            Rec more = unmap(a).with("00".repeat(8));
                            refused(more, a, EINVAL, 4);
                            String odd = HandMade.on(Dialect.X86_64).munmap(page(0), PAGE) + "00";
                            LegacyRec padded = LegacyRec.x86(a.session(), a).bytes(odd);
                            refused(padded.set(41, 1, 1), a, EINVAL, 4);
                            refused(padded.set(41, 1, 0).set(47, 1, 0x80), a, EINVAL, 4);
                            a.session()
                                    .legacy(SEQUENTIAL)
                                    .gives(padded.set(47, 1, 0), count(25))
                                    .answered();
                            a.shows();
                        });
    }

    private static LegacyRec unmap(Space a) {
        return LegacyRec.x86(a.session(), a).unmap(page(0), PAGE);
    }

    private static void refused(Rec record, Space a, Errno errno, int field) {
        a.session().legacy(SEQUENTIAL).refuses(record, errno, field).answered();
    }

    private static void handles(Suite suite) {
        suite.rule("V2-LEGACY-3")
                .add(
                        "theHandleIsOfASpaceThatMayBeChanged",
                        s -> {
                            Space a = space(s);
                            Session c = a.session();
                            a.map(0, 1).done();
                            Num gone = a.duplicate(Rights.CHANGE).done();
                            c.release(gone).done();
                            refused(unmap(a).handle(Num.of(0)), a, EBADF, 8);
                            refused(unmap(a).handle(gone), a, EBADF, 8);
                            refused(unmap(a).handle(c.object(1)), a, EBADF, 8);
                            refused(unmap(a).handle(Num.reference(0)), a, ECANCELED, 8);
                            Space without = a.with(Rights.OF_SPACE & ~Rights.CHANGE);
                            refused(unmap(a).handle(without.handle()), a, EACCES, 8);
                            a.shows(area(0, 1, "rw-p"));
                            Space with = a.with(Rights.CHANGE);
                            c.legacy(SEQUENTIAL).does(unmap(with)).answered();
                            a.shows();
                        },
                        "V2-REC-7",
                        "V2-REC-8")
                .add(
                        "theDialectIsLookedAtFirstThenTheBytesThenTheHandle",
                        s -> {
                            Space a = space(s);
                            Space without = a.with(Rights.QUERY);
                            Rec all = unmap(a).set(0, 2, 9).set(4, 4, 99).handle(Num.of(0));
                            refused(all, a, EOPNOTSUPP, 0);
                            refused(all.set(0, 2, 4), a, EINVAL, 4);
                            refused(all.set(4, 4, 24), a, EBADF, 8);
                            refused(all.handle(without.handle()), a, EACCES, 8);
                            Rec wrong = all.handle(a.handle()).set(16, 1, 0);
                            Frame frame = a.session().legacy(SEQUENTIAL);
                            frame.comesTo(wrong, unmap(a).errno(EINVAL)).answered();
                        });
    }
}
