package io.github.procmm.suite;

import static io.github.procmm.backend.FaultKind.MAPERR;
import static io.github.procmm.model.Errno.EBADF;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.MmFile;
import io.github.procmm.backend.Offer.HostKind;
import io.github.procmm.wire.Dialect;
import java.util.function.Predicate;

/** PTRACE_SWITCH_MM: V1-TASK-1, V1-TASK-2. */
final class SwitchMmCases {

    private static final Predicate<HostKind> X86_64 = Hosts.of(Dialect.X86_64);

    private SwitchMmCases() {}

    static void addTo(Suite suite) {
        switching(suite);
        nothingElseChanges(suite);
        refusals(suite);
        otherFiles(suite);
    }

    private static void switching(Suite suite) {
        suite.rule("V1-TASK-1")
                .on(Hosts.ALL)
                .add(
                        "theTaskSeesWhatIsMappedThere",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(2);
                            mm.map(0, 2).of(a).done();
                            mm.store(page(1), 1, 7).works();
                            Task task = s.newTask();
                            task.shows();
                            task.load(page(1), 1).faults(MAPERR);
                            task.switchTo(mm);
                            task.shows(area(0, 2, "rw-s", a, 0));
                            task.load(page(1), 1).sees(7);
                        })
                .on(Hosts.MANAGERS)
                .add(
                        "theTaskSeesWhatIsMappedLater",
                        s -> {
                            Mm mm = s.openMm();
                            Task task = s.newTask(mm);
                            mm.map(0, 1).done();
                            task.store(page(0), 1, 7).works();
                            mm.load(page(0), 1).sees(7);
                            mm.unmap(0, 1).done();
                            task.load(page(0), 1).faults(MAPERR);
                        })
                .add(
                        "severalTasksRunInOneAddressSpace",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            Task one = s.newTask(mm);
                            Task two = s.newTask(s.writer().dup(mm));
                            one.store(page(0), 1, 7).works();
                            two.load(page(0), 1).sees(7);
                        })
                .add(
                        "theTaskGoesToAndFro",
                        s -> {
                            Mm one = s.openMm();
                            Mm two = s.openMm();
                            one.map(0, 1).done();
                            two.map(0, 1).done();
                            Task task = s.newTask(one);
                            task.store(page(0), 1, 1).works();
                            task.switchTo(two);
                            task.load(page(0), 1).sees(0);
                            task.store(page(0), 1, 2).works();
                            task.switchTo(one);
                            task.load(page(0), 1).sees(1);
                            task.switchTo(one);
                            task.load(page(0), 1).sees(1);
                        });
    }

    private static void nothingElseChanges(Suite suite) {
        suite.rule("V1-TASK-1")
                .on(Hosts.MANAGERS)
                .add(
                        "noAddressSpaceAndNoOtherTaskChanges",
                        s -> {
                            Mm one = s.openMm();
                            Mm two = s.openMm();
                            one.map(0, 1).done();
                            two.map(3, 1).done();
                            Task task = s.newTask(one);
                            Task other = s.newTask(one);
                            task.switchTo(two);
                            one.shows(area(0, 1, "rw-p"));
                            two.shows(area(3, 4, "rw-p"));
                            other.shows(area(0, 1, "rw-p"));
                        })
                .add(
                        "theLastFaultIsStillTold",
                        s -> {
                            Task task = s.newTask(s.openMm());
                            task.store(page(3) + 5, 1, 0).faults(MAPERR);
                            task.switchTo(s.openMm());
                            FaultInfo.STORED.isToldOf(task);
                        });
    }

    private static void refusals(Suite suite) {
        suite.rule("V1-TASK-2")
                .on(Hosts.ALL)
                .add(
                        "aNumberThatIsNotOpenIsEBADF",
                        s -> {
                            Task task = s.newTask();
                            task.cannotSwitchTo(s.writer().unusedFd(), EBADF);
                            task.shows();
                        })
                .add(
                        "anObjectIsEINVAL",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            Task task = s.newTask(mm);
                            task.cannotSwitchTo(s.object(1).fd(), EINVAL);
                            task.shows(area(0, 1, "rw-p"));
                        })
                .on(Hosts.MANAGERS)
                .add(
                        "aDescriptorThatWasClosedIsEBADF",
                        s -> {
                            Mm mm = s.openMm();
                            Mm gone = s.openMm();
                            mm.map(0, 1).done();
                            Task task = s.newTask(mm);
                            task.store(page(0), 1, 7).works();
                            s.writer().close(gone);
                            task.cannotSwitchTo(gone.fd(), EBADF);
                            task.load(page(0), 1).sees(7);
                        })
                .add(
                        "theTableIsTheTracers",
                        s -> {
                            Writer other = s.newWriter();
                            Mm theirs = other.openMm();
                            theirs.map(0, 1).done();
                            Task ours = s.newTask();
                            ours.cannotSwitchTo(theirs.fd(), EBADF);
                            s.newTask(other).switchTo(theirs);
                            Mm sent = other.send(theirs, s.writer());
                            ours.switchTo(sent);
                            ours.shows(area(0, 1, "rw-p"));
                        })
                .add(
                        "anAddressSpaceThatIsOpenForReadingOnlyIsAllowed",
                        s -> {
                            Mm mm = s.openMm();
                            Mm readable = s.writer().open(mm.file(), AccessMode.READ_ONLY);
                            Task task = s.newTask(mm);
                            task.switchTo(readable);
                            task.shows();
                        });
    }

    private static void otherFiles(Suite suite) {
        suite.rule("V1-TASK-2")
                .on(X86_64)
                .add(
                        "a64BitTracerKnowsProcMm64Only",
                        s -> {
                            Mm old = s.writer().open(MmFile.PROC_MM);
                            Mm mm = s.writer().open(MmFile.PROC_MM64);
                            mm.map(0, 1).done();
                            Task task = s.newTask(mm);
                            task.cannotSwitchTo(old.fd(), EINVAL);
                            task.shows(area(0, 1, "rw-p"));
                        })
                .add(
                        "a32BitTracerKnowsProcMmOnly",
                        s -> {
                            Writer tracer = s.newWriter(Dialect.I386);
                            Mm old = tracer.open(MmFile.PROC_MM);
                            Mm mm = tracer.open(MmFile.PROC_MM64);
                            old.map(0, 1).done();
                            Task task = s.newTask(tracer);
                            task.switchTo(old);
                            task.cannotSwitchTo(mm.fd(), EINVAL);
                            task.shows(area(0, 1, "rw-p"));
                        });
    }
}
