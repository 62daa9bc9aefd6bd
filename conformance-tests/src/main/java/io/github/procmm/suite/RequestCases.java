package io.github.procmm.suite;

import static io.github.procmm.backend.FaultKind.BUS;
import static io.github.procmm.backend.FaultKind.MAPERR;
import static io.github.procmm.model.Errno.EIO;
import static io.github.procmm.model.Generation.SKAS3_V9;
import static io.github.procmm.suite.Scenario.page;
import static io.github.procmm.suite.Task.PTRACE_EX_FAULTINFO;
import static io.github.procmm.suite.Task.PTRACE_FAULTINFO;
import static io.github.procmm.suite.Task.PTRACE_LDT;
import static io.github.procmm.suite.Task.PTRACE_SIGPENDING;

import io.github.procmm.backend.Offer.HostKind;
import io.github.procmm.wire.Dialect;
import java.util.function.Predicate;

/** PTRACE_SIGPENDING, and which requests there are: V1-TASK-9, V1-TASK-10. */
final class RequestCases {

    private static final Predicate<HostKind> X86_64 = Hosts.of(Dialect.X86_64);
    private static final Predicate<HostKind> LAST = Hosts.of(SKAS3_V9);
    private static final String NO_SIGNAL = "0000000000000000";

    private RequestCases() {}

    static void addTo(Suite suite) {
        signals(suite);
        howLongTheyArePending(suite);
        missing(suite);
    }

    private static String sigsegv(Dialect tracer) {
        return switch (tracer) {
            case I386, ARM, X86_64 -> "0004000000000000";
            case POWERPC -> "0000040000000000";
            case S390X -> "0000000000000400";
        };
    }

    private static String sigbus(Dialect tracer) {
        return switch (tracer) {
            case I386, ARM, X86_64 -> "4000000000000000";
            case POWERPC -> "0000004000000000";
            case S390X -> "0000000000000040";
        };
    }

    /** Page 0 can be loaded from, and page 4 lies beyond its object. */
    private static Task newTask(Scenario s) {
        Mm mm = s.openMm();
        mm.map(0, 1).done();
        mm.map(4, 1).of(s.object(1), 1).done();
        return s.newTask(mm);
    }

    private static void signals(Suite suite) {
        suite.rule("V1-TASK-9")
                .on(LAST.negate())
                .add(
                        "aFaultLeavesItsSignalPending",
                        s -> {
                            Task task = newTask(s);
                            task.gives(PTRACE_SIGPENDING, NO_SIGNAL);
                            task.load(page(9), 1).faults(MAPERR);
                            task.gives(PTRACE_SIGPENDING, sigsegv(s.dialect()));
                            task.store(page(4), 1, 0).faults(BUS);
                            task.gives(PTRACE_SIGPENDING, sigbus(s.dialect()));
                            task.fetch(page(9)).faults(MAPERR);
                            task.gives(PTRACE_SIGPENDING, sigsegv(s.dialect()));
                        })
                .add(
                        "withoutFaultNoneIsPending",
                        s -> {
                            Task task = newTask(s);
                            task.gives(PTRACE_SIGPENDING, NO_SIGNAL);
                            task.load(page(0), 1).sees(0);
                            task.gives(PTRACE_SIGPENDING, NO_SIGNAL);
                        });
    }

    private static void howLongTheyArePending(Suite suite) {
        suite.rule("V1-TASK-9")
                .on(Hosts.GENERATIONS.and(LAST.negate()))
                .add(
                        "aSignalIsPendingUntilTheNextAccess",
                        s -> {
                            Task task = newTask(s);
                            task.load(page(9), 1).faults(MAPERR);
                            task.gives(PTRACE_SIGPENDING, sigsegv(s.dialect()));
                            task.gives(PTRACE_SIGPENDING, sigsegv(s.dialect()));
                            task.load(page(0), 1).sees(0);
                            task.gives(PTRACE_SIGPENDING, NO_SIGNAL);
                        })
                .add(
                        "aSwitchLeavesItPending",
                        s -> {
                            Task task = newTask(s);
                            task.store(page(4), 1, 0).faults(BUS);
                            task.switchTo(s.openMm());
                            task.gives(PTRACE_SIGPENDING, sigbus(s.dialect()));
                        },
                        "V1-TASK-1")
                .add(
                        "theSignalIsTheTasksOwn",
                        s -> {
                            Task task = newTask(s);
                            Task other = s.newTask();
                            task.load(page(9), 1).faults(MAPERR);
                            other.gives(PTRACE_SIGPENDING, NO_SIGNAL);
                            other.load(page(9), 1).faults(MAPERR);
                            task.gives(PTRACE_SIGPENDING, sigsegv(s.dialect()));
                        });
    }

    private static void missing(Suite suite) {
        suite.rule("V1-TASK-10")
                .on(X86_64)
                .add(
                        "faultinfoOn64BitX86HostsIsFor32BitTracers",
                        s -> {
                            Task task = s.newTask();
                            task.cannot(PTRACE_FAULTINFO, EIO);
                            task.load(page(9), 1).faults(MAPERR);
                            task.cannot(PTRACE_FAULTINFO, EIO);
                            Task other = s.newTask(s.newWriter(Dialect.I386));
                            FaultInfo.NONE.isToldOf(other);
                        })
                .on(LAST)
                .add(
                        "theLastGenerationHasNoSigpending",
                        s -> s.newTask(s.openMm()).cannot(PTRACE_SIGPENDING, EIO))
                .on(LAST.negate())
                .add(
                        "onlyTheLastGenerationHasExFaultinfo",
                        s -> s.newTask(s.openMm()).cannot(PTRACE_EX_FAULTINFO, EIO))
                .on(Hosts.X86.negate())
                .add(
                        "onlyX86HostsHavePtraceLdt",
                        s -> {
                            Task task = s.newTask(s.openMm());
                            Segments ldt = new Segments(task);
                            task.cannot(PTRACE_LDT, EIO);
                            task.ldt(ldt.request(0, 8), "", 8, EIO.asResult(), "");
                            ldt.refuses(Segments.WRITE, Segments.userDesc(0, 1, 1, 0), EIO);
                        })
                .on(Hosts.LINUX)
                .add(
                        "anotherNumberIsEIO",
                        s -> {
                            Task task = s.newTask(s.openMm());
                            task.cannot(57, EIO);
                            task.cannot(58, EIO);
                        });
    }
}
