package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.MapFlags.FIXED;
import static io.github.procmm.model.MapFlags.FIXED_NOREPLACE;
import static io.github.procmm.suite.Areas.area;

import io.github.procmm.backend.MmFile;
import io.github.procmm.backend.Offer.HostKind;
import io.github.procmm.kernel.Page;
import io.github.procmm.model.Generation;
import io.github.procmm.wire.Dialect;
import java.util.function.Predicate;

/** What the write handler checks before any manager: V1-MAP-10 to V1-MAP-12. */
final class MapHandlerCases {

    private static final Predicate<HostKind> LAST = Hosts.of(Generation.SKAS3_V9);
    private static final Predicate<HostKind> WIDE = Hosts.of(Dialect.X86_64, Dialect.S390X);

    private static final Predicate<HostKind> REFUSING = LAST.and(WIDE);

    /** Not all 40: no x86_64 host had the first three generations. */
    private static final Predicate<HostKind> ROUNDING =
            REFUSING.negate().and(Hosts.of(Dialect.X86_64).negate());

    private MapHandlerCases() {}

    static void addTo(Suite suite) {
        suite.rule("V1-MAP-10")
                .on(Hosts.of(Generation.SKAS3_2_6_2005).and(Hosts.GENERATIONS).or(LAST))
                .add(
                        "withoutMapFixedItIsEINVAL",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(2);
                            mm.map(0, 2).of(a).done();
                            mm.map(1, 1).without(FIXED).refused(EINVAL);
                            mm.map(4, 1).without(FIXED).refused(EINVAL);
                            mm.map(4, 1).of(a).without(FIXED).refused(EINVAL);
                            mm.map(0, 1).at(0).without(FIXED).refused(EINVAL);
                        })
                .add(
                        "mapFixedNoreplaceAloneIsEINVALToo",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).without(FIXED).with(FIXED_NOREPLACE).refused(EINVAL);
                            MapCall tooHigh = mm.map(0, 1).at(s.taskSize());
                            tooHigh.without(FIXED).with(FIXED_NOREPLACE).refused(EINVAL);
                        });
        unalignedOffsetsRefused(suite);
        unalignedOffsetsRounded(suite);
    }

    private static void unalignedOffsetsRefused(Suite suite) {
        suite.rule("V1-MAP-11")
                .on(REFUSING)
                .add(
                        "anUnalignedOffsetIsEINVAL",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(4);
                            mm.map(0, 2).of(a).done();
                            mm.map(1, 1).of(a).offset(1).refused(EINVAL);
                            mm.map(1, 1).of(a).offset(2 * Page.SIZE - 1).refused(EINVAL);
                            mm.map(1, 1).of(a).offset(s.maxWord()).refused(EINVAL);
                        })
                .add(
                        "anonymousMemoryIsNoException",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).offset(1).refused(EINVAL);
                            mm.map(0, 1).shared().offset(Page.SIZE / 2).refused(EINVAL);
                        })
                .add(
                        "theDescriptorIsNotLookedUpBefore",
                        s -> {
                            Mm mm = s.openMm();
                            int unused = s.writer().unusedFd();
                            mm.map(0, 1).descriptor(unused).offset(1).refused(EINVAL);
                        })
                .on(LAST.and(Hosts.of(Dialect.X86_64)))
                .add(
                        "a32BitRecordIsNoException",
                        s -> {
                            Mm mm = s.writer().open(MmFile.PROC_MM);
                            FileRef a = s.object(2);
                            mm.map(0, 1).of(a).offset(Page.SIZE - 1).refused(EINVAL);
                            mm.map(0, 1).of(a).offset(Page.SIZE).done();
                            mm.shows(area(0, 1, "rw-s", a, 1));
                        });
    }

    private static void unalignedOffsetsRounded(Suite suite) {
        suite.rule("V1-MAP-12")
                .on(ROUNDING)
                .add(
                        "anOffsetIsRoundedDownToAPage",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(4);
                            mm.map(0, 1).of(a).offset(1).done();
                            mm.map(2, 2).of(a).offset(2 * Page.SIZE - 1).done();
                            mm.shows(area(0, 1, "rw-s", a, 0), area(2, 4, "rw-s", a, 1));
                        })
                .on(ROUNDING.and(Hosts.GENERATIONS))
                .add(
                        "areasWhoseRoundedOffsetsContinueJoin",
                        s -> {
                            Mm mm = s.openMm();
                            FileRef a = s.object(4);
                            mm.map(0, 1).of(a).offset(7).done();
                            mm.map(1, 1).of(a).offset(Page.SIZE + 99).done();
                            mm.shows(area(0, 2, "rw-s", a, 0));
                        },
                        "V1-AREA-2")
                .add(
                        "anonymousMemoryTakesAnyOffset",
                        s -> {
                            Mm mm = s.openMm();
                            mm.map(0, 1).offset(1).done();
                            mm.map(1, 1).offset(s.maxWord() >>> 1).done();
                            mm.shows(area(0, 2, "rw-p"));
                        });
    }
}
