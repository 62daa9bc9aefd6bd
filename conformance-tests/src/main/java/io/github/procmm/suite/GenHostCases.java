package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.EIO;
import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.model.Errno.EOVERFLOW;
import static io.github.procmm.model.Generation.SKAS3_2_4;
import static io.github.procmm.model.Generation.SKAS3_V9;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Areas.sharedMemory;
import static io.github.procmm.suite.Scenario.page;
import static io.github.procmm.suite.Scenario.pageOf;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.FaultKind;
import io.github.procmm.backend.Feature;
import io.github.procmm.backend.Offer.HostKind;
import io.github.procmm.kernel.Page;
import io.github.procmm.model.Generation;
import io.github.procmm.model.MapFlags;
import io.github.procmm.proto.testee.ObjectKind;
import io.github.procmm.wire.Dialect;
import java.util.function.Predicate;

/** What an old manager, and a host that is no x86, have in common with others: V1-GEN-3, 4. */
final class GenHostCases {

    private static final Predicate<HostKind> NOT_X86 = Hosts.X86.negate();

    private GenHostCases() {}

    static void addTo(Suite suite) {
        areas(suite);
        refusals(suite);
        memory(suite);
        otherHosts(suite);
        suite.rule("V1-GEN-4")
                .on(Hosts.ORIGINAL.and(NOT_X86))
                .add("lengthsAreRefusedAsOnI386", GenHostCases::lengths, "V1-MAP-35", "V1-MAP-36")
                .add("offsetsThatWrapAreRefusedAsOnI386", GenHostCases::wraps, "V1-MAP-35")
                .add("aLateRefusalLosesTheRangeAsOnI386", GenHostCases::late, "V1-MAP-37");
    }

    private static void areas(Suite suite) {
        suite.rule("V1-GEN-3")
                .on(Hosts.ORIGINAL)
                .add(
                        "originalCutsAndJoinsAreasAsToday",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(5);
                            mm.map(0, 5).of(a).done();
                            mm.protect(1, 1, 1).done();
                            mm.unmap(3, 1).done();
                            mm.shows(
                                    area(0, 1, "rw-s", a, 0),
                                    area(1, 2, "r--s", a, 1),
                                    area(2, 3, "rw-s", a, 2),
                                    area(4, 5, "rw-s", a, 4));
                            mm.protect(1, 1, 3).done();
                            mm.map(3, 1).of(a, 3).done();
                            mm.shows(area(0, 5, "rw-s", a, 0));
                        },
                        "V1-AREA-3",
                        "V1-AREA-4")
                .add(
                        "originalKeepsAttributesAsToday",
                        s -> {
                            s.needs(Feature.AREAS);
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            mm.map(1, 1).with(MapFlags.STACK).done();
                            mm.map(2, 1).with(MapFlags.STACK).done();
                            mm.shows(area(0, 1, "rw-p"), area(1, 3, "rw-p"));
                        },
                        "V1-MAP-5")
                .add(
                        "originalMapsSharedAnonymousMemoryAsToday",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 2).shared().done();
                            mm.map(2, 2).shared().done();
                            mm.unmap(0, 1).done();
                            mm.shows(sharedMemory(1, 2, "rw-s", 1), sharedMemory(2, 4, "rw-s", 0));
                        },
                        "V1-MAP-9");
    }

    private static void refusals(Suite suite) {
        suite.rule("V1-GEN-3")
                .on(Hosts.ORIGINAL)
                .add(
                        "originalRefusesMunmapAsToday",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 2).done();
                            mm.unmapBytes(page(0) + 1, Page.SIZE).refused(EINVAL);
                            mm.unmapBytes(page(0), 0).refused(EINVAL);
                            mm.unmapBytes(page(0), s.taskSize()).refused(EINVAL);
                            mm.unmap(4, 2).done();
                            mm.shows(area(0, 2, "rw-p"));
                        },
                        "V1-UNMAP-3")
                .add(
                        "originalStopsMprotectAtAHoleAsToday",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 2).done();
                            mm.map(3, 1).done();
                            mm.protect(1, 3, 1).fails(ENOMEM);
                            mm.shows(area(0, 1, "rw-p"), area(1, 2, "r--p"), area(3, 4, "rw-p"));
                        },
                        "V1-PROT-14")
                .add(
                        "originalCountsAreasAsToday",
                        s -> {
                            s.limitMapCount(1);
                            Mm mm = s.openMm();
                            mm.map(0, 3).done();
                            mm.unmap(1, 1).refused(ENOMEM);
                            mm.protect(1, 1, 1).refused(ENOMEM);
                            mm.unmap(2, 1).done();
                            mm.shows(area(0, 2, "rw-p"));
                        },
                        "V1-UNMAP-4",
                        "V1-PROT-13");
    }

    private static void memory(Suite suite) {
        suite.rule("V1-GEN-3")
                .on(Hosts.ORIGINAL)
                .add(
                        "originalCopiesPagesOnWriteAsToday",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            mm.map(0, 1).privatelyOf(a, 0).done();
                            mm.map(1, 1).of(a).done();
                            mm.store(page(1), 4, 0x55).works();
                            mm.load(page(0), 4).sees(0x55);
                            mm.store(page(0), 4, 0x77).works();
                            mm.load(page(1), 4).sees(0x55);
                            mm.load(page(0), 4).sees(0x77);
                        },
                        "V1-MEM-3")
                .add(
                        "originalFaultsAsToday",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 2).of(s.object(1)).done();
                            mm.map(2, 1).prot(1).done();
                            mm.load(page(1), 1).faults(FaultKind.BUS);
                            mm.store(page(2), 1, 1).faults(FaultKind.ACCERR);
                            mm.load(page(3), 1).faults(FaultKind.MAPERR);
                        },
                        "V1-MEM-5",
                        "V1-MEM-7",
                        "V1-MEM-9")
                .add(
                        "originalMapsReadOnlyObjectsPrivatelyAsToday",
                        s -> {
                            Mm mm = s.openMm();
                            ObjectRef object = s.newObject(ObjectKind.REGULAR, Page.SIZE);
                            FileRef a = s.writer().open(object, AccessMode.READ_ONLY);
                            mm.map(0, 1).privatelyOf(a, 0).done();
                            mm.protect(0, 1, 7).done();
                            mm.shows(area(0, 1, "rwxp", a, 0));
                        },
                        "V1-MAP-26",
                        "V1-PROT-12");
    }

    private static void otherHosts(Suite suite) {
        suite.rule("V1-GEN-4")
                .on(NOT_X86)
                .add("fixedIsRequiredAsOnI386", GenCases::withoutFixed, "V1-MAP-10")
                .add(
                        "offsetsAreRoundedAsOnI386ButForV1Map11",
                        GenCases::unalignedOffsets,
                        "V1-MAP-11")
                .add("faultRequestsAreThoseOfI386", GenCases::faultRequests, "V1-TASK-10")
                .add("signalsCanBeAskedForAsOnI386", GenCases::signalRequest, "V1-TASK-10")
                .add("theTaskSizeIsTheHosts", GenHostCases::taskSize, "V1-MAP-20", "V1-UNMAP-3")
                .add(
                        "thereAreNoLdts",
                        s -> {
                            Mm mm = s.openMm();
                            Mm source = s.openMm();
                            Task task = s.newTask();
                            task.switchTo(source);
                            String set = Segments.userDesc(0, 0x11, 1, 0x11);
                            new Segments(task).refuses(Segments.WRITE, set, EIO);
                            mm.copySegments(source.fd()).done();
                        },
                        "V1-LDT-10",
                        "V1-TASK-10");
    }

    private static long taskSizeOf(Dialect dialect) {
        return switch (dialect) {
            case I386, POWERPC -> 0xc000_0000L;
            case ARM -> 0xbf00_0000L;
            case X86_64 -> 0x7fff_ffff_f000L;
            case S390X -> 0x400_0000_0000L;
        };
    }

    private static void taskSize(Scenario s) {
        Mm mm = s.openMm();
        long end = taskSizeOf(s.dialect());
        long last = end - Page.SIZE;
        mm.map(0, 1).at(end).refused(ENOMEM);
        mm.map(0, 2).at(last).refused(ENOMEM);
        mm.map(0, 1).at(last).done();
        mm.shows(area(pageOf(last), pageOf(end), "rw-p"));
        mm.unmapBytes(last, 2 * Page.SIZE).refused(EINVAL);
        mm.unmapBytes(last, Page.SIZE).done();
        mm.shows();
    }

    /** The rows of section 11 that are about lengths. */
    private static void lengths(Scenario s) {
        Mm mm = s.openMm();
        mm.map(0, 1).done();
        Generation generation = s.host().generation();
        boolean last = generation == SKAS3_V9;
        MapCall none = mm.map(0, 0).prot(1);
        if (last) {
            none.refused(EINVAL);
        } else {
            none.done();
        }
        MapCall wraps = mm.map(0, 0).prot(1).length(s.maxWord());
        if (generation == SKAS3_2_4) {
            wraps.done();
        } else {
            wraps.refused(last ? ENOMEM : EINVAL);
        }
        long tooLong = taskSizeOf(s.dialect()) + Page.SIZE;
        mm.map(0, 0).prot(1).length(tooLong).refused(last ? ENOMEM : EINVAL);
        mm.shows(area(0, 1, "rw-p"));
    }

    private static void wraps(Scenario s) {
        Mm mm = s.openMm();
        FileRef a = s.object(1);
        long offset = s.maxWord() - (Page.SIZE - 1);
        boolean last = s.host().generation() == SKAS3_V9;
        mm.map(0, 2).of(a).offset(offset).refused(last ? EOVERFLOW : EINVAL);
        mm.map(0, 2).of(a).offset(offset - 2 * Page.SIZE).done();
    }

    private static void late(Scenario s) {
        Mm mm = s.openMm();
        mm.map(0, 3).done();
        mm.map(1, 1).of(s.object(1)).with(MapFlags.GROWSDOWN).fails(EINVAL);
        mm.shows(area(0, 1, "rw-p"), area(2, 3, "rw-p"));
    }
}
