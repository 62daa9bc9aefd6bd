package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.kernel.Page;
import io.github.procmm.model.Prot;
import io.github.procmm.v2.Features;
import io.github.procmm.v2.OpFlags;
import io.github.procmm.v2.Rights;

/** Fields outside their ranges, tables 18.3 and 18.4: V2-REC-6. Ranges of pages are V2-GEN-3. */
final class V2RangeCases {

    private static final long PAGE = Page.SIZE;

    private V2RangeCases() {}

    static void addTo(Suite suite) {
        rights(suite);
        handles(suite);
        maps(suite);
        places(suite);
        others(suite);
    }

    private static void rights(Suite suite) {
        suite.rule("V2-REC-6")
                .add(
                        "aHandleHasSomeRights",
                        s -> {
                            Session c = s.session(Features.CLONE);
                            Space a = c.space();
                            c.create().set(16, 4, 0).refused(EINVAL, 16);
                            a.copy(0).refused(EINVAL, 16);
                            a.duplicate(0).refused(EINVAL, 16);
                            c.memory(1, 0, 0).refused(EINVAL, 24);
                        })
                .add(
                        "anImportedHandleHasSomeRights",
                        s -> {
                            int fd = s.object(1).fd();
                            s.session(Features.IMPORT).importing(fd, 0, 0).refused(EINVAL, 20);
                        });
    }

    private static void handles(Suite suite) {
        suite.rule("V2-REC-6")
                .add(
                        "whatMakesSomethingNewNamesNothing",
                        s -> {
                            Session c = s.session();
                            Space a = c.space();
                            c.create().handle(a.handle()).refused(EINVAL, 8);
                            c.create().handle(Num.reference(0)).refused(EINVAL, 8);
                            c.memory(1, Rights.READ, 0).handle(Num.of(1)).refused(EINVAL, 8);
                        })
                .add(
                        "anImportNamesNothingInItsHeader",
                        s -> {
                            int fd = s.object(1).fd();
                            Session c = s.session(Features.IMPORT);
                            Rec bad = c.importing(fd, Rights.READ, 0).handle(Num.of(1));
                            bad.refused(EINVAL, 8);
                            c.importing(fd, Rights.READ, 0).done();
                        })
                .add(
                        "anObjectHasBytesButNotMoreThanWelcomeSays",
                        s -> {
                            Session c = s.session();
                            c.memory(0, Rights.READ, 0).refused(EINVAL, 16);
                            c.memory(-1, Rights.READ, 0).refused(EINVAL, 16);
                            Num most = c.welcomed(80, 8);
                            Rec more = c.memory(0, Rights.READ, 0).set(16, 8, most.plus(1));
                            more.refused(EINVAL, 16);
                            c.memory(1, Rights.READ, 0).done();
                        });
    }

    private static void maps(Suite suite) {
        suite.rule("V2-REC-6")
                .add(
                        "flagsDoNotContradictEachOther",
                        s -> {
                            Space a = s.session().space();
                            a.map(0, 1).shared().refused(EINVAL, 4);
                            MapRec both = a.map(0, 1).anywhereBelow(8, 0, 7).replacing();
                            both.refused(EINVAL, 4);
                        })
                .add(
                        "anOffsetIsOfAPageAndAnonymousMemoryHasNone",
                        s -> {
                            Space a = s.session().space();
                            Num object = a.session().object(4);
                            a.map(0, 1).set(40, 8, PAGE).refused(EINVAL, 40);
                            a.map(0, 1).set(40, 8, 1).refused(EINVAL, 40);
                            for (long offset : new long[] {1, PAGE - 1, PAGE + 1}) {
                                a.map(0, 1).of(object, 0).set(40, 8, offset).refused(EINVAL, 40);
                            }
                            a.map(0, 1).of(object, 3).done();
                        })
                .add(
                        "anOffsetEndsBelowTwoToThe63",
                        s -> {
                            Space a = s.session().space();
                            Num object = a.session().object(1);
                            long most = Long.MAX_VALUE - (PAGE - 1);
                            long last = most - PAGE;
                            a.map(0, 2).of(object, 0).set(40, 8, last).refused(EINVAL, 40);
                            a.map(0, 1).of(object, 0).set(40, 8, most).refused(EINVAL, 40);
                            a.map(0, 1).of(object, 0).set(40, 8, -PAGE).refused(EINVAL, 40);
                            a.map(0, 1).of(object, 0).set(40, 8, last).done();
                        })
                .add(
                        "theMostThatAnAreaMayBeGivenHoldsWhatItIsGiven",
                        s -> {
                            Space a = s.session(Features.MAX_PROT).space();
                            a.map(0, 1).maxProt(Prot.READ).refused(EINVAL, 52);
                            a.map(0, 1).prot(Prot.EXEC).maxProt(3).refused(EINVAL, 52);
                            a.map(0, 1).maxProt(3).done();
                            a.map(2, 1).prot(0).maxProt(Prot.EXEC).done();
                        });
    }

    private static void places(Suite suite) {
        suite.rule("V2-REC-6")
                .add(
                        "anExactAddressHasNeitherEndNorAlignment",
                        s -> {
                            Space a = s.session().space();
                            a.map(0, 1).set(56, 8, page(8)).refused(EINVAL, 56);
                            a.map(0, 1).set(64, 8, PAGE).refused(EINVAL, 64);
                            a.map(0, 1).replacing().set(56, 8, 1).refused(EINVAL, 56);
                        })
                .add(
                        "theEndOfAChoiceIsOfAPageAndLeavesRoom",
                        s -> {
                            Space a = s.session().space();
                            Num beyond = a.session().welcomed(64, 8).plus(PAGE);
                            MapRec map = a.map(0, 4).anywhereBelow(8, 0, 4);
                            map.set(56, 8, 0).refused(EINVAL, 56);
                            map.set(56, 8, page(3)).refused(EINVAL, 56);
                            map.set(56, 8, page(-1)).refused(EINVAL, 56);
                            map.set(56, 8, page(8) + 1).refused(EINVAL, 56);
                            map.set(56, 8, beyond).refused(EINVAL, 56);
                            a.map(0, 4).anywhereBelow(4, 0, 0).done();
                        })
                .add(
                        "anAlignmentIsAPowerOfTwoOfAtLeastAPage",
                        s -> {
                            Space a = s.session().space();
                            for (long align : new long[] {1, 2048, 3 * PAGE, PAGE + 1, -PAGE}) {
                                a.map(0, 1).anywhereBelow(8, align, 0).refused(EINVAL, 64);
                            }
                            a.map(0, 1).anywhereBelow(8, PAGE, 7).done();
                        });
    }

    private static void others(Suite suite) {
        suite.rule("V2-REC-6")
                .add(
                        "pagesMoveToAPageApart",
                        s -> {
                            Space a = s.session(Features.MOVE).space();
                            a.map(4, 4).done();
                            for (long to : new long[] {1, 2, 3, 4, 5, 6, 7}) {
                                a.move(4, 4, to).refused(EINVAL, 32);
                            }
                            a.move(4, 4, 0).set(32, 8, page(12) + 1).refused(EINVAL, 32);
                            Num high = a.session().welcomed(64, 8);
                            a.move(4, 4, 0).set(32, 8, high.plus(-3 * PAGE)).refused(EINVAL, 32);
                            a.move(4, 4, 0).set(32, 8, high).refused(EINVAL, 32);
                            a.move(4, 4, 8).done();
                            a.move(8, 4, 4).done();
                        })
                .add(
                        "aSealOfTheSpaceHasNoRange",
                        s -> {
                            Space a = s.session(Features.SEAL).space();
                            a.map(0, 1).done();
                            a.seal(0, 1).flags(OpFlags.SPACE).refused(EINVAL, 16);
                            a.seal().set(24, 8, PAGE).refused(EINVAL, 24);
                            a.seal(0, 0).refused(EINVAL, 24);
                            a.unmap(0, 1).done();
                        })
                .add(
                        "aQueryReportsAtLeastOneArea",
                        s -> {
                            Space a = s.session().space();
                            a.query(0, 0).refused(EINVAL, 24);
                        });
    }
}
