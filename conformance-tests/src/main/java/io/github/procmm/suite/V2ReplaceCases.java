package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EACCES;
import static io.github.procmm.model.Errno.EEXIST;
import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.model.Errno.EPERM;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Frame.SEQUENTIAL;
import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.kernel.Page;
import io.github.procmm.model.Prot;
import io.github.procmm.v2.Features;
import io.github.procmm.v2.Rights;

/** MAP where something is mapped: V2-MAP-4 and 5. */
final class V2ReplaceCases {

    private static final long PAGE = Page.SIZE;
    private static final int READ = Prot.READ;

    private V2ReplaceCases() {}

    static void addTo(Suite suite) {
        exists(suite);
        replace(suite);
    }

    private static void exists(Suite suite) {
        suite.rule("V2-MAP-4")
                .add(
                        "nothingIsReplacedUnlessAsked",
                        s -> {
                            Space a = s.session().space();
                            a.map(2, 2).done();
                            a.map(0, 3).refusedAt(EEXIST, 16, page(2));
                            a.map(3, 4).refusedAt(EEXIST, 16, page(3));
                            a.map(0, 8).prot(0).refusedAt(EEXIST, 16, page(2));
                            a.map(2, 1).refusedAt(EEXIST, 16, page(2));
                            a.map(0, 2).done();
                            a.map(4, 2).done();
                        })
                .add(
                        "theLowestMappedPageIsTold",
                        s -> {
                            Space a = s.session().space();
                            a.map(2, 1).done();
                            a.map(5, 1).prot(READ).done();
                            a.map(3, 5).refusedAt(EEXIST, 16, page(5));
                            a.map(1, 7).refusedAt(EEXIST, 16, page(2));
                        });
    }

    private static void replace(Suite suite) {
        suite.rule("V2-MAP-5")
                .add(
                        "whatWasMappedIsGone",
                        s -> {
                            Space a = s.session().space();
                            a.map(0, 4).done();
                            a.store(page(1), 1, 0x11).works();
                            a.store(page(3), 1, 0x33).works();
                            a.map(1, 2).prot(READ).replacing().done();
                            a.load(page(1), 1).sees(0);
                            a.load(page(3), 1).sees(0x33);
                            a.shows(area(0, 1, "rw-p"), area(1, 3, "r--p"), area(3, 4, "rw-p"));
                        })
                .add(
                        "whereNothingIsMappedThereIsNothingToReplace",
                        s -> {
                            Space a = s.session().space();
                            a.map(0, 1).replacing().gives(page(0));
                            a.map(0, 3).replacing().done();
                            a.shows(area(0, 3, "rw-p"));
                        })
                .add(
                        "aRefusalLeavesItUntouched",
                        s -> {
                            Session c = s.session(Features.SEAL);
                            Space a = c.on(c.create(Rights.OF_SPACE, 4 * PAGE).done());
                            a.map(0, 4).done();
                            a.store(page(0), 1, 0x11).works();
                            a.store(page(3), 1, 0x33).works();
                            a.map(0, 5).replacing().refused(ENOMEM, 8);
                            Num unreadable = c.memory(PAGE, Rights.WRITE, 0).done();
                            a.map(0, 1).of(unreadable, 0).replacing().refused(EACCES, 32);
                            a.seal(2, 1).done();
                            a.map(0, 4).replacing().refusedAt(EPERM, 16, page(2));
                            a.load(page(0), 1).sees(0x11);
                            a.load(page(3), 1).sees(0x33);
                        })
                .add(
                        "tooManyAreasLeaveItUntouched",
                        s -> {
                            s.limitMapCount(2);
                            Space a = s.session().space();
                            a.map(0, 3).done();
                            a.store(page(1), 1, 0x11).works();
                            a.map(1, 1).prot(READ).replacing().refused(ENOMEM, 8);
                            a.load(page(1), 1).sees(0x11);
                            a.session()
                                    .batch(SEQUENTIAL)
                                    .does(a.map(1, 2).prot(READ).replacing())
                                    .answered();
                        },
                        "V2-MAP-8");
    }
}
