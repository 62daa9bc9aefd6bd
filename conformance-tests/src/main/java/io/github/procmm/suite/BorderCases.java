package io.github.procmm.suite;

import static io.github.procmm.backend.FaultKind.ACCERR;
import static io.github.procmm.backend.FaultKind.BUS;
import static io.github.procmm.backend.FaultKind.MAPERR;
import static io.github.procmm.model.Prot.NONE;
import static io.github.procmm.model.Prot.READ;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.backend.FaultKind;
import io.github.procmm.backend.Feature;
import io.github.procmm.kernel.Page;

/** Accesses over a page border: V1-MEM-14, V1-MEM-15. */
final class BorderCases {

    private BorderCases() {}

    static void addTo(Suite suite) {
        bothPages(suite);
        upperPageFails(suite);
        lowerPageFails(suite);
        nothingIsStored(suite);
        countsAsStoredTo(suite);
    }

    private static void bothPages(Suite suite) {
        suite.rule("V1-MEM-14")
                .on(Hosts.MANAGERS)
                .add("anAccessOverABorderReachesBothPages", BorderCases::reachesBothPages)
                .add(
                        "eachPageIsSharedOrPrivateForItself",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(2);
                            mm.map(0, 1).of(a, 1).done();
                            mm.map(1, 1).privatelyOf(a, 0).done();
                            mm.store(page(1) - 2, 4, 0x04030201).works();
                            mm.load(page(1) - 2, 4).sees(0x04030201);
                            a.object().reads(2L * Page.SIZE - 2, 2, "0102");
                            a.object().reads(0, 2, "0000");
                        })
                .add(
                        "anAccessThatEndsAtABorderIsOfOnePage",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            for (int size = 1; size <= 8; size *= 2) {
                                mm.store(page(1) - size, size, 7).works();
                                mm.load(page(1) - size, size).sees(7);
                                mm.load(page(0), size).sees(0);
                                mm.store(page(1), size, 7).faults(MAPERR);
                            }
                        });
    }

    /** Each size, cut at each place. */
    private static void reachesBothPages(Scenario s) {
        Mm mm = s.openMm();
        FileRef a = s.object(2);
        mm.map(0, 1).of(a).done();
        mm.map(1, 1).of(a, 1).prot(READ).done();
        mm.map(4, 2).of(a).done();
        a.object().write(Page.SIZE - 8, "f1f2f3f4f5f6f7f8e1e2e3e4e5e6e7e8");
        mm.load(page(1) - 1, 2).sees(0xe1f8);
        mm.load(page(1) - 1, 4).sees(0xe3e2e1f8L);
        mm.load(page(1) - 2, 4).sees(0xe2e1f8f7L);
        mm.load(page(1) - 3, 4).sees(0xe1f8f7f6L);
        for (int below = 1; below < 8; below++) {
            mm.store(page(5) - below, 8, 0x8877665544332211L).works();
            mm.load(page(1) - below, 8).sees(0x8877665544332211L);
        }
        a.object().reads(Page.SIZE - 8, 16, "f11122334455667788888888888888e8");
    }

    private static void upperFails(Mm mm, FaultKind load, FaultKind store) {
        for (int below : new int[] {1, 4, 7}) {
            mm.load(page(1) - below, 8).faults(load, page(1));
            mm.store(page(1) - below, 8, -1).faults(store, page(1));
        }
        mm.load(page(1) - 1, 2).faults(load, page(1));
        mm.store(page(1) - 3, 4, -1).faults(store, page(1));
        mm.load(page(0), 8).sees(0);
    }

    private static void upperPageFails(Suite suite) {
        suite.rule("V1-MEM-14")
                .on(Hosts.MANAGERS)
                .add(
                        "aFaultInTheUpperPageNamesItsFirstByte",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            upperFails(mm, MAPERR, MAPERR);
                            mm.map(1, 1).prot(NONE).done();
                            upperFails(mm, ACCERR, ACCERR);
                            mm.map(0, 2).of(s.object(1)).done();
                            upperFails(mm, BUS, BUS);
                            mm.protect(1, 1, NONE).done();
                            upperFails(mm, ACCERR, ACCERR);
                        })
                .add(
                        "aStoreIsCheckedInBothPages",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            mm.map(1, 1).prot(READ).done();
                            mm.load(page(1) - 4, 8).sees(0);
                            mm.store(page(1) - 4, 8, -1).faults(ACCERR, page(1));
                            mm.load(page(1) - 4, 8).sees(0);
                        });
    }

    private static void lowerPageFails(Suite suite) {
        suite.rule("V1-MEM-14")
                .on(Hosts.MANAGERS)
                .add(
                        "aFaultInTheLowerPageNamesTheAccess",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(1, 1).done();
                            mm.load(page(1) - 3, 8).faults(MAPERR);
                            mm.store(page(1) - 5, 8, -1).faults(MAPERR);
                            mm.map(0, 1).prot(NONE).done();
                            mm.load(page(1) - 1, 2).faults(ACCERR);
                            mm.store(page(1) - 7, 8, -1).faults(ACCERR);
                            mm.map(0, 1).of(s.object(1), 1).done();
                            mm.load(page(1) - 3, 4).faults(BUS);
                            mm.store(page(1) - 2, 4, -1).faults(BUS);
                            mm.load(page(1), 8).sees(0);
                        })
                .add(
                        "ofTwoFaultsTheLowerPagesIsTold",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            mm.map(0, 1).prot(NONE).done();
                            mm.load(page(1) - 4, 8).faults(ACCERR);
                            mm.map(0, 1).of(a, 1).done();
                            mm.store(page(1) - 4, 8, 1).faults(BUS);
                            mm.map(1, 1).prot(NONE).done();
                            mm.load(page(1) - 4, 8).faults(BUS);
                            mm.map(1, 1).of(a, 1).done();
                            mm.protect(0, 1, READ).done();
                            mm.store(page(1) - 4, 8, 1).faults(ACCERR);
                            mm.unmap(0, 1).done();
                            mm.load(page(1) - 4, 8).faults(MAPERR);
                        });
    }

    private static void nothingIsStored(Suite suite) {
        suite.rule("V1-MEM-15")
                .on(Hosts.MANAGERS)
                .add(
                        "nothingIsStoredBelowThePageThatFailed",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            mm.map(0, 1).of(a).done();
                            mm.map(2, 1).done();
                            mm.store(page(1) - 4, 8, -1).faults(MAPERR, page(1));
                            mm.store(page(3) - 4, 8, -1).faults(MAPERR, page(3));
                            a.object().reads(Page.SIZE - 4, 4, "00000000");
                            mm.load(page(1) - 4, 4).sees(0);
                            mm.load(page(3) - 4, 4).sees(0);
                        })
                .add(
                        "nothingIsStoredAboveThePageThatFailed",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            mm.map(1, 1).of(a).done();
                            mm.store(page(1) - 4, 8, -1).faults(MAPERR);
                            a.object().reads(0, 4, "00000000");
                            mm.load(page(1), 4).sees(0);
                        });
    }

    private static void countsAsStoredTo(Suite suite) {
        suite.rule("V1-MEM-15")
                .on(Hosts.MANAGERS)
                .add(
                        "thePageBelowTheOneThatFailedHasBeenCopied",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            mm.map(0, 1).privatelyOf(a, 0).done();
                            mm.store(page(1) - 4, 8, -1).faults(MAPERR, page(1));
                            a.object().write(0, "07");
                            mm.load(page(0), 1).sees(0);
                        })
                .add(
                        "thePageAboveTheOneThatFailedHasNotBeenCopied",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            mm.map(1, 1).privatelyOf(a, 0).done();
                            mm.store(page(1) - 4, 8, -1).faults(MAPERR);
                            a.object().write(0, "07");
                            mm.load(page(1), 1).sees(7);
                        })
                .add(
                        "theAreaBelowThePageThatFailedHasALineage",
                        s -> {
                            s.needs(Feature.AREAS);
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            mm.map(2, 1).done();
                            mm.store(page(1) - 4, 8, -1).faults(MAPERR, page(1));
                            mm.store(page(2), 1, 1).works();
                            mm.map(1, 1).done();
                            mm.shows(area(0, 2, "rw-p"), area(2, 3, "rw-p"));
                        },
                        "V1-AREA-6");
    }
}
