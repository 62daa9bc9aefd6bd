package io.github.procmm.suite;

import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.FaultKind;
import io.github.procmm.kernel.Page;
import io.github.procmm.model.Prot;
import io.github.procmm.proto.testee.ObjectKind;

/** What is seen in shared memory, and in private memory until it is copied: V1-MEM-1, V1-MEM-2. */
final class MemCases {

    private MemCases() {}

    static void addTo(Suite suite) {
        sharedBytes(suite);
        sharedViews(suite);
        privateViews(suite);
    }

    private static void sharedBytes(Suite suite) {
        suite.rule("V1-MEM-1")
                .on(Hosts.DIALECTS)
                .add(
                        "aStoreIsInTheObjectAtOnce",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(2);
                            mm.map(0, 1).of(a, 1).done();
                            mm.store(page(0) + 5, 8, 0x8877665544332211L).works();
                            a.object().reads(Page.SIZE + 4, 10, "00112233445566778800");
                            mm.store(page(0) + 6, 4, 0xaabbccdd).works();
                            mm.store(page(0) + 10, 2, 0xeeff).works();
                            mm.store(page(0) + 12, 1, 0x99).works();
                            a.object().reads(Page.SIZE + 4, 10, "0011ddccbbaaffee9900");
                        })
                .add(
                        "whatIsWrittenToTheObjectIsLoadedAtOnce",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            mm.map(0, 1).of(a).done();
                            mm.load(page(0) + 3, 8).sees(0);
                            a.object().write(3, "8182838485868788");
                            mm.load(page(0) + 3, 1).sees(0x81);
                            mm.load(page(0) + 3, 2).sees(0x8281);
                            mm.load(page(0) + 3, 4).sees(0x84838281L);
                            mm.load(page(0) + 3, 8).sees(0x8887868584838281L);
                            mm.store(page(0) + 3, 1, 0x7f).works();
                            a.object().write(4, "6e");
                            mm.load(page(0) + 3, 4).sees(0x84836e7fL);
                        });
    }

    private static void sharedViews(Suite suite) {
        suite.rule("V1-MEM-1")
                .on(Hosts.MANAGERS)
                .add(
                        "twoMappingsInOneAddressSpaceShowTheSameBytes",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(2);
                            mm.map(0, 1).of(a, 1).done();
                            mm.map(4, 2).of(a).prot(Prot.READ).done();
                            mm.store(page(0) + 9, 4, 0x1234).works();
                            mm.load(page(5) + 9, 4).sees(0x1234);
                            mm.load(page(4) + 9, 4).sees(0);
                        })
                .add(
                        "twoAddressSpacesSeeEachOthersStores",
                        s -> {
                            FileRef a = s.object(1);
                            Mm one = s.openMm();
                            Mm two = s.openMm();
                            one.map(0, 1).of(a).done();
                            two.map(7, 1).of(s.writer().open(a.object())).done();
                            one.store(page(0), 4, 0x11).works();
                            two.load(page(7), 4).sees(0x11);
                            two.store(page(7), 4, 0x22).works();
                            one.load(page(0), 4).sees(0x22);
                        })
                .add(
                        "whatWasStoredStaysInTheObjectWhenItIsUnmapped",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            mm.map(0, 1).of(a).done();
                            mm.store(page(0), 2, 0x0201).works();
                            mm.unmap(0, 1).done();
                            a.object().reads(0, 3, "010200");
                            mm.map(3, 1).of(a).done();
                            mm.load(page(3), 2).sees(0x0201);
                        })
                .add(
                        "anonymousMemoryThatIsSharedKeepsWhatIsStored",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 2).shared().done();
                            mm.store(page(1) + 8, 8, 0x55).works();
                            mm.protect(0, 2, Prot.READ).done();
                            mm.load(page(1) + 8, 8).sees(0x55);
                            mm.load(page(0) + 8, 8).sees(0);
                        });
    }

    private static void privateViews(Suite suite) {
        suite.rule("V1-MEM-2")
                .on(Hosts.MANAGERS)
                .add("aLoadSeesTheObjectsBytesOfThatMoment", MemCases::loadsOfThatMoment)
                .add(
                        "aLoadSeesWhatASharedMappingStores",
                        s -> {
                            FileRef a = s.object(1);
                            Mm mm = s.openMm();
                            Mm other = s.openMm();
                            mm.map(0, 1).privatelyOf(a, 0).done();
                            mm.load(page(0), 1).sees(0);
                            other.map(0, 1).of(a).done();
                            other.store(page(0), 1, 7).works();
                            mm.load(page(0), 1).sees(7);
                        })
                .add(
                        "aCopyOfOnePageLeavesTheNextOneShowingTheObject",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(3);
                            mm.map(0, 3).privatelyOf(a, 0).done();
                            mm.store(page(1), 1, 1).works();
                            a.object().write(0, "0a");
                            a.object().write(2L * Page.SIZE, "0b");
                            mm.load(page(0), 1).sees(0x0a);
                            mm.load(page(2), 1).sees(0x0b);
                        })
                .add(
                        "aStoreThatIsForbiddenCopiesNothing",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            mm.map(0, 1).privatelyOf(a, 0).prot(Prot.READ).done();
                            mm.store(page(0), 1, 1).faults(FaultKind.ACCERR);
                            a.object().write(0, "0c");
                            mm.load(page(0), 1).sees(0x0c);
                        })
                .add(
                        "memoryWithoutAnObjectReadsAsZeros",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 2).done();
                            mm.load(page(0), 8).sees(0);
                            mm.load(page(1) - 4, 8).sees(0);
                            mm.load(page(2) - 1, 1).sees(0);
                        });
    }

    private static void loadsOfThatMoment(Scenario s) {
        Mm mm = s.openMm();
        ObjectRef object = s.newObject(ObjectKind.REGULAR, 2L * Page.SIZE);
        FileRef a = s.writer().open(object, AccessMode.READ_ONLY);
        mm.map(0, 1).privatelyOf(a, 1).done();
        mm.load(page(0) + 2, 2).sees(0);
        object.write(Page.SIZE + 2, "0102");
        mm.load(page(0) + 2, 2).sees(0x0201);
        object.write(Page.SIZE + 3, "03");
        mm.load(page(0) + 2, 2).sees(0x0301);
    }
}
