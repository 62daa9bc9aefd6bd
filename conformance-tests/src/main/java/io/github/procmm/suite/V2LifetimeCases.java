package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EBADF;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Frame.INDEPENDENT;
import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.backend.FaultKind;
import io.github.procmm.v2.Features;
import io.github.procmm.v2.Rights;

/** How long spaces and objects live: V2-HANDLE-6 and 7. */
final class V2LifetimeCases {

    private V2LifetimeCases() {}

    static void addTo(Suite suite) {
        lives(suite);
        destroy(suite);
        destroyElsewhere(suite);
    }

    private static void lives(Suite suite) {
        suite.rule("V2-HANDLE-6")
                .add(
                        "aSpaceLivesWhileAHandleHoldsIt",
                        s -> {
                            Space a = s.session().space();
                            s.alive(1);
                            Space b = a.with(Rights.QUERY);
                            a.release().done();
                            s.alive(1);
                            b.release().done();
                            s.alive(0);
                        })
                .add(
                        "aSpaceLivesWhileATaskRunsThere",
                        s -> {
                            Space a = s.session().space();
                            a.map(0, 1).done();
                            a.store(page(0), 1, 0x11).works();
                            Task task = s.newTask();
                            task.switchTo(a);
                            a.release().done();
                            s.alive(1);
                            task.load(page(0), 1).sees(0x11);
                            task.exit();
                            s.alive(0);
                        })
                .add(
                        "aSpaceLivesWhileAV1FileIsOpen",
                        s -> {
                            Mm mm = s.openMm();
                            Space a = s.session(Features.IMPORT).imported(mm);
                            a.map(0, 1).done();
                            a.release().done();
                            mm.shows(area(0, 1, "rw-p"));
                            s.alive(1);
                            s.writer().close(mm);
                            s.alive(0);
                        })
                .add(
                        "aV1FileThatIsClosedLeavesTheSpaceToItsHandles",
                        s -> {
                            Mm mm = s.openMm();
                            Space a = s.session(Features.IMPORT).imported(mm);
                            mm.map(0, 1).done();
                            s.writer().close(mm);
                            s.alive(1);
                            a.shows(area(0, 1, "rw-p"));
                            a.release().done();
                            s.alive(0);
                        })
                .add(
                        "anObjectLivesWhileAnAreaShowsIt",
                        s -> {
                            Session c = s.session();
                            Space a = c.space();
                            Num object = c.object(2);
                            a.map(0, 2).of(object, 0).shared().done();
                            a.store(page(1), 1, 0x11).works();
                            c.release(object).done();
                            a.load(page(1), 1).sees(0x11);
                            a.store(page(0), 1, 0x22).works();
                            a.load(page(0), 1).sees(0x22);
                        },
                        "V2-MAP-9");
    }

    private static void destroy(Suite suite) {
        suite.rule("V2-HANDLE-7")
                .add(
                        "everyAreaGoesSealedOnesToo",
                        s -> {
                            Session c = s.session(Features.SEAL);
                            Space a = c.space();
                            a.map(0, 1).done();
                            a.map(2, 1).done();
                            a.seal(2, 1).done();
                            a.seal().done();
                            Task task = s.newTask();
                            task.switchTo(a);
                            a.destroy().done();
                            task.shows();
                            task.load(page(0), 1).faults(FaultKind.MAPERR);
                            task.load(page(2), 1).faults(FaultKind.MAPERR);
                        },
                        "V2-SEAL-4")
                .add(
                        "aTaskStaysInTheEmptySpace",
                        s -> {
                            Space a = s.session().space();
                            Task task = s.newTask();
                            task.switchTo(a);
                            a.destroy().done();
                            s.alive(1);
                            task.shows();
                            task.exit();
                            s.alive(0);
                        })
                .add(
                        "aV1FileStaysWithTheEmptySpace",
                        s -> {
                            Mm mm = s.openMm();
                            Space a = s.session(Features.IMPORT).imported(mm);
                            mm.map(0, 4).done();
                            a.destroy().done();
                            mm.shows();
                            mm.map(2, 1).done();
                            mm.shows(area(2, 3, "rw-p"));
                        })
                .add(
                        "withNobodyElseThereTheSpaceIsGone",
                        s -> {
                            Session c = s.session();
                            Space a = c.space();
                            a.with(Rights.QUERY);
                            c.space();
                            s.alive(2);
                            a.destroy().done();
                            s.alive(1);
                        });
    }

    private static void destroyElsewhere(Suite suite) {
        suite.rule("V2-HANDLE-7")
                .add(
                        "itsHandlesEndInEverySession",
                        s -> {
                            Mm mm = s.openMm();
                            Session c = s.session(Features.IMPORT);
                            Space a = c.imported(mm);
                            Session other = s.session(Features.IMPORT);
                            Space same = other.imported(mm);
                            Space another = other.space();
                            a.destroy().done();
                            other.batch(INDEPENDENT)
                                    .refuses(same.map(0, 1), EBADF, 8)
                                    .refuses(same.release(), EBADF, 8)
                                    .does(another.map(0, 1))
                                    .answered();
                            s.alive(2);
                        },
                        "V2-HANDLE-2")
                .add(
                        "anObjectThatItShowedStays",
                        s -> {
                            Session c = s.session();
                            Space a = c.space();
                            Num object = c.object(1);
                            a.map(0, 1).of(object, 0).shared().done();
                            a.store(page(0), 1, 0x11).works();
                            a.destroy().done();
                            Space b = c.space();
                            b.map(0, 1).of(object, 0).done();
                            b.load(page(0), 1).sees(0x11);
                        });
    }
}
