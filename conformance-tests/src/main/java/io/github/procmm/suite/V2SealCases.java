package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.model.Errno.EPERM;
import static io.github.procmm.suite.AreaSeen.seen;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Frame.SEQUENTIAL;
import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.kernel.Page;
import io.github.procmm.model.Prot;
import io.github.procmm.v2.Features;
import io.github.procmm.v2.Rights;

/** SEAL, and what v1 records make of it: V2-SEAL. */
final class V2SealCases {

    private static final long PAGE = Page.SIZE;
    private static final int READ = Prot.READ;

    private V2SealCases() {}

    static void addTo(Suite suite) {
        pages(suite);
        spaces(suite);
        refused(suite);
        howLong(suite);
        records(suite);
        recordsInOrder(suite);
    }

    private static Space space(Scenario s) {
        return s.session(Features.SEAL, Features.MOVE, Features.CLONE).space();
    }

    private static void pages(Suite suite) {
        suite.rule("V2-SEAL-1")
                .add(
                        "sealedPagesStayAsTheyAre",
                        s -> {
                            Space a = space(s);
                            a.map(0, 4).done();
                            a.store(page(1), 1, 0x11).works();
                            a.seal(1, 2).done();
                            a.reports(
                                    seen(0, 1, "rw"), seen(1, 3, "rw").sealed(), seen(3, 4, "rw"));
                            a.unmap(1, 1).refusedAt(EPERM, 16, page(1));
                            a.map(2, 1).replacing().refusedAt(EPERM, 16, page(2));
                            a.move(1, 1, 8).refusedAt(EPERM, 16, page(1));
                            a.protect(2, 1, READ).refusedAt(EPERM, 16, page(2));
                            a.discard(1, 2).refusedAt(EPERM, 16, page(1));
                            a.load(page(1), 1).sees(0x11);
                        })
                .add(
                        "whatLiesBesideCanBeChanged",
                        s -> {
                            Space a = space(s);
                            a.map(0, 4).done();
                            a.seal(1, 2).done();
                            a.protect(0, 1, READ).done();
                            a.unmap(3, 1).done();
                            a.map(3, 1).done();
                            a.reports(seen(0, 1, "r"), seen(1, 3, "rw").sealed(), seen(3, 4, "rw"));
                        })
                .add(
                        "aRefusalOfOnePageIsARefusalOfAll",
                        s -> {
                            Space a = space(s);
                            a.map(0, 4).done();
                            a.seal(3, 1).done();
                            a.unmap(0, 4).refusedAt(EPERM, 16, page(3));
                            a.protect(0, 4, READ).refusedAt(EPERM, 16, page(3));
                            a.store(page(0), 1, 1).works();
                        });
    }

    private static void spaces(Suite suite) {
        suite.rule("V2-SEAL-2")
                .add(
                        "nothingOfASealedSpaceCanBeChanged",
                        s -> {
                            Space a = space(s);
                            a.map(0, 2).done();
                            a.seal().done();
                            a.map(4, 1).refused(EPERM, 8);
                            a.unmap(0, 1).refused(EPERM, 8);
                            a.unmap(4, 1).refused(EPERM, 8);
                            a.move(0, 1, 8).refused(EPERM, 8);
                            a.protect(0, 1, READ).refused(EPERM, 8);
                            a.protect(0, 1, READ | Prot.WRITE).refused(EPERM, 8);
                            a.discard(0, 1).refused(EPERM, 8);
                        })
                .add(
                        "anEmptySpaceCanBeSealed",
                        s -> {
                            Space a = space(s);
                            a.seal().done();
                            a.map(0, 1).refused(EPERM, 8);
                            a.reports();
                        })
                .add(
                        "theSealIsOfTheSpaceNotOfTheHandle",
                        s -> {
                            Space a = space(s);
                            Space b = a.with(Rights.OF_SPACE);
                            a.seal().done();
                            a.release().done();
                            b.map(0, 1).refused(EPERM, 8);
                            a.session().space().map(0, 1).done();
                        });
    }

    private static void refused(Suite suite) {
        suite.rule("V2-SEAL-3")
                .add(
                        "aPageThatIsNotThereCannotBeSealed",
                        s -> {
                            Space a = space(s);
                            a.map(0, 2).done();
                            a.map(3, 1).done();
                            a.seal(0, 4).refusedAt(ENOMEM, 16, page(2));
                            a.seal(3, 3).refusedAt(ENOMEM, 16, page(4));
                            a.seal(8, 1).refusedAt(ENOMEM, 16, page(8));
                            a.unmap(0, 4).done();
                        })
                .add(
                        "whatIsSealedCanBeSealedAgain",
                        s -> {
                            Space a = space(s);
                            a.map(0, 4).done();
                            a.seal(1, 1).done();
                            a.seal(0, 4).done();
                            a.seal(0, 4).done();
                            a.reports(seen(0, 4, "rw").sealed());
                            a.seal().done();
                            a.seal().done();
                        })
                .add(
                        "pagesOfASealedSpaceCannot",
                        s -> {
                            Space a = space(s);
                            a.map(0, 1).done();
                            a.seal().done();
                            a.seal(0, 1).refused(EPERM, 8);
                            a.seal(4, 1).refused(EPERM, 8);
                        })
                .add(
                        "aSealThatMakesOneAreaTooManyIsRefused",
                        s -> {
                            s.limitMapCount(2);
                            Space a = space(s);
                            a.map(0, 4).done();
                            a.seal(1, 2).refused(ENOMEM, 8);
                            a.seal(2, 2).done();
                            a.unmap(0, 2).done();
                            a.seal(3, 1).done();
                        });
    }

    private static void howLong(Suite suite) {
        suite.rule("V2-SEAL-4")
                .add(
                        "loadsStoresQueriesAndClonesGoOn",
                        s -> {
                            Space a = space(s);
                            a.map(0, 2).done();
                            a.seal(0, 1).done();
                            a.seal().done();
                            a.store(page(0), 1, 0x11).works();
                            a.store(page(1), 1, 0x22).works();
                            a.load(page(0), 1).sees(0x11);
                            a.reports(seen(0, 1, "rw").sealed(), seen(1, 2, "rw"));
                            a.copied().load(page(1), 1).sees(0x22);
                        })
                .add(
                        "destroyEndsASeal",
                        s -> {
                            Mm mm = s.openMm();
                            Session c = s.session(Features.SEAL, Features.IMPORT);
                            Space a = c.imported(mm);
                            a.map(0, 2).done();
                            a.seal(0, 1).done();
                            a.seal().done();
                            a.destroy().done();
                            mm.shows();
                            mm.map(0, 1).done();
                            Space again = c.imported(mm);
                            again.unmap(0, 1).done();
                        },
                        "V2-HANDLE-7")
                .add(
                        "releaseDoesNotWhileSomebodyHoldsTheSpace",
                        s -> {
                            Mm mm = s.openMm();
                            Session c = s.session(Features.SEAL, Features.IMPORT);
                            Space a = c.imported(mm);
                            a.map(0, 1).done();
                            a.seal(0, 1).done();
                            a.release().done();
                            c.end();
                            mm.unmap(0, 1).refused(EPERM);
                            mm.shows(area(0, 1, "rw-p"));
                        });
    }

    /** An address space by a v1 file and by a handle. */
    private record Both(Mm mm, Space space) {

        static Both in(Scenario s) {
            Mm mm = s.openMm();
            Session c = s.session(Features.SEAL, Features.IMPORT);
            return new Both(mm, c.imported(mm));
        }
    }

    private static void records(Suite suite) {
        suite.rule("V2-SEAL-5")
                .add(
                        "v1RecordsChangeNoSealedPage",
                        s -> {
                            Both both = Both.in(s);
                            Mm mm = both.mm;
                            mm.map(0, 4).done();
                            both.space.seal(1, 2).done();
                            mm.unmap(0, 4).refused(EPERM);
                            mm.map(2, 1).refused(EPERM);
                            mm.protect(1, 1, READ).refused(EPERM);
                            mm.protect(0, 4, READ).refused(EPERM);
                            both.space.reports(
                                    seen(0, 1, "rw"), seen(1, 3, "rw").sealed(), seen(3, 4, "rw"));
                            mm.protect(0, 1, READ).done();
                            mm.unmap(3, 1).done();
                            mm.map(3, 1).done();
                        },
                        "V2-SEAL-1")
                .add(
                        "v1RecordsChangeNoSealedSpace",
                        s -> {
                            Both both = Both.in(s);
                            Mm mm = both.mm;
                            mm.map(0, 2).done();
                            both.space.seal().done();
                            mm.map(4, 1).refused(EPERM);
                            mm.unmap(0, 1).refused(EPERM);
                            mm.protect(0, 1, READ).refused(EPERM);
                        },
                        "V2-SEAL-2")
                .add(
                        "aSealedSpaceIsSealedWhereNothingCanBeToo",
                        s -> {
                            Both both = Both.in(s);
                            Mm mm = both.mm;
                            long far = s.maxWord() & -2 * PAGE;
                            mm.protect(8, 1, READ).refused(ENOMEM);
                            mm.protectBytes(far, PAGE, READ).refused(ENOMEM);
                            both.space.seal().done();
                            mm.protect(8, 1, READ).refused(EPERM);
                            mm.protectBytes(far, PAGE, READ).refused(EPERM);
                        },
                        "V2-SEAL-2")
                .add(
                        "legacyRecordsAreV1Records",
                        s -> {
                            Session c = s.session(Features.SEAL, Features.LEGACY);
                            Space a = c.space();
                            a.map(0, 2).done();
                            a.seal(1, 1).done();
                            LegacyRec record = LegacyRec.x86(c, a).unmap(page(0), 2 * PAGE);
                            c.legacy(SEQUENTIAL).comesTo(record, record.errno(EPERM)).answered();
                            a.reports(seen(0, 1, "rw"), seen(1, 2, "rw").sealed());
                        });
    }

    private static void recordsInOrder(Suite suite) {
        suite.rule("V2-SEAL-5")
                .add(
                        "checksThatNeedNoAreaComeFirst",
                        s -> {
                            Both both = Both.in(s);
                            Mm mm = both.mm;
                            mm.map(0, 2).done();
                            both.space.seal().done();
                            mm.unmapBytes(page(0) + 1, PAGE).refused(EINVAL);
                            mm.unmapBytes(page(0), 0).refused(EINVAL);
                            mm.protectBytes(page(0) + 1, PAGE, READ).refused(EINVAL);
                            mm.map(0, 1).at(page(0) + 1).refused(EINVAL);
                            mm.map(0, 1).length(0).refused(EINVAL);
                            mm.unmap(0, 1).refused(EPERM);
                        })
                .add(
                        "aSealedPageIsMetBeforeAHole",
                        s -> {
                            Both both = Both.in(s);
                            Mm mm = both.mm;
                            mm.map(0, 1).done();
                            mm.map(2, 1).done();
                            both.space.seal(2, 1).done();
                            mm.unmap(0, 3).refused(EPERM);
                            mm.shows(area(0, 1, "rw-p"), area(2, 3, "rw-p"));
                        });
    }
}
