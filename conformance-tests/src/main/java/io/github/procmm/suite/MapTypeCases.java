package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.ENODEV;
import static io.github.procmm.model.Errno.EOPNOTSUPP;
import static io.github.procmm.model.Errno.EOVERFLOW;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Areas.sharedMemory;
import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.Offer.HostKind;
import io.github.procmm.kernel.Page;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Prot;
import io.github.procmm.proto.testee.ObjectKind;
import io.github.procmm.wire.Dialect;
import java.util.function.Predicate;

/** What today's manager says of offset, type and flags: V1-MAP-23 to V1-MAP-25. */
final class MapTypeCases {

    private static final Predicate<HostKind> WIDE =
            Hosts.DIALECTS.and(Hosts.of(Dialect.X86_64, Dialect.S390X));

    /** The largest end of a mapping in an object: 2^63 less a page. */
    private static final long LARGEST_END = Long.MAX_VALUE - Page.SIZE + 1;

    /** The flags that MAP_SHARED_VALIDATE knows, but MAP_HUGETLB. */
    private static final long KNOWN = 0x7c03_f9ffL;

    private static final long HUGETLB = 0x4_0000;

    private MapTypeCases() {}

    static void addTo(Suite suite) {
        offsets(suite);
        offsetsOfOtherThings(suite);
        types(suite);
        validatedFlags(suite);
    }

    private static void offsets(Suite suite) {
        suite.rule("V1-MAP-23")
                .on(WIDE)
                .add(
                        "aMappingMayEndAPageBelow2To63AndNotLater",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            mm.map(0, 1).of(a).offset(LARGEST_END - Page.SIZE).done();
                            mm.map(3, 2).of(a).offset(LARGEST_END - 2 * Page.SIZE).done();
                            long number = LARGEST_END / Page.SIZE;
                            mm.shows(
                                    area(0, 1, "rw-s", a, number - 1),
                                    area(3, 5, "rw-s", a, number - 2));
                            mm.map(0, 2).of(a).offset(LARGEST_END - Page.SIZE).refused(EOVERFLOW);
                            mm.map(0, 1).of(a).offset(LARGEST_END).refused(EOVERFLOW);
                            mm.map(0, 1).of(a).offset(Long.MIN_VALUE).refused(EOVERFLOW);
                        })
                .add(
                        "aLengthIsRoundedUpFirst",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            MapCall call = mm.map(0, 1).of(a).offset(LARGEST_END - Page.SIZE);
                            call.length(Page.SIZE + 1).refused(EOVERFLOW);
                            call.length(1).done();
                        })
                .add(
                        "theSumDoesNotWrap",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            mm.map(0, 1).of(a).offset(-Page.SIZE).refused(EOVERFLOW);
                            mm.map(0, 2).of(a).offset(-Page.SIZE).refused(EOVERFLOW);
                            mm.map(0, 4).privatelyOf(a, 0).offset(-Page.SIZE).refused(EOVERFLOW);
                        });
    }

    private static void offsetsOfOtherThings(Suite suite) {
        suite.rule("V1-MAP-23")
                .on(WIDE)
                .add(
                        "anonymousMemoryHasNoSuchLimit",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).offset(LARGEST_END).done();
                            mm.map(2, 1).shared().offset(-Page.SIZE).done();
                            mm.shows(area(0, 1, "rw-p"), sharedMemory(2, 3, "rw-s", 0));
                        })
                .add(
                        "whatCannotBeMappedHasAHigherLimit",
                        s -> {
                            Mm mm = s.openMm();
                            ObjectRef object = s.newObject(ObjectKind.DIRECTORY, 0);
                            FileRef a = s.writer().open(object, AccessMode.READ_ONLY);
                            MapCall call = mm.map(0, 1).privatelyOf(a, 0).prot(Prot.READ);
                            call.offset(LARGEST_END).refused(ENODEV);
                            call.offset(-2 * Page.SIZE).refused(ENODEV);
                            call.offset(-Page.SIZE).refused(EOVERFLOW);
                            call.offset(-2 * Page.SIZE).length(Page.SIZE + 1).refused(EOVERFLOW);
                        });
    }

    private static void types(Suite suite) {
        suite.rule("V1-MAP-24")
                .on(Hosts.TODAY)
                .add(
                        "aTypeThatIsNoneIsEINVAL",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(2);
                            mm.map(0, 2).of(a).done();
                            for (int type = 0; type < 16; type = type == 0 ? 4 : type + 1) {
                                mm.map(0, 1).of(a, 1).type(type).refused(EINVAL);
                                if (type != 8) {
                                    mm.map(1, 1).type(type).refused(EINVAL);
                                }
                            }
                        })
                .add(
                        "type8OfAnonymousMemoryIsNone",
                        s -> s.openMm().map(0, 1).type(8).refused(EINVAL))
                .add(
                        "type3IsOneOfObjectsOnly",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(2);
                            int validate = MapFlags.SHARED_VALIDATE;
                            mm.map(0, 1).type(validate).refused(EINVAL);
                            mm.map(0, 1).of(a).type(validate).done();
                            mm.map(1, 1).of(a, 1).done();
                            mm.shows(area(0, 2, "rw-s", a, 0));
                            mm.store(page(0), 1, 0x33).works();
                            a.object().reads(0, 1, "33");
                        });
    }

    private static void validatedFlags(Suite suite) {
        suite.rule("V1-MAP-25")
                .on(Hosts.TODAY)
                .add(
                        "aFlagThatType3DoesNotKnowIsEOPNOTSUPP",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            MapCall call = mm.map(0, 1).of(a).type(MapFlags.SHARED_VALIDATE);
                            for (int bit = 0; bit < (s.is64Bit() ? 64 : 32); bit++) {
                                if ((1L << bit & (KNOWN | HUGETLB)) == 0) {
                                    call.with(1L << bit).refused(EOPNOTSUPP);
                                    call.without(1L << bit);
                                }
                            }
                        })
                .add(
                        "aFlagThatType3KnowsIsTaken",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            long other = MapFlags.TYPE_MASK | MapFlags.ANONYMOUS;
                            for (int bit = 0; bit < 31; bit++) {
                                long flag = 1L << bit & KNOWN & ~other & ~MapFlags.GROWSDOWN;
                                mm.map(bit, 1).of(a).type(3).with(flag).done();
                            }
                            mm.map(40, 1).of(a).type(3).with(MapFlags.GROWSDOWN).refused(EINVAL);
                        })
                .add(
                        "mapHugetlbIsTaken",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).of(s.object(1)).type(3).with(HUGETLB).done();
                        })
                .add(
                        "type1TakesThemAll",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(1);
                            mm.map(0, 1).of(a).with(~KNOWN & s.maxWord() & ~HUGETLB).done();
                            mm.shows(area(0, 1, "rw-s", a, 0));
                        },
                        "V1-MAP-4");
    }
}
