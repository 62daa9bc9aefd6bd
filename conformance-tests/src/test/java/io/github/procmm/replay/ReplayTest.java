package io.github.procmm.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.procmm.fixture.Events;
import io.github.procmm.kernel.AddressSpace;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Munmap;
import io.github.procmm.proto.trace.Access;
import io.github.procmm.proto.trace.Fault;
import io.github.procmm.proto.trace.ProbeKind;
import io.github.procmm.proto.trace.TraceEvent;
import io.github.procmm.proto.trace.TraceHeader;
import io.github.procmm.replay.Difference.Cause;
import io.github.procmm.wire.Dialect;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a replay finds, what it explains and what it shows, on traces of a few lines. */
class ReplayTest {

    private static final TraceHeader HEADER = Events.header(Dialect.X86_64);
    private static final TraceEvent OPEN = Events.open(1, "/proc/mm64");
    private static final Mmap MAP = new Mmap(0x10000, 0x3000, 3, 0x32, -1, 0);

    /**
     *
     *
     * <pre>
     *   page   10 11 12     20
     *   1 rw   A  A  A
     *   2      A  .  A
     *   3                   O    (mm 2)
     *   4 r    a  .  A
     * </pre>
     */
    private static final String[] LINES = {
        "0.000001 1 mmap 0x10000 0x3000 0x3 0x32 -1 0x0 0x10000",
        "0.000002 1 munmap 0x11000 0x1000 0",
        "0.000003 2 mmap 0x20000 0x1000 0x1 0x11 3 0x7000 0x20000",
        "0.000004 1 mprotect 0x10000 0x1000 0x1 0",
    };

    @Test
    void aTraceThatIsRightHasNoDifferences() throws IOException {
        ReplayReport report = Played.report(Played.lines(LINES));
        assertThat(report.differences()).isEmpty();
        assertThat(report.operations()).isEqualTo(4);
        assertThat(report.played()).isEqualTo(4);
        assertThat(report.addressSpaces()).isEqualTo(2);
        assertThat(report.sameBytes()).isEqualTo(4);
        assertThat(report.results())
                .isEqualTo(
                        Map.of(
                                "mmap", Map.of("ok", 2L),
                                "munmap", Map.of("ok", 1L),
                                "mprotect", Map.of("ok", 1L)));
    }

    @Test
    void aPlantedRefusalIsFoundAtItsLine() throws IOException {
        assertThat(differencesWith(1, "0.000002 1 munmap 0x11000 0x1000 -22"))
                .containsExactly(
                        new Difference(
                                Cause.UNEXPLAINED,
                                "line 2",
                                1,
                                "munmap 0x11000 0x1000",
                                "EINVAL",
                                "ok"));
    }

    @Test
    void aPlantedSuccessIsFoundAtItsLine() throws IOException {
        assertThat(differencesWith(1, "0.000002 1 munmap 0x11001 0x1000 0"))
                .containsExactly(
                        new Difference(
                                Cause.UNEXPLAINED,
                                "line 2",
                                1,
                                "munmap 0x11001 0x1000",
                                "ok",
                                "EINVAL"));
    }

    @Test
    void anotherErrnoIsADifference() throws IOException {
        assertThat(differencesWith(1, "0.000002 1 munmap 0x11001 0x1000 -12"))
                .extracting(Difference::recorded, Difference::got)
                .containsExactly(tuple("ENOMEM", "EINVAL"));
    }

    @Test
    void aPlantedAddressIsFoundAtItsLine() throws IOException {
        assertThat(differencesWith(0, "0.000001 1 mmap 0x10000 0x3000 0x3 0x32 -1 0x0 0x50000"))
                .containsExactly(
                        new Difference(
                                Cause.UNEXPLAINED,
                                "line 1",
                                1,
                                "mmap 0x10000 0x3000 0x3 0x32 -1 0x0",
                                "ok at 0x50000",
                                "ok at 0x10000"));
    }

    @Test
    void anotherCountIsADifferenceThatShowsBothCounts() throws IOException {
        TraceEvent write = Events.write(1, Events.record(Dialect.X86_64, MAP), 28);
        ReplayReport report = Played.report(Played.events(HEADER, OPEN, write));
        assertThat(report.differences())
                .extracting(Difference::cause, Difference::recorded, Difference::got)
                .containsExactly(tuple(Cause.UNEXPLAINED, "a count of 28", "a count of 56"));
    }

    @Test
    void aPlaceThatTheHostChoseIsTaken() throws IOException {
        Replay replay = played("0 1 mmap 0x0 0x2000 0x1 0x22 -1 0x0 0x7f0000000000");
        assertThat(replay.report().differences()).isEmpty();
        assertThat(replay.report().placed()).isEqualTo(1);
        assertThat(maps(replay, 1)).isEqualTo("7f0000000000-7f0000002000 r--p 00000000 00:00 0 \n");
    }

    @Test
    void roomThatTheTraceDidNotMakeIsExplainedAndTaken() throws IOException {
        Replay replay = played(LINES[0], "0 1 mmap 0x0 0x1000 0x1 0x22 -1 0x0 0x11000", LINES[1]);
        assertThat(replay.report().differences())
                .containsExactly(
                        new Difference(
                                Cause.NOT_UNMAPPED,
                                "line 2",
                                1,
                                "mmap 0x0 0x1000 0x1 0x22 -1 0x0",
                                "ok at 0x11000",
                                "EEXIST"));
        assertThat(replay.report().results())
                .isEqualTo(Map.of("mmap", Map.of("ok", 2L), "munmap", Map.of("ok", 1L)));
        assertThat(maps(replay, 1))
                .isEqualTo(
                        """
                        00010000-00011000 rw-p 00000000 00:00 0\s
                        00012000-00013000 rw-p 00000000 00:00 0\s
                        """);
    }

    @Test
    void memoryFromBeforeTheTraceExplainsADifference() throws IOException {
        assertThat(differencesWith(3, "0 1 mprotect 0x12000 0x2000 0x1 0"))
                .containsExactly(
                        new Difference(
                                Cause.NEVER_MAPPED,
                                "line 4",
                                1,
                                "mprotect 0x12000 0x2000 0x1",
                                "ok",
                                "ENOMEM"));
    }

    @Test
    void memoryThatTheTraceUnmappedExplainsNothing() throws IOException {
        assertThat(differencesWith(3, "0 1 mprotect 0x10000 0x3000 0x1 0"))
                .extracting(Difference::cause)
                .containsExactly(Cause.UNEXPLAINED);
    }

    @Test
    void memoryFromBeforeTheTraceThatTheTraceUnmappedExplainsNothing() throws IOException {
        Replay replay = played("0 1 munmap 0x90000 0x1 0", "0 1 mprotect 0x90000 0x1000 0x1 0");
        assertThat(replay.report().differences())
                .extracting(Difference::cause)
                .containsExactly(Cause.UNEXPLAINED);
    }

    @Test
    void anotherMmsLinesAreNotThisOnes() throws IOException {
        assertThat(differencesWith(3, "0 2 mprotect 0x10000 0x3000 0x1 0"))
                .extracting(Difference::cause)
                .containsExactly(Cause.NEVER_MAPPED);
    }

    @Test
    void aRangeThatWrapsIsNotExplainedByMemoryFromBefore() throws IOException {
        assertThat(differencesWith(3, "0 1 mprotect 0xfffffffffffff000 0x2000 0x1 0"))
                .extracting(Difference::cause)
                .containsExactly(Cause.UNEXPLAINED);
    }

    @Test
    void anUnexpectedSuccessIsNotExplained() throws IOException {
        assertThat(differencesWith(3, "0 1 mprotect 0x10000 0x1000 0x1 -12"))
                .extracting(Difference::cause)
                .containsExactly(Cause.UNEXPLAINED);
    }

    @Test
    void aDescriptorThatWasNotOpenIsNotMadeUp() throws IOException {
        assertThat(differencesWith(2, "0 2 mmap 0x20000 0x1000 0x1 0x11 3 0x7000 -9")).isEmpty();
    }

    @Test
    void malformedRecordsAreRefusedAsRecorded() throws IOException {
        ReplayReport report =
                Played.report(
                        Played.events(
                                HEADER,
                                OPEN,
                                Events.write(1, new byte[0], -22),
                                Events.write(1, new byte[3], -22),
                                Events.write(1, new byte[57], -22),
                                Events.write(1, new byte[] {0x5b, 0, 0, 0}, -22)));
        assertThat(report.differences()).isEmpty();
        assertThat(report.sameBytes()).isZero();
        assertThat(report.results()).isEqualTo(Map.of("malformed", Map.of("EINVAL", 4L)));
    }

    @Test
    void aMalformedRecordThatWasAcceptedIsADifference() throws IOException {
        byte[] cut = Arrays.copyOf(Events.record(Dialect.X86_64, MAP), 55);
        ReplayReport report = Played.report(Played.events(HEADER, OPEN, Events.write(1, cut, 55)));
        assertThat(report.differences())
                .containsExactly(
                        new Difference(
                                Cause.UNEXPLAINED,
                                "event 2 at byte 39",
                                1,
                                "record of 55 bytes, its operation reads 56",
                                "ok",
                                "EINVAL"));
    }

    @Test
    void aShortRecordThatCoversItsOperationIsNoDifference() throws IOException {
        byte[] record = Events.record(Dialect.X86_64, new Munmap(0x10000, 0x1000));
        TraceEvent write = Events.write(1, Arrays.copyOf(record, 24), 24);
        ReplayReport report = Played.report(Played.events(HEADER, OPEN, write));
        assertThat(report.differences()).isEmpty();
        assertThat(report.sameBytes()).isZero();
        assertThat(report.otherWidth()).isEqualTo(1);
    }

    @Test
    void probesSeeWhatWasStored() throws IOException {
        ReplayReport report =
                Played.report(
                        Played.events(
                                HEADER,
                                OPEN,
                                Events.accepted(1, Dialect.X86_64, MAP),
                                Events.probe(1, ProbeKind.STORE, 0x10ffe, 4, 0x04030201),
                                Events.probe(1, ProbeKind.LOAD, 0x11000, 2, 0x0403),
                                Events.faulted(
                                        1,
                                        ProbeKind.LOAD,
                                        0x12ffc,
                                        8,
                                        Events.fault(Fault.Kind.MAPERR, 0x13000)),
                                Events.faulted(
                                        1,
                                        ProbeKind.FETCH,
                                        0x10000,
                                        1,
                                        Events.fault(Fault.Kind.ACCERR, 0x10000))));
        assertThat(report.differences()).isEmpty();
        assertThat(report.probes()).isEqualTo(4);
    }

    @Test
    void aWrongProbeIsADifference() throws IOException {
        ReplayReport report =
                Played.report(
                        Played.events(
                                HEADER,
                                OPEN,
                                Events.accepted(1, Dialect.X86_64, MAP),
                                Events.probe(1, ProbeKind.LOAD, 0x10000, 4, 0xbad),
                                Events.probe(1, ProbeKind.LOAD, 0x13000, 4, 0),
                                Events.faulted(
                                        1,
                                        ProbeKind.STORE,
                                        0x10000,
                                        8,
                                        Events.fault(Fault.Kind.BUS, 0x10000))));
        assertThat(report.differences())
                .extracting(Difference::what, Difference::recorded, Difference::got)
                .containsExactly(
                        tuple("load of 4 bytes at 0x10000", "0xbad", "0x0"),
                        tuple("load of 4 bytes at 0x13000", "0x0", "MAPERR at 0x13000"),
                        tuple("store of 8 bytes at 0x10000", "BUS at 0x10000", "0x0"));
    }

    @Test
    void anObjectHasTheSizeAndAccessOfTheTrace() throws IOException {
        Mmap shared = new Mmap(0x10000, 0x2000, 1, 0x11, 3, 0);
        Mmap writable = new Mmap(0x20000, 0x1000, 3, 0x11, 4, 0);
        ReplayReport report =
                Played.report(
                        Played.events(
                                HEADER,
                                OPEN,
                                Events.object(3, 0x1000),
                                Events.object(4, Access.READ_ONLY),
                                Events.accepted(1, Dialect.X86_64, shared),
                                Events.write(1, Events.record(Dialect.X86_64, writable), -13),
                                Events.faulted(
                                        1,
                                        ProbeKind.LOAD,
                                        0x11000,
                                        1,
                                        Events.fault(Fault.Kind.BUS, 0x11000))));
        assertThat(report.differences()).isEmpty();
    }

    @Test
    void aNumberThatIsOpenedAgainIsEmptyAgain() throws IOException {
        TraceEvent write = Events.accepted(1, Dialect.X86_64, MAP);
        Replay replay =
                new Replay(Played.events(HEADER, OPEN, write, Events.close(1), OPEN), mm -> true);
        replay.run(Long.MAX_VALUE);
        assertThat(replay.report().addressSpaces()).isEqualTo(2);
        assertThat(maps(replay, 1)).isEmpty();
    }

    @Test
    void whatIsMappedCanBeSeenAtTheEnd() throws IOException {
        Replay replay = played(LINES);
        assertThat(maps(replay, 1))
                .isEqualTo(
                        """
                        00010000-00011000 r--p 00000000 00:00 0\s
                        00012000-00013000 rw-p 00000000 00:00 0\s
                        """);
        assertThat(maps(replay, 2))
                .isEqualTo("00020000-00021000 r--s 00007000 00:00 0" + " ".repeat(34) + "fd:3\n");
    }

    @Test
    void aReplayCanStopAnywhere() throws IOException {
        Replay replay = new Replay(Played.lines(LINES), mm -> true);
        replay.run(0);
        assertThat(replay.addressSpaces()).isEmpty();
        replay.run(1);
        assertThat(maps(replay, 1)).isEqualTo("00010000-00013000 rw-p 00000000 00:00 0 \n");
        replay.run(1);
        assertThat(maps(replay, 1))
                .isEqualTo(
                        """
                        00010000-00011000 rw-p 00000000 00:00 0\s
                        00012000-00013000 rw-p 00000000 00:00 0\s
                        """);
        assertThat(replay.addressSpaces()).containsOnlyKeys(1);
        assertThat(replay.report().operations()).isEqualTo(2);
    }

    @Test
    void aReportOnOneAddressSpaceCountsOnlyIt() throws IOException {
        Replay replay =
                new Replay(
                        Played.events(
                                HEADER,
                                OPEN,
                                Events.open(2, "/proc/mm64"),
                                Events.accepted(1, Dialect.X86_64, MAP),
                                Events.probe(1, ProbeKind.LOAD, 0x10000, 1, 0xff),
                                Events.write(1, new byte[1], 1),
                                Events.accepted(2, Dialect.X86_64, new Munmap(0, 0x1000)),
                                Events.probe(2, ProbeKind.LOAD, 0x10000, 1, 0xff)),
                        mm -> mm == 2);
        replay.run(Long.MAX_VALUE);
        ReplayReport report = replay.report();
        assertThat(report.played()).isEqualTo(3);
        assertThat(report.operations()).isEqualTo(1);
        assertThat(report.probes()).isEqualTo(1);
        assertThat(report.addressSpaces()).isEqualTo(1);
        assertThat(report.sameBytes() + report.otherWidth()).isEqualTo(2);
        assertThat(report.results()).isEqualTo(Map.of("munmap", Map.of("ok", 1L)));
        assertThat(report.differences()).extracting(Difference::mm).containsExactly(2);
    }

    private static Replay played(String... lines) throws IOException {
        Replay replay = new Replay(Played.lines(lines), mm -> true);
        replay.run(Long.MAX_VALUE);
        return replay;
    }

    private static List<Difference> differencesWith(int index, String line) throws IOException {
        String[] lines = LINES.clone();
        lines[index] = line;
        return Played.report(Played.lines(lines)).differences();
    }

    private static String maps(Replay replay, int mm) {
        AddressSpace space = replay.addressSpaces().get(mm);
        return space == null ? "not open" : space.maps();
    }
}
