package io.github.procmm.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.fixture.ReadTrace;
import io.github.procmm.fixture.TraceBytes;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Mprotect;
import io.github.procmm.model.Munmap;
import io.github.procmm.model.Op;
import io.github.procmm.proto.trace.TraceEvent;
import io.github.procmm.proto.trace.TraceHeader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Text, events, .procmm, events, text: the same. */
class TextTracePropertyTest {

    @Property(tries = 300)
    void linesComeBackAsTheyWere(@ForAll("traces") List<TextLine> lines) throws IOException {
        String text = lines.stream().map(TextLine::format).collect(Collectors.joining("\n"));
        byte[] trace = TraceBytes.of(header(text), ReadTrace.ofText(text).events());
        ReadTrace read = ReadTrace.of(trace);
        assertThat(read.failure()).isEmpty();
        assertThat(text(header(text), read.events()).strip()).isEqualTo(text);
    }

    @Property(tries = 300)
    void aLineIsReadAsItIsWritten(@ForAll("lines") TextLine line) {
        assertThat(TextLine.parse(line.format())).isEqualTo(line);
    }

    private static TraceHeader header(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return new TextTraceReader(new ByteArrayInputStream(bytes), "a property").header();
    }

    private static String text(TraceHeader header, List<TraceEvent> events) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TextTraceWriter writer = new TextTraceWriter(bytes, header)) {
            for (TraceEvent event : events) {
                writer.write(event, "somewhere");
            }
        }
        return bytes.toString(StandardCharsets.US_ASCII);
    }

    @Provide
    Arbitrary<List<TextLine>> traces() {
        return lines().list().ofMaxSize(20);
    }

    @Provide
    Arbitrary<TextLine> lines() {
        Arbitrary<Long> number =
                Arbitraries.oneOf(
                        Arbitraries.longs(),
                        Arbitraries.longs().between(-1, 7),
                        Arbitraries.longs().between(0, 0x7fff_ffffL).map(page -> page << 12));
        Arbitrary<Op> ops =
                Arbitraries.oneOf(
                        Combinators.combine(number, number, number, number, number, number)
                                .as(Mmap::new),
                        Combinators.combine(number, number).as(Munmap::new),
                        Combinators.combine(number, number, Arbitraries.integers())
                                .as(Mprotect::new));
        Arbitrary<Long> errnos = Arbitraries.longs().between(-4095, 0);
        return Combinators.combine(Arbitraries.longs(), Arbitraries.integers(), ops, number, errnos)
                .as(
                        (time, mm, op, address, errno) ->
                                new TextLine(time, mm, op, op instanceof Mmap ? address : errno));
    }
}
