package io.github.procmm.trace;

import static io.github.procmm.fixture.TraceBytes.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.fixture.Events;
import io.github.procmm.fixture.ReadTrace;
import io.github.procmm.fixture.TraceBytes;
import io.github.procmm.proto.testee.Boot;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.CountAddressSpaces;
import io.github.procmm.proto.trace.Asked;
import io.github.procmm.proto.trace.Fill;
import io.github.procmm.proto.trace.Open;
import io.github.procmm.proto.trace.ProbeKind;
import io.github.procmm.proto.trace.TraceEvent;
import io.github.procmm.proto.trace.TraceHeader;
import io.github.procmm.wire.Dialect;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What SPEC.md, section 13, says of events: of those of writes and of calls, rule by rule. */
class TraceEventRulesTest {

    private static final TraceHeader HEADER = Events.header(Dialect.I386);
    private static final TraceHeader OF_CALLS = HEADER.toBuilder().setFormatVersion(2).build();
    private static final TraceEvent OPEN = Events.open(1, "/proc/mm");
    private static final TraceEvent CLOSE = Events.close(1);

    @Test
    void TRACE_10_bytesAndResultsAreAsTheyWere() {
        List<TraceEvent> events =
                List.of(
                        OPEN,
                        Events.write(1, bytes("5b 00 ff"), -22),
                        Events.write(1, new byte[0], -22),
                        Events.write(1, bytes("36000000"), Long.MIN_VALUE));
        assertThat(ReadTrace.of(TraceBytes.of(HEADER, events)).events()).isEqualTo(events);
    }

    @Test
    void TRACE_11_whatIsOpenIsNotOpenedAgain() {
        assertThat(ReadTrace.of(TraceBytes.of(HEADER, List.of(OPEN, OPEN))))
                .isEqualTo(
                        new ReadTrace(
                                List.of(OPEN), "byte 35: open of mm 1, which is open already"));
    }

    @Test
    void TRACE_11_aWriteNamesAnOpenAddressSpace() {
        assertRefusedAsNotOpen(Events.write(1, new byte[4], -22));
    }

    @Test
    void TRACE_11_aCloseNamesAnOpenAddressSpace() {
        assertRefusedAsNotOpen(CLOSE);
    }

    @Test
    void TRACE_11_aProbeNamesAnOpenAddressSpace() {
        assertRefusedAsNotOpen(Events.probe(1, ProbeKind.LOAD, 0x1000, 1, 0));
    }

    @Test
    void TRACE_11_aNumberIsFreeAgainAfterItsClose() {
        List<TraceEvent> events = List.of(OPEN, CLOSE, OPEN, CLOSE);
        assertThat(ReadTrace.of(TraceBytes.of(HEADER, events)))
                .isEqualTo(new ReadTrace(events, ""));
    }

    @Test
    void TRACE_12_timesMayGoBack() {
        List<TraceEvent> events =
                List.of(
                        OPEN.toBuilder().setTimeUs(10).build(),
                        CLOSE.toBuilder().setTimeUs(3).build());
        assertThat(ReadTrace.of(TraceBytes.of(HEADER, events)))
                .isEqualTo(new ReadTrace(events, ""));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 5, 6, 7, 9, 16, Integer.MIN_VALUE, -1})
    void TRACE_13_aProbeOfAnotherSizeIsRefused(int size) {
        TraceEvent probe = Events.probe(1, ProbeKind.LOAD, 0x1000, size, 0);
        assertThat(ReadTrace.of(TraceBytes.of(HEADER, List.of(OPEN, probe))))
                .isEqualTo(
                        new ReadTrace(
                                List.of(OPEN),
                                "byte 35: a probe of "
                                        + Integer.toUnsignedString(size)
                                        + " bytes, wanted 1, 2, 4 or 8"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void TRACE_13_aProbeHasOneOfFourSizes(int size) {
        List<TraceEvent> events =
                List.of(OPEN, Events.probe(1, ProbeKind.STORE, 0x1000, size, 0x0807060504030201L));
        assertThat(ReadTrace.of(TraceBytes.of(HEADER, events)))
                .isEqualTo(new ReadTrace(events, ""));
    }

    @Test
    void TRACE_14_callsAreReadInATraceOfVersion2() {
        Fill fill = Fill.newBuilder().setSize(8).setEvent(1).build();
        List<TraceEvent> events = List.of(asked(boot()), asked(count()), asked(count(), fill));
        assertThat(ReadTrace.of(TraceBytes.of(OF_CALLS, events)))
                .isEqualTo(new ReadTrace(events, ""));
    }

    @Test
    void TRACE_14_aCallInATraceOfVersion1IsRefused() {
        assertThat(failure(HEADER, asked(boot())))
                .endsWith("an event Asked in a trace of another version");
    }

    @Test
    void TRACE_14_anotherEventInATraceOfCallsIsRefused() {
        TraceEvent open =
                TraceEvent.newBuilder().setOpen(Open.newBuilder().setFile("/proc/mm")).build();
        assertThat(failure(OF_CALLS, asked(boot()), open))
                .endsWith("an event other than Asked in a trace of calls");
    }

    @Test
    void TRACE_14_onlyTheFirstCallBoots() {
        assertThat(failure(OF_CALLS, asked(count()))).endsWith("the first call is no Boot");
        assertThat(failure(OF_CALLS, asked(boot()), asked(boot())))
                .endsWith("a Boot that is not the first call");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, -1})
    void TRACE_14_aFillFromALaterEventIsRefused(int event) {
        Fill fill = Fill.newBuilder().setSize(8).setEvent(event).build();
        assertThat(failure(OF_CALLS, asked(boot()), asked(count(), fill)))
                .endsWith(
                        "a fill from event "
                                + Integer.toUnsignedString(event)
                                + ", which is not before this one");
    }

    private static void assertRefusedAsNotOpen(TraceEvent event) {
        List<TraceEvent> closed = List.of(OPEN, CLOSE);
        ReadTrace never = ReadTrace.of(TraceBytes.of(HEADER, List.of(event)));
        ReadTrace after = ReadTrace.of(TraceBytes.of(HEADER, List.of(OPEN, CLOSE, event)));
        assertThat(never).isEqualTo(new ReadTrace(List.of(), "byte 20: mm 1 is not open"));
        assertThat(after).isEqualTo(new ReadTrace(closed, "byte 40: mm 1 is not open"));
    }

    private static TraceEvent asked(Call.Builder call, Fill... fills) {
        Asked.Builder asked = Asked.newBuilder().setCall(call);
        return TraceEvent.newBuilder().setAsked(asked.addAllFills(List.of(fills))).build();
    }

    private static Call.Builder boot() {
        return Call.newBuilder().setBoot(Boot.getDefaultInstance());
    }

    private static Call.Builder count() {
        return Call.newBuilder().setCountAddressSpaces(CountAddressSpaces.getDefaultInstance());
    }

    private static String failure(TraceHeader header, TraceEvent... events) {
        return ReadTrace.of(TraceBytes.of(header, List.of(events))).failure();
    }
}
