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
import java.util.ArrayList;
import java.util.List;

/** All or nothing: V2-BATCH-4. */
final class V2AtomicCases {

    private static final int READ = Prot.READ;

    private V2AtomicCases() {}

    static void addTo(Suite suite) {
        done(suite);
        everywhere(suite);
        handles(suite);
        spaces(suite);
        others(suite);
    }

    private static void done(Suite suite) {
        suite.rule("V2-BATCH-4")
                .add(
                        "whereNothingIsRefusedEverythingIsDone",
                        s -> {
                            Session c = s.session(Features.ATOMIC, Features.CLONE);
                            Space a = c.space();
                            Space made = c.on(Num.reference(0));
                            Frame.Sent sent =
                                    c.batch(ATOMIC)
                                            .does(c.create())
                                            .does(made.map(0, 2))
                                            .does(made.protect(1, 1, READ))
                                            .does(a.map(4, 1))
                                            .does(made.copy(Rights.OF_SPACE))
                                            .reports(
                                                    a.query(0, 9),
                                                    0,
                                                    AreaSeen.all(seen(4, 5, "rw")))
                                            .answered();
                            sent.space(0).shows(area(0, 1, "rw-p"), area(1, 2, "r--p"));
                            sent.space(4).shows(area(0, 1, "rw-p"), area(1, 2, "r--p"));
                            a.shows(area(4, 5, "rw-p"));
                            s.alive(3);
                        });
    }

    /** What a frame does that fails at one of its places. */
    private static final class Story {

        private final Scenario s;
        private final Session c;
        private final Space a;
        private final Space other;
        private final Num object;
        private final Num spare;

        Story(Scenario s) {
            this.s = s;
            c = s.session(Features.ATOMIC, Features.CLONE, Features.MOVE, Features.SEAL);
            a = c.space();
            other = c.space();
            object = c.memory(4 * 4096L, Rights.OF_OBJECT, 6).done();
            spare = a.duplicate(Rights.QUERY).done();
            a.map(0, 8).done();
            a.map(16, 2).of(object, 0).shared().done();
            a.store(page(1), 1, 0x11).works();
            a.store(page(3), 1, 0x33).works();
            a.store(page(5), 1, 0x55).works();
            other.map(0, 1).done();
            other.store(page(0), 1, 0x77).works();
        }

        List<Rec> records() {
            List<Rec> records = new ArrayList<>();
            records.add(a.map(20, 2));
            records.add(a.map(0, 2).prot(READ).replacing());
            records.add(a.protect(2, 1, READ));
            records.add(a.discard(3, 1));
            records.add(a.move(5, 1, 30));
            records.add(a.unmap(6, 1));
            records.add(a.seal(7, 1));
            records.add(c.create());
            records.add(c.on(Num.reference(7)).map(0, 1));
            records.add(a.copy(Rights.OF_SPACE));
            records.add(c.memory(4096, Rights.OF_OBJECT, 0));
            records.add(c.release(spare));
            records.add(c.release(object));
            records.add(a.seal());
            records.add(other.destroy());
            return records;
        }

        void play(int place) {
            Frame frame = c.batch(ATOMIC);
            List<Rec> records = records();
            for (int i = 0; i < records.size(); i++) {
                if (i == place) {
                    frame.refuses(a.unmap(0, 0), EINVAL, 24);
                }
                frame.cancels(records.get(i));
            }
            if (place == records.size()) {
                frame.refuses(a.unmap(0, 0), EINVAL, 24);
            }
            frame.answered();
        }

        void nothingHasChanged() {
            a.reports(seen(0, 8, "rw"), seen(16, 18, "rw").of(6, 0).shared());
            a.load(page(1), 1).sees(0x11);
            a.load(page(3), 1).sees(0x33);
            a.load(page(5), 1).sees(0x55);
            other.load(page(0), 1).sees(0x77);
            s.alive(2);
            c.on(spare).reports(seen(0, 8, "rw"), seen(16, 18, "rw").of(6, 0).shared());
            a.map(40, 1).of(object, 1).done();
            a.unmap(40, 1).done();
            a.unmap(7, 1).done();
            other.unmap(0, 1).done();
        }
    }

    private static void everywhere(Suite suite) {
        int places = 16;
        for (int i = 0; i < places; i++) {
            int place = i;
            suite.rule("V2-BATCH-4")
                    .add(
                            "aFailureAtPlace" + place + "LeavesNoTrace",
                            s -> {
                                Story story = new Story(s);
                                story.play(place);
                                story.nothingHasChanged();
                            });
        }
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
