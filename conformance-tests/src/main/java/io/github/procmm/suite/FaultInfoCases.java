package io.github.procmm.suite;

import static io.github.procmm.backend.FaultKind.ACCERR;
import static io.github.procmm.backend.FaultKind.BUS;
import static io.github.procmm.backend.FaultKind.MAPERR;
import static io.github.procmm.model.Generation.SKAS3_V9;
import static io.github.procmm.suite.Scenario.page;
import static io.github.procmm.suite.Task.PTRACE_EX_FAULTINFO;
import static io.github.procmm.suite.Task.PTRACE_FAULTINFO;

import io.github.procmm.backend.MmFile;
import io.github.procmm.backend.Offer.HostKind;
import io.github.procmm.model.Prot;
import io.github.procmm.wire.Dialect;
import java.util.function.Predicate;

/** What PTRACE_FAULTINFO and PTRACE_EX_FAULTINFO tell: V1-TASK-4, V1-TASK-5. */
final class FaultInfoCases {

    private static final Predicate<HostKind> X86_64 = Hosts.of(Dialect.X86_64);

    private FaultInfoCases() {}

    static void addTo(Suite suite) {
        structures(suite);
        whichFault(suite);
        codes(suite);
    }

    private static void structures(Suite suite) {
        suite.rule("V1-TASK-4")
                .on(Hosts.LINUX.and(X86_64.negate()))
                .add(
                        "faultinfoIsOneOfTheTracersStructures",
                        s -> stored(s.newTask()).gives(PTRACE_FAULTINFO, faultInfo(s.dialect())))
                .on(X86_64)
                .add(
                        "a32BitTracersStructuresAreOf32Bits",
                        s -> {
                            Writer tracer = s.newWriter(Dialect.I386);
                            Task task = s.newTask(tracer);
                            task.switchTo(tracer.open(MmFile.PROC_MM));
                            stored(task).gives(PTRACE_FAULTINFO, faultInfo(Dialect.I386));
                            task.gives(PTRACE_EX_FAULTINFO, exFaultInfo(Dialect.I386));
                        })
                .on(Hosts.of(SKAS3_V9))
                .add(
                        "exFaultinfoIsOneOfTheTracersStructures",
                        s -> {
                            Task task = stored(s.newTask());
                            task.gives(PTRACE_EX_FAULTINFO, exFaultInfo(s.dialect()));
                        })
                .on(Hosts.DIALECTS.and(Hosts.of(Dialect.X86_64, Dialect.S390X)))
                .add(
                        "addressesOf64BitsAreTold",
                        s -> {
                            Task task = s.newTask();
                            task.store(0x123_4567_8008L, 1, 0).faults(MAPERR);
                            task.gives(
                                    PTRACE_EX_FAULTINFO,
                                    s.dialect() == Dialect.X86_64
                                            ? "060000000000000008806745230100000e00000000000000"
                                            : "000000060000000000000123456780080000000e00000000");
                        });
    }

    /** The fault of {@link FaultInfo#STORED}. */
    private static Task stored(Task task) {
        task.store(page(3) + 5, 1, 0).faults(MAPERR);
        return task;
    }

    private static String faultInfo(Dialect tracer) {
        return switch (tracer) {
            case I386, ARM -> "0600000005300010";
            case POWERPC -> "0000000610003005";
            case X86_64 -> "06000000000000000530001000000000";
            case S390X -> "00000006000000000000000010003005";
        };
    }

    private static String exFaultInfo(Dialect tracer) {
        return switch (tracer) {
            case I386, ARM -> "06000000053000100e000000";
            case POWERPC -> "00000006100030050000000e";
            case X86_64 -> "060000000000000005300010000000000e00000000000000";
            case S390X -> "000000060000000000000000100030050000000e00000000";
        };
    }

    private static void whichFault(Suite suite) {
        suite.rule("V1-TASK-4")
                .on(Hosts.ALL)
                .add(
                        "withoutFaultEveryFieldIsZero",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            mm.load(page(1), 1).faults(MAPERR);
                            Task task = s.newTask(mm);
                            FaultInfo.NONE.isToldOf(task);
                            task.store(page(0), 8, -1).works();
                            FaultInfo.NONE.isToldOf(task);
                        })
                .on(Hosts.MANAGERS)
                .add(
                        "theLastFaultIsTold",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            Task task = s.newTask(mm);
                            task.load(page(9), 1).faults(MAPERR);
                            new FaultInfo(4, page(9)).isToldOf(task);
                            stored(task);
                            FaultInfo.STORED.isToldOf(task);
                            task.load(page(0), 1).sees(0);
                            FaultInfo.STORED.isToldOf(task);
                            FaultInfo.STORED.isToldOf(task);
                        })
                .add(
                        "overAPageBorderTheAddressIsThatOfTheFault",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            Task task = s.newTask(mm);
                            task.load(page(1) - 3, 8).faults(MAPERR, page(1));
                            new FaultInfo(4, page(1)).isToldOf(task);
                            task.load(page(0) - 3, 8).faults(MAPERR);
                            new FaultInfo(4, page(0) - 3).isToldOf(task);
                        },
                        "V1-MEM-14")
                .add(
                        "everyTaskHasFaultsOfItsOwn",
                        s -> {
                            Mm mm = s.openMm();
                            Task one = s.newTask(mm);
                            Task two = s.newTask(mm);
                            stored(one);
                            FaultInfo.NONE.isToldOf(two);
                            two.load(page(9), 1).faults(MAPERR);
                            FaultInfo.STORED.isToldOf(one);
                        });
    }

    private static void codes(Suite suite) {
        suite.rule("V1-TASK-5")
                .on(Hosts.ALL)
                .add(
                        "loadsAndStores",
                        s -> {
                            Task task = taskAmongFaults(s);
                            task.load(page(9), 1).faults(MAPERR);
                            new FaultInfo(4, page(9)).isToldOf(task);
                            task.load(page(2), 1).faults(ACCERR);
                            new FaultInfo(4 + 1, page(2)).isToldOf(task);
                            task.load(page(4), 1).faults(BUS);
                            new FaultInfo(4, page(4)).isToldOf(task);
                            task.store(page(9), 1, 0).faults(MAPERR);
                            new FaultInfo(4 + 2, page(9)).isToldOf(task);
                            task.store(page(0), 1, 0).faults(ACCERR);
                            new FaultInfo(4 + 2 + 1, page(0)).isToldOf(task);
                            task.store(page(4), 1, 0).faults(BUS);
                            new FaultInfo(4 + 2, page(4)).isToldOf(task);
                        })
                .add(
                        "fetches",
                        s -> {
                            Task task = taskAmongFaults(s);
                            task.fetch(page(9)).faults(MAPERR);
                            new FaultInfo(16 + 4, page(9)).isToldOf(task);
                            task.fetch(page(0)).faults(ACCERR);
                            new FaultInfo(16 + 4 + 1, page(0)).isToldOf(task);
                            task.fetch(page(4)).faults(BUS);
                            new FaultInfo(16 + 4, page(4)).isToldOf(task);
                        });
    }

    /** Page 0 can be read, page 2 cannot be touched, and page 4 lies beyond its object. */
    private static Task taskAmongFaults(Scenario s) {
        Mm mm = s.openMm();
        mm.map(0, 1).prot(Prot.READ).done();
        mm.map(2, 1).prot(Prot.NONE).done();
        mm.map(4, 1).of(s.object(1), 1).done();
        return s.newTask(mm);
    }
}
