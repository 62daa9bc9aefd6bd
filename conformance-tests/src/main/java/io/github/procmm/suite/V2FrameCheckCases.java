package io.github.procmm.suite;

import static io.github.procmm.model.Errno.EMSGSIZE;
import static io.github.procmm.model.Errno.EOPNOTSUPP;
import static io.github.procmm.model.Errno.EPROTO;
import static io.github.procmm.model.Errno.EPROTONOSUPPORT;
import static io.github.procmm.suite.Areas.area;
import static io.github.procmm.suite.Frame.SEQUENTIAL;

import io.github.procmm.model.Errno;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/** Which frames are refused as a whole, and why: V2-FRAME-4 to 6. */
final class V2FrameCheckCases {

    /**
     * A thing that can be wrong with a header.
     *
     * @param words what, in camel case
     * @param make makes it wrong
     */
    private record Cause(
            String words, Errno errno, int position, BiConsumer<Session, Frame> make) {}

    /** In the order of V2-FRAME-4; the last one is V2-FRAME-5's. */
    private static final List<Cause> CAUSES =
            List.of(
                    new Cause(
                            "anotherVersion",
                            EPROTONOSUPPORT,
                            4,
                            (c, frame) -> frame.set(Frame.VERSION, 2, 3)),
                    new Cause("anUnknownType", EPROTO, 6, (c, frame) -> frame.set(6, 2, 77)),
                    new Cause("anUnknownMode", EOPNOTSUPP, 24, (c, frame) -> frame.set(24, 4, 9)),
                    new Cause("aReservedField", EOPNOTSUPP, 28, (c, frame) -> frame.set(28, 4, 1)),
                    new Cause(
                            "tooManyRecords",
                            EMSGSIZE,
                            12,
                            (c, frame) -> frame.set(12, 4, c.welcomed(48, 4).plus(1))),
                    new Cause(
                            "aRecordThatDoesNotFit",
                            EPROTO,
                            32,
                            (c, frame) -> frame.set(34, 2, 0xfff8)));

    private V2FrameCheckCases() {}

    static void addTo(Suite suite) {
        headers(suite);
        order(suite);
        records(suite);
        whatHasChanged(suite);
    }

    private static void headers(Suite suite) {
        suite.rule("V2-FRAME-4")
                .add(
                        "onlyTheVersionOfTheSessionIsTaken",
                        s -> {
                            Session c = s.session();
                            for (int version : new int[] {0, 1, 3, 0x102, 0xffff}) {
                                Frame frame = c.batch(SEQUENTIAL);
                                frame.set(4, 2, version).refused(EPROTONOSUPPORT, 4);
                            }
                        })
                .add(
                        "onlyTypesThatAClientSendsAreTaken",
                        s -> {
                            Session c = s.session();
                            for (int type : new int[] {0, 5, 7, 0x104, 0xffff}) {
                                c.batch(SEQUENTIAL).set(6, 2, type).refused(EPROTO, 6);
                            }
                            for (int type : new int[] {2, 3}) {
                                Frame frame = c.batch(SEQUENTIAL).set(4, 2, 0);
                                frame.set(6, 2, type).refused(EPROTO, 6);
                            }
                        })
                .add(
                        "modesThatAreUnknownAreRefused",
                        s -> {
                            Session c = s.session();
                            for (long mode : new long[] {3, 4, 0x100, 0xffff_ffffL}) {
                                c.batch(SEQUENTIAL).set(24, 4, mode).refused(EOPNOTSUPP, 24);
                            }
                        })
                .add(
                        "atMostMaxCountRecordsAreTaken",
                        s -> {
                            Session c = s.session();
                            Num most = c.welcomed(48, 4);
                            Frame more = c.batch(SEQUENTIAL).does(c.create());
                            more.set(12, 4, most.plus(1)).refused(EMSGSIZE, 12);
                            more.set(12, 4, 0xffff_ffffL).refused(EMSGSIZE, 12);
                            Frame missing = c.batch(SEQUENTIAL).does(c.create());
                            missing.set(12, 4, most).refused(EPROTO, 64);
                            s.alive(0);
                        });
    }

    private static void order(Suite suite) {
        for (int i = 0; i < CAUSES.size(); i++) {
            for (int j = i + 1; j < CAUSES.size(); j++) {
                Cause first = CAUSES.get(i);
                Cause then = CAUSES.get(j);
                suite.rule("V2-FRAME-4")
                        .add(
                                first.words + "IsFoundBefore" + capitalized(then.words),
                                s -> {
                                    Session c = s.session();
                                    Frame frame = c.batch(SEQUENTIAL).does(c.create());
                                    first.make.accept(c, frame);
                                    then.make.accept(c, frame);
                                    frame.refused(first.errno, first.position);
                                });
            }
        }
    }

    private static String capitalized(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static void records(Suite suite) {
        suite.rule("V2-FRAME-5")
                .add(
                        "aSizeOfLessThan16OrNoMultipleOf8IsRefusedWhereItStands",
                        s -> {
                            Session c = s.session();
                            for (int size : new int[] {0, 8, 15, 17, 20, 31, 33}) {
                                Frame first = c.batch(SEQUENTIAL).does(c.create());
                                first.set(34, 2, size).refused(EPROTO, 32);
                                Frame second = c.batch(SEQUENTIAL).does(c.create());
                                second.does(c.create()).set(66, 2, size).refused(EPROTO, 64);
                            }
                        })
                .add(
                        "aRecordThatReachesBeyondTheFrameIsRefusedWhereItStands",
                        s -> {
                            Session c = s.session();
                            for (int size : new int[] {40, 0x1000, 0xfff8}) {
                                Frame frame = c.batch(SEQUENTIAL).does(c.create());
                                frame.does(c.create()).set(66, 2, size).refused(EPROTO, 64);
                            }
                        })
                .add(
                        "recordsThatAreMissingAreRefusedWhereTheFrameEnds",
                        s -> {
                            Session c = s.session();
                            c.batch(SEQUENTIAL).set(12, 4, 1).refused(EPROTO, 32);
                            Frame two = c.batch(SEQUENTIAL).does(c.create()).does(c.create());
                            two.set(12, 4, 3).refused(EPROTO, 96);
                            Frame half = c.batch(SEQUENTIAL).does(c.create());
                            half.with("00".repeat(8)).set(12, 4, 2).refused(EPROTO, 64);
                        })
                .add(
                        "bytesThatAreLeftOverAreRefusedWhereTheyBegin",
                        s -> {
                            Session c = s.session();
                            c.batch(SEQUENTIAL).with("00".repeat(8)).refused(EPROTO, 32);
                            Frame one = c.batch(SEQUENTIAL).does(c.create()).does(c.create());
                            one.set(12, 4, 1).refused(EPROTO, 64);
                        });
    }

    private static void whatHasChanged(Suite suite) {
        suite.rule("V2-FRAME-6")
                .add(
                        "nothingOfARefusedFrameIsCarriedOut",
                        s -> {
                            Session c = s.session();
                            Space a = c.space();
                            Frame misfit = c.batch(SEQUENTIAL).does(a.map(0, 1));
                            misfit.does(a.map(2, 1)).with("00".repeat(8)).refused(EPROTO, 176);
                            Frame mode = c.batch(SEQUENTIAL).does(a.map(0, 1));
                            mode.set(24, 4, 7).refused(EOPNOTSUPP, 24);
                            Frame count = c.batch(SEQUENTIAL).does(a.map(0, 1));
                            count.set(12, 4, 0).refused(EPROTO, 32);
                            a.shows();
                        },
                        "V2-FRAME-5")
                .add(
                        "theSessionGoesOnBehindIt",
                        s -> {
                            Session c = s.session();
                            Space a = c.space();
                            for (int i = 0; i < 5; i++) {
                                c.batch(SEQUENTIAL).set(24, 4, 7).refused(EOPNOTSUPP, 24);
                            }
                            a.map(0, 1).done();
                            a.shows(area(0, 1, "rw-p"));
                        });
    }
}
