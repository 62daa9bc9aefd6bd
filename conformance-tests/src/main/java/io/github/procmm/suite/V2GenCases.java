package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.EOPNOTSUPP;
import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.kernel.Page;
import io.github.procmm.v2.Features;
import java.util.List;

/** What holds for every frame and record of part v2: V2-GEN. */
final class V2GenCases {

    private static final long PAGE = Page.SIZE;

    /** Sequence 0x1122334455667788, versions 2 to 2, max_frame 0x10000, no features. */
    private static final String GOLDEN_HELLO =
            "504d4d32"
                    + "0000"
                    + "0100"
                    + "38000000"
                    + "00000000"
                    + "8877665544332211"
                    + "00000000"
                    + "00000000"
                    + "0200"
                    + "0200"
                    + "00000100"
                    + "0000000000000000"
                    + "0000000000000000";

    /** Sequence 1: CREATE with all rights. */
    private static final String GOLDEN_CREATE =
            "504d4d32"
                    + "0200"
                    + "0400"
                    + "40000000"
                    + "01000000"
                    + "0100000000000000"
                    + "00000000"
                    + "00000000"
                    + "0100"
                    + "2000"
                    + "00000000"
                    + "0000000000000000"
                    + "3f000000"
                    + "00000000"
                    + "0000000000000000";

    /** Sequence 2: MAP of 0x3000 bytes at 0x10000000, READ and WRITE, into the handle at 40. */
    private static final String GOLDEN_MAP =
            "504d4d32"
                    + "0200"
                    + "0400"
                    + "68000000"
                    + "01000000"
                    + "0200000000000000"
                    + "00000000"
                    + "00000000"
                    + "0800"
                    + "4800"
                    + "00000000"
                    + "0000000000000000"
                    + "0000001000000000"
                    + "0030000000000000"
                    + "0000000000000000"
                    + "0000000000000000"
                    + "03000000"
                    + "00000000"
                    + "0000000000000000"
                    + "0000000000000000";

    private static final String GOLDEN_MAPPED =
            "504d4d32"
                    + "0200"
                    + "0500"
                    + "38000000"
                    + "01000000"
                    + "0200000000000000"
                    + "00000000"
                    + "00000000"
                    + "18000000"
                    + "00000000"
                    + "0000001000000000"
                    + "00000000"
                    + "00000000";

    private static final String GOLDEN_EMPTY_REPLY =
            "504d4d32"
                    + "0200"
                    + "0500"
                    + "20000000"
                    + "00000000"
                    + "8877665544332211"
                    + "01000000"
                    + "00000000";

    /** EBADF for the handle of record 0, and ECANCELED. */
    private static final String GOLDEN_REFUSALS =
            "504d4d32"
                    + "0200"
                    + "0500"
                    + "50000000"
                    + "02000000"
                    + "0200000000000000"
                    + "00000000"
                    + "00000000"
                    + "18000000"
                    + "09000000"
                    + "0000000000000000"
                    + "08000000"
                    + "00000000"
                    + "18000000"
                    + "7d000000"
                    + "0000000000000000"
                    + "00000000"
                    + "00000000";

    private V2GenCases() {}

    static void addTo(Suite suite) {
        layout(suite);
        reserved(suite);
        ranges(suite);
    }

    private static void layout(Suite suite) {
        suite.rule("V2-GEN-1")
                .on(Hosts.DIALECTS)
                .add(
                        "framesAreTheseBytesOnEveryHost",
                        s -> {
                            Session c = s.silentSession();
                            c.sends(FrameBytes.of(GOLDEN_HELLO), c.welcome(0x1122334455667788L, 0));
                            ExpectedResult made =
                                    new ExpectedResult(0, new ExpectedNumber.NewHandle(), 0, null);
                            ExpectedFrame reply = new ExpectedFrame.Reply(1, 0, List.of(made));
                            int step = c.sends(FrameBytes.of(GOLDEN_CREATE), reply);
                            Space a = c.on(Num.answered(step, 40, 8));
                            c.getsBack(
                                    FrameBytes.of(GOLDEN_MAP).set(40, 8, a.handle()),
                                    GOLDEN_MAPPED);
                            a.shows(Areas.area(0, 3, "rw-p"));
                        })
                .add(
                        "answersAreTheseBytesOnEveryHost",
                        s -> {
                            Session c = s.session();
                            c.getsBack(
                                    c.batch(1).sequence(0x1122334455667788L).bytes(),
                                    GOLDEN_EMPTY_REPLY);
                            c.getsBack(
                                    c.batch(0)
                                            .cancels(c.release(Num.of(0x1_0000_0000L)))
                                            .cancels(c.record(15, 16, Num.of(0)))
                                            .bytes(),
                                    GOLDEN_REFUSALS);
                        },
                        "V2-REPLY-1");
    }

    private static void reserved(Suite suite) {
        suite.rule("V2-GEN-2")
                .add(
                        "noFieldThatIsReservedMayBeSet",
                        s -> {
                            Session c = s.session(Features.CLONE);
                            Space a = c.space();
                            a.map(0, 1).done();
                            for (long bit : new long[] {1, 0x8000_0000L}) {
                                c.create().set(20, 4, bit).refused(EOPNOTSUPP, 20);
                                a.copy(1).set(20, 4, bit).refused(EOPNOTSUPP, 20);
                                a.duplicate(1).set(20, 4, bit).refused(EOPNOTSUPP, 20);
                                c.memory(1, 0x100, 0).set(28, 4, bit).refused(EOPNOTSUPP, 28);
                                a.protect(0, 1, 1).set(36, 4, bit).refused(EOPNOTSUPP, 36);
                                a.query(0, 1).set(28, 4, bit).refused(EOPNOTSUPP, 28);
                            }
                        },
                        "V2-REC-5")
                .add(
                        "noFlagThatHasNoNameIsIgnored",
                        s -> {
                            Session c = s.session(Features.CLONE, Features.MOVE, Features.SEAL);
                            Space a = c.space();
                            a.map(0, 1).done();
                            for (V2Op op : V2Op.values()) {
                                if (op == V2Op.IMPORT) {
                                    continue;
                                }
                                op.record(a).flags(op.firstUnknownFlag()).refused(EOPNOTSUPP, 4);
                                op.record(a).flags(0x8000_0000L).refused(EOPNOTSUPP, 4);
                            }
                        },
                        "V2-REC-5")
                .add(
                        "aFrameHasNoReservedFieldSetAndNoUnknownMode",
                        s -> {
                            Session c = s.session();
                            c.batch(0).set(Frame.RESERVED, 4, 1).refused(EOPNOTSUPP, 28);
                            c.batch(0).set(Frame.MODE, 4, 3).refused(EOPNOTSUPP, 24);
                            c.batch(0).set(Frame.MODE, 4, 0x100).refused(EOPNOTSUPP, 24);
                        },
                        "V2-FRAME-4");
    }

    private static void ranges(Suite suite) {
        suite.rule("V2-GEN-3")
                .add(
                        "rangesAreWholePagesAndNotEmpty",
                        s -> {
                            Space a = s.session(Features.MOVE, Features.SEAL).space();
                            a.map(0, 4).done();
                            for (V2Op op : V2Op.WITH_RANGE) {
                                op.record(a).set(16, 8, page(0) + 1).refused(EINVAL, 16);
                                op.record(a).set(16, 8, page(1) - 1).refused(EINVAL, 16);
                                op.record(a).set(24, 8, 0).refused(EINVAL, 24);
                                op.record(a).set(24, 8, 1).refused(EINVAL, 24);
                                op.record(a).set(24, 8, PAGE - 1).refused(EINVAL, 24);
                                op.record(a).set(24, 8, PAGE + 1).refused(EINVAL, 24);
                            }
                        },
                        "V2-REC-6")
                .on(Hosts.DIALECTS)
                .add(
                        "rangesLieWithinTheBoundsOfWelcome",
                        s -> {
                            Session c = s.session(Features.MOVE, Features.SEAL);
                            Space a = c.space();
                            Num low = c.welcomed(56, 8);
                            Num high = c.welcomed(64, 8);
                            a.mapBytes(0, PAGE).at(high.plus(-PAGE)).done();
                            for (V2Op op : V2Op.WITH_RANGE) {
                                op.record(a).set(16, 8, high).refused(EINVAL, 16);
                                op.record(a).set(16, 8, low.plus(-PAGE)).refused(EINVAL, 16);
                                op.record(a)
                                        .set(16, 8, high.plus(-PAGE))
                                        .set(24, 8, 2 * PAGE)
                                        .refused(EINVAL, 24);
                                op.record(a)
                                        .set(16, 8, high.plus(-PAGE))
                                        .set(24, 8, -PAGE)
                                        .refused(EINVAL, 24);
                            }
                        },
                        "V2-REC-6")
                .add(
                        "theFirstAndTheLastPageWithinTheBoundsCanBeMapped",
                        s -> {
                            Session c = s.session();
                            Space a = c.space();
                            a.mapBytes(0, PAGE).at(c.welcomed(56, 8)).done();
                            a.mapBytes(0, PAGE).at(c.welcomed(64, 8).plus(-PAGE)).done();
                        },
                        "V2-MAP-1");
    }
}
