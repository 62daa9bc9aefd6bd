package io.github.procmm.suite;

import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.model.MapFlags.FIXED;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Areas.areaAt;
import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.backend.AddressRange;
import io.github.procmm.backend.Offer.HostKind;
import io.github.procmm.kernel.Page;
import io.github.procmm.model.Generation;
import io.github.procmm.wire.Dialect;
import java.util.function.Predicate;

/**
 * Where a mapping goes that is not fixed: V1-MAP-14 and V1-MAP-15. The address never comes back, so
 * maps has to show it.
 *
 * <pre>
 *   0        0x10000                          base        TASK_SIZE
 *   |- never -|-------- looked at first --------|- if need be -|
 * </pre>
 */
final class MapPlacementCases {

    /** The first generations, which choose, with both managers and both words: 8. */
    static final Predicate<HostKind> CHOOSING =
            Hosts.of(Generation.SKAS3_2_4, Generation.SKAS3_2_6_1)
                    .and(Hosts.of(Dialect.I386, Dialect.S390X));

    /** The lowest address that is chosen. */
    static final long LOWEST = 0x1_0000;

    private static final long STACK_ROOM = 0x800_0000;

    private MapPlacementCases() {}

    static void addTo(Suite suite) {
        hints(suite);
        hintsThatAreTaken(suite);
        hintsAtTheEnds(suite);
        gaps(suite);
        lastResorts(suite);
    }

    /** Returns the top-down base. */
    static long base(Scenario s) {
        return s.taskSize() - STACK_ROOM;
    }

    /** Returns a range of pages as a writer takes it. */
    static AddressRange pages(long first, long end) {
        return new AddressRange(page(first), page(end));
    }

    /** Begins a mapping of so many pages at a hint in bytes. */
    static MapCall hinted(Mm mm, long hint, long pages) {
        return mm.map(0, pages).at(hint).without(FIXED);
    }

    private static void hints(Suite suite) {
        suite.rule("V1-MAP-14")
                .on(CHOOSING)
                .add(
                        "aHintIsRoundedDownToAPage",
                        s -> {
                            Mm mm = s.openMm();
                            hinted(mm, page(3), 1).done();
                            hinted(mm, page(5) + 1, 1).done();
                            hinted(mm, page(8) - 1, 1).done();
                            mm.shows(area(3, 4, "rw-p"), area(5, 6, "rw-p"), area(7, 8, "rw-p"));
                        })
                .add(
                        "aHintBelow64KIs64K",
                        s -> {
                            Mm mm = s.openMm();
                            hinted(mm, Page.SIZE, 1).prot(1).done();
                            mm.shows(areaAt(LOWEST, 1, "r--p"));
                            hinted(mm, LOWEST - 1, 2).prot(2).done();
                            mm.shows(areaAt(LOWEST, 2, "-w-p"));
                            hinted(mm, LOWEST, 3).prot(4).done();
                            mm.shows(areaAt(LOWEST, 3, "--xp"));
                        })
                .add(
                        "aHintInPage0IsNone",
                        s -> {
                            Mm mm = s.openMm();
                            hinted(mm, 0, 1).prot(1).done();
                            mm.shows(areaAt(base(s) - Page.SIZE, 1, "r--p"));
                            hinted(mm, Page.SIZE - 1, 2).prot(2).done();
                            mm.shows(areaAt(base(s) - 2 * Page.SIZE, 2, "-w-p"));
                        });
    }

    private static void hintsThatAreTaken(Suite suite) {
        suite.rule("V1-MAP-14")
                .on(CHOOSING)
                .add(
                        "aHintIsNotTheAddressIfOnePageOfItsRangeIsTaken",
                        s -> {
                            Mm mm = s.newWriterThatHas(pages(4, 5)).openMm();
                            hinted(mm, page(2), 3).done();
                            mm.shows(areaAt(base(s) - 3 * Page.SIZE, 3, "rw-p"));
                            hinted(mm, page(4), 2).prot(1).done();
                            mm.shows(
                                    areaAt(base(s) - 3 * Page.SIZE, 1, "rw-p"),
                                    areaAt(base(s) - 2 * Page.SIZE, 2, "r--p"));
                        })
                .add(
                        "thePagesBesideItsRangeMayBeTaken",
                        s -> {
                            Mm mm = s.newWriterThatHas(pages(0, 2), pages(5, 6)).openMm();
                            hinted(mm, page(2), 3).done();
                            mm.shows(area(2, 5, "rw-p"));
                        });
    }

    private static void hintsAtTheEnds(Suite suite) {
        suite.rule("V1-MAP-14")
                .on(CHOOSING)
                .add(
                        "aRangeMayEndAtTaskSize",
                        s -> {
                            Mm mm = s.openMm();
                            hinted(mm, s.taskSize() - 2 * Page.SIZE, 2).done();
                            mm.shows(areaAt(s.taskSize() - 2 * Page.SIZE, 2, "rw-p"));
                        })
                .add(
                        "aRangeThatWouldEndAboveTaskSizeIsPutElsewhere",
                        s -> {
                            Mm mm = s.openMm();
                            hinted(mm, s.taskSize() - Page.SIZE, 2).prot(1).done();
                            mm.shows(areaAt(base(s) - 2 * Page.SIZE, 2, "r--p"));
                            hinted(mm, s.taskSize(), 2).prot(2).done();
                            mm.shows(areaAt(base(s) - 2 * Page.SIZE, 2, "-w-p"));
                            hinted(mm, s.maxWord(), 2).prot(4).done();
                            mm.shows(areaAt(base(s) - 2 * Page.SIZE, 2, "--xp"));
                        });
    }

    private static void gaps(Suite suite) {
        suite.rule("V1-MAP-15")
                .on(CHOOSING)
                .add(
                        "theHighestFreeRangeBelowTheBaseIsChosen",
                        s -> {
                            Mm mm = s.openMm();
                            hinted(mm, 0, 3).done();
                            mm.shows(areaAt(base(s) - 3 * Page.SIZE, 3, "rw-p"));
                        })
                .add(
                        "aGapOfItsSizeIsChosenAndASmallerOneIsNot",
                        s -> {
                            long top = base(s);
                            // from the top: a page free, one taken, two free, one taken
                            AddressRange upper =
                                    new AddressRange(top - 2 * Page.SIZE, top - Page.SIZE);
                            AddressRange lower =
                                    new AddressRange(top - 5 * Page.SIZE, top - 4 * Page.SIZE);
                            Mm mm = s.newWriterThatHas(lower, upper).openMm();
                            hinted(mm, 0, 2).prot(1).done();
                            mm.shows(areaAt(top - 4 * Page.SIZE, 2, "r--p"));
                            hinted(mm, 0, 3).prot(2).done();
                            mm.shows(
                                    areaAt(top - 8 * Page.SIZE, 3, "-w-p"),
                                    areaAt(top - 4 * Page.SIZE, 2, "r--p"));
                        })
                .add(
                        "aRangeOver64KIsTheLowest",
                        s -> {
                            AddressRange rest = new AddressRange(LOWEST + Page.SIZE, s.taskSize());
                            Mm mm = s.newWriterThatHas(rest).openMm();
                            hinted(mm, 0, 1).done();
                            mm.shows(areaAt(LOWEST, 1, "rw-p"));
                            hinted(mm, 0, 2).refused(ENOMEM);
                        });
    }

    private static void lastResorts(Suite suite) {
        suite.rule("V1-MAP-15")
                .on(CHOOSING)
                .add(
                        "aboveTheBaseOnlyIfThereIsNoRoomBelow",
                        s -> {
                            AddressRange below = new AddressRange(LOWEST, base(s));
                            Mm mm = s.newWriterThatHas(below).openMm();
                            hinted(mm, 0, 2).done();
                            mm.shows(areaAt(s.taskSize() - 2 * Page.SIZE, 2, "rw-p"));
                        })
                .add(
                        "theRangeMayThenReachOverTheBase",
                        s -> {
                            long base = base(s);
                            AddressRange below = new AddressRange(LOWEST, base - Page.SIZE);
                            AddressRange above = new AddressRange(base + Page.SIZE, s.taskSize());
                            Mm mm = s.newWriterThatHas(below, above).openMm();
                            hinted(mm, 0, 2).done();
                            mm.shows(areaAt(base - Page.SIZE, 2, "rw-p"));
                        })
                .add(
                        "withoutRoomAnywhereItIsENOMEM",
                        s -> {
                            AddressRange all = new AddressRange(LOWEST, s.taskSize());
                            Mm mm = s.newWriterThatHas(all).openMm();
                            mm.map(0, 1).done();
                            hinted(mm, 0, 1).refused(ENOMEM);
                            hinted(mm, page(1), 1).refused(ENOMEM);
                            hinted(mm, Page.SIZE, 1).refused(ENOMEM);
                        });
    }
}
