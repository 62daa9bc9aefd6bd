package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.EIO;
import static io.github.procmm.model.Errno.ENODEV;
import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.backend.FaultKind;
import io.github.procmm.backend.Offer.HostKind;
import io.github.procmm.kernel.Page;
import io.github.procmm.model.Generation;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Prot;
import io.github.procmm.proto.testee.ObjectKind;
import io.github.procmm.wire.Dialect;
import java.util.function.Predicate;

/** Successes of the original manager that map nothing, and refusals that unmap: V1-MAP-36, 37. */
final class MapOriginalEffectCases {

    /** The generations that take a length of 0 for success, in both words: 6. */
    private static final Predicate<HostKind> MAPS_NOTHING =
            Hosts.ORIGINAL
                    .and(Hosts.of(Generation.SKAS3_V9).negate())
                    .and(Hosts.of(Dialect.I386, Dialect.S390X));

    private static final Predicate<HostKind> FIRST = Hosts.of(Generation.SKAS3_2_4);

    private MapOriginalEffectCases() {}

    static void addTo(Suite suite) {
        successes(suite);
        addressesAsResults(suite);
        anywhere(suite);
        earlyRefusals(suite);
        limits(suite);
        objects(suite);
    }

    private static void successes(Suite suite) {
        suite.rule("V1-MAP-36")
                .on(MAPS_NOTHING)
                .add(
                        "aLengthOf0SucceedsAndMapsNothing",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(2);
                            mm.map(0, 2).of(a).done();
                            mm.map(1, 0).done();
                            mm.map(5, 0).of(a).done();
                            mm.map(0, 0).at(0).done();
                            mm.map(0, 0).at(s.taskSize() + Page.SIZE).done();
                            mm.map(0, 0).type(0).done();
                            mm.shows(area(0, 2, "rw-s", a, 0));
                        })
                .on(MAPS_NOTHING.and(FIRST))
                .add(
                        "aLengthThatRoundsUpTo0SucceedsAndMapsNothing",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 2).done();
                            mm.map(0, 0).length(s.maxWord()).done();
                            mm.map(1, 0).length(s.maxWord() - Page.SIZE + 2).done();
                            mm.map(0, 0).at(page(0) + 7).length(s.maxWord()).returns(page(0) + 7);
                            mm.shows(area(0, 2, "rw-p"));
                        });
    }

    private static void addressesAsResults(Suite suite) {
        suite.rule("V1-MAP-36")
                .on(MAPS_NOTHING)
                .add(
                        "anUnalignedAddressIsTheResult",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 2).done();
                            mm.map(0, 0).at(page(0) + 1).returns(page(0) + 1);
                            mm.map(0, 0).at(page(1) - 1).returns(page(1) - 1);
                            mm.map(0, 0).at(1).returns(1);
                            mm.shows(area(0, 2, "rw-p"));
                        },
                        "V1-WRITE-9")
                .add(
                        "anAddressInTheUpperHalfIsANegativeResult",
                        s -> {
                            Mm mm = s.openMm();
                            long half = s.maxWord() ^ s.maxWord() >>> 1;
                            long least = s.is64Bit() ? Long.MIN_VALUE : Integer.MIN_VALUE;
                            mm.map(0, 0).at(half + 5).returns(least + 5);
                            mm.map(0, 0).at(half - 1).returns(half - 1);
                            mm.map(0, 0).at(s.maxWord() - 21).returns(EINVAL.asResult());
                            mm.shows();
                        },
                        "V1-WRITE-9");
    }

    private static void anywhere(Suite suite) {
        suite.rule("V1-MAP-36")
                .on(MAPS_NOTHING.and(Hosts.of(Generation.SKAS3_2_6_2005).negate()))
                .add(
                        "withoutMapFixedTheAnswerIsTheHintAsItWasWritten",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(3, 0).without(MapFlags.FIXED).done();
                            mm.map(0, 0).at(0).without(MapFlags.FIXED).done();
                            mm.map(0, 0).at(1).without(MapFlags.FIXED).returns(1);
                            mm.map(0, 0)
                                    .at(page(3) + 9)
                                    .without(MapFlags.FIXED)
                                    .returns(page(3) + 9);
                            mm.shows();
                        });
    }

    private static void earlyRefusals(Suite suite) {
        suite.rule("V1-MAP-37")
                .on(MapOriginalCases.ORIGINAL)
                .add(
                        "anEarlyRefusalLeavesEveryPageAndItsBytes",
                        s -> {
                            s.limitMapCount(1);
                            Mm mm = s.openMm();
                            FileRef a = s.writer().open(s.newObject(ObjectKind.DIRECTORY, 0));
                            mm.map(0, 3).done();
                            mm.store(page(1), 8, 0x9999).works();
                            mm.map(1, 1).of(a).refused(ENODEV);
                            mm.map(1, 1).at(s.taskSize()).refused(ENOMEM);
                            mm.map(1, 1).at(page(1) + 1).refused(EINVAL);
                            mm.map(1, 1).type(0).refused(EINVAL);
                            mm.map(1, 1).refused(ENOMEM);
                            mm.load(page(1), 8).sees(0x9999);
                        });
    }

    private static void limits(Suite suite) {
        suite.rule("V1-MAP-37")
                .on(MapOriginalCases.ORIGINAL)
                .add(
                        "atTheAddressSpaceLimitTheRangeIsLost",
                        s -> {
                            Mm mm = s.newWriterLimitedTo(4 * Page.SIZE).openMm();
                            mm.map(0, 4).done();
                            mm.store(page(2), 8, 0x22).works();
                            mm.map(3, 2).fails(ENOMEM);
                            mm.shows(area(0, 3, "rw-p"));
                            mm.load(page(3), 1).faults(FaultKind.MAPERR);
                            mm.load(page(2), 8).sees(0x22);
                        })
                .add(
                        "aHoleIsTornIntoAnArea",
                        s -> {
                            Writer limited = s.newWriterLimitedTo(2 * Page.SIZE);
                            Mm mm = s.openMm();
                            FileRef a = s.object(6);
                            mm.map(0, 6).of(a).done();
                            s.writer().send(mm, limited).map(1, 2).fails(ENOMEM);
                            mm.shows(area(0, 1, "rw-s", a, 0), area(3, 6, "rw-s", a, 3));
                        })
                .add(
                        "pagesThatAreReplacedDoNotCountTwice",
                        s -> {
                            Mm mm = s.newWriterLimitedTo(4 * Page.SIZE).openMm();
                            mm.map(0, 4).done();
                            mm.map(1, 2).prot(Prot.READ).done();
                            mm.map(6, 1).fails(ENOMEM);
                            mm.shows(area(0, 1, "rw-p"), area(1, 3, "r--p"), area(3, 4, "rw-p"));
                        });
    }

    private static void objects(Suite suite) {
        suite.rule("V1-MAP-37")
                .on(MapOriginalCases.ORIGINAL)
                .add(
                        "anObjectThatGrowsDownLosesTheRange",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(3);
                            mm.map(0, 3).of(a).done();
                            mm.map(1, 1).of(a, 1).with(MapFlags.GROWSDOWN).fails(EINVAL);
                            mm.shows(area(0, 1, "rw-s", a, 0), area(2, 3, "rw-s", a, 2));
                        })
                .add(
                        "anObjectThatRefusesLosesTheRange",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(3);
                            mm.map(0, 3).of(a).done();
                            FileRef refusing = s.writer().open(s.newRefusingObject(EIO));
                            mm.map(0, 1).of(refusing).fails(EIO);
                            mm.shows(area(1, 3, "rw-s", a, 1));
                            FileRef socket = s.writer().open(s.newObject(ObjectKind.SOCKET, 0));
                            mm.map(2, 2).privatelyOf(socket, 0).fails(ENODEV);
                            mm.shows(area(1, 2, "rw-s", a, 1));
                        });
    }
}
