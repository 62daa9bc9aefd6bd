package io.github.procmm.suite;

import static io.github.procmm.model.MapFlags.NORESERVE;
import static io.github.procmm.model.Prot.EXEC;
import static io.github.procmm.model.Prot.READ;
import static io.github.procmm.model.Prot.WRITE;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.backend.FaultKind;
import io.github.procmm.backend.Feature;

/**
 * Lineages: V1-AREA-6 to V1-AREA-8. A lineage shows in what is mapped between two areas: it joins
 * both, unless their lineages clash.
 */
final class LineageCases {

    private static final int RW = READ | WRITE;
    private static final int RWX = RW | EXEC;

    private LineageCases() {}

    static void addTo(Suite suite) {
        given(suite.rule("V1-AREA-6").on(Hosts.MANAGERS).needing(Feature.AREAS));
        notGiven(suite.rule("V1-AREA-6").on(Hosts.MANAGERS).needing(Feature.AREAS));
        ofTheArea(suite.rule("V1-AREA-6").on(Hosts.MANAGERS).needing(Feature.AREAS));
        ofWhichNeighbour(suite.rule("V1-AREA-7").on(Hosts.MANAGERS).needing(Feature.AREAS));
        ofNoNeighbour(suite.rule("V1-AREA-7").on(Hosts.MANAGERS).needing(Feature.AREAS));
        joined(suite.rule("V1-AREA-8").on(Hosts.MANAGERS).needing(Feature.AREAS));
    }

    private static void given(Suite.RuleCases cases) {
        cases.add(
                        "aStoreGivesALineageAlsoToWhatShowsAnObject",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(8);
                            mm.map(0, 1).privatelyOf(a, 0).done();
                            mm.map(2, 1).privatelyOf(a, 2).done();
                            mm.storesInto(0, 2);
                            mm.map(1, 1).privatelyOf(a, 1).done();
                            mm.shows(area(0, 2, "rw-p", a, 0), area(2, 3, "rw-p", a, 2));
                        })
                .add(
                        "aStoreThatFaultsBeyondTheEndOfTheObjectGivesOneToo",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            mm.map(0, 1).privatelyOf(a, 1).done();
                            mm.map(2, 1).privatelyOf(a, 3).done();
                            mm.store(page(0), 1, 1).faults(FaultKind.BUS);
                            mm.store(page(2), 1, 1).faults(FaultKind.BUS);
                            mm.map(1, 1).privatelyOf(a, 2).done();
                            mm.shows(area(0, 2, "rw-p", a, 1), area(2, 3, "rw-p", a, 3));
                        });
    }

    private static void notGiven(Suite.RuleCases cases) {
        cases.add(
                        "loadsGiveNone",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            mm.map(2, 1).done();
                            mm.load(page(0), 8).sees(0);
                            mm.load(page(2), 8).sees(0);
                            mm.map(1, 1).done();
                            mm.shows(area(0, 3, "rw-p"));
                        })
                .add(
                        "fetchesGiveNone",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(3);
                            a.object().write(0, "90");
                            a.object().write(2 * Memory.PAGE, "90");
                            mm.map(0, 1).privatelyOf(a, 0).prot(RWX).done();
                            mm.map(2, 1).privatelyOf(a, 2).prot(RWX).done();
                            mm.fetch(page(0)).works();
                            mm.fetch(page(2)).works();
                            mm.map(1, 1).privatelyOf(a, 1).prot(RWX).done();
                            mm.shows(area(0, 3, "rwxp", a, 0));
                        })
                .add(
                        "aStoreWithoutTheRightGivesNone",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).prot(READ).done();
                            mm.map(2, 1).prot(READ).done();
                            mm.store(page(0), 1, 1).faults(FaultKind.ACCERR);
                            mm.store(page(2), 1, 1).faults(FaultKind.ACCERR);
                            mm.map(1, 1).prot(READ).done();
                            mm.shows(area(0, 3, "r--p"));
                        })
                .add(
                        "whatIsSharedHasNone",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(3);
                            mm.map(0, 1).of(a, 0).done();
                            mm.map(2, 1).of(a, 2).done();
                            mm.storesInto(0, 2);
                            mm.map(1, 1).of(a, 1).done();
                            mm.shows(area(0, 3, "rw-s", a, 0));
                        });
    }

    private static void ofTheArea(Suite.RuleCases cases) {
        cases.add(
                        "whatIsMappedAnewHasNoneUntilItIsStoredTo",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            mm.map(2, 1).done();
                            mm.storesInto(0, 2);
                            mm.map(1, 1).done();
                            mm.shows(area(0, 2, "rw-p"), area(2, 3, "rw-p"));
                            mm.map(0, 2).done();
                            mm.shows(area(0, 3, "rw-p"));
                        })
                .add(
                        "itIsTheAreasEvenWithoutThePageThatWasStoredTo",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 2).done();
                            mm.map(3, 2).done();
                            mm.storesInto(0, 4);
                            mm.unmap(0, 1).done();
                            mm.unmap(4, 1).done();
                            mm.map(2, 1).done();
                            mm.shows(area(1, 3, "rw-p"), area(3, 4, "rw-p"));
                        })
                .add(
                        "itStaysWhenItsCopiesAreDiscarded",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(3);
                            mm.map(0, 1).privatelyOf(a, 0).done();
                            mm.map(2, 1).privatelyOf(a, 2).done();
                            mm.storesInto(0, 2);
                            a.object().resize(0);
                            a.object().resize(3 * Memory.PAGE);
                            mm.load(page(0), 1).sees(0);
                            mm.map(1, 1).privatelyOf(a, 1).done();
                            mm.shows(area(0, 2, "rw-p", a, 0), area(2, 3, "rw-p", a, 2));
                        });
    }

    /** Three areas that differ in rights: the outer ones have lineages when the inner gets its. */
    private static Mm between(Scenario s, int lowerFlags, int upperFlags) {
        Mm mm = s.openMm();
        mm.map(0, 1).prot(RWX).with(lowerFlags).done();
        mm.map(2, 1).prot(RWX).with(upperFlags).done();
        mm.storesInto(0, 2);
        mm.map(1, 1).done();
        mm.storesInto(1);
        return mm;
    }

    private static void ofWhichNeighbour(Suite.RuleCases cases) {
        cases.add(
                        "aStoreTakesTheUpperNeighboursLineage",
                        s -> {
                            Mm mm = between(s, 0, 0);
                            mm.protect(0, 1, RW).done();
                            mm.shows(area(0, 1, "rw-p"), area(1, 2, "rw-p"), area(2, 3, "rwxp"));
                            mm.protect(2, 1, RW).done();
                            mm.shows(area(0, 1, "rw-p"), area(1, 3, "rw-p"));
                        })
                .add(
                        "aStoreTakesTheLowerNeighboursLineageIfTheUpperIsNotNear",
                        s -> {
                            Mm mm = between(s, 0, NORESERVE);
                            mm.protect(2, 1, RW).done();
                            mm.protect(0, 1, RW).done();
                            mm.shows(area(0, 2, "rw-p"), area(2, 3, "rw-p"));
                        })
                .add(
                        "aStoreTakesTheLowerNeighboursLineageIfTheUpperHasNone",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).prot(RWX).done();
                            mm.storesInto(0);
                            mm.map(1, 1).done();
                            mm.map(2, 1).prot(RWX).done();
                            mm.storesInto(1);
                            mm.protect(0, 1, RW).done();
                            mm.shows(area(0, 2, "rw-p"), area(2, 3, "rwxp"));
                        })
                .add(
                        "areasOfOneObjectAreNearWhereItsOffsetContinues",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(8);
                            mm.map(0, 1).privatelyOf(a, 0).done();
                            mm.map(1, 1).privatelyOf(a, 1).prot(RWX).done();
                            mm.storesInto(0, 1);
                            mm.protect(1, 1, RW).done();
                            mm.shows(area(0, 2, "rw-p", a, 0));
                        });
    }

    private static void ofNoNeighbour(Suite.RuleCases cases) {
        cases.add(
                        "storesIntoAreasThatAreApartGiveDifferentOnes",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            mm.map(2, 1).prot(RWX).done();
                            mm.storesInto(0, 2);
                            mm.map(1, 1).done();
                            mm.protect(2, 1, RW).done();
                            mm.shows(area(0, 2, "rw-p"), area(2, 3, "rw-p"));
                        })
                .add(
                        "whatHasALineageKeepsIt",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            mm.map(2, 1).prot(RWX).done();
                            mm.storesInto(0, 2);
                            mm.map(1, 1).done();
                            mm.storesInto(0, 1, 2, 1, 0);
                            mm.protect(2, 1, RW).done();
                            mm.shows(area(0, 2, "rw-p"), area(2, 3, "rw-p"));
                        });
    }

    private static void joined(Suite.RuleCases cases) {
        cases.add(
                        "whatJoinsTheLowerHasItsLineage",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            mm.storesInto(0);
                            mm.map(1, 1).done();
                            mm.unmap(0, 1).done();
                            mm.map(3, 1).done();
                            mm.storesInto(3);
                            mm.map(2, 1).done();
                            mm.shows(area(1, 3, "rw-p"), area(3, 4, "rw-p"));
                        })
                .add(
                        "whatJoinsTheUpperHasItsLineage",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(3, 1).done();
                            mm.storesInto(3);
                            mm.map(2, 1).done();
                            mm.unmap(3, 1).done();
                            mm.map(0, 1).done();
                            mm.storesInto(0);
                            mm.map(1, 1).done();
                            mm.shows(area(0, 2, "rw-p"), area(2, 3, "rw-p"));
                        })
                .add(
                        "ofThreeThatJoinAllHaveTheOneLineage",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(2, 1).done();
                            mm.map(4, 1).done();
                            mm.storesInto(4);
                            mm.map(3, 1).done();
                            mm.unmap(3, 2).done();
                            mm.map(0, 1).done();
                            mm.storesInto(0);
                            mm.map(1, 1).done();
                            mm.shows(area(0, 2, "rw-p"), area(2, 3, "rw-p"));
                        })
                .add(
                        "aPieceThatJoinsHasTheLineageTooAndItsNeighbourThePieces",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(2, 1).prot(RWX).done();
                            mm.map(3, 1).done();
                            mm.storesInto(3);
                            mm.protect(3, 1, RWX).done();
                            mm.unmap(3, 1).done();
                            mm.map(0, 1).prot(RWX).done();
                            mm.storesInto(0);
                            mm.map(1, 1).prot(RWX).done();
                            mm.shows(area(0, 2, "rwxp"), area(2, 3, "rwxp"));
                        });
    }
}
