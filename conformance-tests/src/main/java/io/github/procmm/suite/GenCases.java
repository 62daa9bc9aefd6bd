package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.EIO;
import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.model.Generation.SKAS3_2_6_1;
import static io.github.procmm.model.Generation.SKAS3_2_6_2005;
import static io.github.procmm.model.Generation.SKAS3_V9;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Segments.data;

import io.github.procmm.backend.MmFile;
import io.github.procmm.kernel.Page;
import io.github.procmm.model.Generation;
import io.github.procmm.model.MapFlags;
import io.github.procmm.wire.Dialect;

/** What belongs to a generation, whatever the manager beneath is: V1-GEN-1 and V1-GEN-2. */
final class GenCases {

    private static final int PTRACE_FAULTINFO = 52;
    private static final int PTRACE_SIGPENDING = 53;
    private static final int PTRACE_EX_FAULTINFO = 56;

    private GenCases() {}

    static void addTo(Suite suite) {
        suite.rule("V1-GEN-1")
                .on(Hosts.DEFAULT)
                .add("theUsualHostHasTheFilesAndWordsOfX8664", GenCases::usualFiles)
                .add("theUsualHostIsOfTheLastGeneration", GenCases::usualGeneration)
                .add("theUsualHostHasTodaysManager", GenCases::usualManager);
        suite.rule("V1-GEN-2")
                .on(Hosts.X86)
                .add(
                        "whetherFixedIsRequiredIsUpToTheGeneration",
                        GenCases::withoutFixed,
                        "V1-MAP-10")
                .add(
                        "whetherOffsetsAreRoundedIsUpToTheGenerationAndTheWord",
                        GenCases::unalignedOffsets,
                        "V1-MAP-11")
                .add(
                        "whatASourceWithoutLdtDoesIsUpToTheGeneration",
                        GenCases::sourceWithoutLdt,
                        "V1-LDT-5")
                .add(
                        "whatACopyWithoutMemoryReturnsIsUpToTheGeneration",
                        GenCases::copyWithoutMemory,
                        "V1-LDT-6")
                .add(
                        "whichFaultRequestsThereAreIsUpToTheGeneration",
                        GenCases::faultRequests,
                        "V1-TASK-10")
                .add(
                        "whetherSignalsCanBeAskedForIsUpToTheGeneration",
                        GenCases::signalRequest,
                        "V1-TASK-10");
    }

    private static void usualFiles(Scenario s) {
        for (MmFile file : MmFile.values()) {
            Mm mm = s.writer().open(file);
            mm.map(0, 1).done();
            mm.shows(area(0, 1, "rw-p"));
        }
        long addr = 0x7fff_ffff_e000L;
        Mm mm = s.openMm();
        mm.map(0, 1).at(addr + Page.SIZE).refused(ENOMEM);
        mm.map(0, 1).at(addr - Page.SIZE).done();
        long first = Scenario.pageOf(addr - Page.SIZE);
        mm.shows(area(first, first + 1, "rw-p"));
    }

    private static void usualGeneration(Scenario s) {
        withoutFixed(s);
        unalignedOffsets(s);
    }

    private static void usualManager(Scenario s) {
        Mm mm = s.openMm();
        FileRef a = s.object(1);
        mm.map(0, 1).of(a).type(MapFlags.SHARED_VALIDATE).done();
        mm.map(0, 1).with(MapFlags.GROWSDOWN).shared().refused(EINVAL);
        mm.protectBytes(Scenario.page(0), 0, 0x10).done();
        mm.protectBytes(Scenario.page(0), -1L, 1).refused(ENOMEM);
        mm.shows(area(0, 1, "rw-s", a, 0));
    }

    private static Generation generation(Scenario s) {
        return s.host().generation();
    }

    /** Where it is not required the hint is taken, and what lies there in the target is lost. */
    static void withoutFixed(Scenario s) {
        Mm mm = s.openMm();
        mm.map(0, 2).prot(1).done();
        MapCall call = mm.map(1, 1).without(MapFlags.FIXED);
        if (generation(s).atLeast(SKAS3_2_6_2005)) {
            call.refused(EINVAL);
        } else {
            call.done();
            mm.shows(area(0, 1, "r--p"), area(1, 2, "rw-p"));
        }
    }

    static void unalignedOffsets(Scenario s) {
        FileRef a = s.object(3);
        for (Mm mm : s.writer().openEach()) {
            for (long offset : new long[] {0x1001, 0x1fff, 0x1800}) {
                MapCall call = mm.map(0, 1).of(a).offset(offset);
                if (generation(s) == SKAS3_V9 && s.is64Bit()) {
                    call.refused(EINVAL);
                } else {
                    call.done();
                    mm.shows(area(0, 1, "rw-s", a, 1));
                }
            }
        }
    }

    private static void sourceWithoutLdt(Scenario s) {
        Mm target = s.openMm();
        Segments segments = new Segments(s.newTask(target));
        segments.set(0, 0x11);
        target.copySegments(s.openMm().fd()).done();
        if (generation(s) == SKAS3_2_6_1) {
            segments.areNone();
        } else {
            segments.show(data(0x11));
        }
    }

    private static void copyWithoutMemory(Scenario s) {
        s.limitLdtEntries(Segments.UNIT);
        Mm source = s.openMm();
        Mm target = s.openMm();
        new Segments(s.newTask(source)).set(0, 0x11);
        Outcome copy = target.copySegments(source.fd());
        if (generation(s).atLeast(SKAS3_2_6_2005)) {
            copy.refused(ENOMEM);
        } else {
            copy.done();
        }
        new Segments(s.newTask(target)).areNone();
    }

    /** Structures of zeros: there was no fault. */
    static void faultRequests(Scenario s) {
        Task task = s.newTask();
        if (s.dialect() == Dialect.X86_64) {
            task.cannot(PTRACE_FAULTINFO, EIO);
        } else {
            task.gives(PTRACE_FAULTINFO, "00".repeat(s.is64Bit() ? 16 : 8));
        }
        if (generation(s) == SKAS3_V9) {
            task.gives(PTRACE_EX_FAULTINFO, "00".repeat(s.is64Bit() ? 24 : 12));
        } else {
            task.cannot(PTRACE_EX_FAULTINFO, EIO);
        }
    }

    static void signalRequest(Scenario s) {
        Task task = s.newTask();
        if (generation(s) == SKAS3_V9) {
            task.cannot(PTRACE_SIGPENDING, EIO);
        } else {
            task.gives(PTRACE_SIGPENDING, "00".repeat(8));
        }
    }
}
