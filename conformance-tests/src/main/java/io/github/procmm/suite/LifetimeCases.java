package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EACCES;
import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.FaultKind;

/** Who holds an address space, and in which order it changes: V1-FILE-7 to V1-FILE-9. */
final class LifetimeCases {

    private LifetimeCases() {}

    static void addTo(Suite suite) {
        references(suite);
        counted(suite);
        limited(suite);
        tasks(suite);
        order(suite);
    }

    private static void references(Suite suite) {
        suite.rule("V1-FILE-7")
                .on(Hosts.DIALECTS)
                .add(
                        "whatDupMakesNamesTheSameAddressSpace",
                        s -> {
                            for (Mm mm : s.writer().openEach()) {
                                Mm again = s.writer().dup(mm);
                                mm.map(0, 2).done();
                                again.shows(area(0, 2, "rw-p"));
                                again.unmap(0, 1).done();
                                mm.shows(area(1, 2, "rw-p"));
                            }
                        })
                .add(
                        "eitherDescriptorCanBeClosedFirst",
                        s -> {
                            Mm first = s.openMm();
                            Mm second = s.writer().dup(first);
                            first.map(0, 1).done();
                            s.writer().close(first);
                            second.map(1, 1).done();
                            Mm third = s.writer().dup(second);
                            s.writer().close(third);
                            second.shows(area(0, 2, "rw-p"));
                        })
                .add(
                        "aDescriptorThatWasSentNamesTheSameAddressSpace",
                        s -> {
                            Writer other = s.newWriter();
                            Mm mm = s.openMm();
                            Mm sent = s.writer().send(mm, other);
                            mm.map(0, 2).done();
                            sent.protect(1, 1, 1).done();
                            mm.shows(area(0, 1, "rw-p"), area(1, 2, "r--p"));
                            s.writer().close(mm);
                            sent.unmap(0, 1).done();
                            sent.shows(area(1, 2, "r--p"));
                        })
                .add(
                        "dupMakesNoAddressSpaceOfItsOwn",
                        s -> {
                            Mm first = s.openMm();
                            Mm second = s.writer().dup(first);
                            s.alive(1);
                            s.writer().close(first);
                            s.alive(1);
                            s.writer().close(second);
                            s.alive(0);
                        },
                        "V1-FILE-8");
    }

    private static void counted(Suite suite) {
        suite.rule("V1-FILE-8")
                .on(Hosts.DIALECTS)
                .add(
                        "theLastCloseEndsAnAddressSpace",
                        s -> {
                            s.alive(0);
                            Mm first = s.openMm();
                            Mm second = s.openMm();
                            s.alive(2);
                            first.map(0, 3).done();
                            s.writer().close(first);
                            s.alive(1);
                            s.writer().close(second);
                            s.alive(0);
                        })
                .add(
                        "theLastCloseMayBeAnotherProcesss",
                        s -> {
                            Writer other = s.newWriter();
                            Mm mm = s.openMm();
                            Mm sent = s.writer().send(mm, other);
                            s.writer().close(mm);
                            s.alive(1);
                            other.close(sent);
                            s.alive(0);
                        },
                        "V1-FILE-7")
                .add(
                        "aRecordThatNamesItHoldsNothing",
                        s -> {
                            Mm mm = s.openMm();
                            Mm other = s.openMm();
                            mm.map(0, 1).shared().descriptor(other.fd()).refused(EACCES);
                            mm.copySegments(other.fd()).done();
                            s.writer().close(other);
                            s.alive(1);
                        });
    }

    private static void limited(Suite suite) {
        suite.rule("V1-FILE-8")
                .on(Hosts.MANAGERS)
                .add(
                        "aDescriptorLeftOverKeepsItsPlace",
                        s -> {
                            s.limitAddressSpaces(1);
                            Mm first = s.openMm();
                            Mm second = s.writer().dup(first);
                            first.map(0, 1).done();
                            s.writer().close(first);
                            cannotOpen(s, second);
                            s.writer().close(second);
                            s.openMm().shows();
                        },
                        "V1-FILE-1")
                .add(
                        "aTaskKeepsThePlaceOfItsAddressSpace",
                        s -> {
                            s.limitAddressSpaces(1);
                            Mm mm = s.openMm();
                            Task task = s.newTask();
                            task.switchTo(mm);
                            s.writer().close(mm);
                            cannotOpen(s, mm);
                            task.exit();
                            s.openMm().shows();
                        },
                        "V1-FILE-1",
                        "V1-TASK-3");
    }

    private static void cannotOpen(Scenario s, Mm like) {
        s.writer().cannotOpen(like.file(), AccessMode.WRITE_ONLY, ENOMEM);
    }

    private static void tasks(Suite suite) {
        suite.rule("V1-FILE-8")
                .on(Hosts.DIALECTS)
                .add(
                        "aTaskKeepsItsAddressSpaceOverTheLastClose",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            Task task = s.newTask();
                            task.switchTo(mm);
                            s.writer().close(mm);
                            task.shows(area(0, 1, "rw-p"));
                            task.store(page(0), 4, 7).works();
                            task.load(page(0), 4).sees(7);
                            task.load(page(1), 1).faults(FaultKind.MAPERR);
                        },
                        "V1-TASK-3")
                .add(
                        "itEndsWithTheLastTaskInIt",
                        s -> {
                            Mm mm = s.openMm();
                            Task first = s.newTask();
                            Task second = s.newTask();
                            first.switchTo(mm);
                            second.switchTo(mm);
                            s.writer().close(mm);
                            s.alive(1);
                            first.exit();
                            s.alive(1);
                            second.exit();
                            s.alive(0);
                        },
                        "V1-TASK-3")
                .add(
                        "aTaskThatSwitchesAwayGivesItUp",
                        s -> {
                            Mm first = s.openMm();
                            Mm second = s.openMm();
                            Task task = s.newTask();
                            s.alive(2);
                            task.switchTo(first);
                            s.writer().close(first);
                            s.alive(2);
                            task.switchTo(second);
                            s.alive(1);
                            task.exit();
                            s.alive(1);
                            s.writer().close(second);
                            s.alive(0);
                        },
                        "V1-TASK-3")
                .add(
                        "aTaskThatExitsLeavesItToTheFile",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            Task task = s.newTask();
                            task.switchTo(mm);
                            task.exit();
                            mm.map(1, 1).done();
                            mm.shows(area(0, 2, "rw-p"));
                        });
    }

    private static void order(Suite suite) {
        suite.rule("V1-FILE-9")
                .on(Hosts.DIALECTS)
                .add(
                        "eachOperationFindsWhatTheOneBeforeItLeft",
                        s -> {
                            Mm mm = s.openMm();
                            Mm again = s.writer().dup(mm);
                            FileRef a = s.object(4);
                            mm.map(0, 4).done();
                            again.map(1, 2).of(a).done();
                            mm.protect(1, 1, 1).done();
                            again.unmap(2, 1).done();
                            mm.map(2, 1).prot(1).done();
                            again.shows(
                                    area(0, 1, "rw-p"),
                                    area(1, 2, "r--s", a, 0),
                                    area(2, 3, "r--p"),
                                    area(3, 4, "rw-p"));
                        })
                .add(
                        "operationsOfTwoWritersTakeTurns",
                        s -> {
                            Writer other = s.newWriter();
                            Mm mm = s.openMm();
                            Mm theirs = s.writer().send(mm, other);
                            for (int i = 0; i < 4; i++) {
                                mm.map(0, 3).done();
                                theirs.unmap(1, 1).done();
                                mm.shows(area(0, 1, "rw-p"), area(2, 3, "rw-p"));
                                theirs.map(0, 3).prot(1).done();
                                mm.shows(area(0, 3, "r--p"));
                            }
                        });
    }
}
