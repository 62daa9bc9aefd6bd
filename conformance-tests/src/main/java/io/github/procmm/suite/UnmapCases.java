package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.model.Prot.READ;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.backend.FaultKind;
import io.github.procmm.kernel.Page;
import io.github.procmm.wire.Dialect;

/** MM_MUNMAP: V1-UNMAP. */
final class UnmapCases {

    private static final long PAGE = Page.SIZE;

    private UnmapCases() {}

    static void addTo(Suite suite) {
        ranges(suite);
        contents(suite);
        holes(suite);
        refusals(suite);
        ends(suite);
        mapCount(suite);
    }

    private static void ranges(Suite suite) {
        suite.rule("V1-UNMAP-1")
                .on(Hosts.MANAGERS)
                .add(
                        "aHoleInAnAreaLeavesBothSidesAsTheyWere",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(5);
                            mm.map(0, 5).of(a).done();
                            mm.unmap(1, 1).done();
                            mm.shows(area(0, 1, "rw-s", a, 0), area(2, 5, "rw-s", a, 2));
                        },
                        "V1-AREA-1")
                .add(
                        "eitherEndOfAnAreaCanGoAndThenTheWholeArea",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(5);
                            mm.map(0, 5).of(a).done();
                            mm.unmap(0, 1).done();
                            mm.shows(area(1, 5, "rw-s", a, 1));
                            mm.unmap(3, 2).done();
                            mm.shows(area(1, 3, "rw-s", a, 1));
                            mm.unmap(1, 2).done();
                            mm.shows();
                        })
                .add(
                        "ofSeveralAreasTheOuterOnesAreCutAndTheInnerOnesGo",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(8);
                            mm.map(0, 2).of(a).done();
                            mm.map(2, 1).prot(READ).done();
                            mm.map(3, 2).done();
                            mm.map(5, 3).of(a, 5).done();
                            mm.unmap(1, 5).done();
                            mm.shows(area(0, 1, "rw-s", a, 0), area(6, 8, "rw-s", a, 6));
                        })
                .add(
                        "theLengthIsRoundedUpToPages",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 8).done();
                            mm.unmapBytes(page(1), 1).done();
                            mm.unmapBytes(page(3), PAGE - 1).done();
                            mm.unmapBytes(page(5), PAGE + 1).done();
                            mm.shows(
                                    area(0, 1, "rw-p"),
                                    area(2, 3, "rw-p"),
                                    area(4, 5, "rw-p"),
                                    area(7, 8, "rw-p"));
                        });
    }

    private static void contents(Suite suite) {
        suite.rule("V1-UNMAP-1")
                .on(Hosts.MANAGERS)
                .add(
                        "whatAPrivateMappingStoredThereIsGone",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            mm.store(page(0), 8, 0x1122).works();
                            mm.unmap(0, 1).done();
                            mm.load(page(0), 1).faults(FaultKind.MAPERR);
                            mm.map(0, 1).done();
                            mm.load(page(0), 8).sees(0);
                        })
                .add(
                        "whatWasStoredOutsideIsKept",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 3).done();
                            mm.store(page(1) - 1, 1, 0x11).works();
                            mm.store(page(1), 1, 0x22).works();
                            mm.store(page(2), 1, 0x33).works();
                            mm.unmap(1, 1).done();
                            mm.load(page(1) - 1, 1).sees(0x11);
                            mm.load(page(1), 1).faults(FaultKind.MAPERR);
                            mm.load(page(2), 1).sees(0x33);
                        })
                .add(
                        "whatASharedMappingStoredIsInItsObject",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(2);
                            mm.map(0, 2).of(a).done();
                            mm.store(page(1), 2, 0x1122).works();
                            mm.unmap(0, 2).done();
                            mm.map(4, 1).of(a, 1).done();
                            mm.load(page(4), 2).sees(0x1122);
                        });
    }

    private static void holes(Suite suite) {
        suite.rule("V1-UNMAP-2")
                .on(Hosts.MANAGERS)
                .add(
                        "nothingThereIsNoError",
                        s -> {
                            Mm mm = s.openMm();
                            mm.unmap(0, 1).done();
                            mm.map(0, 1).done();
                            mm.unmap(1, 4).done();
                            mm.unmap(-4, 4).done();
                            mm.shows(area(0, 1, "rw-p"));
                        })
                .add(
                        "holesBetweenAreasAreNoError",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 2).done();
                            mm.map(4, 1).done();
                            mm.map(6, 2).done();
                            mm.unmap(1, 6).done();
                            mm.shows(area(0, 1, "rw-p"), area(7, 8, "rw-p"));
                        })
                .on(Hosts.ALL)
                .add(
                        "oneCallEmptiesTheAddressSpace",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 2).done();
                            mm.map(4, 1).prot(READ).done();
                            mm.unmapBytes(0, s.taskSize()).done();
                            mm.shows();
                        },
                        "V1-UNMAP-3");
    }

    private static void refusals(Suite suite) {
        suite.rule("V1-UNMAP-3")
                .on(Hosts.ALL)
                .add(
                        "anUnalignedAddressIsEINVAL",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 4).done();
                            mm.unmapBytes(page(1) + 1, PAGE).refused(EINVAL);
                            mm.unmapBytes(page(1) - 1, PAGE).refused(EINVAL);
                        })
                .add(
                        "noLengthIsEINVAL",
                        s -> {
                            Mm mm = s.openMm();
                            mm.unmapBytes(page(0), 0).fails(EINVAL);
                            mm.map(0, 4).done();
                            mm.unmapBytes(page(1), 0).refused(EINVAL);
                            mm.unmapBytes(0, 0).refused(EINVAL);
                        })
                .on(Hosts.MANAGERS)
                .add(
                        "aLengthWithWhichTheEndWrapsIsEINVAL",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 4).done();
                            mm.unmapBytes(page(1), s.maxWord()).refused(EINVAL);
                            mm.unmapBytes(page(1), s.maxWord() - PAGE + 1).refused(EINVAL);
                            mm.unmapBytes(page(1), s.maxWord() - page(1) + 1).refused(EINVAL);
                            mm.unmapBytes(0, s.maxWord()).refused(EINVAL);
                        });
    }

    private static void ends(Suite suite) {
        suite.rule("V1-UNMAP-3")
                .on(Hosts.DIALECTS)
                .add(
                        "theRangeMustEndWithTheAddressSpace",
                        s -> {
                            Mm mm = s.openMm();
                            long last = s.taskSize() - PAGE;
                            mm.map(0, 1).at(last).done();
                            mm.unmapBytes(last, PAGE + 1).refused(EINVAL);
                            mm.unmapBytes(0, s.taskSize() + 1).refused(EINVAL);
                            mm.unmapBytes(s.taskSize(), 1).refused(EINVAL);
                            mm.unmapBytes(s.taskSize() + PAGE, PAGE).refused(EINVAL);
                            mm.unmapBytes(s.maxWord() - PAGE + 1, PAGE).refused(EINVAL);
                            mm.unmapBytes(last, PAGE).done();
                            mm.shows();
                        })
                .add(
                        "addressZeroIsAnAddress",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 2).at(0).done();
                            mm.unmapBytes(0, PAGE).done();
                            mm.load(0, 1).faults(FaultKind.MAPERR);
                            mm.load(PAGE, 1).sees(0);
                        })
                .on(Hosts.DEFAULT)
                .add(
                        "theAddressSpaceEndsWhereTheWritersDoes",
                        s -> {
                            Mm mm = s.openMm();
                            long end = 0xffff_e000L;
                            mm.map(0, 2).at(end - PAGE).done();
                            Mm of32Bits = s.writer().send(mm, s.newWriter(Dialect.I386));
                            of32Bits.unmapBytes(end, PAGE).refused(EINVAL);
                            of32Bits.unmapBytes(end - PAGE, 2 * PAGE).refused(EINVAL);
                            of32Bits.unmapBytes(end - PAGE, PAGE).done();
                            mm.unmapBytes(end, PAGE).done();
                            mm.shows();
                        });
    }

    private static void mapCount(Suite suite) {
        suite.rule("V1-UNMAP-4")
                .on(Hosts.MANAGERS)
                .add(
                        "aCutThatMakesOneAreaTooManyIsRefused",
                        s -> {
                            s.limitMapCount(1);
                            Mm mm = s.openMm();
                            mm.map(0, 3).done();
                            mm.store(page(1), 1, 0x11).works();
                            mm.unmap(1, 1).refused(ENOMEM);
                            mm.load(page(1), 1).sees(0x11);
                        })
                .add(
                        "belowTheLimitACutIsMadeAndAtItNone",
                        s -> {
                            s.limitMapCount(2);
                            Mm mm = s.openMm();
                            mm.map(0, 5).done();
                            mm.unmap(1, 1).done();
                            mm.unmap(3, 1).refused(ENOMEM);
                            mm.shows(area(0, 1, "rw-p"), area(2, 5, "rw-p"));
                        })
                .add(
                        "anEndOfAnAreaAndAllOfItNeedNoRoom",
                        s -> {
                            s.limitMapCount(1);
                            Mm mm = s.openMm();
                            mm.map(0, 4).done();
                            mm.unmap(0, 1).done();
                            mm.unmap(3, 1).done();
                            mm.shows(area(1, 3, "rw-p"));
                            mm.unmap(1, 2).done();
                            mm.shows();
                        })
                .add(
                        "aRangeOverSeveralAreasNeedsNoRoom",
                        s -> {
                            s.limitMapCount(2);
                            Mm mm = s.openMm();
                            mm.map(0, 2).done();
                            mm.map(2, 2).prot(READ).done();
                            mm.unmap(1, 2).done();
                            mm.shows(area(0, 1, "rw-p"), area(3, 4, "r--p"));
                        })
                .add(
                        "wrongNumbersComeFirst",
                        s -> {
                            s.limitMapCount(1);
                            Mm mm = s.openMm();
                            mm.map(0, 3).done();
                            mm.unmapBytes(page(1) + 1, 1).refused(EINVAL);
                            mm.unmapBytes(page(1), 0).refused(EINVAL);
                        },
                        "V1-UNMAP-3");
    }
}
