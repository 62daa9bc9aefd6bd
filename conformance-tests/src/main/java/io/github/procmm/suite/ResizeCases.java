package io.github.procmm.suite;

import static io.github.procmm.backend.FaultKind.BUS;
import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.kernel.Page;
import io.github.procmm.model.Prot;

/** What mappings show when the end of their object moves: V1-MEM-12, V1-MEM-13. */
final class ResizeCases {

    private ResizeCases() {}

    static void addTo(Suite suite) {
        copiesKept(suite);
        copiesDiscarded(suite);
        growing(suite);
        growingUnderCopies(suite);
    }

    private static void copiesKept(Suite suite) {
        suite.rule("V1-MEM-12")
                .on(Hosts.MANAGERS)
                .add(
                        "theCopyOfTheLastPageKeepsBytesBeyondTheNewEnd",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(2);
                            mm.map(0, 2).privatelyOf(a, 0).done();
                            mm.store(page(0), 1, 4).works();
                            mm.store(page(1) + 100, 1, 5).works();
                            a.object().resize(Page.SIZE + 50);
                            mm.load(page(0), 1).sees(4);
                            mm.load(page(1) + 100, 1).sees(5);
                            a.object().resize(2L * Page.SIZE);
                            mm.load(page(1) + 100, 1).sees(5);
                        })
                .add(
                        "shrinkingToTheEndOfAPageKeepsItsCopy",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(2);
                            mm.map(0, 2).privatelyOf(a, 0).done();
                            mm.store(page(0), 1, 4).works();
                            a.object().resize(Page.SIZE);
                            mm.load(page(0), 1).sees(4);
                        })
                .add(
                        "otherObjectsAndAnonymousMemoryKeepTheirs",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            FileRef b = s.object(1);
                            mm.map(0, 1).privatelyOf(a, 0).done();
                            mm.map(1, 1).privatelyOf(b, 0).done();
                            mm.map(2, 1).done();
                            for (int page = 0; page < 3; page++) {
                                mm.store(page(page), 1, 9).works();
                            }
                            a.object().resize(0);
                            mm.load(page(0), 1).faults(BUS);
                            mm.load(page(1), 1).sees(9);
                            mm.load(page(2), 1).sees(9);
                        });
    }

    private static void copiesDiscarded(Suite suite) {
        suite.rule("V1-MEM-12")
                .on(Hosts.MANAGERS)
                .add(
                        "copiesWhollyBeyondTheNewEndAreDiscarded",
                        s -> {
                            FileRef a = s.object(3);
                            Mm one = s.openMm();
                            Mm two = s.openMm();
                            one.map(0, 3).privatelyOf(a, 0).done();
                            two.map(5, 1).privatelyOf(a, 2).done();
                            one.store(page(1), 1, 5).works();
                            one.store(page(2), 1, 6).works();
                            two.store(page(5), 1, 7).works();
                            a.object().resize(Page.SIZE + 1);
                            one.load(page(2), 1).faults(BUS);
                            a.object().resize(3L * Page.SIZE);
                            one.load(page(1), 1).sees(5);
                            one.load(page(2), 1).sees(0);
                            two.load(page(5), 1).sees(0);
                        })
                .add(
                        "aPageWhoseCopyWasDiscardedShowsTheObjectAgain",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(2);
                            mm.map(0, 2).privatelyOf(a, 0).done();
                            mm.store(page(1), 1, 6).works();
                            a.object().resize(Page.SIZE);
                            a.object().write(Page.SIZE, "0a0b");
                            mm.load(page(1), 2).sees(0x0b0a);
                            mm.store(page(1), 1, 7).works();
                            a.object().write(Page.SIZE, "0c0d");
                            mm.load(page(1), 2).sees(0x0b07);
                        })
                .add(
                        "aCopyThatNobodyMayTouchIsDiscardedToo",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(2);
                            mm.map(0, 2).privatelyOf(a, 0).done();
                            mm.store(page(1), 1, 6).works();
                            mm.protect(0, 2, Prot.NONE).done();
                            a.object().resize(1);
                            a.object().resize(2L * Page.SIZE);
                            mm.protect(0, 2, Prot.READ).done();
                            mm.load(page(1), 1).sees(0);
                        });
    }

    private static void growing(Suite suite) {
        suite.rule("V1-MEM-13")
                .on(Hosts.MANAGERS)
                .add(
                        "zerosAreAddedBehindTheLastPage",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            mm.map(0, 3).of(a).done();
                            mm.load(page(1), 1).faults(BUS);
                            a.object().resize(2L * Page.SIZE);
                            mm.load(page(1), 8).sees(0);
                            mm.load(page(2), 1).faults(BUS);
                            mm.store(page(1), 1, 3).works();
                            a.object().reads(Page.SIZE, 2, "0300");
                        })
                .add(
                        "whatWasStoredBehindTheEndBecomesPartOfTheObject",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.objectOf(10);
                            mm.map(0, 1).of(a).done();
                            mm.store(page(0) + 9, 8, 0x0807060504030201L).works();
                            a.object().reads(8, 8, "0001");
                            a.object().resize(14);
                            a.object().reads(8, 8, "000102030405");
                            a.object().resize(Page.SIZE + 1);
                            a.object().reads(8, 10, "00010203040506070800");
                        })
                .add(
                        "aWriteBehindTheEndMovesIt",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.objectOf(10);
                            mm.map(0, 3).of(a).done();
                            a.object().write(Page.SIZE + 4, "0a");
                            mm.load(page(1), 8).sees(0x0a_0000_0000L);
                            mm.load(page(2), 1).faults(BUS);
                            a.object().reads(8, 4, "00000000");
                        });
    }

    private static void growingUnderCopies(Suite suite) {
        suite.rule("V1-MEM-13")
                .on(Hosts.MANAGERS)
                .add(
                        "whatAPrivateMappingStoredBehindTheEndStaysItsOwn",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.objectOf(10);
                            mm.map(0, 1).privatelyOf(a, 0).done();
                            mm.store(page(0) + 12, 1, 5).works();
                            a.object().resize(20);
                            a.object().reads(12, 1, "00");
                            mm.load(page(0) + 12, 1).sees(5);
                        },
                        "V1-MEM-3")
                .add(
                        "aPrivateMappingSeesWhatIsAdded",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            mm.map(0, 2).privatelyOf(a, 0).done();
                            mm.store(page(1), 1, 1).faults(BUS);
                            a.object().resize(2L * Page.SIZE);
                            mm.load(page(1), 1).sees(0);
                            a.object().write(Page.SIZE, "0a");
                            mm.load(page(1), 1).sees(0x0a);
                        });
    }
}
