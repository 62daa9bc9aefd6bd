package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.backend.FaultKind;
import io.github.procmm.kernel.Page;

/** MM_MUNMAP: V1-UNMAP. */
final class UnmapCases {

    private UnmapCases() {}

    static void addTo(Suite suite) {
        effects(suite);
        refusals(suite);
        suite.rule("V1-UNMAP-4")
                .on(Hosts.MANAGERS)
                .add(
                        "aCutThatMakesOneAreaTooManyIsRefused",
                        s -> {
                            s.limitMapCount(1);
                            Mm mm = s.openMm();
                            mm.map(0, 3).done();
                            mm.unmap(1, 1).refused(ENOMEM);
                        });
    }

    private static void effects(Suite suite) {
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
                        "whatAPrivateMappingStoredThereIsGone",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            mm.store(page(0), 8, 0x1122).works();
                            mm.unmap(0, 1).done();
                            mm.load(page(0), 1).faults(FaultKind.MAPERR);
                            mm.map(0, 1).done();
                            mm.load(page(0), 8).sees(0);
                        });
    }

    private static void refusals(Suite suite) {
        suite.rule("V1-UNMAP-3")
                .on(Hosts.ALL)
                .add(
                        "anUnalignedAddressIsEINVAL",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 4).done();
                            mm.unmapBytes(page(1) + 1, Page.SIZE).refused(EINVAL);
                            mm.unmapBytes(page(1) - 1, Page.SIZE).refused(EINVAL);
                        });
    }
}
