package io.github.procmm.suite;

import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.kernel.Page;
import io.github.procmm.model.Prot;
import io.github.procmm.proto.testee.ObjectKind;

/** The copies that stores make in private memory: V1-MEM-3, V1-MEM-4. */
final class CopyCases {

    private CopyCases() {}

    static void addTo(Suite suite) {
        copies(suite);
        owners(suite);
        lifetimes(suite);
        ends(suite);
    }

    private static void copies(Suite suite) {
        suite.rule("V1-MEM-3")
                .on(Hosts.MANAGERS)
                .add(
                        "theFirstStoreCopiesTheWholePage",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            a.object().write(0, "01020304");
                            a.object().write(Page.SIZE - 2, "0506");
                            mm.map(0, 1).privatelyOf(a, 0).done();
                            mm.store(page(0) + 1, 1, 0xff).works();
                            a.object().write(0, "0a0b0c0d");
                            a.object().write(Page.SIZE - 2, "0e0f");
                            mm.load(page(0), 4).sees(0x0403ff01);
                            mm.load(page(1) - 2, 2).sees(0x0605);
                        })
                .add(
                        "theObjectNeverSeesAStore",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            mm.map(0, 1).privatelyOf(a, 0).done();
                            mm.map(3, 1).of(a).done();
                            mm.store(page(0), 4, 0x11223344).works();
                            a.object().reads(0, 4, "00000000");
                            mm.load(page(3), 4).sees(0);
                            mm.unmap(0, 1).done();
                            a.object().reads(0, 4, "00000000");
                        })
                .add(
                        "aSecondStoreGoesToTheSameCopy",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            mm.map(0, 1).privatelyOf(a, 0).done();
                            mm.store(page(0), 1, 1).works();
                            a.object().write(0, "0a0b0c");
                            mm.store(page(0) + 2, 1, 3).works();
                            mm.load(page(0), 4).sees(0x00030001);
                        });
    }

    private static void owners(Suite suite) {
        suite.rule("V1-MEM-3")
                .on(Hosts.MANAGERS)
                .add(
                        "aCopyNeedsNoWriteAccessToTheObject",
                        s -> {
                            Mm mm = s.openMm();
                            ObjectRef object = s.newObject(ObjectKind.REGULAR, Page.SIZE);
                            FileRef a = s.writer().open(object, AccessMode.READ_ONLY);
                            mm.map(0, 1).privatelyOf(a, 0).done();
                            mm.store(page(0), 2, 0x0201).works();
                            mm.load(page(0), 2).sees(0x0201);
                            object.reads(0, 2, "0000");
                        })
                .add(
                        "twoPrivateMappingsOfAPageHaveEachACopyOfTheirOwn",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            mm.map(0, 1).privatelyOf(a, 0).done();
                            mm.map(1, 1).privatelyOf(a, 0).done();
                            mm.store(page(0), 1, 1).works();
                            mm.load(page(1), 1).sees(0);
                            mm.store(page(1), 1, 2).works();
                            mm.load(page(0), 1).sees(1);
                        })
                .add(
                        "twoAddressSpacesHaveEachACopyOfTheirOwn",
                        s -> {
                            FileRef a = s.object(1);
                            Mm one = s.openMm();
                            Mm two = s.openMm();
                            one.map(0, 1).privatelyOf(a, 0).done();
                            two.map(0, 1).privatelyOf(a, 0).done();
                            one.store(page(0), 1, 1).works();
                            a.object().write(0, "0a");
                            two.load(page(0), 1).sees(0x0a);
                            two.store(page(0) + 1, 1, 2).works();
                            one.load(page(0), 2).sees(0x0001);
                            two.load(page(0), 2).sees(0x020a);
                        });
    }

    private static void lifetimes(Suite suite) {
        suite.rule("V1-MEM-4")
                .on(Hosts.MANAGERS)
                .add(
                        "rightsTakenAndGivenBackKeepTheCopy",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).privatelyOf(s.object(1), 0).done();
                            mm.map(5, 1).done();
                            mm.store(page(0), 1, 5).works();
                            mm.store(page(5), 1, 6).works();
                            mm.protect(0, 1, Prot.NONE).done();
                            mm.protect(5, 1, Prot.NONE).done();
                            mm.protect(0, 1, Prot.READ).done();
                            mm.protect(5, 1, Prot.READ).done();
                            mm.load(page(0), 1).sees(5);
                            mm.load(page(5), 1).sees(6);
                        })
                .add(
                        "cutsOnBothSidesKeepTheCopy",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(5);
                            mm.map(0, 5).privatelyOf(a, 0).done();
                            mm.store(page(2), 1, 5).works();
                            mm.unmap(0, 1).done();
                            mm.protect(3, 2, Prot.READ).done();
                            mm.map(1, 1).done();
                            mm.load(page(2), 1).sees(5);
                            mm.map(1, 1).privatelyOf(a, 1).done();
                            mm.protect(3, 2, Prot.READ | Prot.WRITE).done();
                            mm.load(page(2), 1).sees(5);
                        })
                .add(
                        "aCopyOutlivesTheDescriptorOfItsObject",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(2);
                            mm.map(0, 2).privatelyOf(a, 0).done();
                            mm.store(page(0), 1, 5).works();
                            s.writer().close(a);
                            mm.load(page(0), 1).sees(5);
                            mm.load(page(1), 1).sees(0);
                        },
                        "V1-MAP-7");
    }

    private static void ends(Suite suite) {
        suite.rule("V1-MEM-4")
                .on(Hosts.MANAGERS)
                .add(
                        "aPageThatWasUnmappedStartsAfresh",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(2);
                            mm.map(0, 2).privatelyOf(a, 0).done();
                            mm.store(page(0), 1, 5).works();
                            mm.store(page(1), 1, 6).works();
                            mm.unmap(0, 1).done();
                            mm.map(0, 1).privatelyOf(a, 0).done();
                            mm.load(page(0), 1).sees(0);
                            mm.load(page(1), 1).sees(6);
                        })
                .add(
                        "aPageThatWasMappedOverStartsAfresh",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            a.object().write(0, "0a");
                            mm.map(0, 1).privatelyOf(a, 0).done();
                            mm.map(1, 1).done();
                            mm.store(page(0), 1, 5).works();
                            mm.store(page(1), 1, 6).works();
                            mm.map(0, 1).privatelyOf(a, 0).done();
                            mm.map(1, 1).done();
                            mm.load(page(0), 1).sees(0x0a);
                            mm.load(page(1), 1).sees(0);
                        },
                        "V1-MAP-2");
    }
}
