package io.github.procmm.v2;

import static io.github.procmm.model.Errno.E2BIG;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.EMSGSIZE;
import static io.github.procmm.model.Errno.EOPNOTSUPP;
import static io.github.procmm.model.Errno.EPROTO;
import static io.github.procmm.model.Errno.EPROTONOSUPPORT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.fixture.Fault;
import io.github.procmm.fixture.RawFrame;
import io.github.procmm.fixture.RawRecord;
import io.github.procmm.fixture.Sessions;
import io.github.procmm.model.Errno;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a whole frame is refused for, and for what first. */
class FrameCheckTest {

    /**
     * What the check says of a frame.
     *
     * @param errno null where it may be carried out
     * @param position 0 where it may be carried out
     */
    private record Verdict(@Nullable Errno errno, int position) {}

    private static final Verdict FINE = new Verdict(null, 0);
    private static final Hello CLIENT = Hello.ofThisVersion(4096);

    /** In the order of V2-FRAME-4, V2-FRAME-5 and V2-REPLY-3. */
    static List<Fault<RawFrame>> faultsOfABatch() {
        return List.of(
                fault("V2-FRAME-4", EPROTONOSUPPORT, 4, 2, 0),
                fault("V2-FRAME-4", EPROTONOSUPPORT, 4, 2, 1),
                fault("V2-FRAME-4", EPROTONOSUPPORT, 4, 2, 3),
                fault("V2-FRAME-4", EPROTONOSUPPORT, 4, 2, 0x202),
                fault("V2-FRAME-4", EPROTO, 6, 2, 0),
                fault("V2-FRAME-4", EPROTO, 6, 2, 5),
                fault("V2-FRAME-4", EPROTO, 6, 2, 7),
                fault("V2-FRAME-4", EPROTO, 6, 2, 0x104),
                fault("V2-FRAME-4", EOPNOTSUPP, 24, 4, 3),
                fault("V2-FRAME-4", EOPNOTSUPP, 24, 4, 0x8000_0000L),
                fault("V2-FRAME-4", EOPNOTSUPP, 28, 4, 1),
                fault("V2-FRAME-4", EOPNOTSUPP, 28, 4, 0x8000_0000L),
                fault("V2-FRAME-4", EMSGSIZE, 12, 4, 65),
                fault("V2-FRAME-4", EMSGSIZE, 12, 4, 0xffff_ffffL),
                new Fault<>("V2-FRAME-5", EPROTO, 32, f -> f.set(34, 2, 8)),
                new Fault<>("V2-FRAME-5", EPROTO, 48, f -> f.set(50, 2, 33)),
                new Fault<>("V2-FRAME-5", EPROTO, 48, f -> f.set(50, 2, 0)),
                new Fault<>("V2-FRAME-5", EPROTO, 88, f -> f.resize(96)));
    }

    /** A batch of two records that may be carried out. */
    private static RawFrame batch() {
        return RawRecord.batch(RawRecord.of(Operation.DESTROY), RawRecord.of(Operation.PROTECT));
    }

    @Test
    void aFrameThatNothingIsWrongWithPasses() {
        assertThat(check(batch())).isEqualTo(FINE);
        assertThat(check(RawRecord.batch())).as("no records").isEqualTo(FINE);
        assertThat(check(batch().set(24, 4, 1))).as("INDEPENDENT").isEqualTo(FINE);
        assertThat(check(batch().set(24, 4, 2))).as("ATOMIC").isEqualTo(FINE);
    }

    @ParameterizedTest
    @MethodSource("faultsOfABatch")
    void V2_FRAME_4_V2_FRAME_5_V2_GEN_2_aFaultIsNamed(Fault<RawFrame> fault) {
        RawFrame frame = batch();
        fault.make().accept(frame);
        assertThat(check(frame)).isEqualTo(new Verdict(fault.errno(), fault.at()));
    }

    static Stream<Fault.Pair<RawFrame>> pairsOfABatch() {
        return Fault.pairs(faultsOfABatch());
    }

    @ParameterizedTest
    @MethodSource("pairsOfABatch")
    void V2_FRAME_4_V2_FRAME_5_ofTwoFaultsTheFirstIsNamed(Fault.Pair<RawFrame> pair) {
        RawFrame frame = batch();
        pair.second().make().accept(frame);
        pair.first().make().accept(frame);
        assertThat(check(frame)).isEqualTo(new Verdict(pair.first().errno(), pair.first().at()));
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0", "3, 0", "5, 2"})
    void V2_FRAME_4_V2_HELLO_1_aTypeThatTheClientMayNotSendNowIsEproto(int type, int version) {
        assertThat(check(batch().set(6, 2, type).set(4, 2, version)))
                .isEqualTo(new Verdict(EPROTO, 6));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void V2_FRAME_4_aFrameThatNegotiatesHasVersion0(int type) {
        assertThat(check(batch().set(6, 2, type))).isEqualTo(new Verdict(EPROTONOSUPPORT, 4));
    }

    @Test
    void V2_FRAME_4_V2_HELLO_5_atomicNeedsItsFeature() {
        Welcome without = Sessions.with(Features.ALL & ~Features.ATOMIC);
        assertThat(check(batch().set(24, 4, 2), CLIENT, without))
                .isEqualTo(new Verdict(EOPNOTSUPP, 24));
        assertThat(check(batch().set(24, 4, 2), CLIENT, Sessions.with(Features.ATOMIC)))
                .isEqualTo(FINE);
        assertThat(check(batch().set(24, 4, 1), CLIENT, Sessions.with(0))).isEqualTo(FINE);
    }

    @Test
    void V2_HELLO_5_legacyNeedsItsFeature() {
        RawFrame legacy = batch().set(6, 2, 6);
        assertThat(check(legacy, CLIENT, Sessions.with(Features.LEGACY))).isEqualTo(FINE);
        assertThat(check(legacy, CLIENT, Sessions.with(Features.ALL & ~Features.LEGACY)))
                .isEqualTo(new Verdict(EOPNOTSUPP, 6));
    }

    @Test
    void V2_FRAME_4_asManyRecordsAsWereAgreedPass() {
        RawRecord[] most =
                Stream.generate(FrameCheckTest::release).limit(64).toArray(RawRecord[]::new);
        RawRecord[] more =
                Stream.generate(FrameCheckTest::release).limit(65).toArray(RawRecord[]::new);
        assertThat(check(RawRecord.batch(most))).isEqualTo(FINE);
        assertThat(check(RawRecord.batch(more))).isEqualTo(new Verdict(EMSGSIZE, 12));
    }

    private static RawRecord release() {
        return RawRecord.of(Operation.RELEASE);
    }

    /** 32 bytes and 24 a record: 20 results are 512. */
    @ParameterizedTest
    @CsvSource({"512, ok", "511, no", "0, no", "-1, ok", "-2147483648, ok"})
    void V2_REPLY_3_aReplyThatTheClientDoesNotTakeIsEmsgsize(int maxFrame, String answer) {
        RawRecord[] records =
                Stream.generate(FrameCheckTest::release).limit(20).toArray(RawRecord[]::new);
        Hello client = Hello.ofThisVersion(maxFrame);
        assertThat(check(RawRecord.batch(records), client, Sessions.usual()))
                .isEqualTo(answer.equals("ok") ? FINE : new Verdict(EMSGSIZE, 12));
    }

    /** 32 bytes, 96 a QUERY, 24 another record. */
    @ParameterizedTest
    @CsvSource({"248, ok", "247, no", "104, no"})
    void V2_QUERY_5_aReplyHasRoomForAnAreaOfEachQuery(int maxFrame, String answer) {
        RawFrame frame =
                RawRecord.batch(
                        RawRecord.of(Operation.QUERY), release(), RawRecord.of(Operation.QUERY));
        assertThat(check(frame, Hello.ofThisVersion(maxFrame), Sessions.usual()))
                .isEqualTo(answer.equals("ok") ? FINE : new Verdict(EMSGSIZE, 12));
        assertThat(check(frame.set(6, 2, 6), Hello.ofThisVersion(104), Sessions.usual()))
                .as("records of v1, one with the number of QUERY for a dialect")
                .isEqualTo(FINE);
    }

    @Test
    void V2_REPLY_3_theFramingOfTheRecordsIsLookedAtFirst() {
        RawFrame frame = batch().set(34, 2, 12);
        assertThat(check(frame, Hello.ofThisVersion(0), Sessions.usual()))
                .isEqualTo(new Verdict(EPROTO, 32));
    }

    /** In the order of V2-HELLO-1, V2-FRAME-4, V2-HELLO-3 and V2-HELLO-2. */
    static List<Fault<RawFrame>> faultsOfAHello() {
        return List.of(
                fault("V2-HELLO-1", EPROTO, 6, 2, 0),
                fault("V2-HELLO-1", EPROTO, 6, 2, 2),
                fault("V2-HELLO-1", EPROTO, 6, 2, 4),
                fault("V2-HELLO-1", EPROTO, 6, 2, 6),
                fault("V2-FRAME-4", EPROTONOSUPPORT, 4, 2, 2),
                fault("V2-FRAME-4", EOPNOTSUPP, 24, 4, 1),
                fault("V2-FRAME-4", EOPNOTSUPP, 28, 4, 0x8000_0000L),
                fault("V2-GEN-2", EOPNOTSUPP, 12, 4, 1),
                new Fault<>("V2-HELLO-3", EPROTO, 8, f -> f.resize(48)),
                new Fault<>("V2-HELLO-3", EINVAL, 32, f -> f.set(32, 2, 3)),
                new Fault<>("V2-HELLO-3", EINVAL, 36, f -> f.set(36, 4, 4095)),
                new Fault<>("V2-HELLO-3", EINVAL, 36, f -> f.set(36, 4, 0)),
                new Fault<>("V2-GEN-2", EOPNOTSUPP, 48, FrameCheckTest::setReserved),
                new Fault<>("V2-HELLO-3", E2BIG, 71, f -> f.resize(72).set(71, 1, 1)),
                new Fault<>("V2-HELLO-3", E2BIG, 60, f -> f.resize(72).set(60, 1, 1)));
    }

    private static void setReserved(RawFrame hello) {
        if (hello.length() >= 56) {
            hello.set(55, 1, 1);
        }
    }

    @ParameterizedTest
    @MethodSource("faultsOfAHello")
    void V2_HELLO_1_V2_HELLO_3_V2_FRAME_4_V2_GEN_2_aFaultIsNamed(Fault<RawFrame> fault) {
        RawFrame hello = RawFrame.hello();
        fault.make().accept(hello);
        assertThat(greet(hello)).isEqualTo(new Verdict(fault.errno(), fault.at()));
    }

    /** Two bytes behind the end that are not 0: the first decides, which needs no rule. */
    static Stream<Fault.Pair<RawFrame>> pairsOfAHello() {
        return Fault.pairs(faultsOfAHello()).filter(pair -> pair.first().errno() != E2BIG);
    }

    @ParameterizedTest
    @MethodSource("pairsOfAHello")
    void V2_HELLO_1_V2_HELLO_3_V2_FRAME_4_ofTwoFaultsTheFirstIsNamed(Fault.Pair<RawFrame> pair) {
        RawFrame hello = RawFrame.hello();
        pair.second().make().accept(hello);
        pair.first().make().accept(hello);
        assertThat(greet(hello)).isEqualTo(new Verdict(pair.first().errno(), pair.first().at()));
    }

    @ParameterizedTest
    @CsvSource({
        "2, 2, ok",
        "0, 2, ok",
        "0, 65535, ok",
        "2, 65535, ok",
        "0, 1, no",
        "3, 65535, no",
        "65535, 65535, no",
        "0, 0, no"
    })
    void V2_HELLO_2_aHelloWithoutAVersionThatIsSpokenHereIsEprotonosupport(
            int lowest, int highest, String answer) {
        assertThat(greet(RawFrame.hello().set(32, 2, lowest).set(34, 2, highest)))
                .isEqualTo(answer.equals("ok") ? FINE : new Verdict(EPROTONOSUPPORT, 32));
    }

    /** The version is asked for last: a newer HELLO is read before its versions are. */
    @ParameterizedTest
    @MethodSource("faultsOfAHello")
    void V2_HELLO_2_V2_HELLO_3_aMalformedHelloOfAnotherVersionIsMalformed(Fault<RawFrame> fault) {
        RawFrame hello = RawFrame.hello().set(34, 2, 9).set(32, 2, 3);
        fault.make().accept(hello.set(34, 2, fault.at() == 32 ? 2 : 9));
        assertThat(greet(hello)).isEqualTo(new Verdict(fault.errno(), fault.at()));
    }

    @ParameterizedTest
    @ValueSource(longs = {4096, 4097, 0x7fff_ffff, 0x8000_0000L, 0xffff_ffffL})
    void V2_HELLO_3_framesOf4096BytesOrMoreAreFine(long maxFrame) {
        assertThat(greet(RawFrame.hello().set(36, 4, maxFrame))).isEqualTo(FINE);
    }

    @ParameterizedTest
    @ValueSource(ints = {56, 64, 72, 4096})
    void V2_HELLO_3_V2_REC_4_aLongerHelloPassesIfTheRestIsZero(int length) {
        assertThat(greet(RawFrame.hello().resize(length))).isEqualTo(FINE);
    }

    @Test
    void V2_HELLO_4_anyFeatureMayBeAskedFor() {
        assertThat(greet(RawFrame.hello().set(40, 8, -1))).isEqualTo(FINE);
        assertThat(greet(RawFrame.hello().set(40, 8, 0))).isEqualTo(FINE);
    }

    private static Fault<RawFrame> fault(String rule, Errno errno, int at, int width, long value) {
        return new Fault<>(rule, errno, at, frame -> frame.set(at, width, value));
    }

    private static Verdict check(RawFrame frame) {
        return check(frame, CLIENT, Sessions.usual());
    }

    private static Verdict check(RawFrame frame, Hello client, Welcome session) {
        FrameCheck check = new FrameCheck();
        Errno errno = check.refusal(frame.view(), client, session);
        return errno == null ? FINE : new Verdict(errno, check.position());
    }

    private static Verdict greet(RawFrame frame) {
        FrameCheck check = new FrameCheck();
        Errno errno = check.refusalOfHello(frame.view());
        return errno == null ? FINE : new Verdict(errno, check.position());
    }
}
