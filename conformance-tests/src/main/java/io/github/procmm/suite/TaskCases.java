package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EBADF;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Scenario.page;

/** What a task holds: V1-TASK-3. */
final class TaskCases {

    private TaskCases() {}

    static void addTo(Suite suite) {
        held(suite);
        letGo(suite);
    }

    private static void held(Suite suite) {
        suite.rule("V1-TASK-3")
                .on(Hosts.MANAGERS)
                .add(
                        "aTaskKeepsItsAddressSpaceWhenTheFileIsClosed",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            mm.map(0, 1).done();
                            mm.map(1, 1).of(a).done();
                            Task task = s.newTask(mm);
                            task.store(page(0), 1, 7).works();
                            s.writer().close(mm);
                            s.writer().close(a);
                            s.alive(1);
                            task.shows(area(0, 1, "rw-p"), area(1, 2, "rw-s", a, 0));
                            task.load(page(0), 1).sees(7);
                            task.store(page(1), 1, 8).works();
                            a.object().reads(0, 1, "08");
                        },
                        "V1-FILE-8")
                .add(
                        "aSwitchThatIsRefusedLetsNothingGo",
                        s -> {
                            Mm mm = s.openMm();
                            Task task = s.newTask(mm);
                            s.writer().close(mm);
                            task.cannotSwitchTo(mm.fd(), EBADF);
                            s.alive(1);
                            task.shows();
                        })
                .add(
                        "aSwitchToWhereItRunsAlreadyKeepsIt",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            Task task = s.newTask(mm);
                            task.switchTo(mm);
                            s.writer().close(mm);
                            s.alive(1);
                            task.load(page(0), 1).sees(0);
                        });
    }

    private static void letGo(Suite suite) {
        suite.rule("V1-TASK-3")
                .on(Hosts.MANAGERS)
                .add(
                        "aSwitchLetsTheOldOneGo",
                        s -> {
                            Mm one = s.openMm();
                            Mm two = s.openMm();
                            Task task = s.newTask(one);
                            s.writer().close(one);
                            s.alive(2);
                            task.switchTo(two);
                            s.alive(1);
                            s.writer().close(two);
                            s.alive(1);
                        },
                        "V1-FILE-8")
                .add(
                        "theLastTaskOfSeveralLetsItGo",
                        s -> {
                            Mm mm = s.openMm();
                            Task one = s.newTask(mm);
                            Task two = s.newTask(mm);
                            s.writer().close(mm);
                            one.exit();
                            s.alive(1);
                            two.shows();
                            two.exit();
                            s.alive(0);
                        },
                        "V1-FILE-8")
                .add(
                        "aTaskThatEndsLeavesItToTheFile",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            s.newTask(mm).exit();
                            s.alive(1);
                            mm.shows(area(0, 1, "rw-p"));
                            s.writer().close(mm);
                            s.alive(0);
                        },
                        "V1-FILE-8");
    }
}
