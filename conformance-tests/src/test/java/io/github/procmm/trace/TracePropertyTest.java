package io.github.procmm.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.fixture.Events;
import io.github.procmm.fixture.Histories;
import io.github.procmm.fixture.ReadTrace;
import io.github.procmm.fixture.TraceBytes;
import io.github.procmm.proto.trace.TraceEvent;
import io.github.procmm.wire.Dialect;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** Whatever happened, the trace says it; whatever the bytes, they are read or refused. */
@Domain(Histories.class)
@Domain(DomainContext.Global.class)
class TracePropertyTest {

    @Property(tries = 300)
    void aHistoryComesBackAsItWas(@ForAll List<TraceEvent> history, @ForAll Dialect dialect) {
        byte[] trace = TraceBytes.of(Events.header(dialect), history);
        assertThat(ReadTrace.of(trace)).isEqualTo(new ReadTrace(history, ""));
    }

    @Property(tries = 300)
    void aCutHistoryIsTheStartOfIt(@ForAll List<TraceEvent> history, @ForAll int where) {
        byte[] trace = TraceBytes.of(Events.header(Dialect.ARM), history);
        int cut = Math.floorMod(where, trace.length);
        ReadTrace read = ReadTrace.of(Arrays.copyOf(trace, cut));
        assertThat(read.events()).isEqualTo(history.subList(0, read.events().size()));
        assertThat(read.failure()).containsPattern("^byte \\d+: truncated");
    }

    @Property(tries = 300)
    void oneChangedByteIsNoticed(
            @ForAll List<TraceEvent> history, @ForAll int where, @ForAll byte other) {
        byte[] trace = TraceBytes.of(Events.header(Dialect.ARM), history);
        int at = Math.floorMod(where, trace.length);
        boolean same = trace[at] == other;
        trace[at] = other;
        assertThat(ReadTrace.of(trace).failure().isEmpty()).isEqualTo(same);
    }

    @Property(tries = 1000)
    void anyBytesAreReadOrRefused(@ForAll byte[] bytes, @ForAll boolean behindHeader) {
        byte[] header = TraceBytes.delimited(Events.header(Dialect.ARM));
        byte[] trace = behindHeader ? TraceBytes.afterMagic(header, bytes) : bytes;
        assertThat(ReadTrace.of(trace).failure()).matches("byte \\d+: (?s).*");
    }

    @Property(tries = 1000)
    void anyTextIsReadOrRefused(@ForAll String text) {
        ReadTrace read = ReadTrace.ofText(text);
        if (!text.isBlank()) {
            assertThat(read.failure()).matches("line \\d+: [ -~]*");
        }
    }
}
