package io.github.procmm.suite;

import static io.github.procmm.model.Errno.E2BIG;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.EOPNOTSUPP;
import static io.github.procmm.model.Errno.EPROTO;
import static io.github.procmm.model.Errno.EPROTONOSUPPORT;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Frame.ATOMIC;
import static io.github.procmm.suite.Frame.SEQUENTIAL;

import io.github.procmm.backend.MmFile;
import io.github.procmm.kernel.Page;
import io.github.procmm.model.Errno;
import io.github.procmm.model.Prot;
import io.github.procmm.v2.Features;
import io.github.procmm.v2.Rights;
import java.util.List;

/** HELLO and WELCOME: V2-HELLO. */
final class V2HelloCases {

    private static final long EVERY_FEATURE = 0x7f;
    private static final long MAX_FRAME = Session.MAX_FRAME;

    private V2HelloCases() {}

    static void addTo(Suite suite) {
        first(suite);
        versions(suite);
        fields(suite);
        features(suite);
        notAgreed(suite);
        end(suite);
    }

    private static FrameBytes hello() {
        return Session.hello(2, 2, MAX_FRAME, 0);
    }

    private static void refused(Session c, FrameBytes hello, Errno errno, int position) {
        c.sends(hello, new ExpectedFrame.Refused(0, errno.number(), position));
    }

    private static void welcome(Session c, FrameBytes hello) {
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

    private static void features(Suite suite) {
        Suite.RuleCases cases = suite.rule("V2-HELLO-4");
        cases.add(
                        "whoAsksForNothingGetsNothing",
                        s -> {
                            Session c = s.silentSession();
                            welcome(c, hello());
                        })
                .add(
                        "aFeatureThatNobodyKnowsIsNoError",
                        s -> {
                            Session c = s.silentSession();
                            welcome(c, Session.hello(2, 2, MAX_FRAME, 1L << 63));
                            Session other = s.silentSession();
                            long unknown = ~EVERY_FEATURE;
                            welcome(other, Session.hello(2, 2, MAX_FRAME, unknown));
                        })
                .add(
                        "whoAsksForAllThatThereIsGetsAll",
                        s -> {
                            Session c = s.silentSession();
                            c.sends(
                                    Session.hello(2, 2, MAX_FRAME, -1),
                                    c.welcome(0, EVERY_FEATURE));
                        });
        for (int bit = 0; 1L << bit <= EVERY_FEATURE; bit++) {
            long feature = 1L << bit;
            cases.add("feature" + bit + "IsAgreedWhereItIsAskedFor", s -> s.session(feature));
        }
    }

    private static void notAgreed(Suite suite) {
        suite.rule("V2-HELLO-5")
                .add(
                        "withoutAtomicThereIsNoSuchMode",
                        s -> {
                            Session c = s.session();
                            c.batch(ATOMIC).refused(EOPNOTSUPP, 24);
                        },
                        "V2-FRAME-4")
                .add(
                        "withoutLegacyThereAreNoSuchFrames",
                        s -> {
                            Session c = s.session();
                            c.legacy(SEQUENTIAL).refused(EOPNOTSUPP, 6);
                            Frame wrong = c.legacy(SEQUENTIAL).set(Frame.MODE, 4, 9);
                            wrong.set(Frame.RESERVED, 4, 1).refused(EOPNOTSUPP, 6);
                        },
                        "V2-FRAME-4")
                .add(
                        "withoutTheirFeaturesOperationsAreRefused",
                        s -> {
                            FileRef file = s.object(1);
                            Session c = s.session();
                            Space a = c.space();
                            a.map(0, 1).done();
                            List<V2Op> some = List.of(V2Op.CLONE, V2Op.MOVE, V2Op.SEAL);
                            some.forEach(op -> op.record(a).refused(EOPNOTSUPP, 0));
                            c.importing(file.fd(), Rights.READ, 0).refused(EOPNOTSUPP, 0);
                        },
                        "V2-REC-2")
                .add(
                        "withoutMaxProtThereIsNoSuchField",
                        s -> {
                            Space a = s.session().space();
                            int all = Prot.READ | Prot.WRITE | Prot.EXEC;
                            a.map(0, 1).maxProt(all).refused(EOPNOTSUPP, 52);
                            a.map(0, 1).prot(Prot.READ).maxProt(1).refused(EOPNOTSUPP, 52);
                            a.map(0, 1).done();
                        },
                        "V2-REC-5");
    }

    private static void end(Suite suite) {
        suite.rule("V2-HELLO-6")
                .add(
                        "withTheStreamItsHandlesEnd",
                        s -> {
                            Session c = s.session();
                            c.space().map(0, 1).done();
                            c.space();
                            Session other = s.session();
                            Space kept = other.space();
                            s.alive(3);
                            c.end();
                            s.alive(1);
                            kept.map(0, 1).done();
                        })
                .add(
                        "aFrameThatHasNotWhollyComeIsNotCarriedOut",
                        s -> {
                            Mm mm = s.openMm();
                            Session c = s.session(Features.IMPORT);
                            Space a = c.imported(mm);
                            FrameBytes frame = c.batch(SEQUENTIAL).does(a.map(0, 1)).bytes();
                            c.sends(frame.part(0, frame.size() - 1));
                            c.end();
                            mm.shows();
                        })
                .add(
                        "whatSomebodyElseHoldsLivesOn",
                        s -> {
                            Mm mm = s.writer().open(MmFile.PROC_MM);
                            Session c = s.session(Features.IMPORT);
                            Space a = c.imported(mm);
                            a.map(0, 1).done();
                            c.end();
                            mm.shows(area(0, 1, "rw-p"));
                            mm.unmapBytes(Scenario.page(0), Page.SIZE).done();
                        },
                        "V2-HANDLE-6");
    }
}
