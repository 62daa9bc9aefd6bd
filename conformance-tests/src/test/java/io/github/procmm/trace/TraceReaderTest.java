package io.github.procmm.trace;

import static io.github.procmm.fixture.TraceBytes.afterMagic;
import static io.github.procmm.fixture.TraceBytes.delimited;
import static io.github.procmm.fixture.TraceBytes.length;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.github.procmm.fixture.Events;
import io.github.procmm.fixture.ReadTrace;
import io.github.procmm.fixture.TraceBytes;
import io.github.procmm.model.Munmap;
import io.github.procmm.proto.trace.Access;
import io.github.procmm.proto.trace.ProbeKind;
import io.github.procmm.proto.trace.TraceEvent;
import io.github.procmm.proto.trace.TraceHeader;
import io.github.procmm.wire.Dialect;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Damage of every kind, on a trace that has an event of every kind. */
class TraceReaderTest {

    private static final TraceHeader HEADER =
            Events.header(Dialect.I386).toBuilder().setSource("a test").build();

    private static final List<TraceEvent> EVENTS =
            List.of(
                    Events.open(1, "/proc/mm"),
                    Events.object(3, Access.READ_ONLY),
                    Events.accepted(1, Dialect.I386, new Munmap(0x8048000, 0x1000)),
                    Events.probe(1, ProbeKind.STORE, 0x8048000, 4, 0xcafe),
                    Events.close(1));

    private static final byte[] TRACE = TraceBytes.of(HEADER, EVENTS);

    /** The offsets at which the lengths of the header, of each event and of End begin. */
    private static final List<Integer> STARTS = starts();

    @Test
    void theUndamagedTraceIsRead() {
        assertThat(ReadTrace.of(TRACE)).isEqualTo(new ReadTrace(EVENTS, ""));
    }

    @Test
    void aTraceCutAnywhereIsReadUpToThereAndReportedAsTruncated() {
        for (int cut = 0; cut < TRACE.length; cut++) {
            ReadTrace read = ReadTrace.of(Arrays.copyOf(TRACE, cut));
            int message = messageAt(cut);
            assertThat(read.events()).as("cut at %s", cut).isEqualTo(eventsBefore(message));
            int offset = message < 0 ? 0 : STARTS.get(message);
            assertThat(read.failure())
                    .as("cut at %s", cut)
                    .startsWith("byte " + offset + ": truncated");
        }
    }

    @Test
    void noByteChangesUnnoticed() {
        for (int at = 0; at < TRACE.length; at++) {
            int message = messageAt(at);
            for (int change = 1; change < 256; change++) {
                byte[] corrupt = TRACE.clone();
                corrupt[at] ^= (byte) change;
                ReadTrace read = ReadTrace.of(corrupt);
                assertThat(read.failure())
                        .as("byte %s changed by %s", at, change)
                        .matches("byte \\d+: \\S.*");
                List<TraceEvent> before = eventsBefore(message);
                assertThat(read.events().size()).isGreaterThanOrEqualTo(before.size());
                assertThat(read.events().subList(0, before.size()))
                        .as("byte %s changed by %s", at, change)
                        .isEqualTo(before);
            }
        }
    }

    @Test
    void anErrorIsReportedAtOrBehindTheMessageThatIsDamaged() {
        for (int at = 0; at < TRACE.length; at++) {
            byte[] corrupt = TRACE.clone();
            corrupt[at] ^= 0x5a;
            String failure = ReadTrace.of(corrupt).failure();
            int named = Integer.parseInt(failure.replaceAll("byte (\\d+): .*", "$1"));
            int message = messageAt(at);
            assertThat(named)
                    .as("byte %s changed: %s", at, failure)
                    .isGreaterThanOrEqualTo(message < 0 ? 0 : STARTS.get(message));
        }
    }

    @Test
    void aLengthThatLiesCostsNoMemory() {
        byte[] over = afterMagic(delimited(HEADER), length(1 << 30), new byte[3]);
        byte[] longest = afterMagic(delimited(HEADER), length(1 << 20), new byte[3]);
        long before = allocated();
        assertThat(ReadTrace.of(over).failure()).contains("over 1048576");
        assertThat(ReadTrace.of(longest).failure()).contains("truncated within a message");
        assertThat(allocated() - before).isLessThan(1 << 20);
    }

    @Test
    void aFailureIsFinal() throws IOException {
        byte[] trace = afterMagic(delimited(HEADER), new byte[] {1, -1}, delimited(EVENTS.get(0)));
        try (TraceReader reader = new TraceReader(new ByteArrayInputStream(trace))) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(reader::next)
                        .isInstanceOf(TraceException.class)
                        .hasMessageStartingWith("byte 28: corrupt");
            }
        }
    }

    @Test
    void behindTheEndIsNothing() throws IOException {
        try (TraceReader reader = new TraceReader(new ByteArrayInputStream(TRACE))) {
            for (int i = 0; i < EVENTS.size(); i++) {
                assertThat(reader.next()).isNotNull();
            }
            assertThat(reader.next()).isNull();
            assertThat(reader.next()).isNull();
        }
    }

    @Test
    void aPlaceIsTheEventAndItsByte() throws IOException {
        try (TraceReader reader = new TraceReader(new ByteArrayInputStream(TRACE))) {
            for (int i = 1; i <= EVENTS.size(); i++) {
                assertThat(reader.next()).isNotNull();
                assertThat(reader.where()).isEqualTo("event " + i + " at byte " + STARTS.get(i));
            }
        }
    }

    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getCurrentThreadAllocatedBytes();
    }

    private static List<Integer> starts() {
        List<Integer> starts = new ArrayList<>();
        int at = 8;
        starts.add(at);
        at += delimited(HEADER).length;
        for (TraceEvent event : EVENTS) {
            starts.add(at);
            at += delimited(event).length;
        }
        starts.add(at);
        return starts;
    }

    /** Returns which message the byte is in: 0 the header, then the events; -1 the magic. */
    private static int messageAt(int offset) {
        int message = -1;
        while (message + 1 < STARTS.size() && STARTS.get(message + 1) <= offset) {
            message++;
        }
        return message;
    }

    private static List<TraceEvent> eventsBefore(int message) {
        return EVENTS.subList(0, Math.max(0, message - 1));
    }
}
