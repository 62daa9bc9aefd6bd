package io.github.procmm.suite;

import static io.github.procmm.backend.FaultKind.ACCERR;
import static io.github.procmm.backend.FaultKind.MAPERR;
import static io.github.procmm.model.Prot.ACCESS;
import static io.github.procmm.model.Prot.EXEC;
import static io.github.procmm.model.Prot.NONE;
import static io.github.procmm.model.Prot.READ;
import static io.github.procmm.model.Prot.WRITE;
import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.backend.FaultKind;
import io.github.procmm.model.Prot;

/** Which accesses fault, and how: V1-MEM-5 to V1-MEM-7. */
final class FaultCases {

    /** The instruction that a fetch executes. */
    static final int NOP = 0x90;

    private FaultCases() {}

    static void addTo(Suite suite) {
        whereNothingIsMapped(suite);
        loads(suite);
        stores(suite);
    }

    static void everyAccessFaults(Mm mm, long addr, FaultKind kind) {
        mm.load(addr, 1).faults(kind);
        mm.store(addr, 1, 0).faults(kind);
        mm.fetch(addr).faults(kind);
    }

    private static void whereNothingIsMapped(Suite suite) {
        suite.rule("V1-MEM-5")
                .on(Hosts.DIALECTS)
                .add(
                        "besideAnAreaEveryAccessIsMAPERR",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).prot(ACCESS).done();
                            mm.map(2, 1).prot(NONE).done();
                            everyAccessFaults(mm, page(0) - 1, MAPERR);
                            everyAccessFaults(mm, page(1), MAPERR);
                            everyAccessFaults(mm, page(2) - 1, MAPERR);
                            everyAccessFaults(mm, page(3) + 5, MAPERR);
                        })
                .add(
                        "addressesThatCannotBeMappedAreMAPERR",
                        s -> {
                            Mm mm = s.openMm();
                            for (long addr : new long[] {0, s.taskSize(), s.maxWord()}) {
                                mm.load(addr, 1).faults(MAPERR);
                                mm.store(addr, 1, 0).faults(MAPERR);
                            }
                        })
                .on(Hosts.MANAGERS)
                .add(
                        "aPageThatWasUnmappedIsMAPERR",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 3).of(s.object(3)).prot(ACCESS).done();
                            mm.store(page(1), 1, NOP).works();
                            mm.unmap(1, 1).done();
                            everyAccessFaults(mm, page(1), MAPERR);
                            mm.load(page(1) - 1, 1).sees(0);
                            mm.load(page(2), 1).sees(0);
                        });
    }

    private static void loads(Suite suite) {
        suite.rule("V1-MEM-6")
                .on(Hosts.DIALECTS)
                .add(
                        "eachRightAloneAllowsALoad",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            a.object().write(0, "7f");
                            for (int prot = 1; prot <= ACCESS; prot++) {
                                mm.map(0, 1).of(a).prot(prot).done();
                                mm.load(page(0), 1).sees(0x7f);
                                mm.map(0, 1).privatelyOf(a, 0).prot(prot).done();
                                mm.load(page(0), 1).sees(0x7f);
                            }
                        })
                .add(
                        "withoutAnyRightALoadIsACCERR",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            mm.map(0, 1).prot(NONE).done();
                            mm.map(1, 1).of(a).prot(NONE).done();
                            mm.map(2, 1).privatelyOf(a, 0).prot(Prot.SEM).done();
                            for (int page = 0; page < 3; page++) {
                                mm.load(page(page) + 8, 8).faults(ACCERR);
                            }
                        })
                .on(Hosts.MANAGERS)
                .add(
                        "rightsThatAreTakenAwayAreGoneAtOnce",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 3).done();
                            mm.store(page(1), 1, 1).works();
                            mm.protect(1, 1, NONE).done();
                            mm.load(page(1), 1).faults(ACCERR);
                            mm.load(page(0), 1).sees(0);
                            mm.load(page(2), 1).sees(0);
                        },
                        "V1-PROT-1")
                .add(
                        "beyondTheEndOfTheObjectItIsACCERRToo",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 2).of(s.object(1)).prot(NONE).done();
                            mm.load(page(1), 1).faults(ACCERR);
                        });
    }

    private static void stores(Suite suite) {
        suite.rule("V1-MEM-7")
                .on(Hosts.MANAGERS)
                .add(
                        "noOtherRightAllowsAStore",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            for (int prot : new int[] {NONE, READ, EXEC, READ | EXEC}) {
                                mm.map(0, 1).of(a).prot(prot).done();
                                mm.map(1, 1).prot(prot).done();
                                mm.store(page(0), 1, 1).faults(ACCERR);
                                mm.store(page(1) + 16, 8, 1).faults(ACCERR);
                            }
                            a.object().reads(0, 1, "00");
                        })
                .add(
                        "writeAloneAllowsAStore",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            mm.map(0, 1).of(a).prot(WRITE).done();
                            mm.map(1, 1).prot(WRITE).done();
                            mm.store(page(0), 1, 1).works();
                            mm.store(page(1), 1, 2).works();
                            a.object().reads(0, 1, "01");
                            mm.load(page(1), 1).sees(2);
                        })
                .add(
                        "aStoreAfterALoadFaultsAllTheSame",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).done();
                            mm.store(page(0), 1, 1).works();
                            mm.protect(0, 1, READ).done();
                            mm.load(page(0), 1).sees(1);
                            mm.store(page(0), 1, 2).faults(ACCERR);
                            mm.load(page(0), 1).sees(1);
                        })
                .add(
                        "beyondTheEndOfTheObjectItIsACCERRToo",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            mm.map(0, 2).of(a).prot(READ).done();
                            mm.store(page(1), 1, 1).faults(ACCERR);
                            mm.map(0, 2).privatelyOf(a, 0).prot(READ | EXEC).done();
                            mm.store(page(1), 1, 1).faults(ACCERR);
                        });
    }
}
