package io.github.procmm.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.fixture.Way;
import io.github.procmm.schema.ByteSpan.Kind;
import io.github.procmm.wire.Dialect;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Byte by byte, in full. */
class RecordAnatomyTest {

    @Test
    void aRecordOfX86_64ShowsItsPadding() {
        assertThat(
                        anatomy(
                                Dialect.X86_64,
                                "3600000000000000008004080000000000300000000000000500000000000000"
                                        + "110000000000000007000000000000000020000000000000"))
                .containsExactly(
                        span(Kind.OPCODE, 0, 4, "op", "36000000", 54, "MM_MMAP"),
                        span(Kind.PADDING, 4, 4, "", "00000000", 0, "never read"),
                        span(Kind.FIELD, 8, 8, "addr", "0080040800000000", 0x0804_8000, ""),
                        span(Kind.FIELD, 16, 8, "len", "0030000000000000", 0x3000, ""),
                        span(Kind.FIELD, 24, 8, "prot", "0500000000000000", 5, READ_EXEC),
                        span(Kind.FIELD, 32, 8, "flags", "1100000000000000", 0x11, SHARED_FIXED),
                        span(Kind.FIELD, 40, 8, "fd", "0700000000000000", 7, ""),
                        span(Kind.FIELD, 48, 8, "offset", "0020000000000000", 0x2000, ""));
    }

    @Test
    void bytesBehindTheLastFieldAreNotRead() {
        assertThat(anatomy(Dialect.S390X, "00000039deadbeeffffffffe0102030405060708"))
                .containsExactly(
                        span(Kind.OPCODE, 0, 4, "op", "00000039", 57, "MM_COPY_SEGMENTS"),
                        span(Kind.PADDING, 4, 4, "", "deadbeef", 0, "never read"),
                        span(Kind.FIELD, 8, 4, "from", "fffffffe", 0xffff_fffeL, ""),
                        span(
                                Kind.IGNORED,
                                12,
                                8,
                                "",
                                "0102030405060708",
                                0,
                                "not read by MM_COPY_SEGMENTS"));
    }

    @Test
    void aCutRecordNamesWhatIsMissing() {
        assertThat(anatomy(Dialect.I386, "38000000008004080030"))
                .containsExactly(
                        span(Kind.OPCODE, 0, 4, "op", "38000000", 56, "MM_MPROTECT"),
                        span(Kind.FIELD, 4, 4, "addr", "00800408", 0x0804_8000, ""),
                        span(Kind.IGNORED, 8, 2, "", "0030", 0, "part of len"),
                        span(Kind.MISSING, 8, 4, "len", "", 0, "needed, not there"),
                        span(Kind.MISSING, 12, 4, "prot", "", 0, "needed, not there"));
    }

    @Test
    void paddingBeforeAMissingFieldIsPadding() {
        assertThat(anatomy(Dialect.X86_64, "37000000010203"))
                .containsExactly(
                        span(Kind.OPCODE, 0, 4, "op", "37000000", 55, "MM_MUNMAP"),
                        span(Kind.PADDING, 4, 3, "", "010203", 0, "never read"),
                        span(Kind.MISSING, 8, 8, "addr", "", 0, "needed, not there"),
                        span(Kind.MISSING, 16, 8, "len", "", 0, "needed, not there"));
    }

    @Test
    void anUnknownOpcodeExplainsNothingBehindIt() {
        assertThat(anatomy(Dialect.I386, "ffffffff0102"))
                .containsExactly(
                        span(Kind.OPCODE, 0, 4, "op", "ffffffff", 0xffff_ffffL, "no operation"),
                        span(Kind.IGNORED, 4, 2, "", "0102", 0, "unknown opcode"));
    }

    @Test
    void bytesBehindTheWholeRecordAreTooMany() {
        assertThat(anatomy(Dialect.I386, "37000000" + "00".repeat(24) + "aabb"))
                .containsExactly(
                        span(Kind.OPCODE, 0, 4, "op", "37000000", 55, "MM_MUNMAP"),
                        span(Kind.FIELD, 4, 4, "addr", "00000000", 0, ""),
                        span(Kind.FIELD, 8, 4, "len", "00000000", 0, ""),
                        span(Kind.IGNORED, 12, 16, "", "00".repeat(16), 0, NOT_READ_BY_MUNMAP),
                        span(Kind.EXCESS, 28, 2, "", "aabb", 0, "longer than the whole record"));
    }

    @Test
    void tooFewBytesForAnOpcodeAreShown() {
        assertThat(anatomy(Dialect.POWERPC, "000036"))
                .containsExactly(
                        span(Kind.IGNORED, 0, 3, "", "000036", 0, "too short for an opcode"),
                        span(Kind.MISSING, 0, 4, "opcode", "", 0, "needed, not there"));
        assertThat(anatomy(Dialect.POWERPC, ""))
                .containsExactly(span(Kind.MISSING, 0, 4, "opcode", "", 0, "needed, not there"));
    }

    @ParameterizedTest
    @CsvSource({
        "00000000, PROT_NONE",
        "00000001, PROT_READ",
        "0000000f, PROT_READ|PROT_WRITE|PROT_EXEC|PROT_SEM",
        "00000010, 0x10",
        "80000002, PROT_WRITE|0x80000000",
        "03000000, PROT_GROWSDOWN|PROT_GROWSUP",
        "ffffffff, PROT_READ|PROT_WRITE|PROT_EXEC|PROT_SEM|PROT_GROWSDOWN|PROT_GROWSUP|0xfcfffff0"
    })
    void bitsAreShownByNameAndUnknownOnesInHex(String prot, String meaning) {
        String record = "000000380000000000000000" + prot;
        assertThat(anatomy(Dialect.POWERPC, record).get(3).meaning()).isEqualTo(meaning);
    }

    @Test
    void bitsAbove32AreShownInHex() {
        String record = "0000003600000000" + "00".repeat(16) + "8000000100000003";
        assertThat(anatomy(Dialect.S390X, record).get(4).meaning())
                .isEqualTo("PROT_READ|PROT_WRITE|0x8000000100000000");
    }

    private static final String READ_EXEC = "PROT_READ|PROT_EXEC";
    private static final String SHARED_FIXED = "MAP_SHARED|MAP_FIXED";
    private static final String NOT_READ_BY_MUNMAP = "not read by MM_MUNMAP";

    private static ByteSpan span(
            Kind kind, int offset, int length, String name, String hex, long value, String what) {
        return new ByteSpan(kind, offset, length, name, hex, value, what);
    }

    private static List<ByteSpan> anatomy(Dialect dialect, String hex) {
        return new RecordAnatomy(Way.codec(dialect).schema())
                .of(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex)));
    }
}
