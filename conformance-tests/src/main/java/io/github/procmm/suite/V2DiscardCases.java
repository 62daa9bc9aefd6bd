package io.github.procmm.suite;

import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.model.Errno.EPERM;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.model.Prot;
import io.github.procmm.v2.Features;

/** DISCARD: V2-DISCARD. */
final class V2DiscardCases {

    private static final int READ = Prot.READ;

    private V2DiscardCases() {}

    static void addTo(Suite suite) {
        discard(suite);
        discardRefused(suite);
    }

    private static void discard(Suite suite) {
        suite.rule("V2-DISCARD-1")
                .add(
                        "anonymousMemoryIsZeroAgain",
                        s -> {
                            Space a = s.session().space();
                            a.map(0, 4).done();
                            for (int i = 0; i < 4; i++) {
                                a.store(page(i) + 8, 8, 0x1111L * (i + 1)).works();
                            }
                            a.discard(1, 2).done();
                            a.load(page(0) + 8, 8).sees(0x1111);
                            a.load(page(1) + 8, 8).sees(0);
                            a.load(page(2) + 8, 8).sees(0);
                            a.load(page(3) + 8, 8).sees(0x4444);
                            a.shows(area(0, 4, "rw-p"));
                        })
                .add(
                        "aPrivateMappingShowsItsObjectAgain",
                        s -> {
                            Session c = s.session();
                            Space a = c.space();
                            Num object = c.object(2);
                            a.map(0, 2).of(object, 0).shared().done();
                            a.map(8, 2).of(object, 0).done();
                            a.store(page(1), 1, 0x11).works();
                            a.store(page(9), 1, 0x22).works();
                            a.store(page(1), 1, 0x33).works();
                            a.load(page(9), 1).sees(0x22);
                            a.discard(8, 2).done();
                            a.load(page(9), 1).sees(0x33);
                            a.store(page(1), 1, 0x44).works();
                            a.load(page(9), 1).sees(0x44);
                        })
                .add(
                        "sharedAreasAreUnchanged",
                        s -> {
                            Session c = s.session();
                            Space a = c.space();
                            a.map(0, 1).of(c.object(1), 0).shared().done();
                            a.map(1, 1).done();
                            a.store(page(0), 1, 0x11).works();
                            a.store(page(1), 1, 0x22).works();
                            a.discard(0, 2).done();
                            a.load(page(0), 1).sees(0x11);
                            a.load(page(1), 1).sees(0);
                        })
                .add(
                        "rightsDoNotMatter",
                        s -> {
                            Space a = s.session().space();
                            a.map(0, 1).done();
                            a.store(page(0), 1, 0x11).works();
                            a.protect(0, 1, 0).done();
                            a.discard(0, 1).done();
                            a.protect(0, 1, READ).done();
                            a.load(page(0), 1).sees(0);
                        });
    }

    private static void discardRefused(Suite suite) {
        suite.rule("V2-DISCARD-2")
                .add(
                        "theLowestPageThatIsNotThereIsToldAndNothingIsForgotten",
                        s -> {
                            Space a = s.session().space();
                            a.map(0, 2).done();
                            a.map(4, 1).done();
                            a.store(page(0), 1, 0x11).works();
                            a.store(page(4), 1, 0x44).works();
                            a.discard(0, 6).refusedAt(ENOMEM, 16, page(2));
                            a.discard(3, 2).refusedAt(ENOMEM, 16, page(3));
                            a.load(page(0), 1).sees(0x11);
                            a.load(page(4), 1).sees(0x44);
                        })
                .add(
                        "theLowestSealedPageIsToldAndNothingIsForgotten",
                        s -> {
                            Space a = s.session(Features.SEAL).space();
                            a.map(0, 8).done();
                            a.store(page(0), 1, 0x11).works();
                            a.seal(6, 1).done();
                            a.seal(2, 1).done();
                            a.discard(0, 8).refusedAt(EPERM, 16, page(2));
                            a.discard(4, 4).refusedAt(EPERM, 16, page(6));
                            a.load(page(0), 1).sees(0x11);
                        })
                .add(
                        "aSealedSpaceForgetsNothing",
                        s -> {
                            Space a = s.session(Features.SEAL).space();
                            a.map(0, 1).done();
                            a.store(page(0), 1, 0x11).works();
                            a.seal().done();
                            a.discard(0, 1).refused(EPERM, 8);
                            a.load(page(0), 1).sees(0x11);
                        },
                        "V2-SEAL-2");
    }
}
