package io.github.procmm.trace;

import static io.github.procmm.fixture.TraceBytes.afterMagic;
import static io.github.procmm.fixture.TraceBytes.bytes;
import static io.github.procmm.fixture.TraceBytes.delimited;
import static io.github.procmm.fixture.TraceBytes.join;
import static io.github.procmm.fixture.TraceBytes.length;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.github.procmm.fixture.Events;
import io.github.procmm.fixture.ReadTrace;
import io.github.procmm.fixture.TraceBytes;
import io.github.procmm.proto.trace.End;
import io.github.procmm.proto.trace.TraceEvent;
import io.github.procmm.proto.trace.TraceHeader;
import io.github.procmm.wire.Dialect;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What SPEC.md, section 13, says of a file and its messages, rule by rule. */
class TraceRulesTest {

    private static final TraceHeader HEADER = Events.header(Dialect.I386);
    private static final TraceEvent OPEN = Events.open(1, "/proc/mm");
    private static final TraceEvent CLOSE = Events.close(1);

    /** The offset of the first event's length behind {@link #HEADER}. */
    private static final int FIRST_EVENT = 20;

    @Test
    void TRACE_1_aFileStartsWithTheMagic() {
        byte[] trace = TraceBytes.of(HEADER, List.of());
        assertThat(Arrays.copyOf(trace, 8)).isEqualTo(bytes("8970726f636d6d0a"));
    }

    @Test
    void TRACE_1_anotherMagicIsRefused() {
        byte[] mangled = TraceBytes.of(HEADER, List.of());
        mangled[7] = '\r';
        assertThat(ReadTrace.of(mangled).failure())
                .isEqualTo("byte 0: not a .procmm trace: it does not start with 89 'procmm' 0a");
    }

    @Test
    void TRACE_2_theShortestTraceIsTheOneOfTheSpecification() {
        assertThat(TraceBytes.of(HEADER, List.of()))
                .isEqualTo(
                        bytes(
                                "8970726f636d6d0a 0b 0801120469333836188020"
                                        + " 07 3a0515 10868c5c"));
    }

    @Test
    void TRACE_2_theSpecificationsShortestTraceIsRead() {
        byte[] example = bytes("8970726f636d6d0a0b0801120469333836188020073a051510868c5c");
        assertThat(ReadTrace.of(example)).isEqualTo(new ReadTrace(List.of(), ""));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, -1})
    void TRACE_3_anotherVersionIsRefused(int version) {
        assertThat(ReadTrace.of(withHeader(HEADER.toBuilder().setFormatVersion(version))).failure())
                .isEqualTo(
                        "byte 8: format_version "
                                + Integer.toUnsignedString(version)
                                + ", wanted 1 or 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "alpha", "I386", "i386 "})
    void TRACE_3_anotherDialectIsRefused(String dialect) {
        assertThat(ReadTrace.of(withHeader(HEADER.toBuilder().setDialect(dialect))).failure())
                .isEqualTo(
                        "byte 8: dialect '"
                                + dialect
                                + "', wanted one of i386, arm, powerpc, x86_64, s390x");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 3, 4097, -1})
    void TRACE_3_aPageSizeThatIsNoPowerOfTwoIsRefused(long size) {
        assertThat(ReadTrace.of(withHeader(HEADER.toBuilder().setPageSize(size))).failure())
                .isEqualTo(
                        "byte 8: page_size "
                                + Long.toUnsignedString(size)
                                + ", wanted a power of two");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 4096, 1 << 20, Long.MIN_VALUE})
    void TRACE_3_anyPowerOfTwoIsAPageSize(long size) {
        assertThat(ReadTrace.of(withHeader(HEADER.toBuilder().setPageSize(size))).failure())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void TRACE_3_everyDialectIsKnown(Dialect dialect) {
        byte[] trace = TraceBytes.of(Events.header(dialect), List.of());
        assertThat(ReadTrace.of(trace).failure()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                (1L << 20) + 1,
                1L << 30,
                Integer.MAX_VALUE,
                1L << 31,
                1L << 32,
                (1L << 32) + 7,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                -1
            })
    void TRACE_4_aHugeLengthIsRefused(long length) {
        byte[] trace = afterMagic(delimited(HEADER), length(length), new byte[10]);
        assertThat(ReadTrace.of(trace).failure())
                .isEqualTo("byte 20: a message's length is over 1048576 bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8b808080808080808002", // 2^64 and 11: one bit more than there are
                "8b80808080808080807e",
                "8b8080808080808080807f",
                "8b808080808080808080808000",
                "ffffffffffffffffffff01"
            })
    void TRACE_4_aLengthOfMoreThan64BitsIsRefused(String hex) {
        byte[] trace = afterMagic(delimited(HEADER), bytes(hex), new byte[20]);
        assertThat(ReadTrace.of(trace).failure())
                .isEqualTo("byte 20: a message's length is over 1048576 bytes");
    }

    @Test
    void TRACE_4_theLongestMessageIsRead() {
        TraceEvent longest = ofSerializedSize(1 << 20);
        byte[] trace = TraceBytes.of(HEADER, List.of(OPEN, longest));
        assertThat(ReadTrace.of(trace)).isEqualTo(new ReadTrace(List.of(OPEN, longest), ""));
    }

    @Test
    void TRACE_4_aByteMoreIsRefused() {
        byte[] trace = TraceBytes.of(HEADER, List.of(OPEN, ofSerializedSize((1 << 20) + 1)));
        ReadTrace read = ReadTrace.of(trace);
        assertThat(read.events()).containsExactly(OPEN);
        assertThat(read.failure()).contains("a message's length is over 1048576 bytes");
    }

    @Test
    void TRACE_5_anEventOfAnUnknownKindIsRefused() {
        TraceEvent later = TraceEvent.newBuilder().setUnknownFields(field(99)).build();
        byte[] trace = TraceBytes.of(HEADER, List.of(OPEN, later, CLOSE));
        ReadTrace read = ReadTrace.of(trace);
        assertThat(read.events()).containsExactly(OPEN);
        assertThat(read.failure()).endsWith(": an event of no kind that is known");
    }

    @Test
    void TRACE_5_anEmptyEventIsRefused() {
        byte[] trace = TraceBytes.of(HEADER, List.of(TraceEvent.getDefaultInstance()));
        assertThat(ReadTrace.of(trace).failure())
                .isEqualTo("byte 20: an event of no kind that is known");
    }

    @Test
    void TRACE_5_unknownFieldsAreIgnored() {
        TraceHeader header = HEADER.toBuilder().setUnknownFields(field(77)).build();
        TraceEvent open =
                OPEN.toBuilder()
                        .setUnknownFields(field(99))
                        .setOpen(OPEN.getOpen().toBuilder().setUnknownFields(field(98)))
                        .build();
        ReadTrace read = ReadTrace.of(TraceBytes.of(header, List.of(open, CLOSE)));
        assertThat(read).isEqualTo(new ReadTrace(List.of(open, CLOSE), ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "80", "ff", "0a", "073a051510868c5c"})
    void TRACE_6_bytesBehindEndAreRefused(String hex) {
        byte[] trace = join(TraceBytes.of(HEADER, List.of(OPEN)), bytes(hex));
        int end = trace.length - hex.length() / 2;
        assertThat(ReadTrace.of(trace))
                .isEqualTo(new ReadTrace(List.of(OPEN), "byte " + end + ": bytes behind End"));
    }

    @Test
    void TRACE_7_aFileWithoutEndIsTruncated() {
        byte[] trace = afterMagic(delimited(HEADER), delimited(OPEN));
        assertThat(ReadTrace.of(trace))
                .isEqualTo(
                        new ReadTrace(
                                List.of(OPEN),
                                "byte " + trace.length + ": truncated: no End behind event 1"));
    }

    @Test
    void TRACE_7_aFileThatEndsWithinAMessageIsTruncated() {
        byte[] cut = Arrays.copyOf(TraceBytes.of(HEADER, List.of(OPEN)), FIRST_EVENT + 3);
        assertThat(ReadTrace.of(cut).failure()).isEqualTo("byte 20: truncated within a message");
    }

    @Test
    void TRACE_8_aWrongNumberOfEventsIsReported() {
        byte[] trace = withEnd(7, 0);
        assertThat(ReadTrace.of(trace))
                .isEqualTo(
                        new ReadTrace(List.of(OPEN), "byte 35: End counts 7 events, there are 1"));
    }

    @Test
    void TRACE_8_aWrongSumIsReported() {
        byte[] trace = withEnd(1, 0xdeadbeef);
        CRC32C crc = new CRC32C();
        crc.update(trace, 0, 35);
        assertThat(ReadTrace.of(trace))
                .isEqualTo(
                        new ReadTrace(
                                List.of(OPEN),
                                String.format(
                                        "byte 35: crc32c 0xdeadbeef, the bytes have 0x%08x",
                                        crc.getValue())));
    }

    @Test
    void TRACE_8_theSumIsCrc32c() {
        CRC32C crc = new CRC32C();
        crc.update("123456789".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(crc.getValue()).isEqualTo(0xE3069283L);
    }

    @Test
    void TRACE_9_everythingBeforeAnErrorStaysReadable() {
        byte[] trace =
                afterMagic(
                        delimited(HEADER), delimited(OPEN), delimited(CLOSE), bytes("03 ffffff"));
        ReadTrace read = ReadTrace.of(trace);
        assertThat(read.events()).containsExactly(OPEN, CLOSE);
        assertThat(read.failure()).startsWith("byte " + (trace.length - 4) + ": corrupt: ");
    }

    private static byte[] withHeader(TraceHeader.Builder header) {
        return TraceBytes.of(header.build(), List.of());
    }

    private static byte[] withEnd(long events, int crc) {
        End end = End.newBuilder().setEvents(events).setCrc32C(crc).build();
        return afterMagic(
                delimited(HEADER),
                delimited(OPEN),
                delimited(TraceEvent.newBuilder().setEnd(end).build()));
    }

    private static UnknownFieldSet field(int number) {
        ByteString content = ByteString.copyFromUtf8("from a later version");
        return UnknownFieldSet.newBuilder()
                .addField(
                        number,
                        UnknownFieldSet.Field.newBuilder().addLengthDelimited(content).build())
                .build();
    }

    private static TraceEvent ofSerializedSize(int size) {
        TraceEvent event = Events.write(1, new byte[size - 20], 0);
        int missing = size - event.getSerializedSize();
        return Events.write(1, new byte[size - 20 + missing], 0);
    }
}
