package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EBADF;
import static io.github.procmm.model.Errno.ECANCELED;
import static io.github.procmm.model.Errno.EEXIST;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.model.Errno.ENOSYS;
import static io.github.procmm.suite.AreaSeen.seen;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Frame.ATOMIC;
import static io.github.procmm.suite.Frame.INDEPENDENT;
import static io.github.procmm.suite.Frame.SEQUENTIAL;
import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.model.Prot;
import io.github.procmm.v2.Features;

/** Modes of a frame: V2-BATCH-1 to 3. V2-BATCH-4 is of {@code V2AtomicCases}. */
final class V2BatchCases {

    private static final int READ = Prot.READ;

    private V2BatchCases() {}

    static void addTo(Suite suite) {
        order(suite);
        sequential(suite);
        independent(suite);
    }

    private static void order(Suite suite) {
        suite.rule("V2-BATCH-1")
                .add(
                        "eachRecordFindsWhatThoseBeforeHaveLeft",
                        s -> {
                            Session c = s.session();
                            Space a = c.space();
                            c.batch(INDEPENDENT)
                                    .does(a.map(0, 4))
                                    .refusesAt(a.map(3, 2), EEXIST, 16, page(3))
                                    .does(a.unmap(3, 1))
                                    .does(a.map(3, 2).prot(READ))
                                    .refusesAt(a.protect(0, 6, 0), ENOMEM, 16, page(5))
                                    .does(a.protect(2, 2, 0))
                                    .answered();
                            a.shows(area(0, 2, "rw-p"), area(2, 4, "---p"), area(4, 5, "r--p"));
                        })
                .add(
                        "aFrameOfManyIsAsManyFrames",
                        s -> {
                            Session c = s.session();
                            Space a = c.space();
                            Frame frame = c.batch(SEQUENTIAL);
                            for (int i = 0; i < 100; i++) {
                                frame.does(a.map(i, 1).prot(i % 2 + 1));
                                frame.does(a.unmap(i, 1));
                            }
                            frame.does(a.map(200, 1)).answered();
                            a.shows(area(200, 201, "rw-p"));
                        })
                .add(
                        "whatARecordGivesUpThoseBehindMayHave",
                        s -> {
                            s.limitAddressSpaces(1);
                            Session c = s.session(Features.ATOMIC);
                            Space a = c.space();
                            for (int mode : new int[] {SEQUENTIAL, ATOMIC}) {
                                Frame frame = c.batch(mode).does(a.release()).does(c.create());
                                a = frame.answered().space(1);
                            }
                            s.alive(1);
                        })
                .add(
                        "aQuerySeesWhatIsBeforeItAndNotWhatIsBehind",
                        s -> {
                            Session c = s.session();
                            Space a = c.space();
                            c.batch(SEQUENTIAL)
                                    .reports(a.query(0, 9), 0, AreaSeen.all())
                                    .does(a.map(0, 1))
                                    .reports(a.query(0, 9), 0, AreaSeen.all(seen(0, 1, "rw")))
                                    .does(a.unmap(0, 1))
                                    .reports(a.query(0, 9), 0, AreaSeen.all())
                                    .answered();
                        },
                        "V2-QUERY-1");
    }

    private static void sequential(Suite suite) {
        suite.rule("V2-BATCH-2")
                .add(
                        "behindTheFirstRefusalNothingIsDone",
                        s -> {
                            Session c = s.session();
                            Space a = c.space();
                            c.batch(SEQUENTIAL)
                                    .does(a.map(0, 1))
                                    .does(a.map(2, 1))
                                    .refusesAt(a.map(0, 1), EEXIST, 16, page(0))
                                    .cancels(a.map(4, 1))
                                    .cancels(a.unmap(0, 1))
                                    .cancels(c.create())
                                    .answered();
                            a.shows(area(0, 1, "rw-p"), area(2, 3, "rw-p"));
                            s.alive(1);
                        })
                .add(
                        "whatIsBehindIsNotLookedAt",
                        s -> {
                            Session c = s.session();
                            Space a = c.space();
                            c.batch(SEQUENTIAL)
                                    .refuses(c.record(15, 16, Num.of(0)), ENOSYS, 0)
                                    .cancels(c.record(0, 16, Num.of(0)))
                                    .cancels(a.map(0, 1).cutTo(16))
                                    .cancels(a.unmap(0, 1).flags(-1))
                                    .cancels(c.release(Num.of(-1)))
                                    .cancels(a.query(0, 1))
                                    .answered();
                        })
                .add(
                        "theNextFrameBeginsAnew",
                        s -> {
                            Session c = s.session();
                            Space a = c.space();
                            Frame stops =
                                    c.batch(SEQUENTIAL)
                                            .refuses(c.release(Num.of(0)), EBADF, 8)
                                            .cancels(a.map(0, 1));
                            c.send(stops, c.batch(SEQUENTIAL).does(a.map(2, 1)));
                            a.shows(area(2, 3, "rw-p"));
                        });
    }

    private static void independent(Suite suite) {
        suite.rule("V2-BATCH-3")
                .add(
                        "everyRecordHasAStatusOfItsOwn",
                        s -> {
                            Session c = s.session();
                            Space a = c.space();
                            c.batch(INDEPENDENT)
                                    .refuses(c.record(15, 16, Num.of(0)), ENOSYS, 0)
                                    .does(a.map(0, 1))
                                    .refuses(a.unmap(0, 0), EINVAL, 24)
                                    .refuses(c.release(Num.of(0)), EBADF, 8)
                                    .does(a.map(2, 1))
                                    .answered();
                            a.shows(area(0, 1, "rw-p"), area(2, 3, "rw-p"));
                        })
                .add(
                        "onlyWhatRefersToARefusedRecordIsCanceled",
                        s -> {
                            Session c = s.session();
                            Space bad = c.on(Num.reference(0));
                            Space good = c.on(Num.reference(1));
                            c.batch(INDEPENDENT)
                                    .refuses(c.create().set(16, 4, 0), EINVAL, 16)
                                    .does(c.create())
                                    .refuses(bad.map(0, 1), ECANCELED, 8)
                                    .does(good.map(0, 1))
                                    .answered();
                        },
                        "V2-REC-7");
    }
}
