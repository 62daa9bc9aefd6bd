package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EACCES;
import static io.github.procmm.model.Errno.EBADF;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Frame.INDEPENDENT;
import static io.github.procmm.suite.Frame.SEQUENTIAL;
import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.backend.FaultKind;
import io.github.procmm.kernel.Page;
import io.github.procmm.v2.Features;
import io.github.procmm.v2.Rights;

/** Handles, what they allow and when they end: V2-HANDLE-1 to 5; V2-REC-8. */
final class V2HandleCases {

    private static final long PAGE = Page.SIZE;

    private V2HandleCases() {}

    static void addTo(Suite suite) {
        numbers(suite);
        validity(suite);
        rights(suite);
        lacking(suite);
        duplicates(suite);
    }

    private static void numbers(Suite suite) {
        suite.rule("V2-HANDLE-1")
                .add(
                        "noNumberIsGivenTwice",
                        s -> {
                            Session c = s.session(Features.CLONE);
                            Space kept = c.space();
                            for (int i = 0; i < 20; i++) {
                                c.space().release().done();
                                c.release(c.object(1)).done();
                                kept.with(Rights.QUERY).release().done();
                                kept.copied().destroy().done();
                            }
                        })
                .add(
                        "theNumbersOfAFrameDiffer",
                        s -> {
                            Session c = s.session();
                            Frame frame = c.batch(SEQUENTIAL);
                            for (int i = 0; i < 20; i++) {
                                frame.does(c.create()).does(c.release(Num.reference(2L * i)));
                            }
                            frame.answered();
                        });
    }

    private static void validity(Suite suite) {
        suite.rule("V2-HANDLE-2")
                .add(
                        "aReleasedHandleIsNoneEvenWhenItsPlaceIsUsedAgain",
                        s -> {
                            Session c = s.session();
                            Space gone = c.space();
                            gone.release().done();
                            Space next = c.space();
                            c.batch(SEQUENTIAL).refuses(gone.map(0, 1), EBADF, 8).answered();
                            c.release(gone.handle()).refused(EBADF, 8);
                            next.shows();
                        },
                        "V2-HANDLE-5")
                .add(
                        "aHandleOfAnotherSessionIsNone",
                        s -> {
                            Session c = s.session();
                            Space a = c.space();
                            a.map(0, 1).done();
                            Session other = s.session();
                            Space stolen = other.on(a.handle());
                            other.batch(INDEPENDENT)
                                    .refuses(stolen.unmap(0, 1), EBADF, 8)
                                    .refuses(stolen.release(), EBADF, 8)
                                    .refuses(stolen.destroy(), EBADF, 8)
                                    .refuses(other.duplicate(a.handle(), 1), EBADF, 8)
                                    .answered();
                            a.shows(area(0, 1, "rw-p"));
                        })
                .add(
                        "aDestroyedSpaceHasNoHandleAnyMore",
                        s -> {
                            Session c = s.session();
                            Space a = c.space();
                            Space b = a.with(Rights.CHANGE);
                            a.destroy().done();
                            c.batch(INDEPENDENT)
                                    .refuses(a.map(0, 1), EBADF, 8)
                                    .refuses(b.map(0, 1), EBADF, 8)
                                    .refuses(b.release(), EBADF, 8)
                                    .refuses(a.destroy(), EBADF, 8)
                                    .answered();
                        },
                        "V2-HANDLE-7")
                .add(
                        "withinAFrameAHandleEndsAtItsRelease",
                        s -> {
                            Session c = s.session();
                            Space a = c.space();
                            c.batch(INDEPENDENT)
                                    .does(a.map(0, 1))
                                    .does(a.release())
                                    .refuses(a.unmap(0, 1), EBADF, 8)
                                    .does(c.create())
                                    .refuses(a.unmap(0, 1), EBADF, 8)
                                    .answered();
                        });
    }

    private static void rights(Suite suite) {
        suite.rule("V2-HANDLE-3")
                .add(
                        "aSpaceHasNoRightsOfAnObjectNorTheOtherWayRound",
                        s -> {
                            Session c = s.session(Features.CLONE);
                            Space a = c.space();
                            Num object = c.object(1);
                            c.create(Rights.OF_SPACE | Rights.READ, 0).refused(EINVAL, 16);
                            a.copy(Rights.WRITE).refused(EINVAL, 16);
                            a.duplicate(Rights.QUERY | Rights.EXEC).refused(EINVAL, 16);
                            c.memory(1, Rights.READ | Rights.RUN, 0).refused(EINVAL, 24);
                            c.duplicate(object, Rights.READ | Rights.QUERY).refused(EINVAL, 16);
                        })
                .add(
                        "aHandleHasTheRightsWithWhichItWasMade",
                        s -> {
                            Session c = s.session(Features.CLONE);
                            Space a = c.on(c.create(Rights.CHANGE | Rights.CLONE, 0).done());
                            a.map(0, 1).done();
                            a.query(0, 1).refused(EACCES, 8);
                            a.destroy().refused(EACCES, 8);
                            Space b = c.on(a.copy(Rights.QUERY).done());
                            b.reports(AreaSeen.seen(0, 1, "rw"));
                            b.map(2, 1).refused(EACCES, 8);
                            b.copy(1).refused(EACCES, 8);
                        });
    }

    private static void lacking(Suite suite) {
        suite.rule("V2-REC-8")
                .add(
                        "eachOperationNeedsItsRightAndNoOther",
                        s -> {
                            Session c = s.session(Features.CLONE, Features.MOVE, Features.SEAL);
                            for (V2Op op : V2Op.values()) {
                                if (op.right() != 0) {
                                    Space a = c.space();
                                    a.map(0, 1).done();
                                    Space without = a.with(Rights.OF_SPACE & ~op.right());
                                    op.record(without).refused(EACCES, 8);
                                    Space with = a.with(op.right());
                                    if (op == V2Op.QUERY) {
                                        with.reports(AreaSeen.seen(0, 1, "rw"));
                                    } else {
                                        op.record(with).done();
                                    }
                                }
                            }
                        })
                .add(
                        "aTaskRunsOnlyWhereTheHandleSaysSo",
                        s -> {
                            Session c = s.session();
                            Space a = c.space();
                            a.map(0, 1).done();
                            Task task = s.newTask();
                            task.cannotSwitchTo(a.with(Rights.OF_SPACE & ~Rights.RUN), EACCES);
                            task.load(page(0), 1).faults(FaultKind.MAPERR);
                            task.cannotSwitchTo(c.on(a.handle().plus(1L << 32)), EBADF);
                            task.cannotSwitchTo(c.on(c.object(1)), EBADF);
                            task.switchTo(a.with(Rights.RUN));
                            task.load(page(0), 1).sees(0);
                        },
                        "V2-HANDLE-3");
    }

    private static void duplicates(Suite suite) {
        suite.rule("V2-HANDLE-4")
                .add(
                        "aDuplicateIsOfTheSameSpace",
                        s -> {
                            Space a = s.session().space();
                            Space b = a.with(Rights.OF_SPACE);
                            b.map(0, 1).done();
                            a.store(page(0), 4, 0x11223344).works();
                            b.load(page(0), 4).sees(0x11223344);
                            a.unmap(0, 1).done();
                            b.shows();
                        })
                .add(
                        "aDuplicateIsOfTheSameObject",
                        s -> {
                            Session c = s.session();
                            Space a = c.space();
                            Num object = c.object(1);
                            Num same = c.duplicate(object, Rights.READ | Rights.WRITE).done();
                            a.map(0, 1).of(object, 0).shared().done();
                            a.map(2, 1).of(same, 0).shared().done();
                            a.store(page(0), 4, 0x11223344).works();
                            a.load(page(2), 4).sees(0x11223344);
                        })
                .add(
                        "noDuplicateHasARightThatItsHandleLacks",
                        s -> {
                            Session c = s.session();
                            Space some = c.space().with(Rights.QUERY | Rights.CHANGE);
                            some.duplicate(Rights.OF_SPACE).refused(EACCES, 16);
                            some.duplicate(Rights.QUERY | Rights.RUN).refused(EACCES, 16);
                            some.with(Rights.CHANGE).duplicate(Rights.QUERY).refused(EACCES, 16);
                            Num readable = c.memory(PAGE, Rights.READ, 0).done();
                            c.duplicate(readable, Rights.READ | Rights.WRITE).refused(EACCES, 16);
                            c.duplicate(readable, Rights.READ).done();
                        })
                .add(
                        "rightsOfAnotherKindAreFoundBeforeThoseThatAreLacking",
                        s -> {
                            Space some = s.session().space().with(Rights.QUERY);
                            some.duplicate(Rights.CHANGE | Rights.READ).refused(EINVAL, 16);
                        },
                        "V2-HANDLE-3");
        suite.rule("V2-HANDLE-5")
                .add(
                        "theOtherHandlesOfASpaceStay",
                        s -> {
                            Space a = s.session().space();
                            Space b = a.with(Rights.OF_SPACE);
                            a.map(0, 1).done();
                            a.release().done();
                            b.shows(area(0, 1, "rw-p"));
                            b.map(2, 1).done();
                            s.alive(1);
                        });
    }
}
