package io.github.procmm.suite;

import static io.github.procmm.model.MapFlags.NORESERVE;
import static io.github.procmm.model.Prot.EXEC;
import static io.github.procmm.model.Prot.NONE;
import static io.github.procmm.model.Prot.READ;
import static io.github.procmm.model.Prot.WRITE;
import static io.github.procmm.suite.Areas.area;

import io.github.procmm.backend.Feature;

/**
 * What is accounted: V1-AREA-9, V1-AREA-10. It shows beside memory that was mapped for reading
 * only, which never is: what was made readable only joins it, or does not.
 */
final class AccountingCases {

    private static final int RW = READ | WRITE;

    private AccountingCases() {}

    static void addTo(Suite suite) {
        ofNewMappings(suite.rule("V1-AREA-9").on(Hosts.MANAGERS).needing(Feature.AREAS));
        ofMemory(suite.rule("V1-AREA-10").on(Hosts.MANAGERS).needing(Feature.AREAS));
        ofObjects(suite.rule("V1-AREA-10").on(Hosts.MANAGERS).needing(Feature.AREAS));
        whichLineageDecides(suite.rule("V1-AREA-10").on(Hosts.MANAGERS).needing(Feature.AREAS));
    }

    private static void ofNewMappings(Suite.RuleCases cases) {
        cases.add(
                        "whatIsPrivateAndWritableIsAccounted",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(4);
                            mm.map(0, 1).privatelyOf(a, 0).done();
                            mm.map(1, 1).privatelyOf(a, 1).prot(WRITE).done();
                            mm.protect(0, 2, READ).done();
                            mm.map(2, 1).privatelyOf(a, 2).prot(READ).done();
                            mm.shows(area(0, 2, "r--p", a, 0), area(2, 3, "r--p", a, 2));
                        })
                .add(
                        "whatIsSharedIsNot",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(4);
                            mm.map(0, 1).of(a, 0).done();
                            mm.protect(0, 1, READ).done();
                            mm.map(1, 1).of(a, 1).prot(READ).done();
                            mm.shows(area(0, 2, "r--s", a, 0));
                        })
                .add(
                        "whatCannotBeWrittenIsNot",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(4);
                            mm.map(0, 1).privatelyOf(a, 0).prot(READ | EXEC).done();
                            mm.map(2, 1).privatelyOf(a, 2).prot(NONE).done();
                            mm.protect(0, 1, READ).done();
                            mm.protect(2, 1, READ).done();
                            mm.map(1, 1).privatelyOf(a, 1).prot(READ).done();
                            mm.shows(area(0, 3, "r--p", a, 0));
                        })
                .add(
                        "whatIsNoreserveIsNot",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(4);
                            mm.map(0, 1).privatelyOf(a, 0).with(NORESERVE).done();
                            mm.protect(0, 1, READ).done();
                            mm.map(1, 1).privatelyOf(a, 1).prot(READ).with(NORESERVE).done();
                            mm.shows(area(0, 2, "r--p", a, 0));
                        });
    }

    private static void ofMemory(Suite.RuleCases cases) {
        cases.add(
                        "memoryThatWasNotStoredToIsAccountedNoLongerOnceItCannotBeWritten",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 2).done();
                            mm.protect(0, 2, READ).done();
                            mm.map(2, 1).prot(READ).done();
                            mm.shows(area(0, 3, "r--p"));
                        })
                .add(
                        "memoryThatWasStoredToStaysAccounted",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 2).done();
                            mm.storesInto(1);
                            mm.protect(0, 2, READ).done();
                            mm.map(2, 1).prot(READ).done();
                            mm.shows(area(0, 2, "r--p"), area(2, 3, "r--p"));
                        })
                .add(
                        "whatIsMadeWritableBecomesAccounted",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 2).prot(READ).done();
                            mm.protect(0, 2, RW).done();
                            mm.map(2, 1).done();
                            mm.shows(area(0, 3, "rw-p"));
                        })
                .add(
                        "noreserveIsNeverAccounted",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).prot(READ).with(NORESERVE).done();
                            mm.protect(0, 1, RW).done();
                            mm.storesInto(0);
                            mm.map(1, 1).with(NORESERVE).done();
                            mm.shows(area(0, 2, "rw-p"));
                            mm.protect(0, 2, READ).done();
                            mm.map(2, 1).prot(READ).with(NORESERVE).done();
                            mm.shows(area(0, 3, "r--p"));
                        });
    }

    private static void ofObjects(Suite.RuleCases cases) {
        cases.add(
                        "whatShowsAnObjectStaysAccountedOnceItWasWritable",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(4);
                            mm.map(0, 1).privatelyOf(a, 0).prot(READ).done();
                            mm.protect(0, 1, RW).done();
                            mm.protect(0, 1, READ).done();
                            mm.map(1, 1).privatelyOf(a, 1).prot(READ).done();
                            mm.shows(area(0, 1, "r--p", a, 0), area(1, 2, "r--p", a, 1));
                        })
                .add(
                        "whatIsSharedNeverBecomesAccounted",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(4);
                            mm.map(0, 1).of(a, 0).prot(READ).done();
                            mm.protect(0, 1, RW).done();
                            mm.storesInto(0);
                            mm.protect(0, 1, READ).done();
                            mm.map(1, 1).of(a, 1).prot(READ).done();
                            mm.shows(area(0, 2, "r--s", a, 0));
                        });
    }

    private static void whichLineageDecides(Suite.RuleCases cases) {
        cases.add(
                        "theLineageIsThatOfTheAreaNotOfThePage",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(1, 4).done();
                            mm.storesInto(4);
                            mm.map(0, 1).prot(READ).done();
                            mm.protect(1, 1, READ).done();
                            mm.shows(area(0, 1, "r--p"), area(1, 2, "r--p"), area(2, 5, "rw-p"));
                        })
                .add(
                        "itIsDecidedBeforeThePieceJoins",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            mm.storesInto(0);
                            mm.protect(0, 1, READ).done();
                            mm.map(1, 1).done();
                            mm.protect(1, 1, READ).done();
                            mm.shows(area(0, 1, "r--p"), area(1, 2, "r--p"));
                        })
                .add(
                        "onlyThePieceChanges",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 4).done();
                            mm.protect(0, 1, READ).done();
                            mm.map(4, 1).done();
                            mm.shows(area(0, 1, "r--p"), area(1, 5, "rw-p"));
                        })
                .add(
                        "theSameRightsAgainChangeNothing",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            mm.storesInto(0);
                            mm.protect(0, 1, READ).done();
                            mm.protect(0, 1, READ).done();
                            mm.map(1, 1).prot(READ).done();
                            mm.shows(area(0, 1, "r--p"), area(1, 2, "r--p"));
                        });
    }
}
