package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EBADF;
import static io.github.procmm.model.Errno.EMFILE;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Frame.INDEPENDENT;
import static io.github.procmm.suite.Frame.SEQUENTIAL;
import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.backend.FaultKind;
import io.github.procmm.kernel.Page;
import io.github.procmm.model.Prot;
import io.github.procmm.v2.Features;
import io.github.procmm.v2.Rights;

/** References, how many handles there may be, and MEMORY: V2-HANDLE-8, 10 and 11. */
final class V2ReferenceCases {

    private static final long PAGE = Page.SIZE;

    private V2ReferenceCases() {}

    static void addTo(Suite suite) {
        references(suite);
        limit(suite);
        memory(suite);
    }

    private static void references(Suite suite) {
        suite.rule("V2-HANDLE-8")
                .add(
                        "createAndMapsAreOneFrame",
                        s -> {
                            Session c = s.session();
                            Space made = c.on(Num.reference(0));
                            Frame frame =
                                    c.batch(SEQUENTIAL)
                                            .does(c.create())
                                            .does(made.map(0, 1))
                                            .does(c.memory(PAGE, Rights.OF_OBJECT, 0))
                                            .does(made.map(2, 1).of(Num.reference(2), 0).shared());
                            Space a = frame.answered().space(0);
                            a.store(page(2), 1, 1).works();
                            a.load(page(0), 1).sees(0);
                        })
                .add(
                        "everyOperationThatGivesAHandleCanBeReferredTo",
                        s -> {
                            Session c = s.session(Features.CLONE);
                            Space a = c.space();
                            a.map(0, 1).done();
                            Frame.Sent sent =
                                    c.batch(INDEPENDENT)
                                            .does(a.copy(Rights.OF_SPACE))
                                            .does(c.on(Num.reference(0)).unmap(0, 1))
                                            .does(a.duplicate(Rights.CHANGE))
                                            .does(c.on(Num.reference(2)).map(2, 1))
                                            .does(c.release(Num.reference(2)))
                                            .answered();
                            sent.space(0).shows();
                            a.shows(area(0, 1, "rw-p"), area(2, 3, "rw-p"));
                        })
                .add(
                        "aReferenceToAReleasedHandleIsEBADF",
                        s -> {
                            Session c = s.session();
                            c.batch(INDEPENDENT)
                                    .does(c.create())
                                    .does(c.release(Num.reference(0)))
                                    .refuses(c.on(Num.reference(0)).map(0, 1), EBADF, 8)
                                    .answered();
                        });
    }

    private static void limit(Suite suite) {
        suite.rule("V2-HANDLE-10")
                .add(
                        "oneHandleTooManyIsEMFILEWhateverGivesIt",
                        s -> {
                            Session c = s.silentSession(s.writer(), 3);
                            c.greet(Features.CLONE);
                            Space a = c.space();
                            Num object = c.object(1);
                            Space b = a.with(Rights.CHANGE);
                            c.create().refused(EMFILE, 0);
                            a.copy(1).refused(EMFILE, 0);
                            a.duplicate(1).refused(EMFILE, 0);
                            c.memory(1, Rights.READ, 0).refused(EMFILE, 0);
                            c.duplicate(object, Rights.READ).refused(EMFILE, 0);
                            s.alive(1);
                            b.release().done();
                            c.create().done();
                        })
                .add(
                        "anImportIsAHandleToo",
                        s -> {
                            Mm mm = s.openMm();
                            Session c = s.silentSession(s.writer(), 1);
                            c.greet(Features.IMPORT);
                            Num one = c.importing(mm.fd(), Rights.QUERY, 0).done();
                            c.importing(mm.fd(), Rights.QUERY, 0).refused(EMFILE, 0);
                            c.release(one).done();
                            c.importing(mm.fd(), Rights.QUERY, 0).done();
                        })
                .add(
                        "everySessionHasALimitOfItsOwn",
                        s -> {
                            Session c = s.silentSession(s.writer(), 1);
                            c.greet();
                            c.space();
                            Session other = s.silentSession(s.writer(), 1);
                            other.greet();
                            other.space();
                            c.create().refused(EMFILE, 0);
                        });
    }

    private static void memory(Suite suite) {
        suite.rule("V2-HANDLE-11")
                .add(
                        "anObjectIsZeroAndCanBeMappedInEveryWay",
                        s -> {
                            Session c = s.session();
                            Space a = c.space();
                            Num object = c.object(4);
                            int all = Prot.READ | Prot.WRITE | Prot.EXEC;
                            a.map(0, 4).of(object, 0).shared().prot(all).done();
                            a.map(8, 4).of(object, 0).prot(all).done();
                            for (int i = 0; i < 4; i++) {
                                a.load(page(i) + 8, 8).sees(0);
                                a.load(page(8 + i + 1) - 8, 8).sees(0);
                            }
                            a.store(page(3), 8, 0x90).works();
                            a.load(page(11), 8).sees(0x90);
                            a.fetch(page(3)).works();
                        })
                .add(
                        "anObjectEndsWhereItsBytesDo",
                        s -> {
                            Session c = s.session();
                            Space a = c.space();
                            Num object = c.memory(PAGE + 1, Rights.OF_OBJECT, 0).done();
                            a.map(0, 4).of(object, 0).shared().done();
                            a.store(page(1), 1, 0x11).works();
                            a.load(page(1), 1).sees(0x11);
                            a.load(page(2), 1).faults(FaultKind.BUS);
                        })
                .add(
                        "twoObjectsAreTwo",
                        s -> {
                            Session c = s.session();
                            Space a = c.space();
                            a.map(0, 1).of(c.object(1), 0).shared().done();
                            a.map(2, 1).of(c.object(1), 0).shared().done();
                            a.store(page(0), 1, 0x11).works();
                            a.load(page(2), 1).sees(0);
                        });
    }
}
