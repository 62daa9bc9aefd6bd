package io.github.procmm.v2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.fixture.Fault;
import io.github.procmm.fixture.RawRecord;
import io.github.procmm.fixture.RecordFaults;
import io.github.procmm.fixture.Sessions;
import io.github.procmm.model.Errno;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a record is refused for before any handle is looked up, and for what first. */
class OpCheckTest {

    /**
     * What the check says of a record.
     *
     * @param errno null where nothing is wrong
     * @param field 0 where nothing is wrong
     */
    private record Verdict(@Nullable Errno errno, int field) {}

    private static final Verdict FINE = new Verdict(null, 0);

    @ParameterizedTest
    @EnumSource(Operation.class)
    void aRecordWhoseFieldsAreInTheirRangesPasses(Operation operation) {
        assertThat(check(RawRecord.of(operation))).isEqualTo(FINE);
    }

    static Stream<Arguments> faults() {
        return Stream.of(Operation.values())
                .flatMap(op -> RecordFaults.of(op).stream().map(f -> Arguments.of(op, f)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("faults")
    void V2_REC_2_V2_REC_3_V2_REC_4_V2_REC_5_V2_REC_6_V2_GEN_2_V2_GEN_3_V2_REPLY_4_aFaultIsNamed(
            Operation operation, Fault<RawRecord> fault) {
        RawRecord record = RawRecord.of(operation);
        fault.make().accept(record);
        assertThat(check(record)).isEqualTo(new Verdict(fault.errno(), fault.at()));
    }

    @ParameterizedTest
    @EnumSource(Operation.class)
    void V2_REC_1_V2_REC_10_ofTwoFaultsTheFirstIsNamed(Operation operation) {
        List<Fault.Pair<RawRecord>> pairs = Fault.pairs(RecordFaults.of(operation)).toList();
        assertThat(pairs)
                .hasSizeGreaterThan(40)
                .allSatisfy(
                        pair -> {
                            RawRecord record = RawRecord.of(operation);
                            pair.second().make().accept(record);
                            pair.first().make().accept(record);
                            assertThat(check(record))
                                    .isEqualTo(
                                            new Verdict(pair.first().errno(), pair.first().at()));
                        });
    }

    @Test
    void V2_REC_2_everyOpcodeThatTable182DoesNotNameIsEnosys() {
        for (int opcode = 0; opcode <= 0xffff; opcode++) {
            Errno errno = check(RawRecord.of(opcode, 16)).errno();
            if (opcode == 0 || opcode > 14) {
                assertThat(errno).as("%d", opcode).isEqualTo(Errno.ENOSYS);
            } else {
                assertThat(errno).as("%d", opcode).isNotEqualTo(Errno.ENOSYS);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"IMPORT, 0x4", "CLONE, 0x8", "MOVE, 0x10", "SEAL, 0x20"})
    void V2_REC_2_V2_HELLO_5_anOperationWhoseFeatureWasNotAgreedIsEopnotsupp(
            Operation operation, long feature) {
        RawRecord record = RawRecord.of(operation);
        Verdict refused = new Verdict(Errno.EOPNOTSUPP, 0);
        assertThat(check(record, Sessions.with(Features.ALL & ~feature))).isEqualTo(refused);
        assertThat(check(record, Sessions.with(feature))).isEqualTo(FINE);
        record.set(4, 4, -1).resize(16);
        assertThat(check(record, Sessions.with(0))).as("before the rest").isEqualTo(refused);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"IMPORT", "CLONE", "MOVE", "SEAL"})
    void V2_HELLO_5_anOperationThatEveryBackendHasNeedsNoFeature(Operation operation) {
        RawRecord record = RawRecord.of(operation);
        if (operation == Operation.MAP) {
            record.set(52, 4, 0);
        }
        assertThat(check(record, Sessions.with(0))).isEqualTo(FINE);
    }

    @Test
    void V2_HELLO_5_maxProtNeedsItsFeatureUnlessItIs0() {
        RawRecord map = RawRecord.of(Operation.MAP);
        long others = Features.ALL & ~Features.MAX_PROT;
        assertThat(check(map, Sessions.with(others))).isEqualTo(new Verdict(Errno.EOPNOTSUPP, 52));
        assertThat(check(map, Sessions.with(Features.MAX_PROT))).isEqualTo(FINE);
        assertThat(check(map.set(52, 4, 0), Sessions.with(others))).isEqualTo(FINE);
    }

    /** Cut as an older client would: with nothing in what it leaves away. */
    @ParameterizedTest
    @CsvSource({"CREATE, 24, 32", "MAP, 56, 72"})
    void V2_REC_3_V2_REC_4_aShorterRecordIsReadAsIfZerosFollowed(
            Operation operation, int first, int whole) {
        for (int size = 16; size < whole; size += 8) {
            Verdict verdict = check(RawRecord.of(operation).resize(size));
            Verdict tooShort = new Verdict(Errno.EINVAL, 2);
            assertThat(verdict).as("%d", size).isEqualTo(size < first ? tooShort : FINE);
        }
    }

    @ParameterizedTest
    @EnumSource(Operation.class)
    void V2_REC_4_aLongerRecordPassesIfTheRestIsZero(Operation operation) {
        for (int size = operation.size(); size <= operation.size() + 48; size += 8) {
            assertThat(check(RawRecord.of(operation).resize(size))).isEqualTo(FINE);
        }
    }

    /** The example of the text. */
    @Test
    void V2_REC_4_aMapOfEverySizeSaysTheSame() {
        OpView op = new OpView();
        for (int size = 56; size <= 96; size += 8) {
            FrameView frame =
                    RawRecord.batch(
                                    RawRecord.of(Operation.MAP).resize(size),
                                    RawRecord.of(Operation.MAP).set(0, 8, -1).set(2, 2, 72))
                            .view();
            frame.next();
            op.wrap(frame);
            assertThat(Command.of(op))
                    .isEqualTo(
                            new Command.Map(
                                    0x1_0000_0000L,
                                    4,
                                    0x1_0000,
                                    0x3000,
                                    0x2_0000_0001L,
                                    0x2000,
                                    3,
                                    7,
                                    0,
                                    0));
        }
    }

    @ParameterizedTest
    @EnumSource(Operation.class)
    void V2_REC_5_everyFlagThatTable184DoesNotNameIsEopnotsupp(Operation operation) {
        List<Integer> known =
                switch (operation) {
                    case MAP -> List.of(0, 1, 2);
                    case MOVE, SEAL -> List.of(0);
                    default -> List.of();
                };
        for (int bit = 0; bit < Integer.SIZE; bit++) {
            Verdict verdict = check(RawRecord.of(operation).set(4, 4, 1L << bit));
            Verdict unknown = new Verdict(Errno.EOPNOTSUPP, 4);
            if (known.contains(bit)) {
                assertThat(verdict).as("bit %d", bit).isNotEqualTo(unknown);
            } else {
                assertThat(verdict).as("bit %d", bit).isEqualTo(unknown);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"CREATE, 16", "CLONE, 16", "DUPLICATE, 16", "MEMORY, 24", "IMPORT, 20"})
    void V2_REC_5_everyRightThatTable191DoesNotNameIsEopnotsupp(Operation operation, int field) {
        for (int bit = 0; bit < Integer.SIZE; bit++) {
            Verdict verdict = check(RawRecord.of(operation).set(field, 4, 1L << bit));
            boolean ofSpace = bit < 6;
            boolean ofObject = bit >= 8 && bit < 11;
            assertThat(verdict)
                    .as("bit %d", bit)
                    .isEqualTo(
                            ofSpace || ofObject
                                    ? verdictOnKnownRight(operation, field, ofSpace)
                                    : new Verdict(Errno.EOPNOTSUPP, field));
        }
    }

    /** Of a handle that is still to be looked up nobody knows what it names (V2-HANDLE-3). */
    private static Verdict verdictOnKnownRight(Operation operation, int field, boolean ofSpace) {
        boolean fits =
                switch (operation) {
                    case CREATE, CLONE -> ofSpace;
                    case MEMORY -> !ofSpace;
                    default -> true;
                };
        return fits ? FINE : new Verdict(Errno.EINVAL, field);
    }

    @ParameterizedTest
    @CsvSource({"MAP, 48", "MAP, 52", "PROTECT, 32"})
    void V2_REC_5_everyBitOfAProtectionButThreeIsEopnotsupp(Operation operation, int field) {
        for (int bit = 3; bit < Integer.SIZE; bit++) {
            assertThat(check(RawRecord.of(operation).set(field, 4, 1L << bit)))
                    .isEqualTo(new Verdict(Errno.EOPNOTSUPP, field));
        }
    }

    /** A flag first, then rights, then what is reserved: tables 18.3 and 18.4 by offset. */
    @Test
    void V2_REC_10_theUnknownBitOfTheLowestFieldIsNamed() {
        RawRecord map = RawRecord.of(Operation.MAP).set(52, 4, -1);
        List<Integer> fields = new ArrayList<>(List.of(check(map).field()));
        fields.add(check(map.set(48, 4, -1)).field());
        fields.add(check(map.set(4, 4, -1)).field());
        assertThat(fields).isEqualTo(List.of(52, 48, 4));
    }

    @ParameterizedTest
    @CsvSource({
        "0x10000,        0x1000,         ok",
        "0x7fffffffe000, 0x1000,         ok",
        "0x10000,        0x7ffffffef000, ok",
        "0x7fffffffe000, 0x2000,         24",
        "0x10000,        0x7fffffff0000, 24",
        "0x7ffffffff000, 0x1000,         16",
        "0xf000,         0x2000,         16",
        "0xfffffffffffff000, 0x1000,     16",
        "0x20000,        0xfffffffffffff000, 24",
        "0x20000,        0xfffffffffffe0000, 24"
    })
    void V2_GEN_3_aRangeLiesWithinTheBounds(String addr, String len, String field) {
        RawRecord unmap =
                RawRecord.of(Operation.UNMAP)
                        .set(16, 8, Long.parseUnsignedLong(addr.substring(2), 16))
                        .set(24, 8, Long.parseUnsignedLong(len.substring(2), 16));
        assertThat(check(unmap))
                .isEqualTo(
                        field.equals("ok")
                                ? FINE
                                : new Verdict(Errno.EINVAL, Integer.parseInt(field)));
    }

    @Test
    void V2_GEN_3_aPageIsAsLargeAsWelcomeSays() {
        Welcome usual = Sessions.usual();
        Welcome large =
                new Welcome(
                        2,
                        usual.maxFrame(),
                        usual.features(),
                        64,
                        0x1_0000,
                        0,
                        0x100_0000,
                        9,
                        9,
                        9);
        RawRecord unmap = RawRecord.of(Operation.UNMAP).set(16, 8, 0x3_0000);
        assertThat(check(unmap.set(24, 8, 0x1000), large)).isEqualTo(new Verdict(Errno.EINVAL, 24));
        assertThat(check(unmap.set(24, 8, 0x2_0000), large)).isEqualTo(FINE);
        assertThat(check(unmap.set(16, 8, 0x3_1000), large))
                .isEqualTo(new Verdict(Errno.EINVAL, 16));
    }

    private static Verdict check(RawRecord record) {
        return check(record, Sessions.usual());
    }

    private static Verdict check(RawRecord record, Welcome session) {
        OpView op = new OpView();
        FrameView frame = RawRecord.batch(record).view();
        assertThat(frame.misfit()).isEqualTo(-1);
        assertThat(frame.next()).isTrue();
        op.wrap(frame);
        OpCheck check = new OpCheck(session);
        Errno errno = check.refusal(op);
        return errno == null ? FINE : new Verdict(errno, check.field());
    }
}
