package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EACCES;
import static io.github.procmm.model.Errno.EBADF;
import static io.github.procmm.model.Errno.ECANCELED;
import static io.github.procmm.model.Errno.EEXIST;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.EMFILE;
import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.suite.AreaSeen.seen;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Frame.ATOMIC;
import static io.github.procmm.suite.Frame.SEQUENTIAL;
import static io.github.procmm.suite.Scenario.page;
import static io.github.procmm.suite.Segments.data;

import io.github.procmm.model.Prot;
import io.github.procmm.v2.Features;
import io.github.procmm.v2.OpFlags;
import io.github.procmm.v2.Rights;

/** What a failed ATOMIC frame leaves of handles, spaces and objects: V2-BATCH-4. */
final class V2UndoCases {

    private static final int READ = Prot.READ;

    private V2UndoCases() {}

    static void addTo(Suite suite) {
        handles(suite);
        spaces(suite);
        others(suite);
    }

    private static void handles(Suite suite) {
        suite.rule("V2-BATCH-4")
                .add(
                        "handlesThatAFrameReleasedAreValidAgain",
                        s -> {
                            Session c = s.session(Features.ATOMIC);
                            Space a = c.space();
                            Space b = a.with(Rights.OF_SPACE);
                            c.batch(ATOMIC)
                                    .cancels(a.release())
                                    .cancels(b.release())
                                    .refuses(b.map(0, 1), EBADF, 8)
                                    .answered();
                            a.map(0, 1).done();
                            b.shows(area(0, 1, "rw-p"));
                            s.alive(1);
                        })
                .add(
                        "whatIsUndoneLastWasDoneFirst",
                        s -> {
                            Session c = s.session(Features.ATOMIC);
                            Space a = c.space();
                            Space b = a.with(Rights.CHANGE);
                            Num object = c.object(1);
                            c.batch(ATOMIC)
                                    .cancels(c.release(object))
                                    .cancels(b.release())
                                    .cancels(c.create())
                                    .cancels(c.memory(1, Rights.READ, 0))
                                    .cancels(c.release(Num.reference(3)))
                                    .cancels(c.release(Num.reference(2)))
                                    .refuses(b.map(0, 1), EBADF, 8)
                                    .answered();
                            b.map(0, 1).of(object, 0).done();
                            a.reports(seen(0, 1, "rw").of(0, 0));
                            s.alive(1);
                        })
                .add(
                        "handlesThatAFrameGaveAreNone",
                        s -> {
                            Session c = s.silentSession(s.writer(), 3);
                            c.greet(Features.ATOMIC);
                            Space a = c.space();
                            c.batch(ATOMIC)
                                    .cancels(c.create())
                                    .cancels(c.create())
                                    .refuses(c.create(), EMFILE, 0)
                                    .answered();
                            s.alive(1);
                            c.space();
                            c.space().release().done();
                            a.map(0, 1).done();
                        },
                        "V2-HANDLE-10")
                .add(
                        "laterHandlesAreNoneOfThoseTakenBack",
                        s -> {
                            Session c = s.session(Features.ATOMIC);
                            for (int i = 0; i < 4; i++) {
                                c.batch(ATOMIC)
                                        .cancels(c.create())
                                        .cancels(c.memory(1, Rights.READ, 0))
                                        .refuses(c.release(Num.of(0)), EBADF, 8)
                                        .answered();
                                c.batch(ATOMIC)
                                        .does(c.create())
                                        .does(c.memory(1, Rights.READ, 0))
                                        .does(c.release(Num.reference(1)))
                                        .answered();
                            }
                            s.alive(4);
                        },
                        "V2-HANDLE-1");
    }

    private static void spaces(Suite suite) {
        suite.rule("V2-BATCH-4")
                .add(
                        "aSpaceThatAFrameDestroyedIsThereAgainWithItsBytes",
                        s -> {
                            Session c = s.session(Features.ATOMIC);
                            Space a = c.space();
                            Space b = a.with(Rights.CHANGE);
                            a.map(0, 1).done();
                            a.store(page(0), 1, 0x11).works();
                            Task task = s.newTask();
                            task.switchTo(a);
                            c.batch(ATOMIC)
                                    .cancels(a.destroy())
                                    .refuses(b.unmap(0, 1), EBADF, 8)
                                    .cancels(a.map(4, 1))
                                    .answered();
                            task.load(page(0), 1).sees(0x11);
                            b.map(4, 1).done();
                            a.shows(area(0, 1, "rw-p"), area(4, 5, "rw-p"));
                        },
                        "V2-HANDLE-7")
                .add(
                        "twoSpacesAreRestoredTogether",
                        s -> {
                            Session c = s.session(Features.ATOMIC);
                            Space a = c.space();
                            Space b = c.space();
                            a.map(0, 1).done();
                            b.map(0, 2).done();
                            c.batch(ATOMIC)
                                    .cancels(a.unmap(0, 1))
                                    .cancels(b.protect(0, 1, READ))
                                    .cancels(a.map(4, 1))
                                    .refusesAt(b.map(1, 1), EEXIST, 16, page(1))
                                    .answered();
                            a.shows(area(0, 1, "rw-p"));
                            b.shows(area(0, 2, "rw-p"));
                        })
                .add(
                        "moveAndReplaceAreTakenBackWithTheBytes",
                        s -> {
                            Session c = s.session(Features.ATOMIC, Features.MOVE);
                            Space a = c.space();
                            a.map(0, 2).done();
                            a.map(8, 2).done();
                            a.store(page(0), 1, 0x11).works();
                            a.store(page(8), 1, 0x88).works();
                            c.batch(ATOMIC)
                                    .cancels(a.move(0, 2, 8).flags(OpFlags.REPLACE))
                                    .cancels(a.map(0, 2))
                                    .cancels(a.discard(8, 1))
                                    .refuses(c.release(Num.reference(0)), ECANCELED, 8)
                                    .answered();
                            a.load(page(0), 1).sees(0x11);
                            a.load(page(8), 1).sees(0x88);
                        });
    }

    private static void others(Suite suite) {
        suite.rule("V2-BATCH-4")
                .add(
                        "objectsKeepWhatTheyHad",
                        s -> {
                            FileRef file = s.object(1);
                            Session c = s.session(Features.ATOMIC, Features.IMPORT);
                            Space a = c.space();
                            Num object = c.importing(file.fd(), Rights.READ, 0).done();
                            a.map(0, 1).of(object, 0).shared().prot(READ).done();
                            file.object().write(0, "11");
                            c.batch(ATOMIC)
                                    .cancels(c.importing(file.fd(), Rights.OF_OBJECT, 0))
                                    .cancels(c.release(object))
                                    .cancels(a.unmap(0, 1))
                                    .refuses(a.map(0, 0), EINVAL, 24)
                                    .answered();
                            a.load(page(0), 1).sees(0x11);
                            Rec shared = a.map(2, 1).of(object, 0).shared();
                            shared.refused(EACCES, 32);
                        })
                .add(
                        "v1RecordsAreTakenBackToo",
                        s -> {
                            Session c = s.session(Features.ATOMIC, Features.LEGACY);
                            Space a = c.space();
                            a.map(0, 2).done();
                            a.map(3, 1).done();
                            a.store(page(1), 1, 0x11).works();
                            LegacyRec hole = LegacyRec.x86(c, a).protect(page(0), 4 * 4096, 0);
                            LegacyRec unmap = LegacyRec.x86(c, a).unmap(page(1), 4096);
                            c.legacy(ATOMIC)
                                    .cancels(unmap)
                                    .comesTo(hole, hole.errno(ENOMEM))
                                    .cancels(unmap)
                                    .answered();
                            a.shows(area(0, 2, "rw-p"), area(3, 4, "rw-p"));
                            a.load(page(1), 1).sees(0x11);
                        },
                        "V2-LEGACY-1")
                .on(Hosts.DEFAULT)
                .add(
                        "ldtsAreTakenBackToo",
                        s -> {
                            Session c = s.session(Features.ATOMIC, Features.LEGACY);
                            Space a = c.space();
                            Mm source = s.openMm();
                            Task there = s.newTask(source);
                            new Segments(there).set(0, 0x11);
                            Task here = s.newTask();
                            here.switchTo(a);
                            Segments ldt = new Segments(here);
                            ldt.set(0, 0x22);
                            LegacyRec copy = LegacyRec.x86(c, a).copySegments(source.fd());
                            LegacyRec bad = LegacyRec.x86(c, a).unmap(page(0), 0);
                            c.legacy(ATOMIC)
                                    .cancels(copy)
                                    .comesTo(bad, bad.errno(EINVAL))
                                    .answered();
                            ldt.show(data(0x22));
                            c.legacy(SEQUENTIAL).does(copy).answered();
                            ldt.show(data(0x11));
                        },
                        "V2-LEGACY-1");
    }
}
