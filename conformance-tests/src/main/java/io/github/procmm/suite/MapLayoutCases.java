package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EBADF;
import static io.github.procmm.model.Errno.EEXIST;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.model.MapFlags.FIXED;
import static io.github.procmm.model.MapFlags.FIXED_NOREPLACE;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Areas.areaAt;
import static io.github.procmm.suite.MapPlacementCases.CHOOSING;
import static io.github.procmm.suite.MapPlacementCases.LOWEST;
import static io.github.procmm.suite.MapPlacementCases.base;
import static io.github.procmm.suite.MapPlacementCases.hinted;
import static io.github.procmm.suite.MapPlacementCases.pages;
import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.backend.AddressRange;
import io.github.procmm.kernel.Page;

/** In whose layout the address of a mapping that is not fixed is chosen, and when: V1-MAP-13. */
final class MapLayoutCases {

    private MapLayoutCases() {}

    static void addTo(Suite suite) {
        layouts(suite);
        noreplace(suite);
        chosenAmongTheChecks(suite);
    }

    private static void layouts(Suite suite) {
        suite.rule("V1-MAP-13")
                .on(CHOOSING)
                .add(
                        "whatIsFreeInTheWriterIsReplacedInTheTarget",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(4);
                            mm.map(0, 4).of(a).done();
                            mm.map(1, 2).without(FIXED).done();
                            mm.shows(
                                    area(0, 1, "rw-s", a, 0),
                                    area(1, 3, "rw-p"),
                                    area(3, 4, "rw-s", a, 3));
                        })
                .add(
                        "whatIsFreeInTheTargetIsNotChosenIfTheWriterHasIt",
                        s -> {
                            Mm mm = s.newWriterThatHas(pages(0, 4)).openMm();
                            mm.map(1, 1).without(FIXED).done();
                            mm.shows(areaAt(base(s) - Page.SIZE, 1, "rw-p"));
                        })
                .add(
                        "theLayoutIsThatOfTheProcessThatWrites",
                        s -> {
                            Mm mm = s.openMm();
                            Writer other = s.newWriterThatHas(pages(0, 4));
                            Mm same = s.writer().send(mm, other);
                            same.map(0, 1).without(FIXED).done();
                            mm.shows(areaAt(base(s) - Page.SIZE, 1, "rw-p"));
                            mm.map(0, 1).without(FIXED).done();
                            mm.shows(area(0, 1, "rw-p"), areaAt(base(s) - Page.SIZE, 1, "rw-p"));
                        })
                .add(
                        "withMapFixedTheLayoutDoesNotMatter",
                        s -> {
                            Mm mm = s.newWriterThatHas(pages(0, 4)).openMm();
                            mm.map(1, 1).done();
                            mm.shows(area(1, 2, "rw-p"));
                        });
    }

    private static void noreplace(Suite suite) {
        suite.rule("V1-MAP-13")
                .on(CHOOSING.and(Hosts.LINUX))
                .add(
                        "mapFixedNoreplaceAloneFixesTheAddress",
                        s -> {
                            Mm mm = s.newWriterThatHas(pages(0, 4)).openMm();
                            mm.map(1, 1).without(FIXED).with(FIXED_NOREPLACE).done();
                            mm.shows(area(1, 2, "rw-p"));
                            mm.map(0, 2).without(FIXED).with(FIXED_NOREPLACE).refused(EEXIST);
                            hinted(mm, page(5) + 1, 1).with(FIXED_NOREPLACE).refused(EINVAL);
                        },
                        "V1-MAP-22")
                .on(CHOOSING.and(Hosts.ORIGINAL))
                .add(
                        "mapFixedNoreplaceAloneDoesNotFixTheAddress",
                        s -> {
                            Mm mm = s.newWriterThatHas(pages(0, 4)).openMm();
                            mm.map(1, 1).without(FIXED).with(FIXED_NOREPLACE).done();
                            mm.shows(areaAt(base(s) - Page.SIZE, 1, "rw-p"));
                            hinted(mm, page(5) + 1, 1).with(FIXED_NOREPLACE).done();
                            mm.shows(area(5, 6, "rw-p"), areaAt(base(s) - Page.SIZE, 1, "rw-p"));
                        });
    }

    private static void chosenAmongTheChecks(Suite suite) {
        suite.rule("V1-MAP-13")
                .on(CHOOSING)
                .add(
                        "itIsChosenBehindTheDescriptorAndBeforeTheType",
                        s -> {
                            AddressRange all = new AddressRange(LOWEST, s.taskSize());
                            Writer full = s.newWriterThatHas(all);
                            Mm mm = full.openMm();
                            MapCall unopened = mm.map(0, 1).descriptor(full.unusedFd());
                            unopened.without(FIXED).refused(EBADF);
                            mm.map(0, 1).type(0).without(FIXED).refused(ENOMEM);
                        },
                        "V1-MAP-15")
                .add(
                        "theLengthIsCheckedBefore",
                        s -> {
                            Mm mm = s.openMm();
                            boolean today = Hosts.LINUX.test(s.host());
                            mm.map(0, 1)
                                    .length(s.taskSize() + Page.SIZE)
                                    .without(FIXED)
                                    .refused(today ? ENOMEM : EINVAL);
                        });
    }
}
