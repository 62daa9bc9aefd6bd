package io.github.procmm.suite;

import static io.github.procmm.backend.FaultKind.ACCERR;
import static io.github.procmm.backend.FaultKind.BUS;
import static io.github.procmm.model.Prot.ACCESS;
import static io.github.procmm.model.Prot.EXEC;
import static io.github.procmm.model.Prot.NONE;
import static io.github.procmm.model.Prot.READ;
import static io.github.procmm.model.Prot.WRITE;
import static io.github.procmm.suite.FaultCases.NOP;
import static io.github.procmm.suite.Scenario.page;

/** Where instructions can be executed: V1-MEM-8. */
final class FetchCases {

    private FetchCases() {}

    static void addTo(Suite suite) {
        fetches(suite);
        fetchesBeyondTheEnd(suite);
    }

    private static void fetches(Suite suite) {
        suite.rule("V1-MEM-8")
                .on(Hosts.DIALECTS)
                .add(
                        "execAloneAllowsAFetch",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            a.object().write(5, "90");
                            mm.map(0, 1).of(a).prot(EXEC).done();
                            mm.fetch(page(0) + 5).works();
                            mm.map(0, 1).privatelyOf(a, 0).prot(ACCESS).done();
                            mm.fetch(page(0) + 5).works();
                            mm.store(page(0) + 7, 1, NOP).works();
                            mm.fetch(page(0) + 7).works();
                        })
                .add(
                        "noOtherRightAllowsAFetch",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            a.object().write(0, "90");
                            for (int prot : new int[] {NONE, READ, WRITE, READ | WRITE}) {
                                mm.map(0, 1).of(a).prot(prot).done();
                                mm.map(1, 1).prot(prot).done();
                                mm.fetch(page(0)).faults(ACCERR);
                                mm.fetch(page(1)).faults(ACCERR);
                            }
                        })
                .on(Hosts.MANAGERS)
                .add(
                        "execTakenAndGivenBackCountsAtOnce",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).prot(ACCESS).done();
                            mm.store(page(0), 1, NOP).works();
                            mm.fetch(page(0)).works();
                            mm.protect(0, 1, READ | WRITE).done();
                            mm.fetch(page(0)).faults(ACCERR);
                            mm.protect(0, 1, EXEC).done();
                            mm.fetch(page(0)).works();
                        },
                        "V1-PROT-1");
    }

    private static void fetchesBeyondTheEnd(Suite suite) {
        suite.rule("V1-MEM-8")
                .on(Hosts.DIALECTS)
                .add(
                        "beyondTheEndAFetchIsBusWhereALoadIs",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            for (int prot = 1; prot <= ACCESS; prot++) {
                                mm.map(0, 2).of(a).prot(prot).done();
                                mm.fetch(page(1)).faults(BUS);
                                mm.map(0, 2).privatelyOf(a, 0).prot(prot).done();
                                mm.fetch(page(1)).faults(BUS);
                            }
                        })
                .add(
                        "beyondTheEndAFetchIsACCERRWithoutAnyRight",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 2).of(s.object(1)).prot(NONE).done();
                            mm.fetch(page(1)).faults(ACCERR);
                        });
    }
}
