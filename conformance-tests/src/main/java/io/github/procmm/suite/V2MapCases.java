package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EACCES;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.suite.AreaSeen.seen;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.backend.FaultKind;
import io.github.procmm.kernel.Page;
import io.github.procmm.model.Prot;
import io.github.procmm.v2.Features;
import io.github.procmm.v2.Rights;

/** What a MAP shows, and what it may: V2-MAP-1 to 3. */
final class V2MapCases {

    private static final long PAGE = Page.SIZE;
    private static final int READ = Prot.READ;
    private static final int WRITE = Prot.WRITE;
    private static final int EXEC = Prot.EXEC;

    private V2MapCases() {}

    static void addTo(Suite suite) {
        shows(suite);
        contents(suite);
        rights(suite);
        most(suite);
    }

    private static void shows(Suite suite) {
        suite.rule("V2-MAP-1")
                .add(
                        "theAddressIsTheValue",
                        s -> {
                            Space a = s.session().space();
                            a.map(0, 1).gives(page(0));
                            a.mapBytes(0x7fff_0000L, PAGE).gives(0x7fff_0000L);
                        })
                .add(
                        "anAreaHasTheRightsThatItIsGiven",
                        s -> {
                            Space a = s.session().space();
                            String[] names = {
                                "---p", "r--p", "-w-p", "rw-p", "--xp", "r-xp", "-wxp", "rwxp"
                            };
                            ExpectedArea[] areas = new ExpectedArea[names.length];
                            for (int prot = 0; prot < names.length; prot++) {
                                a.map(2L * prot, 1).prot(prot).done();
                                areas[prot] = area(2L * prot, 2L * prot + 1, names[prot]);
                            }
                            a.shows(areas);
                            a.load(page(0), 1).faults(FaultKind.ACCERR);
                            a.store(page(2), 1, 1).faults(FaultKind.ACCERR);
                            a.store(page(6), 1, 0x90).works();
                            a.fetch(page(6)).faults(FaultKind.ACCERR);
                        })
                .add(
                        "pagesOutsideAreUnchanged",
                        s -> {
                            Space a = s.session().space();
                            a.map(0, 1).prot(READ).done();
                            a.map(3, 1).prot(READ).done();
                            a.map(1, 2).done();
                            a.shows(area(0, 1, "r--p"), area(1, 3, "rw-p"), area(3, 4, "r--p"));
                        })
                .add(
                        "likeNeighboursJoin",
                        s -> {
                            Space a = s.session().space();
                            a.map(0, 1).done();
                            a.map(2, 1).done();
                            a.map(1, 1).done();
                            a.shows(area(0, 3, "rw-p"));
                        },
                        "V2-QUERY-4");
    }

    private static void contents(Suite suite) {
        suite.rule("V2-MAP-1")
                .add(
                        "anonymousMemoryIsZero",
                        s -> {
                            Space a = s.session().space();
                            a.map(0, 2).done();
                            a.load(page(0), 8).sees(0);
                            a.load(page(2) - 8, 8).sees(0);
                            a.store(page(1), 8, 0x11).works();
                            a.unmap(0, 2).done();
                            a.map(0, 2).done();
                            a.load(page(1), 8).sees(0);
                        })
                .add(
                        "eachPageShowsItsPageOfTheObject",
                        s -> {
                            Session c = s.session();
                            Space a = c.space();
                            Num object = c.object(8);
                            a.map(0, 8).of(object, 0).shared().done();
                            for (int i = 0; i < 8; i++) {
                                a.store(page(i), 1, 0x10 + i).works();
                            }
                            a.map(16, 3).of(object, 4).prot(READ).done();
                            a.map(24, 1).of(object, 7).shared().prot(READ).done();
                            for (int i = 0; i < 3; i++) {
                                a.load(page(16 + i), 1).sees(0x14 + i);
                            }
                            a.load(page(24), 1).sees(0x17);
                        })
                .add(
                        "privateStoresStayAndSharedOnesReachTheObject",
                        s -> {
                            Session c = s.session();
                            Space a = c.space();
                            Num object = c.object(1);
                            a.map(0, 1).of(object, 0).done();
                            a.map(2, 1).of(object, 0).shared().done();
                            a.store(page(0), 1, 0x11).works();
                            a.load(page(2), 1).sees(0);
                            a.store(page(2), 1, 0x22).works();
                            a.load(page(0), 1).sees(0x11);
                            Space b = c.space();
                            b.map(0, 1).of(object, 0).done();
                            b.load(page(0), 1).sees(0x22);
                        })
                .add(
                        "largeOffsetsAreMeant",
                        s -> {
                            Session c = s.session();
                            Space a = c.space();
                            Num object = c.memory(0x1_0000_2000L, Rights.OF_OBJECT, 9).done();
                            a.map(0, 1).of(object, 0x10_0001).shared().done();
                            a.store(page(0), 1, 0x11).works();
                            a.map(2, 1).of(object, 1).done();
                            a.load(page(2), 1).sees(0);
                            a.reports(
                                    seen(0, 1, "rw").of(9, 0x10_0001).shared(),
                                    seen(2, 3, "rw").of(9, 1));
                        });
    }

    private static void rights(Suite suite) {
        suite.rule("V2-MAP-2")
                .add(
                        "withoutReadNothingIsMapped",
                        s -> {
                            Session c = s.session();
                            Space a = c.space();
                            Num object = c.memory(PAGE, Rights.WRITE | Rights.EXEC, 0).done();
                            a.map(0, 1).of(object, 0).prot(0).refused(EACCES, 32);
                            a.map(0, 1).of(object, 0).shared().refused(EACCES, 32);
                        })
                .add(
                        "withoutWriteNoSharedMappingHasIt",
                        s -> {
                            Session c = s.session(Features.MAX_PROT);
                            Space a = c.space();
                            Num object = c.memory(PAGE, Rights.READ | Rights.EXEC, 0).done();
                            a.map(0, 1).of(object, 0).shared().refused(EACCES, 32);
                            MapRec most = a.map(0, 1).of(object, 0).shared().prot(READ);
                            most.maxProt(READ | WRITE).refused(EACCES, 32);
                            most.maxProt(READ | EXEC).done();
                            a.map(2, 1).of(object, 0).prot(READ | WRITE | EXEC).done();
                            a.store(page(2), 1, 1).works();
                        })
                .add(
                        "withoutExecNoMappingHasIt",
                        s -> {
                            Session c = s.session(Features.MAX_PROT);
                            Space a = c.space();
                            Num object = c.memory(PAGE, Rights.READ | Rights.WRITE, 0).done();
                            a.map(0, 1).of(object, 0).prot(EXEC).refused(EACCES, 32);
                            a.map(0, 1)
                                    .of(object, 0)
                                    .shared()
                                    .prot(READ | EXEC)
                                    .refused(EACCES, 32);
                            a.map(0, 1)
                                    .of(object, 0)
                                    .prot(READ)
                                    .maxProt(READ | EXEC)
                                    .refused(EACCES, 32);
                            a.map(0, 1).of(object, 0).shared().done();
                        })
                .add(
                        "theRightsOfAnImportBoundItToo",
                        s -> {
                            FileRef file = s.object(1);
                            Session c = s.session(Features.IMPORT);
                            Space a = c.space();
                            Num object = c.importing(file.fd(), Rights.READ, 0).done();
                            a.map(0, 1).of(object, 0).shared().refused(EACCES, 32);
                            a.map(0, 1).of(object, 0).prot(EXEC).refused(EACCES, 32);
                            a.map(0, 1).of(object, 0).shared().prot(READ).done();
                        });
    }

    private static void most(Suite suite) {
        suite.rule("V2-MAP-3")
                .add(
                        "withoutAMostItIsWhatTheHandleAllows",
                        s -> {
                            Session c = s.session();
                            Space a = c.space();
                            Num object = c.memory(PAGE, Rights.READ, 5).done();
                            a.map(0, 1).of(object, 0).shared().prot(READ).done();
                            a.map(2, 1).of(object, 0).prot(READ).done();
                            a.map(4, 1).prot(0).done();
                            a.reports(
                                    seen(0, 1, "r").of(5, 0).shared().max("r"),
                                    seen(2, 3, "r").of(5, 0).max("rw"),
                                    seen(4, 5, ""));
                            a.protect(0, 1, READ | WRITE).refusedAt(EACCES, 32, page(0));
                            a.protect(2, 1, READ | EXEC).refusedAt(EACCES, 32, page(2));
                            a.protect(2, 1, READ | WRITE).done();
                            a.protect(4, 1, READ | WRITE | EXEC).done();
                        })
                .add(
                        "aMostBoundsLaterRights",
                        s -> {
                            Space a = s.session(Features.MAX_PROT).space();
                            a.map(0, 1).prot(0).maxProt(READ | WRITE).done();
                            a.protect(0, 1, READ | EXEC).refusedAt(EACCES, 32, page(0));
                            a.protect(0, 1, READ | WRITE).done();
                            a.protect(0, 1, 0).done();
                            a.protect(0, 1, WRITE).done();
                            a.reports(seen(0, 1, "w").max("rw"));
                        })
                .add(
                        "v1RecordsKeepToItToo",
                        s -> {
                            Mm mm = s.openMm();
                            Session c = s.session(Features.MAX_PROT, Features.IMPORT);
                            Space a = c.imported(mm);
                            a.map(0, 1).prot(READ).maxProt(READ).done();
                            mm.protect(0, 1, READ | WRITE).refused(EACCES);
                            mm.protect(0, 1, 0).done();
                            mm.protect(0, 1, READ).done();
                        })
                .add(
                        "v1RecordsStopWhereItDeniesThem",
                        s -> {
                            Mm mm = s.openMm();
                            Session c = s.session(Features.MAX_PROT, Features.IMPORT);
                            Space a = c.imported(mm);
                            a.map(2, 1).prot(READ).done();
                            a.map(3, 1).prot(READ).maxProt(READ | EXEC).done();
                            a.map(4, 1).prot(READ).done();
                            mm.protect(1, 4, READ | WRITE).refused(ENOMEM);
                            mm.protect(1, 4, READ | WRITE | Prot.GROWSDOWN).refused(EINVAL);
                            mm.protect(3, 2, READ | WRITE | Prot.GROWSDOWN).refused(EINVAL);
                            mm.protect(3, 2, READ | WRITE | 0x10).refused(EINVAL);
                            mm.protect(3, 2, READ | WRITE).refused(EACCES);
                            mm.protect(2, 3, READ | WRITE).fails(EACCES);
                            mm.shows(area(2, 3, "rw-p"), area(3, 4, "r--p"), area(4, 5, "r--p"));
                        },
                        "V1-PROT-14",
                        "V2-QUERY-4");
    }
}
