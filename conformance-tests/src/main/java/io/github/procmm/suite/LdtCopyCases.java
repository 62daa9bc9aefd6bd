package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EBADF;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.model.Generation.SKAS3_2_4;
import static io.github.procmm.model.Generation.SKAS3_2_6_1;
import static io.github.procmm.model.Generation.SKAS3_2_6_2005;
import static io.github.procmm.model.Generation.SKAS3_V9;
import static io.github.procmm.suite.Segments.UNIT;
import static io.github.procmm.suite.Segments.data;
import static io.github.procmm.suite.Segments.zeros;

import io.github.procmm.backend.Offer.HostKind;
import java.util.function.Predicate;

/** What becomes of the target's LDT, by generation: V1-LDT-5 to V1-LDT-10. */
final class LdtCopyCases {

    private static final Predicate<HostKind> COPYING =
            Hosts.X86.and(Hosts.of(SKAS3_2_6_2005, SKAS3_V9));

    private static final Predicate<HostKind> REPLACING =
            Hosts.X86.and(Hosts.of(SKAS3_2_4, SKAS3_2_6_1));

    private LdtCopyCases() {}

    static void addTo(Suite suite) {
        copying(suite);
        copyingWithoutMemory(suite);
        replacing(suite);
        replacingByNone(suite);
        suite.rule("V1-LDT-9")
                .on(Hosts.X86)
                .add("theCopyOutlivesItsSource", LdtCopyCases::outlivesItsSource)
                .add("theSourceIsNotHeldLonger", LdtCopyCases::isNotHeldLonger);
        onOtherHosts(suite);
    }

    /** Two address spaces, and a task in each. */
    private record Pair(Mm target, Segments to, Mm source, Segments from) {

        static Pair in(Scenario s) {
            Mm target = s.openMm();
            Mm source = s.openMm();
            return new Pair(
                    target,
                    new Segments(s.newTask(target)),
                    source,
                    new Segments(s.newTask(source)));
        }

        Outcome copy() {
            return target.copySegments(source.fd());
        }
    }

    private static void copying(Suite suite) {
        suite.rule("V1-LDT-5")
                .on(COPYING)
                .add(
                        "entriesReplaceThoseOfTheSameNumbers",
                        s -> {
                            Pair pair = Pair.in(s);
                            pair.from.set(0, 0x11);
                            pair.from.set(2, 0x33);
                            pair.to.set(1, 0x22);
                            pair.to.set(2, 0x44);
                            pair.copy().done();
                            pair.to.show(data(0x11), zeros(1), data(0x33), zeros(1));
                        })
                .add(
                        "entriesBeyondThoseOfTheSourceStay",
                        s -> {
                            Pair pair = Pair.in(s);
                            pair.from.set(0, 0x11);
                            pair.to.set(0, 0x22);
                            pair.to.set(UNIT, 0x55);
                            pair.copy().done();
                            pair.to.show(data(0x11), zeros(UNIT - 1), data(0x55));
                        })
                .add(
                        "theTargetGrowsWhereTheSourceIsLonger",
                        s -> {
                            Pair pair = Pair.in(s);
                            pair.from.set(UNIT, 0x55);
                            pair.to.set(0, 0x22);
                            pair.copy().done();
                            pair.to.show(zeros(UNIT), data(0x55));
                        })
                .add(
                        "aSourceWithoutLdtChangesNothing",
                        s -> {
                            Pair pair = Pair.in(s);
                            pair.copy().done();
                            pair.to.areNone();
                            pair.to.set(1, 0x22);
                            pair.copy().done();
                            pair.to.show(zeros(1), data(0x22));
                        })
                .add(
                        "laterChangesStayWhereTheyAreMade",
                        s -> {
                            Pair pair = Pair.in(s);
                            pair.from.set(0, 0x11);
                            pair.copy().done();
                            pair.from.set(0, 0x22);
                            pair.to.set(1, 0x33);
                            pair.to.show(data(0x11), data(0x33));
                            pair.from.show(data(0x22), zeros(1));
                        });
    }

    private static void copyingWithoutMemory(Suite suite) {
        suite.rule("V1-LDT-6")
                .on(COPYING)
                .add(
                        "withoutMemoryItIsENOMEMAndNothingChanges",
                        s -> {
                            s.limitLdtEntries(3 * UNIT);
                            Pair pair = Pair.in(s);
                            pair.from.set(0, 0x11);
                            pair.from.set(UNIT, 0x55);
                            pair.to.set(1, 0x22);
                            pair.copy().refused(ENOMEM);
                            pair.to.show(zeros(1), data(0x22));
                        })
                .add(
                        "aTargetWithoutLdtStaysWithout",
                        s -> {
                            s.limitLdtEntries(UNIT);
                            Pair pair = Pair.in(s);
                            pair.from.set(0, 0x11);
                            pair.copy().refused(ENOMEM);
                            pair.to.areNone();
                        });
    }

    private static void replacing(Suite suite) {
        suite.rule("V1-LDT-7")
                .on(REPLACING)
                .add(
                        "theTargetsBecomesACopyOfTheSources",
                        s -> {
                            Pair pair = Pair.in(s);
                            pair.from.set(0, 0x11);
                            pair.to.set(1, 0x22);
                            pair.to.set(UNIT, 0x55);
                            pair.copy().done();
                            pair.to.show(data(0x11), zeros(UNIT));
                        })
                .add(
                        "laterChangesStayWhereTheyAreMade",
                        s -> {
                            Pair pair = Pair.in(s);
                            pair.from.set(0, 0x11);
                            pair.copy().done();
                            pair.from.set(0, 0x22);
                            pair.to.set(1, 0x33);
                            pair.to.show(data(0x11), data(0x33));
                            pair.from.show(data(0x22), zeros(1));
                        })
                .add(
                        "withoutMemoryTheTargetKeepsItsOwnAndItIsSuccess",
                        s -> {
                            s.limitLdtEntries(3 * UNIT);
                            Pair pair = Pair.in(s);
                            pair.from.set(UNIT, 0x55);
                            pair.to.set(1, 0x22);
                            pair.copy().done();
                            pair.to.show(zeros(1), data(0x22));
                        });
    }

    private static void replacingByNone(Suite suite) {
        suite.rule("V1-LDT-8")
                .on(Hosts.X86.and(Hosts.of(SKAS3_2_6_1)))
                .add(
                        "aSourceWithoutLdtLeavesNone",
                        s -> {
                            Pair pair = Pair.in(s);
                            pair.to.set(0, 0x22);
                            pair.copy().done();
                            pair.to.areNone();
                        })
                .on(Hosts.X86.and(Hosts.of(SKAS3_2_4)))
                .add(
                        "aSourceWithoutLdtChangesNothing",
                        s -> {
                            Pair pair = Pair.in(s);
                            pair.to.set(0, 0x22);
                            pair.copy().done();
                            pair.to.show(data(0x22));
                        })
                .on(REPLACING)
                .add(
                        "twoWithoutLdtStayWithout",
                        s -> {
                            Pair pair = Pair.in(s);
                            pair.copy().done();
                            pair.to.areNone();
                            pair.from.areNone();
                        });
    }

    private static void outlivesItsSource(Scenario s) {
        Mm target = s.openMm();
        Mm source = s.openMm();
        Task task = s.newTask(source);
        Segments ldt = new Segments(task);
        ldt.set(0, 0x11);
        task.switchTo(target);
        ldt.areNone();
        target.copySegments(source.fd()).done();
        s.writer().close(source);
        ldt.show(data(0x11));
    }

    private static void isNotHeldLonger(Scenario s) {
        Mm target = s.openMm();
        Mm source = s.openMm();
        s.alive(2);
        target.copySegments(source.fd()).done();
        s.writer().close(source);
        s.alive(1);
    }

    private static void onOtherHosts(Suite suite) {
        suite.rule("V1-LDT-10")
                .on(Hosts.X86.negate())
                .add(
                        "copyingSucceedsBehindTheChecks",
                        s -> {
                            Mm mm = s.openMm();
                            mm.copySegments(s.writer().unusedFd()).refused(EBADF);
                            mm.copySegments(s.object(1).fd()).refused(EINVAL);
                            mm.copySegments(s.openMm().fd()).done();
                        })
                .add(
                        "copyingTakesNoMemory",
                        s -> {
                            s.limitLdtEntries(0);
                            Mm mm = s.openMm();
                            mm.copySegments(s.openMm().fd()).done();
                        });
    }
}
