package io.github.procmm.suite;

import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Areas.sharedMemory;
import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.kernel.Page;
import io.github.procmm.model.Prot;
import io.github.procmm.wire.Dialect;

/** Which object MM_MMAP maps, and that it maps none: V1-MAP-6 to V1-MAP-9. */
final class MapObjectCases {

    private MapObjectCases() {}

    static void addTo(Suite suite) {
        descriptors(suite);
        tables(suite);
        closing(suite);
        anonymous(suite);
        sharedAnonymous(suite);
    }

    private static void descriptors(Suite suite) {
        suite.rule("V1-MAP-6")
                .on(Hosts.MANAGERS.and(Hosts.of(Dialect.X86_64)))
                .add(
                        "theHighBitsOfFdAreIgnored",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(3);
                            mm.map(0, 1).of(a).fd(a.fd() | 0x1_0000_0000L).done();
                            mm.map(1, 1).of(a, 1).fd(a.fd() | 0xffff_ffff_0000_0000L).done();
                            mm.map(2, 1).of(a, 2).fd(a.fd() | Long.MIN_VALUE).done();
                            mm.shows(area(0, 3, "rw-s", a, 0));
                        })
                .on(Hosts.MANAGERS)
                .add(
                        "itIsLookedUpWhenTheRecordIsWritten",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            mm.map(0, 1).of(a).done();
                            ObjectRef other = s.object(1).object();
                            FileRef b = s.writer().openAt(a.fd(), other, AccessMode.READ_WRITE);
                            mm.map(1, 1).of(b).done();
                            mm.shows(area(0, 1, "rw-s", a, 0), area(1, 2, "rw-s", b, 0));
                        });
    }

    private static void tables(Suite suite) {
        suite.rule("V1-MAP-6")
                .on(Hosts.MANAGERS)
                .add(
                        "itIsLookedUpInTheTableOfTheWriter",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            Writer other = s.newWriter();
                            Mm same = s.writer().send(mm, other);
                            ObjectRef object = s.object(1).object();
                            FileRef b = other.openAt(a.fd(), object, AccessMode.READ_WRITE);
                            mm.map(0, 1).of(a).done();
                            same.map(1, 1).of(b).done();
                            mm.shows(area(0, 1, "rw-s", a, 0), area(1, 2, "rw-s", b, 0));
                        })
                .add(
                        "theTableOfATaskThatRunsThereDoesNotMatter",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            Writer other = s.newWriter();
                            Task task = s.newTask(other);
                            task.switchTo(s.writer().send(mm, other));
                            mm.map(0, 1).of(a).done();
                            task.shows(area(0, 1, "rw-s", a, 0));
                        });
    }

    private static void closing(Suite suite) {
        suite.rule("V1-MAP-7")
                .on(Hosts.MANAGERS)
                .add(
                        "aMappingOutlivesItsDescriptor",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(3);
                            a.object().write(0, "17");
                            mm.map(0, 3).of(a).done();
                            s.writer().close(a);
                            mm.shows(area(0, 3, "rw-s", a, 0));
                            mm.load(page(0), 1).sees(0x17);
                            mm.store(page(2), 1, 0x18).works();
                            a.object().reads(2 * Page.SIZE, 1, "18");
                            mm.unmap(1, 1).done();
                            mm.shows(area(0, 1, "rw-s", a, 0), area(2, 3, "rw-s", a, 2));
                        })
                .add(
                        "reusingTheNumberChangesNothing",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(2);
                            FileRef b = s.object(2);
                            a.object().write(0, "aa");
                            b.object().write(0, "bb");
                            mm.map(0, 1).of(a).done();
                            s.writer().close(a);
                            s.writer().openAt(a.fd(), b.object(), AccessMode.READ_ONLY);
                            mm.shows(area(0, 1, "rw-s", a, 0));
                            mm.load(page(0), 1).sees(0xaa);
                            mm.protect(0, 1, Prot.READ).done();
                            mm.protect(0, 1, Prot.READ | Prot.WRITE).done();
                        })
                .add(
                        "theOpeningIsKeptAndNotTheDescriptor",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(2);
                            FileRef duplicate = s.writer().dup(a);
                            mm.map(0, 1).of(a).done();
                            s.writer().close(a);
                            mm.map(1, 1).of(duplicate, 1).done();
                            mm.shows(area(0, 2, "rw-s", a, 0));
                        },
                        "V1-AREA-2");
    }

    private static void anonymous(Suite suite) {
        suite.rule("V1-MAP-8")
                .on(Hosts.MANAGERS)
                .add(
                        "anonymousMemoryReadsAsZeros",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            a.object().write(0, "ffffffffffffffff");
                            mm.map(0, 1).of(a).done();
                            mm.map(0, 1).fd(a.fd()).done();
                            mm.shows(area(0, 1, "rw-p"));
                            mm.load(page(0), 8).sees(0);
                        })
                .add(
                        "theDescriptorIsNotLookedUp",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            mm.map(0, 1).fd(s.writer().unusedFd()).done();
                            mm.map(1, 1).fd(s.maxWord()).done();
                            mm.map(2, 1).fd(a.fd()).done();
                            mm.map(3, 1).fd(mm.fd()).done();
                            mm.shows(area(0, 4, "rw-p"));
                        })
                .add(
                        "theOffsetIsNotUsed",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).offset(7 * Page.SIZE).done();
                            mm.map(1, 1).offset(3 * Page.SIZE).done();
                            mm.map(2, 1).offset((s.maxWord() >>> 1) + 1).done();
                            mm.shows(area(0, 3, "rw-p"));
                        });
    }

    private static void sharedAnonymous(Suite suite) {
        suite.rule("V1-MAP-9")
                .on(Hosts.MANAGERS)
                .add(
                        "anObjectOfZerosIsMappedFromItsOffset0",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 3).shared().offset(5 * Page.SIZE).done();
                            mm.shows(sharedMemory(0, 3, "rw-s", 0));
                            mm.load(page(2) + Page.SIZE - 8, 8).sees(0);
                            mm.store(page(2), 8, 0x55).works();
                            mm.load(page(2), 8).sees(0x55);
                        })
                .add(
                        "itsLengthIsRoundedUpToPages",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).shared().length(Page.SIZE + 1).done();
                            mm.shows(sharedMemory(0, 2, "rw-s", 0));
                            mm.store(page(2) - 1, 1, 0x66).works();
                            mm.load(page(2) - 1, 1).sees(0x66);
                        })
                .add(
                        "eachMappingIsAnObjectOfItsOwn",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).shared().done();
                            mm.map(1, 1).shared().done();
                            mm.shows(sharedMemory(0, 1, "rw-s", 0), sharedMemory(1, 2, "rw-s", 0));
                            mm.store(page(0), 1, 1).works();
                            mm.load(page(1), 1).sees(0);
                            mm.map(0, 1).shared().done();
                            mm.load(page(0), 1).sees(0);
                        })
                .add(
                        "aCutShowsItsPagesAndWhatWasCutJoins",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 3).shared().done();
                            mm.protect(1, 1, Prot.READ).done();
                            mm.shows(
                                    sharedMemory(0, 1, "rw-s", 0),
                                    sharedMemory(1, 2, "r--s", 1),
                                    sharedMemory(2, 3, "rw-s", 2));
                            mm.protect(1, 1, Prot.READ | Prot.WRITE).done();
                            mm.shows(sharedMemory(0, 3, "rw-s", 0));
                        },
                        "V1-AREA-4");
    }
}
