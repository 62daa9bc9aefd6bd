package io.github.procmm.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.procmm.fixture.Events;
import io.github.procmm.kernel.AddressSpace;
import io.github.procmm.model.CopySegments;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Mprotect;
import io.github.procmm.model.Munmap;
import io.github.procmm.proto.trace.Access;
import io.github.procmm.proto.trace.ProbeKind;
import io.github.procmm.proto.trace.TraceEvent;
import io.github.procmm.proto.trace.TraceHeader;
import io.github.procmm.wire.Dialect;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Traces of every host, and what no host or kernel can play. */
class ReplayDialectTest {

    private static final Mmap MAP = new Mmap(0x40000000, 0x3000, 3, 0x11, 3, 0x2000);

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void aTraceOfAnyHostIsPlayed(Dialect host) throws IOException {
        assertPlays(host, Events.openNative(1, host), host);
    }

    @Test
    void procMmOfAnX8664HostTakesTheRecordsOfI386() throws IOException {
        assertPlays(Dialect.X86_64, Events.open(1, "/proc/mm"), Dialect.I386);
    }

    private static void assertPlays(Dialect host, TraceEvent open, Dialect records)
            throws IOException {
        Replay replay =
                new Replay(
                        Played.events(
                                Events.header(host),
                                open,
                                Events.object(3, 0x10000),
                                Events.accepted(1, records, MAP),
                                Events.accepted(1, records, new Munmap(0x40001000, 0x1000)),
                                Events.accepted(1, records, new Mprotect(0x40002000, 0x1000, 1)),
                                Events.probe(1, ProbeKind.STORE, 0x40000000, 2, 0x0201),
                                Events.probe(1, ProbeKind.LOAD, 0x40000000, 1, 0x01)),
                        mm -> true);
        replay.run(Long.MAX_VALUE);
        ReplayReport report = replay.report();
        assertThat(report.differences()).isEmpty();
        assertThat(report.sameBytes()).isEqualTo(3);
        assertThat(report.otherWidth()).isEqualTo(3);
        assertThat(replay.addressSpaces().values())
                .flatExtracting(AddressSpace::areas)
                .extracting(area -> Long.toHexString(area.start()) + " " + area.permissions())
                .containsExactly("40000000 rw-s", "40002000 r--s");
    }

    @Test
    void copySegmentsIsPlayed() throws IOException {
        ReplayReport report =
                Played.report(
                        Played.events(
                                Events.header(Dialect.I386),
                                Events.open(1, "/proc/mm"),
                                Events.write(
                                        1, Events.record(Dialect.I386, new CopySegments(77)), -9)));
        assertThat(report.results()).containsOnlyKeys("copy_segments");
    }

    @ParameterizedTest
    @EnumSource(value = Dialect.class, mode = EnumSource.Mode.EXCLUDE, names = "X86_64")
    void procMm64IsOnlyOnX8664(Dialect host) throws IOException {
        assertRefused(
                Events.header(host),
                "event 1 at byte \\d+: open of '/proc/mm64' on a host of dialect "
                        + host
                        + ": ENOENT",
                Events.open(1, "/proc/mm64"));
    }

    @Test
    void anUnknownFileIsRefused() throws IOException {
        assertRefused(
                Events.header(Dialect.X86_64),
                "event 1 at byte \\d+: open of '/dev/mem' on a host of dialect x86_64: ENOENT",
                Events.open(1, "/dev/mem"));
    }

    @Test
    void aDescriptorWithoutRoomIsRefused() throws IOException {
        for (int fd : new int[] {-1, 1 << 20, Integer.MAX_VALUE}) {
            assertRefused(
                    Events.header(Dialect.X86_64),
                    "event 1 at byte \\d+: object with descriptor "
                            + Integer.toUnsignedString(fd)
                            + ", a replay has room for 0 to 1048575",
                    Events.object(fd, Access.READ_WRITE));
        }
    }

    @Test
    void anObjectOfMoreThan63BitsIsRefused() throws IOException {
        assertRefused(
                Events.header(Dialect.X86_64),
                "event 1 at byte \\d+: object of 18446744073709551615 bytes, over 2\\^63 - 1",
                Events.object(3, -1L));
    }

    @Test
    void valuesOfEnumsThatAreNotKnownAreRefused() throws IOException {
        TraceHeader header = Events.header(Dialect.X86_64);
        TraceEvent object = Events.object(3, Access.READ_WRITE);
        TraceEvent.Builder access = object.toBuilder();
        access.getObjectCreatedBuilder().setAccessValue(9);
        assertRefused(header, "event 1 .*: an object of no access that is known", access.build());

        TraceEvent.Builder probe = Events.probe(1, ProbeKind.LOAD, 0x1000, 1, 0).toBuilder();
        probe.getProbeBuilder().setKindValue(9);
        TraceEvent open = Events.open(1, "/proc/mm64");
        assertRefused(header, "event 2 .*: a probe of no kind that is known", open, probe.build());

        TraceEvent.Builder fault = Events.probe(1, ProbeKind.LOAD, 0x1000, 1, 0).toBuilder();
        fault.getProbeBuilder().getFaultBuilder().setKindValue(9);
        assertRefused(header, "event 2 .*: a fault of no kind that is known", open, fault.build());
    }

    @Test
    void aPlaceThatTheRecordCannotHoldIsRefused() throws IOException {
        byte[] record = Events.record(Dialect.I386, new Mmap(0, 0x1000, 1, 0x22, 0xffffffffL, 0));
        assertRefused(
                Events.header(Dialect.X86_64),
                "event 2 .*: recorded at 0x100000000, which its record cannot hold",
                Events.open(1, "/proc/mm"),
                Events.mapped(1, record, 28, 0x1_0000_0000L));
    }

    @Test
    void anotherPageSizeIsRefused() throws IOException {
        TraceHeader header = Events.header(Dialect.ARM).toBuilder().setPageSize(16384).build();
        assertRefused(header, "the trace has pages of 16384 bytes, the reference kernel has 4096");
    }

    @Test
    void whatWasPlayedBeforeARefusalIsReported() throws IOException {
        Replay replay =
                new Replay(
                        Played.events(
                                Events.header(Dialect.X86_64),
                                Events.open(1, "/proc/mm64"),
                                Events.write(1, new byte[1], -22),
                                Events.open(2, "/nowhere")),
                        mm -> true);
        assertThatThrownBy(() -> replay.run(Long.MAX_VALUE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(replay.report().results()).isEqualTo(Map.of("malformed", Map.of("EINVAL", 1L)));
    }

    private static void assertRefused(TraceHeader header, String message, TraceEvent... events)
            throws IOException {
        assertThatThrownBy(() -> Played.report(Played.events(header, events)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(message);
    }
}
