package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EBADF;
import static io.github.procmm.model.Errno.EMSGSIZE;
import static io.github.procmm.model.Errno.EPROTO;
import static io.github.procmm.model.Errno.EPROTONOSUPPORT;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Frame.INDEPENDENT;
import static io.github.procmm.suite.Frame.SEQUENTIAL;
import static io.github.procmm.suite.Scenario.page;

import io.github.procmm.backend.FaultKind;

/** How the stream of a session is cut into frames, and its limit: V2-FRAME-1 to 3, 7 and 8. */
final class V2FrameCases {

    private V2FrameCases() {}

    static void addTo(Suite suite) {
        stream(suite);
        segments(suite);
        broken(suite);
        answers(suite);
        limits(suite);
    }

    private static void stream(Suite suite) {
        suite.rule("V2-FRAME-1")
                .add(
                        "severalFramesCanComeAtOnce",
                        s -> {
                            Session c = s.session();
                            Space a = c.space();
                            c.send(
                                    c.batch(SEQUENTIAL).does(a.map(0, 1)).does(a.map(2, 1)),
                                    c.batch(SEQUENTIAL),
                                    c.batch(INDEPENDENT).does(a.unmap(0, 1)));
                            a.shows(area(2, 3, "rw-p"));
                        })
                .add(
                        "whereAFrameEndsIsItsLengthWhateverItsTypeAndVersion",
                        s -> {
                            Session c = s.session();
                            Space a = c.space();
                            Frame type = c.batch(SEQUENTIAL).with("11".repeat(40));
                            type.set(Frame.TYPE, 2, 77);
                            Frame version = c.batch(SEQUENTIAL).with("22".repeat(8));
                            version.set(Frame.VERSION, 2, 3);
                            Frame good = c.batch(SEQUENTIAL).does(a.map(0, 1));
                            FrameBytes all =
                                    new FrameBytes()
                                            .append(type.bytes())
                                            .append(version.bytes())
                                            .append(good.bytes());
                            c.sends(
                                    all,
                                    type.refusal(EPROTO, 6),
                                    version.refusal(EPROTONOSUPPORT, 4),
                                    good.reply());
                            a.shows(area(0, 1, "rw-p"));
                        },
                        "V2-FRAME-6");
    }

    private static void segments(Suite suite) {
        suite.rule("V2-FRAME-2")
                .add(
                        "aFrameCutInTwoAnywhereIsTheSame",
                        s -> {
                            Session c = s.session();
                            Space a = c.space();
                            int size = c.batch(SEQUENTIAL).does(a.unmap(0, 1)).bytes().size();
                            for (int cut = 1; cut < size; cut++) {
                                Frame whole = c.batch(SEQUENTIAL).does(c.create());
                                c.sends(whole.bytes().part(0, cut));
                                c.sends(whole.bytes().part(cut, size), whole.reply());
                            }
                        })
                .add(
                        "bytesCanComeOneByOne",
                        s -> {
                            Session c = s.silentSession();
                            FrameBytes hello = Session.hello(2, 2, Session.MAX_FRAME, 0);
                            one(c, hello, c.welcome(0, 0));
                            Frame frame =
                                    c.batch(SEQUENTIAL)
                                            .does(c.create())
                                            .does(c.memory(1, 0x100, 0));
                            one(c, frame.bytes(), frame.reply());
                        })
                .add(
                        "aSegmentCanEndOneFrameAndBeginTheNext",
                        s -> {
                            Session c = s.session();
                            Space a = c.space();
                            Frame first =
                                    c.batch(SEQUENTIAL).refuses(c.release(Num.of(0)), EBADF, 8);
                            Frame then = c.batch(SEQUENTIAL).does(c.memory(1, 0x100, 0));
                            FrameBytes both =
                                    new FrameBytes().append(first.bytes()).append(then.bytes());
                            int border = first.bytes().size();
                            c.sends(both.part(0, border + 9), first.reply());
                            c.sends(both.part(border + 9, both.size()), then.reply());
                            a.shows();
                        })
                .add(
                        "nothingIsCarriedOutBeforeTheLastByteIsThere",
                        s -> {
                            Session c = s.session();
                            Space a = c.space();
                            Frame frame = c.batch(SEQUENTIAL).does(a.map(0, 1)).does(a.map(2, 1));
                            int last = frame.bytes().size() - 1;
                            c.sends(frame.bytes().part(0, last));
                            a.shows();
                            a.load(page(0), 1).faults(FaultKind.MAPERR);
                            c.sends(frame.bytes().part(last, last + 1), frame.reply());
                            a.shows(area(0, 1, "rw-p"), area(2, 3, "rw-p"));
                        });
    }

    private static void one(Session c, FrameBytes bytes, ExpectedFrame answer) {
        int last = bytes.size() - 1;
        for (int i = 0; i < last; i++) {
            c.sends(bytes.part(i, i + 1));
        }
        c.sends(bytes.part(last, last + 1), answer);
    }

    private static void broken(Suite suite) {
        suite.rule("V2-FRAME-3")
                .add(
                        "aWrongMagicEndsTheSession",
                        s -> {
                            Session c = s.session();
                            c.batch(SEQUENTIAL).set(0, 4, 0x334d4d50).ends(EPROTO, 0);
                            c.ends(c.batch(SEQUENTIAL).bytes());
                            s.silentSession().ends(FrameBytes.of("36".repeat(56)), over(0));
                        })
                .add(
                        "aWrongLengthEndsTheSession",
                        s -> {
                            for (long length : new long[] {0, 24, 31, 33, 36, 0xffff_ffffL}) {
                                Frame frame = s.session().batch(SEQUENTIAL);
                                frame.set(Frame.LENGTH, 4, length).ends(EPROTO, 8);
                            }
                        })
                .add(
                        "aLengthBeyondTheLimitEndsTheSession",
                        s -> {
                            Frame frame = s.session().batch(SEQUENTIAL);
                            frame.set(Frame.LENGTH, 4, 0xffff_fff8L).ends(EMSGSIZE, 8);
                            Session early = s.silentSession();
                            Frame first = early.batch(SEQUENTIAL);
                            first.set(Frame.LENGTH, 4, 4104).ends(EMSGSIZE, 8);
                        },
                        "V2-FRAME-8")
                .add(
                        "theMagicIsLookedAtBeforeTheLengthAndBothBeforeAnythingElse",
                        s -> {
                            Frame magic = s.session().batch(SEQUENTIAL).set(0, 1, 0);
                            magic.set(Frame.LENGTH, 4, 8).set(Frame.VERSION, 2, 9).ends(EPROTO, 0);
                            Frame length = s.session().batch(SEQUENTIAL).set(Frame.VERSION, 2, 9);
                            length.set(Frame.LENGTH, 4, 8).ends(EPROTO, 8);
                            Frame tooLong = s.session().batch(SEQUENTIAL).set(Frame.TYPE, 2, 77);
                            tooLong.set(Frame.LENGTH, 4, 0xffff_fff8L).ends(EMSGSIZE, 8);
                        },
                        "V2-FRAME-4")
                .add(
                        "nobodyWaitsForTheRestOfAFrameWhoseLengthIsWrong",
                        s -> {
                            Session c = s.session();
                            FrameBytes frame = c.batch(SEQUENTIAL).set(Frame.LENGTH, 4, 24).bytes();
                            c.ends(frame.part(0, 12), over(8));
                        })
                .add(
                        "whatComesBehindIsNotCarriedOutAndTheHandlesHaveEnded",
                        s -> {
                            Session c = s.session();
                            Space a = c.space();
                            s.alive(1);
                            FrameBytes bytes = c.batch(SEQUENTIAL).set(0, 4, 0).bytes();
                            c.ends(bytes.append(c.batch(0).does(a.map(0, 1)).bytes()), over(0));
                            s.alive(0);
                        },
                        "V2-HANDLE-2");
    }

    private static ExpectedFrame over(int position) {
        return new ExpectedFrame.Refused(0, EPROTO.number(), position);
    }

    private static void answers(Suite suite) {
        suite.rule("V2-FRAME-7")
                .add(
                        "anAnswerHasTheSequenceOfItsFrame",
                        s -> {
                            Session c = s.session();
                            for (long number : new long[] {0, 7, 7, -1, Long.MIN_VALUE}) {
                                c.batch(INDEPENDENT).sequence(number).answered();
                                Frame refused = c.batch(SEQUENTIAL).sequence(number);
                                refused.set(Frame.VERSION, 2, 7).refused(EPROTONOSUPPORT, 4);
                            }
                        })
                .add(
                        "answersComeInTheOrderOfTheFrames",
                        s -> {
                            Session c = s.session();
                            Frame first = c.batch(SEQUENTIAL).sequence(9);
                            Frame wrong = c.batch(SEQUENTIAL).sequence(8).set(Frame.TYPE, 2, 5);
                            Frame last = c.batch(INDEPENDENT).sequence(7);
                            c.sends(
                                    new FrameBytes()
                                            .append(first.bytes())
                                            .append(wrong.bytes())
                                            .append(last.bytes()),
                                    first.reply(),
                                    wrong.refusal(EPROTO, 6),
                                    last.reply());
                        })
                .add(
                        "aFrameWithoutRecordsDoesNothingAndIsAnswered",
                        s -> {
                            Session c = s.session();
                            c.batch(SEQUENTIAL).answered();
                            c.batch(INDEPENDENT).answered();
                        });
    }

    private static void limits(Suite suite) {
        suite.rule("V2-FRAME-8")
                .add(
                        "beforeWelcomeAFrameHasAtMost4096Bytes",
                        s -> {
                            Session c = s.silentSession();
                            FrameBytes hello = Session.hello(2, 2, Session.MAX_FRAME, 0);
                            hello.append("00".repeat(4096 - 56)).set(Frame.LENGTH, 4, 4096);
                            c.sends(hello, c.welcome(0, 0));
                            FrameBytes longer = Session.hello(2, 2, Session.MAX_FRAME, 0);
                            longer.append("00".repeat(4104 - 56)).set(Frame.LENGTH, 4, 4104);
                            s.silentSession()
                                    .ends(
                                            longer,
                                            new ExpectedFrame.Refused(0, EMSGSIZE.number(), 8));
                        })
                .add(
                        "afterwardsItHasAtMostTheMaxFrameOfWelcome",
                        s -> {
                            Session c = s.session();
                            Space a = c.space();
                            Rec padded = a.map(0, 1).with("00".repeat(4096 - 32 - 72));
                            c.batch(SEQUENTIAL).does(padded).answered();
                            Frame longer = c.batch(SEQUENTIAL);
                            longer.set(Frame.LENGTH, 4, c.welcomed(36, 4).plus(8));
                            longer.ends(EMSGSIZE, 8);
                        })
                .add(
                        "theRestOfAFrameOfMaxFrameBytesIsWaitedFor",
                        s -> {
                            Session c = s.session();
                            Frame longest = c.batch(SEQUENTIAL);
                            longest.set(Frame.LENGTH, 4, c.welcomed(36, 4));
                            c.sends(longest.bytes());
                        })
                .add(
                        "theBackendsFramesKeepToTheMaxFrameOfHello",
                        s -> {
                            Session c = s.silentSession();
                            c.greetTaking(4096);
                            Space a = c.space();
                            Frame maps = c.batch(SEQUENTIAL);
                            for (int i = 0; i < 50; i++) {
                                maps.does(a.map(2L * i, 1));
                            }
                            maps.answered();
                            Frame more = c.batch(SEQUENTIAL);
                            for (int i = 50; i < 90; i++) {
                                more.does(a.map(2L * i, 1));
                            }
                            more.answered();
                            AreaSeen[] seen = new AreaSeen[83];
                            for (int i = 0; i < seen.length; i++) {
                                seen[i] = AreaSeen.seen(2L * i, 2L * i + 1, "rw");
                            }
                            ExpectedQuery some = AreaSeen.some(90 * 4096L, 90, seen);
                            c.batch(SEQUENTIAL)
                                    .reports(a.query(0, 1000), page(2 * 82 + 1), some)
                                    .answered();
                            c.batch(SEQUENTIAL)
                                    .reports(a.query(0, -1), page(2 * 82 + 1), some)
                                    .answered();
                        },
                        "V2-QUERY-1");
    }
}
