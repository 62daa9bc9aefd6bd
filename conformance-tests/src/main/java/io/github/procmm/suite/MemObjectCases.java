package io.github.procmm.suite;

import static io.github.procmm.backend.FaultKind.BUS;
import static io.github.procmm.model.Prot.ACCESS;
import static io.github.procmm.suite.FaultCases.NOP;
import static io.github.procmm.suite.FaultCases.everyAccessFaults;
import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.kernel.Page;

/** The end of an object that is mapped: V1-MEM-9 to V1-MEM-11. */
final class MemObjectCases {

    private MemObjectCases() {}

    static void addTo(Suite suite) {
        beyondTheEnd(suite);
        lastPage(suite);
        shrinking(suite);
    }

    private static void beyondTheEnd(Suite suite) {
        suite.rule("V1-MEM-9")
                .on(Hosts.MANAGERS)
                .add(
                        "onlyPagesWhollyBeyondTheEndAreBus",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.objectOf(Page.SIZE + 1);
                            mm.map(0, 4).of(a).prot(ACCESS).done();
                            mm.map(4, 4).privatelyOf(a, 0).prot(ACCESS).done();
                            for (int first = 0; first < 8; first += 4) {
                                mm.load(page(first + 2) - 1, 1).sees(0);
                                mm.store(page(first + 1) + 1, 1, 0).works();
                                everyAccessFaults(mm, page(first + 2), BUS);
                                everyAccessFaults(mm, page(first + 4) - 1, BUS);
                            }
                        })
                .add(
                        "pagesOfAnEmptyObjectAreBus",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).of(s.objectOf(0)).prot(ACCESS).done();
                            everyAccessFaults(mm, page(0) + 7, BUS);
                        })
                .add(
                        "theEndIsThatOfTheObjectAndNotOfTheMapping",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(4);
                            mm.map(0, 2).of(a, 3).done();
                            mm.load(page(1) - 8, 8).sees(0);
                            mm.load(page(1), 8).faults(BUS);
                            mm.map(4, 1).of(a, 1L << 19).done();
                            mm.load(page(4), 8).faults(BUS);
                        })
                .add(
                        "anonymousMemoryHasNoEnd",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 4).length(3 * Page.SIZE + 1).done();
                            mm.map(4, 4).length(3 * Page.SIZE + 1).shared().done();
                            mm.store(page(4) - 1, 1, 1).works();
                            mm.load(page(8) - 1, 1).sees(0);
                        });
    }

    private static void lastPage(Suite suite) {
        suite.rule("V1-MEM-10")
                .on(Hosts.MANAGERS)
                .add(
                        "bytesBehindTheEndAreZeroAndCanBeStored",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.objectOf(Page.SIZE + 10);
                            mm.map(0, 2).of(a).done();
                            mm.load(page(1) + 10, 8).sees(0);
                            mm.load(page(2) - 8, 8).sees(0);
                            mm.store(page(1) + 10, 2, 0x0605).works();
                            mm.store(page(2) - 1, 1, 4).works();
                            mm.load(page(1) + 10, 2).sees(0x0605);
                            mm.load(page(2) - 1, 1).sees(4);
                        })
                .add(
                        "aStoreOverTheEndDoesNotMoveIt",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.objectOf(10);
                            mm.map(0, 2).of(a).done();
                            mm.store(page(0) + 6, 8, 0x0807060504030201L).works();
                            a.object().reads(6, 16, "01020304");
                            a.object().reads(10, 16, "");
                            mm.load(page(0) + 6, 8).sees(0x0807060504030201L);
                            mm.load(page(1), 1).faults(BUS);
                        })
                .add(
                        "everyMappingSeesWhatIsBehindTheEnd",
                        s -> {
                            FileRef a = s.objectOf(1);
                            Mm one = s.openMm();
                            Mm two = s.openMm();
                            one.map(0, 1).of(a).done();
                            two.map(0, 1).privatelyOf(a, 0).done();
                            one.store(page(0) + 100, 1, 7).works();
                            two.load(page(0) + 100, 1).sees(7);
                        })
                .add(
                        "aPrivatePageCanBeStoredToBehindTheEnd",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.objectOf(1);
                            mm.map(0, 1).privatelyOf(a, 0).done();
                            mm.map(1, 1).of(a).done();
                            mm.store(page(0) + 100, 1, 7).works();
                            mm.load(page(0) + 100, 1).sees(7);
                            mm.load(page(1) + 100, 1).sees(0);
                        })
                .add(
                        "whatIsBehindTheEndCanBeExecuted",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).of(s.objectOf(1)).prot(ACCESS).done();
                            mm.store(page(0) + 100, 1, NOP).works();
                            mm.fetch(page(0) + 100).works();
                        });
    }

    private static void shrinking(Suite suite) {
        suite.rule("V1-MEM-11")
                .on(Hosts.MANAGERS)
                .add(
                        "bytesBeyondTheNewEndBecomeZero",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(2);
                            mm.map(0, 2).of(a).done();
                            mm.store(page(1), 8, -1).works();
                            mm.store(page(2) - 1, 1, 1).works();
                            a.object().resize(Page.SIZE + 3);
                            mm.load(page(1), 8).sees(0xffffffL);
                            mm.load(page(2) - 1, 1).sees(0);
                            a.object().reads(Page.SIZE, 8, "ffffff");
                        })
                .add(
                        "bytesBeyondTheOldEndBecomeZeroToo",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.objectOf(50);
                            mm.map(0, 1).of(a).done();
                            mm.store(page(0) + 100, 1, 5).works();
                            a.object().resize(40);
                            mm.load(page(0) + 100, 1).sees(0);
                            a.object().resize(200);
                            mm.load(page(0) + 100, 1).sees(0);
                        })
                .add(
                        "bytesBeyondTheEndBecomeZeroIfTheSizeStays",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.objectOf(50);
                            mm.map(0, 1).of(a).done();
                            mm.store(page(0) + 100, 1, 5).works();
                            a.object().resize(50);
                            mm.load(page(0) + 100, 1).sees(0);
                        })
                .add(
                        "pagesBehindTheNewEndAreDiscarded",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(3);
                            mm.map(0, 3).of(a).done();
                            for (int page = 0; page < 3; page++) {
                                mm.store(page(page), 1, page + 1).works();
                            }
                            a.object().resize(Page.SIZE);
                            mm.load(page(0), 1).sees(1);
                            mm.load(page(1), 1).faults(BUS);
                            mm.store(page(2), 1, 1).faults(BUS);
                            a.object().resize(3L * Page.SIZE);
                            mm.load(page(0), 1).sees(1);
                            mm.load(page(1), 1).sees(0);
                            mm.load(page(2), 1).sees(0);
                        })
                .add(
                        "anObjectThatWasEmptiedStartsAfresh",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            mm.map(0, 1).of(a).done();
                            mm.store(page(0), 1, 1).works();
                            a.object().resize(0);
                            mm.load(page(0), 1).faults(BUS);
                            a.object().resize(1);
                            mm.load(page(0), 1).sees(0);
                        });
    }
}
