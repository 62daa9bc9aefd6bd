package io.github.procmm.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.procmm.fixture.Events;
import io.github.procmm.fixture.ReadTrace;
import io.github.procmm.model.CopySegments;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Munmap;
import io.github.procmm.proto.trace.Access;
import io.github.procmm.proto.trace.Fault;
import io.github.procmm.proto.trace.ProbeKind;
import io.github.procmm.proto.trace.TraceEvent;
import io.github.procmm.proto.trace.TraceHeader;
import io.github.procmm.wire.Dialect;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Lines of text as events, and events as lines; what is neither says why. */
class TextTraceTest {

    private static final Dialect X86_64 = Dialect.X86_64;
    private static final Mmap MAP = new Mmap(0x10000, 0x2000, 3, 0x11, 3, 0x5000);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "hello | 'hello', wanted seconds mm operation arguments result",
                "0.1 1 | '0.1 1', wanted seconds mm operation arguments result",
                "0.1 1 brk 0x1000 0 | operation 'brk', wanted mmap, munmap or mprotect",
                "0.1 1 MMAP 0 0 0 | operation 'MMAP', wanted mmap, munmap or mprotect",
                "0.1 1 munmap 0x1000 0x1000"
                        + "| 5 words, wanted 6: seconds mm munmap addr len result",
                "0.1 1 munmap 0x1000 0x1000 0 0"
                        + "| 7 words, wanted 6: seconds mm munmap addr len result",
                "0.1 1 mprotect 0x1000 0x1000 0"
                        + "| 6 words, wanted 7: seconds mm mprotect addr len prot result",
                "0.1 1 mmap 0x1000 0x1000 0 0 0 0"
                        + "| 9 words, wanted 10: seconds mm mmap addr len prot flags fd offset"
                        + " result",
                "x 1 munmap 0x1000 0x1000 0"
                        + "| seconds 'x', wanted digits and at most six decimals",
                "-1 1 munmap 0x1000 0x1000 0"
                        + "| seconds '-1', wanted digits and at most six decimals",
                "1e3 1 munmap 0x1000 0x1000 0"
                        + "| seconds '1e3', wanted digits and at most six decimals",
                "0.1234567 1 munmap 0x1000 0x1000 0"
                        + "| seconds '0.1234567', wanted digits and at most six decimals",
                "123456789012345 1 munmap 0x1000 0x1000 0"
                        + "| seconds '123456789012345', wanted digits and at most six decimals",
                "99999999999999 1 munmap 0x1000 0x1000 0"
                        + "| seconds '99999999999999', wanted less than 2^64 microseconds",
                "0.1 one munmap 0x1000 0x1000 0"
                        + "| mm 'one', wanted a decimal or 0x number of 64 bits",
                "0.1 -1 munmap 0x1000 0x1000 0 | mm '-1', wanted 0 to 2^32 - 1",
                "0.1 4294967296 munmap 0x1000 0x1000 0" + "| mm '4294967296', wanted 0 to 2^32 - 1",
                "0.1 1 munmap 1000h 0x1000 0"
                        + "| addr '1000h', wanted a decimal or 0x number of 64 bits",
                "0.1 1 munmap 0x 0x1000 0"
                        + "| addr '0x', wanted a decimal or 0x number of 64 bits",
                "0.1 1 munmap 0x10000000000000000 0x1000 0"
                        + "| addr '0x10000000000000000', wanted a decimal or 0x number of 64 bits",
                "0.1 1 munmap 0x1000 9223372036854775808 0"
                        + "| len '9223372036854775808', wanted a decimal or 0x number of 64 bits",
                "0.1 1 mmap 0 0 rwx 0 0 0 0"
                        + "| prot 'rwx', wanted a decimal or 0x number of 64 bits",
                "0.1 1 mmap 0 0 0 MAP_FIXED 0 0 0"
                        + "| flags 'MAP_FIXED', wanted a decimal or 0x number of 64 bits",
                "0.1 1 mmap 0 0 0 0 three 0 0"
                        + "| fd 'three', wanted a decimal or 0x number of 64 bits",
                "0.1 1 mmap 0 0 0 0 0 ? 0"
                        + "| offset '?', wanted a decimal or 0x number of 64 bits",
                "0.1 1 mmap 0 0 0 0 0 0 EINVAL"
                        + "| result 'EINVAL', wanted a decimal or 0x number of 64 bits",
                "0.1 1 mmap 0 0 0 0 0 0 -4096"
                        + "| result '-4096', wanted an address or a negative errno",
                "0.1 1 munmap 0 0 4096 | result '4096', wanted 0 or a negative errno",
                "0.1 1 mprotect 0 0 0 -5000 | result '-5000', wanted 0 or a negative errno",
                "0.1 1 mprotect 0 0 0x100000000 0"
                        + "| prot '0x100000000', wanted 0 to 2^32 - 1: an int in mprotect",
                "0.1 1 mprotect 0 0 -1 0" + "| prot '-1', wanted 0 to 2^32 - 1: an int in mprotect",
                "0.1 1 m\u0007nmap\u00e9 0 0 0"
                        + "| operation 'm?nmap??', wanted mmap, munmap or mprotect",
            })
    void aMalformedLineSaysWhereWhatAndWhatWasWanted(String line, String message) {
        String text = "0.000000 1 munmap 0x1000 0x1000 0\n\n" + line + "\n";
        ReadTrace read = ReadTrace.ofText(text);
        assertThat(read.failure()).isEqualTo("line 3: " + message);
        assertThat(read.events()).hasSize(2);
    }

    @Test
    void aLineWithoutEndDoesNotFillTheMemory() {
        String text = "0.000000 1 munmap 0x1000 0x1000 0\n" + "0".repeat(5000);
        assertThat(ReadTrace.ofText(text).failure())
                .isEqualTo("line 2: longer than 4096 characters");
    }

    @Test
    void aLongWordIsShownInPart() {
        assertThat(ReadTrace.ofText("z".repeat(4000)).failure())
                .isEqualTo(
                        "line 1: '"
                                + "z".repeat(40)
                                + "...', wanted seconds mm operation arguments result");
    }

    @Test
    void linesBehindAMalformedOneCanStillBeRead() throws IOException {
        byte[] text = "nonsense\n0.5 1 munmap 0x1000 0x1000 0\n".getBytes(StandardCharsets.UTF_8);
        try (TextTraceReader reader = new TextTraceReader(new ByteArrayInputStream(text), "t")) {
            assertThatThrownBy(reader::next).isInstanceOf(TraceException.class);
            assertThat(reader.next()).isEqualTo(at(500_000, Events.open(1, "/proc/mm64")));
            assertThat(reader.where()).isEqualTo("line 2");
        }
    }

    @Test
    void aLineIsAWriteBehindWhatTheTraceDoesNotSay() {
        ReadTrace read =
                ReadTrace.ofText(
                        "1.5 7 mmap 0x10000 0x2000 0x3 0x11 3 0x5000 0x10000\r\n"
                                + "1.6 7 munmap 0x10000 0x2000 -22");
        assertThat(read)
                .isEqualTo(
                        new ReadTrace(
                                List.of(
                                        at(1_500_000, Events.open(7, "/proc/mm64")),
                                        at(1_500_000, Events.object(3, Access.READ_WRITE)),
                                        at(
                                                1_500_000,
                                                Events.mapped(
                                                        7,
                                                        Events.record(X86_64, MAP),
                                                        56,
                                                        0x10000)),
                                        at(
                                                1_600_000,
                                                Events.write(
                                                        7,
                                                        Events.record(
                                                                X86_64,
                                                                new Munmap(0x10000, 0x2000)),
                                                        -22))),
                                ""));
    }

    @Test
    void anObjectIsMadeUpOnceAndNotForADescriptorThatWasNotOpen() {
        List<TraceEvent> events =
                ReadTrace.ofText(
                                """
                                0 1 mmap 0x10000 0x1000 0x1 0x1 3 0x0 -9
                                0 1 mmap 0x10000 0x1000 0x1 0x1 3 0x0 0x10000
                                0 2 mmap 0x10000 0x1000 0x1 0x1 3 0x0 0x10000
                                0 2 mmap 0x10000 0x1000 0x1 0x22 5 0x0 0x10000
                                """)
                        .events();
        assertThat(events.stream().map(TraceEvent::getEventCase).map(Enum::name))
                .containsExactly(
                        "OPEN", "WRITE", "OBJECT_CREATED", "WRITE", "OPEN", "WRITE", "WRITE");
    }

    @Test
    void timesAndNumbersAreUnsigned() {
        TextLine line = new TextLine(-1, -1, new Munmap(-4096, -1), 0);
        assertThat(line.format())
                .isEqualTo(
                        "18446744073709.551615 4294967295 munmap"
                                + " 0xfffffffffffff000 0xffffffffffffffff 0");
        assertThat(TextLine.parse(line.format())).isEqualTo(line);
    }

    @Test
    void digitsAreAsciiInEveryLanguage() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(new TextLine(1_234_567, 8, new Munmap(0, 1), 0).format())
                    .isEqualTo("1.234567 8 munmap 0x0 0x1 0");
        } finally {
            Locale.setDefault(before);
        }
    }

    /** An event that no line can say, and the end of the message. */
    record Unspeakable(TraceEvent event, String message) {}

    static Stream<Unspeakable> whatTextCannotSay() {
        byte[] record = Events.record(X86_64, MAP);
        byte[] noisy = Events.record(X86_64, new Munmap(0x1000, 0x1000));
        noisy[4] = 1;
        byte[] shortOne = Arrays.copyOf(Events.record(X86_64, new Munmap(0x1000, 0x1000)), 24);
        String unusual = "a record that is short or has bytes in its unused parts, or a result of ";
        return Stream.of(
                new Unspeakable(Events.close(1), "a close"),
                new Unspeakable(Events.probe(1, ProbeKind.LOAD, 0, 1, 0), "a probe"),
                new Unspeakable(
                        Events.faulted(1, ProbeKind.LOAD, 0, 1, Events.fault(Fault.Kind.MAPERR, 0)),
                        "a probe"),
                new Unspeakable(TraceEvent.getDefaultInstance(), "an event of no kind"),
                new Unspeakable(Events.open(2, "/proc/mm"), "the records of /proc/mm"),
                new Unspeakable(Events.object(4, 4096), "an object's size"),
                new Unspeakable(Events.object(4, Access.READ_ONLY), "an object that is READ_ONLY"),
                new Unspeakable(
                        Events.object(3, Access.READ_WRITE), "another object with descriptor 3"),
                new Unspeakable(Events.accepted(1, X86_64, new CopySegments(2)), "COPY_SEGMENTS"),
                new Unspeakable(
                        Events.write(1, Events.record(Dialect.I386, MAP), 28),
                        "a malformed record (record of 28 bytes, its operation reads 56)"),
                new Unspeakable(
                        Events.write(1, record, 56),
                        "a mapping whose address the trace does not know"),
                new Unspeakable(Events.mapped(1, record, -22, 0x10000), unusual + "-22"),
                new Unspeakable(Events.mapped(1, record, 55, 0x10000), unusual + "55"),
                new Unspeakable(Events.write(1, record, -5000), unusual + "-5000"),
                new Unspeakable(Events.write(1, shortOne, 24), unusual + "24"),
                new Unspeakable(Events.write(1, noisy, 56), unusual + "56"));
    }

    @ParameterizedTest
    @MethodSource("whatTextCannotSay")
    void whatTextCannotSayIsRefused(Unspeakable unspeakable) throws IOException {
        TextTraceWriter writer =
                new TextTraceWriter(new ByteArrayOutputStream(), Events.header(X86_64));
        writer.write(Events.open(1, "/proc/mm64"), "event 1");
        writer.write(Events.object(3, Access.READ_WRITE), "event 2");
        assertThatThrownBy(() -> writer.write(unspeakable.event(), "event 3"))
                .isInstanceOf(TraceException.class)
                .hasMessage("event 3: a text trace cannot say " + unspeakable.message());
    }

    @Test
    void anotherHostIsRefused() {
        assertHeaderRefused(
                Events.header(Dialect.S390X), "dialect s390x, it has x86_64's records only");
        assertHeaderRefused(
                Events.header(X86_64).toBuilder().setPageSize(16384).build(),
                "a page size of 16384");
    }

    private static void assertHeaderRefused(TraceHeader header, String message) {
        assertThatThrownBy(() -> new TextTraceWriter(new ByteArrayOutputStream(), header))
                .isInstanceOf(TraceException.class)
                .hasMessage("header: a text trace cannot say " + message);
    }

    private static TraceEvent at(long timeUs, TraceEvent event) {
        return event.toBuilder().setTimeUs(timeUs).build();
    }
}
