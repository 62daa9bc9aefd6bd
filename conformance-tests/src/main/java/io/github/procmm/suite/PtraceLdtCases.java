package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EFAULT;
import static io.github.procmm.model.Errno.EIO;
import static io.github.procmm.suite.Segments.READ;
import static io.github.procmm.suite.Segments.UNIT;
import static io.github.procmm.suite.Segments.data;
import static io.github.procmm.suite.Segments.zeros;

import io.github.procmm.backend.Offer.HostKind;
import io.github.procmm.wire.Dialect;
import java.util.function.Predicate;

/** PTRACE_LDT that reads, and its argument: V1-TASK-6, V1-TASK-7. */
final class PtraceLdtCases {

    /** Hosts that have it, on one manager: it is not the manager's business. */
    static final Predicate<HostKind> HOSTS = Hosts.X86.and(Hosts.LINUX);

    private static final int MOST = 65536;

    private PtraceLdtCases() {}

    static void addTo(Suite suite) {
        suite.rule("V1-TASK-6")
                .on(HOSTS)
                .add("aStructureThatCannotBeReadToItsEndIsEIO", PtraceLdtCases::cutStructures)
                .add(
                        "thatComesBeforeWhatIsWrongInIt",
                        s -> {
                            Task task = s.newTask();
                            String request = new Segments(task).request(3, 17);
                            String cut = request.substring(0, request.length() - 2);
                            task.ldt(cut, "", 0, EIO.asResult(), "");
                        });
        counts(suite);
        places(suite);
    }

    private static void cutStructures(Scenario s) {
        Mm mm = s.openMm();
        Task task = s.newTask(mm);
        new Segments(task).set(0, 0x11);
        String request =
                s.dialect() == Dialect.I386
                        ? "000000000000000008000000"
                        : "000000000000000000000000000000000800000000000000";
        for (int end = 0; end < request.length(); end += 2) {
            task.ldt(request.substring(0, end), "", 8, EIO.asResult(), "");
        }
        task.ldt(request, "", 8, 8, data(0x11));
    }

    private static void counts(Suite suite) {
        suite.rule("V1-TASK-7")
                .on(HOSTS)
                .add(
                        "withoutLdtNothingIsRead",
                        s -> {
                            Task task = s.newTask(s.openMm());
                            Segments ldt = new Segments(task);
                            for (long count : new long[] {0, 1, 8, MOST, s.maxWord()}) {
                                task.ldt(ldt.request(READ, count), "", MOST, 0, "");
                                task.ldt(ldt.request(READ, count), "", 0, 0, "");
                            }
                        })
                .add(
                        "asManyBytesAsAreAskedForAreRead",
                        s -> {
                            Task task = s.newTask(s.openMm());
                            Segments ldt = new Segments(task);
                            ldt.set(1, 0x1234);
                            task.ldt(ldt.request(READ, 0), "", MOST, 0, "");
                            task.ldt(ldt.request(READ, 1), "", MOST, 1, "00");
                            task.ldt(ldt.request(READ, 11), "", MOST, 11, zeros(1) + "ffff34");
                            ldt.show(zeros(1), "ffff341200f3cf00", zeros(1));
                        })
                .add(
                        "zerosAreReadBehindTheLdt",
                        s -> {
                            Segments ldt = new Segments(s.newTask(s.openMm()));
                            ldt.set(UNIT - 1, 0x11);
                            ldt.show(zeros(UNIT - 1), data(0x11), zeros(2));
                        })
                .on(Hosts.DEFAULT)
                .add(
                        "noMoreThan65536BytesAreRead",
                        s -> {
                            Task task = s.newTask(s.openMm());
                            Segments ldt = new Segments(task);
                            ldt.set(0, 0x11);
                            String all = data(0x11) + zeros(MOST / 8 - 1);
                            task.ldt(ldt.request(READ, MOST + 1), "", MOST, MOST, all);
                        })
                .on(HOSTS)
                .add(
                        "aCountBeyond65536Needs65536Bytes",
                        s -> {
                            Task task = s.newTask(s.openMm());
                            Segments ldt = new Segments(task);
                            ldt.set(0, 0x11);
                            String request = ldt.request(READ, s.maxWord());
                            task.ldt(request, "", MOST - 1, EFAULT.asResult(), "");
                        });
    }

    private static void places(Suite suite) {
        suite.rule("V1-TASK-7")
                .on(HOSTS)
                .add(
                        "memoryThatCannotBeWrittenIsEFAULT",
                        s -> {
                            Task task = s.newTask(s.openMm());
                            Segments ldt = new Segments(task);
                            ldt.set(0, 0x11);
                            task.ldt(ldt.request(READ, 8), "", 0, EFAULT.asResult(), "");
                            task.ldt(ldt.request(READ, 8), "", 7, EFAULT.asResult(), "");
                            task.ldt(ldt.request(READ, 8), "", 8, 8, data(0x11));
                            task.ldt(ldt.request(READ, 0), "", 0, 0, "");
                        })
                .add(
                        "theLdtIsThatOfTheAddressSpaceInWhichTheTaskRuns",
                        s -> {
                            Mm mm = s.openMm();
                            Task task = s.newTask();
                            Segments ldt = new Segments(task);
                            ldt.set(0, 0x11);
                            ldt.show(data(0x11));
                            task.switchTo(mm);
                            ldt.areNone();
                            ldt.set(0, 0x22);
                            new Segments(s.newTask(mm)).show(data(0x22));
                            new Segments(s.newTask(s.openMm())).areNone();
                        });
    }
}
