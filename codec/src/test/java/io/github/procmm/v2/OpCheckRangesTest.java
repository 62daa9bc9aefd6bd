package io.github.procmm.v2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.fixture.RawRecord;
import io.github.procmm.fixture.Sessions;
import io.github.procmm.model.Errno;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ranges of single operations' fields, at their edges: table 18.3. */
class OpCheckRangesTest {

    private static final String FINE = "ok";

    /** Rows: end, align, the field that decides. Addresses from 0x10000, three pages. */
    @ParameterizedTest
    @CsvSource({
        "0x13000,        0,      ok",
        "0x7ffffffff000, 0,      ok",
        "0x14000,        0x1000, ok",
        "0x14000,        0x4000, ok",
        "0x14000,        0x8000000000000000, ok",
        "0,              0,      56",
        "0x10000,        0,      56",
        "0x12000,        0,      56",
        "0x13001,        0,      56",
        "0x800000000000, 0,      56",
        "0xfffffffffffff000, 0,  56",
        "0x14000,        0x800,  64",
        "0x14000,        1,      64",
        "0x14000,        0x3000, 64",
        "0x14000,        0x1001, 64",
        "0x12000,        1,      56"
    })
    void V2_REC_6_ofAMapAnywhereEndAndAlignSayWhere(String end, String align, String field) {
        RawRecord map = RawRecord.of(Operation.MAP).set(4, 4, 2);
        assertThat(check(map.set(56, 8, number(end)).set(64, 8, number(align)))).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource({"0, ok", "1, ok", "2, 56", "3, 4", "4, ok", "5, ok", "6, 56", "7, 4"})
    void V2_REC_6_ofAMapReplaceAndAnywhereExcludeEachOther(int flags, String field) {
        assertThat(check(RawRecord.of(Operation.MAP).set(4, 4, flags))).isEqualTo(field);
    }

    /** Rows: flags, object, offset. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0,      ok",
        "1, 0, 0,      ok",
        "4, 0, 0,      4",
        "5, 0, 0,      4",
        "0, 0, 0x1000, 40",
        "0, 0, 1,      40",
        "4, 5, 0x1000, ok",
        "4, 5, 0,      ok"
    })
    void V2_REC_6_anonymousMemoryIsPrivateAndHasNoOffset(
            int flags, int object, String offset, String field) {
        RawRecord map = RawRecord.of(Operation.MAP).set(4, 4, flags);
        assertThat(check(map.set(32, 8, object).set(40, 8, number(offset)))).isEqualTo(field);
    }

    /** Three pages; the last offset of all is 2^63 - 4096. */
    @ParameterizedTest
    @CsvSource({
        "0x7fffffffffffc000, ok",
        "0x7fffffffffffd000, 40",
        "0x7ffffffffffff000, 40",
        "0x8000000000000000, 40",
        "0xfffffffffffff000, 40",
        "0xffffffffffffd000, 40",
        "0x0fff,             40"
    })
    void V2_REC_6_anObjectIsMappedUpTo2To63LessAPage(String offset, String field) {
        assertThat(check(RawRecord.of(Operation.MAP).set(40, 8, number(offset)))).isEqualTo(field);
    }

    @Test
    void V2_REC_6_lengthsOfMoreThan2To63FitNoObject() {
        RawRecord map = RawRecord.of(Operation.MAP).set(16, 8, 0).set(40, 8, 0);
        for (long len : new long[] {Long.MIN_VALUE, Long.MIN_VALUE + 0x1000, -0x2000, -0x1000}) {
            assertThat(check(map.set(24, 8, len), Sessions.any())).isEqualTo("40");
        }
        assertThat(check(map.set(24, 8, Long.MAX_VALUE - 0xfff), Sessions.any())).isEqualTo(FINE);
    }

    @ParameterizedTest
    @CsvSource({"3, 0, ok", "3, 3, ok", "3, 7, ok", "3, 1, 52", "3, 5, 52", "7, 6, 52", "0, 4, ok"})
    void V2_REC_6_maxProtHoldsProt(int prot, int maxProt, String field) {
        assertThat(check(RawRecord.of(Operation.MAP).set(48, 4, prot).set(52, 4, maxProt)))
                .isEqualTo(field);
    }

    /** From 0x10000, three pages. */
    @ParameterizedTest
    @CsvSource({
        "0x13000,        ok",
        "0x40000,        ok",
        "0x7fffffffc000, ok",
        "0x7fffffffd000, 32",
        "0x7ffffffff000, 32",
        "0xd000,         32",
        "0x10000,        32",
        "0x11000,        32",
        "0x12000,        32",
        "0x13001,        32"
    })
    void V2_REC_6_whereAMoveGoesIsApartAndWithinTheBounds(String to, String field) {
        assertThat(check(RawRecord.of(Operation.MOVE).set(32, 8, number(to)))).isEqualTo(field);
    }

    /** From 0x20000, three pages. */
    @ParameterizedTest
    @CsvSource({"0x1d000, ok", "0x1e000, 32", "0x1f000, 32", "0x20000, 32", "0x23000, ok"})
    void V2_REC_6_aMoveMayGoDownToo(String to, String field) {
        RawRecord move = RawRecord.of(Operation.MOVE).set(16, 8, 0x2_0000);
        assertThat(check(move.set(32, 8, number(to)))).isEqualTo(field);
    }

    /** Rows: flags, addr, len. */
    @ParameterizedTest
    @CsvSource({
        "1, 0,       0,      ok",
        "1, 0x10000, 0,      16",
        "1, 0,       0x1000, 24",
        "1, 1,       1,      16",
        "0, 0x10000, 0x1000, ok",
        "0, 0,       0,      16",
        "0, 0x10000, 0,      24"
    })
    void V2_REC_6_aSealOfTheSpaceHasNoRange(int flags, String addr, String len, String field) {
        RawRecord seal = RawRecord.of(Operation.SEAL).set(4, 4, flags);
        assertThat(check(seal.set(16, 8, number(addr)).set(24, 8, number(len)))).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource({"1, ok", "0x100000, ok", "0, 16", "0x100001, 16", "0xffffffffffffffff, 16"})
    void V2_REC_6_anObjectHasAByteAtLeastAndNoMoreThanMaxObject(String bytes, String field) {
        assertThat(check(RawRecord.of(Operation.MEMORY).set(16, 8, number(bytes))))
                .isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource({"1, ok", "0xffffffff, ok", "0, 24"})
    void V2_REC_6_aQueryAsksForAnAreaAtLeast(String max, String field) {
        RawRecord query = RawRecord.of(Operation.QUERY).set(16, 8, -1);
        assertThat(check(query.set(24, 4, number(max)))).isEqualTo(field);
    }

    private static long number(String text) {
        return text.startsWith("0x")
                ? Long.parseUnsignedLong(text.substring(2), 16)
                : Long.parseLong(text);
    }

    private static String check(RawRecord record) {
        return check(record, Sessions.usual());
    }

    /** Returns the field for which a record is EINVAL. */
    private static String check(RawRecord record, Welcome session) {
        OpView op = new OpView();
        FrameView frame = RawRecord.batch(record).view();
        frame.next();
        op.wrap(frame);
        OpCheck check = new OpCheck(session);
        Errno errno = check.refusal(op);
        if (errno == null) {
            return FINE;
        }
        return errno == Errno.EINVAL ? String.valueOf(check.field()) : errno.name();
    }
}
