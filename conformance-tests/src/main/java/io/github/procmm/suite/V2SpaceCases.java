package io.github.procmm.suite;

import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.model.Errno.EPERM;
import static io.github.procmm.suite.AreaSeen.seen;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Scenario.page;
import static io.github.procmm.suite.Segments.data;
import static io.github.procmm.suite.Segments.zeros;

import io.github.procmm.backend.FaultKind;
import io.github.procmm.kernel.Page;
import io.github.procmm.model.Prot;
import io.github.procmm.v2.Features;
import io.github.procmm.v2.Rights;

/** CREATE and CLONE: V2-SPACE. */
final class V2SpaceCases {

    private static final long PAGE = Page.SIZE;

    private V2SpaceCases() {}

    static void addTo(Suite suite) {
        create(suite);
        copies(suite);
        copyOnWrite(suite);
        whatIsCopied(suite);
        memory(suite);
    }

    private static void create(Suite suite) {
        suite.rule("V2-SPACE-1")
                .add(
                        "aNewSpaceHasNoAreas",
                        s -> {
                            Space a = s.session().space();
                            a.shows();
                            a.reports();
                            a.load(page(0), 1).faults(FaultKind.MAPERR);
                            s.alive(1);
                        })
                .add(
                        "spacesKnowNothingOfEachOther",
                        s -> {
                            Session c = s.session();
                            Space a = c.space();
                            Space b = c.space();
                            a.map(0, 1).done();
                            b.map(0, 2).prot(Prot.READ).done();
                            a.store(page(0), 1, 0x11).works();
                            b.load(page(0), 1).sees(0);
                            a.shows(area(0, 1, "rw-p"));
                            b.shows(area(0, 2, "r--p"));
                        });
    }

    private static void copies(Suite suite) {
        suite.rule("V2-SPACE-2")
                .add(
                        "aCloneHasTheSameAreas",
                        s -> {
                            Session c = s.session(Features.CLONE, Features.MAX_PROT);
                            Space a = c.space();
                            Num object = c.memory(4 * PAGE, Rights.OF_OBJECT, 7).done();
                            a.map(0, 2).done();
                            a.map(4, 2).of(object, 1).shared().prot(Prot.READ).done();
                            a.map(8, 1).of(object, 0).maxProt(Prot.READ | Prot.WRITE).done();
                            AreaSeen[] areas = {
                                seen(0, 2, "rw"),
                                seen(4, 6, "r").of(7, 1).shared(),
                                seen(8, 9, "rw").of(7, 0).max("rw")
                            };
                            Space b = a.copied();
                            b.reports(areas);
                            a.reports(areas);
                            s.alive(2);
                        })
                .add(
                        "aCloneOfNothingIsEmpty",
                        s -> {
                            Space a = s.session(Features.CLONE).space();
                            a.copied().shows();
                        })
                .add(
                        "whatBecomesOfOneDoesNotTouchTheOther",
                        s -> {
                            Space a = s.session(Features.CLONE).space();
                            a.map(0, 4).done();
                            Space b = a.copied();
                            a.unmap(0, 1).done();
                            b.protect(2, 1, Prot.READ).done();
                            b.map(8, 1).done();
                            a.shows(area(1, 4, "rw-p"));
                            b.shows(
                                    area(0, 2, "rw-p"),
                                    area(2, 3, "r--p"),
                                    area(3, 4, "rw-p"),
                                    area(8, 9, "rw-p"));
                        })
                .add(
                        "theSourceCanGoFirst",
                        s -> {
                            Space a = s.session(Features.CLONE).space();
                            a.map(0, 1).done();
                            a.store(page(0), 1, 0x11).works();
                            Space b = a.copied();
                            a.destroy().done();
                            b.load(page(0), 1).sees(0x11);
                            b.store(page(0), 1, 0x22).works();
                            b.load(page(0), 1).sees(0x22);
                        });
    }

    private static void copyOnWrite(Suite suite) {
        suite.rule("V2-SPACE-2")
                .add(
                        "aStoreIntoTheSourceDoesNotShowInTheClone",
                        s -> {
                            Space a = s.session(Features.CLONE).space();
                            a.map(0, 2).done();
                            a.store(page(0), 4, 0x11).works();
                            Space b = a.copied();
                            a.store(page(0), 4, 0x22).works();
                            a.store(page(1), 4, 0x33).works();
                            b.load(page(0), 4).sees(0x11);
                            b.load(page(1), 4).sees(0);
                            a.load(page(0), 4).sees(0x22);
                        })
                .add(
                        "aStoreIntoTheCloneDoesNotShowInTheSource",
                        s -> {
                            Space a = s.session(Features.CLONE).space();
                            a.map(0, 2).done();
                            a.store(page(0), 4, 0x11).works();
                            Space b = a.copied();
                            b.store(page(0), 4, 0x22).works();
                            b.store(page(1), 4, 0x33).works();
                            a.load(page(0), 4).sees(0x11);
                            a.load(page(1), 4).sees(0);
                            b.load(page(0), 4).sees(0x22);
                        })
                .add(
                        "threeGenerationsShareAndPart",
                        s -> {
                            Space a = s.session(Features.CLONE).space();
                            a.map(0, 1).done();
                            a.store(page(0), 8, 0x1111_1111_1111_1111L).works();
                            Space b = a.copied();
                            Space d = b.copied();
                            b.store(page(0), 1, 0x22).works();
                            d.store(page(0) + 7, 1, 0x33).works();
                            a.load(page(0), 8).sees(0x1111_1111_1111_1111L);
                            b.load(page(0), 8).sees(0x1111_1111_1111_1122L);
                            d.load(page(0), 8).sees(0x3311_1111_1111_1111L);
                        })
                .add(
                        "sharedAreasShowTheSameObject",
                        s -> {
                            Session c = s.session(Features.CLONE);
                            Space a = c.space();
                            a.map(0, 1).of(c.object(1), 0).shared().done();
                            Space b = a.copied();
                            a.store(page(0), 1, 0x11).works();
                            b.load(page(0), 1).sees(0x11);
                            b.store(page(0) + 1, 1, 0x22).works();
                            a.load(page(0), 2).sees(0x2211);
                        })
                .add(
                        "aPrivatePageOfAnObjectThatWasNotStoredToShowsTheObjectStill",
                        s -> {
                            Session c = s.session(Features.CLONE);
                            Space a = c.space();
                            Num object = c.object(2);
                            a.map(0, 2).of(object, 0).done();
                            a.map(8, 2).of(object, 0).shared().done();
                            a.store(page(0), 1, 0x11).works();
                            Space b = a.copied();
                            a.store(page(8), 1, 0x44).works();
                            a.store(page(9), 1, 0x55).works();
                            b.load(page(0), 1).sees(0x11);
                            b.load(page(1), 1).sees(0x55);
                            b.load(page(8), 1).sees(0x44);
                        });
    }

    private static void whatIsCopied(Suite suite) {
        suite.rule("V2-SPACE-3")
                .add(
                        "aCloneHasItsSourcesLimit",
                        s -> {
                            Session c = s.session(Features.CLONE);
                            Rec create = c.create(Rights.OF_SPACE, 3 * PAGE);
                            Space a = c.on(create.done());
                            a.map(0, 2).done();
                            Space b = a.copied();
                            b.map(4, 2).refused(ENOMEM, 8);
                            b.map(4, 1).done();
                            a.map(8, 1).done();
                        },
                        "V2-MAP-8")
                .add(
                        "aCloneHasTheSealsOfItsAreas",
                        s -> {
                            Session c = s.session(Features.CLONE, Features.SEAL);
                            Space a = c.space();
                            a.map(0, 4).done();
                            a.seal(1, 2).done();
                            Space b = a.copied();
                            b.reports(
                                    seen(0, 1, "rw"), seen(1, 3, "rw").sealed(), seen(3, 4, "rw"));
                            b.unmap(0, 4).refusedAt(EPERM, 16, page(1));
                            b.unmap(3, 1).done();
                        })
                .add(
                        "aCloneOfASealedSpaceCanBeChanged",
                        s -> {
                            Session c = s.session(Features.CLONE, Features.SEAL);
                            Space a = c.space();
                            a.map(0, 1).done();
                            a.seal().done();
                            Space b = a.copied();
                            a.map(4, 1).refused(EPERM, 8);
                            b.map(4, 1).done();
                            b.unmap(0, 1).done();
                            b.shows(area(4, 5, "rw-p"));
                        })
                .add(
                        "noTaskRunsInAClone",
                        s -> {
                            Space a = s.session(Features.CLONE).space();
                            a.map(0, 1).done();
                            Task task = s.newTask();
                            task.switchTo(a);
                            Space b = a.copied();
                            b.store(page(0), 1, 0x11).works();
                            task.load(page(0), 1).sees(0);
                            b.release().done();
                            s.alive(1);
                        })
                .on(Hosts.DIALECTS.and(Hosts.X86))
                .add(
                        "aCloneHasItsSourcesLdt",
                        s -> {
                            Space a = s.session(Features.CLONE).space();
                            Segments of = in(s, a);
                            of.set(0, 0x11);
                            Segments copied = in(s, a.copied());
                            copied.show(data(0x11), zeros(Segments.UNIT - 1));
                            of.set(0, 0x22);
                            copied.set(1, 0x33);
                            copied.show(data(0x11), data(0x33));
                            of.show(data(0x22), zeros(1));
                        });
    }

    private static Segments in(Scenario s, Space space) {
        Task task = s.newTask();
        task.switchTo(space);
        return new Segments(task);
    }

    private static void memory(Suite suite) {
        suite.rule("V2-SPACE-4")
                .add(
                        "noMemoryForTheLdtOfACloneIsENOMEM",
                        s -> {
                            s.limitLdtEntries(Segments.UNIT);
                            Space a = s.session(Features.CLONE).space();
                            a.copied().shows();
                            in(s, a).set(0, 0x11);
                            a.copy(1).refused(ENOMEM, 0);
                            s.alive(2);
                        })
                .add(
                        "oneSpaceTooManyIsENOMEM",
                        s -> {
                            s.limitAddressSpaces(2);
                            Session c = s.session(Features.CLONE);
                            Space a = c.space();
                            a.map(0, 1).done();
                            Space b = c.space();
                            c.create().refused(ENOMEM, 0);
                            a.copy(1).refused(ENOMEM, 0);
                            s.alive(2);
                            b.release().done();
                            a.copied().shows(area(0, 1, "rw-p"));
                        })
                .add(
                        "v1FilesAndSpacesAreCountedTogether",
                        s -> {
                            s.limitAddressSpaces(1);
                            Mm mm = s.openMm();
                            Session c = s.session();
                            c.create().refused(ENOMEM, 0);
                            s.writer().close(mm);
                            c.create().done();
                        });
    }
}
