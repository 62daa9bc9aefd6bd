package io.github.procmm.suite;

import static io.github.procmm.model.Errno.E2BIG;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.EOPNOTSUPP;
import static io.github.procmm.model.Errno.EPROTO;
import static io.github.procmm.model.Errno.EPROTONOSUPPORT;
import static io.github.procmm.suite.Frame.SEQUENTIAL;

import io.github.procmm.model.Errno;
import io.github.procmm.v2.Features;

/** What HELLO has to be, and when: V2-HELLO-1 to 3. */
final class V2HelloCases {

    private static final long MAX_FRAME = Session.MAX_FRAME;

    private V2HelloCases() {}

    static void addTo(Suite suite) {
        first(suite);
        versions(suite);
        fields(suite);
    }

    static FrameBytes hello() {
        return Session.hello(2, 2, MAX_FRAME, 0);
    }

    private static void refused(Session c, FrameBytes hello, Errno errno, int position) {
        c.sends(hello, new ExpectedFrame.Refused(0, errno.number(), position));
    }

    static void welcome(Session c, FrameBytes hello) {
        c.sends(hello, c.welcome(0, 0));
    }

    private static void first(Suite suite) {
        suite.rule("V2-HELLO-1")
                .add(
                        "beforeWelcomeOnlyHelloIsTaken",
                        s -> {
                            Session c = s.silentSession();
                            c.batch(SEQUENTIAL).refused(EPROTO, 6);
                            c.batch(SEQUENTIAL).does(c.create()).refused(EPROTO, 6);
                            c.legacy(SEQUENTIAL).refused(EPROTO, 6);
                            c.batch(SEQUENTIAL).set(6, 2, 77).refused(EPROTO, 6);
                            s.alive(0);
                            c.greet();
                            c.batch(SEQUENTIAL).answered();
                        })
                .add(
                        "beforeWelcomeTheTypeIsLookedAtBeforeTheVersion",
                        s -> {
                            Session c = s.silentSession();
                            c.batch(SEQUENTIAL).set(4, 2, 7).refused(EPROTO, 6);
                            c.batch(SEQUENTIAL).set(4, 2, 0).refused(EPROTO, 6);
                            refused(c, hello().set(4, 2, 2), EPROTONOSUPPORT, 4);
                            c.greet();
                        })
                .add(
                        "afterWelcomeTheVersionIsLookedAtBeforeTheType",
                        s -> {
                            Session c = s.session();
                            refused(c, hello().set(4, 2, 2), EPROTONOSUPPORT, 4);
                            c.batch(SEQUENTIAL)
                                    .set(6, 2, 77)
                                    .set(4, 2, 0)
                                    .refused(EPROTONOSUPPORT, 4);
                        },
                        "V2-FRAME-4")
                .add(
                        "afterWelcomeHelloIsRefusedAndTheSessionStaysAsItIs",
                        s -> {
                            Session c = s.session(Features.CLONE);
                            Space a = c.space();
                            refused(c, hello(), EPROTO, 6);
                            a.copied().shows();
                        });
    }

    private static void versions(Suite suite) {
        suite.rule("V2-HELLO-2")
                .add(
                        "theHighestVersionThatBothSpeakIsChosen",
                        s -> {
                            for (int lowest : new int[] {0, 1, 2}) {
                                for (int highest : new int[] {2, 3, 0xffff}) {
                                    Session c = s.silentSession();
                                    welcome(c, Session.hello(lowest, highest, MAX_FRAME, 0));
                                }
                            }
                        })
                .add(
                        "whereThereIsNoneTheClientLearnsTheRangeAndMayTryAgain",
                        s -> {
                            Session c = s.silentSession();
                            refused(c, Session.hello(0, 1, MAX_FRAME, 0), EPROTONOSUPPORT, 32);
                            refused(c, Session.hello(1, 1, MAX_FRAME, 0), EPROTONOSUPPORT, 32);
                            int last = 0xffff;
                            refused(
                                    c,
                                    Session.hello(last, last, MAX_FRAME, 0),
                                    EPROTONOSUPPORT,
                                    32);
                            welcome(c, hello());
                        });
    }

    private static void fields(Suite suite) {
        suite.rule("V2-HELLO-3")
                .add(
                        "whatIsWrongInTheHeaderIsFoundFirst",
                        s -> {
                            Session c = s.silentSession();
                            FrameBytes wrong = hello().set(48, 8, 1).set(Frame.COUNT, 4, 1);
                            refused(c, wrong, EOPNOTSUPP, Frame.COUNT);
                            refused(c, wrong.set(Frame.RESERVED, 4, 1), EOPNOTSUPP, Frame.RESERVED);
                            refused(c, wrong.set(Frame.MODE, 4, 1), EOPNOTSUPP, Frame.MODE);
                            c.greet();
                        },
                        "V2-FRAME-4")
                .add(
                        "aShortHelloIsRefused",
                        s -> {
                            Session c = s.silentSession();
                            for (int size : new int[] {32, 40, 48}) {
                                FrameBytes cut = hello().cut(size).set(Frame.LENGTH, 4, size);
                                refused(c, cut, EPROTO, 8);
                            }
                            welcome(c, hello());
                        })
                .add(
                        "eachFieldIsChecked",
                        s -> {
                            Session c = s.silentSession();
                            refused(c, Session.hello(3, 2, MAX_FRAME, 0), EINVAL, 32);
                            refused(c, Session.hello(2, 2, 4095, 0), EINVAL, 36);
                            refused(c, Session.hello(2, 2, 0, 0), EINVAL, 36);
                            refused(c, hello().set(48, 8, 1), EOPNOTSUPP, 48);
                            refused(c, hello().set(48, 8, 1L << 63), EOPNOTSUPP, 48);
                            welcome(c, Session.hello(2, 2, 4096, 0));
                            welcome(s.silentSession(), Session.hello(2, 2, 0xffff_ffffL, 0));
                        })
                .add(
                        "theHeaderIsCheckedAsThatOfEveryFrame",
                        s -> {
                            Session c = s.silentSession();
                            refused(c, hello().set(Frame.VERSION, 2, 2), EPROTONOSUPPORT, 4);
                            refused(c, hello().set(Frame.MODE, 4, 1), EOPNOTSUPP, 24);
                            refused(c, hello().set(Frame.RESERVED, 4, 1), EOPNOTSUPP, 28);
                            welcome(c, hello());
                        },
                        "V2-FRAME-4")
                .add(
                        "aLongerHelloIsTakenIfWhatIsNotKnownIsZero",
                        s -> {
                            Session c = s.silentSession();
                            FrameBytes longer = hello().append("00".repeat(64));
                            longer.set(Frame.LENGTH, 4, 120);
                            refused(c, longer.set(119, 1, 1), E2BIG, 119);
                            refused(c, longer.set(57, 1, 0x80), E2BIG, 57);
                            welcome(c, longer.set(57, 1, 0).set(119, 1, 0));
                        },
                        "V2-REC-4")
                .add(
                        "fieldsAreCheckedInTheirOrder",
                        s -> {
                            Session c = s.silentSession();
                            FrameBytes all = Session.hello(3, 1, 1, 0).set(48, 8, 1);
                            all.append("01".repeat(8)).set(Frame.LENGTH, 4, 64);
                            refused(c, all, EINVAL, 32);
                            refused(c, all.set(32, 2, 1), EINVAL, 36);
                            refused(c, all.set(36, 4, MAX_FRAME), EOPNOTSUPP, 48);
                            refused(c, all.set(48, 8, 0), E2BIG, 56);
                            refused(c, all.set(56, 8, 0), EPROTONOSUPPORT, 32);
                            welcome(c, all.set(34, 2, 2));
                        },
                        "V2-HELLO-2");
    }
}
