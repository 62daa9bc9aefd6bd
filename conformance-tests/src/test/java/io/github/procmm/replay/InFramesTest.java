package io.github.procmm.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.procmm.fixture.Events;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Mprotect;
import io.github.procmm.model.Munmap;
import io.github.procmm.model.Op;
import io.github.procmm.model.Prot;
import io.github.procmm.proto.trace.ProbeKind;
import io.github.procmm.proto.trace.TraceEvent;
import io.github.procmm.replay.Difference.Cause;
import io.github.procmm.wire.Dialect;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which operations of a trace go in one frame, and what is counted of it. */
class InFramesTest {

    private static final int HEADER = 32;
    private static final int RESULT = 24;
    private static final int MAP = 72;
    private static final int UNMAP = 32;
    private static final int LEGACY_X86_64 = 72;

    private static final TraceEvent OPEN = Events.open(1, "/proc/mm64");
    private static final TraceEvent OTHER = Events.open(2, "/proc/mm64");

    private static Op map(long addr) {
        long flags = MapFlags.PRIVATE | MapFlags.ANONYMOUS | MapFlags.FIXED;
        return new Mmap(addr, 0x1000, Prot.READ, flags, 0, 0);
    }

    private static TraceEvent done(int mm, Op op) {
        return Events.accepted(mm, Dialect.X86_64, op);
    }

    private static TraceEvent failed(Op op, long errno) {
        return Events.write(1, Events.record(Dialect.X86_64, op), errno);
    }

    private static TraceEvent at(long micros, TraceEvent event) {
        return event.toBuilder().setTimeUs(micros).build();
    }

    private static ReplayReport play(Batches batches, TraceEvent... events) throws IOException {
        Replay replay =
                Replay.inFrames(
                        Played.events(Events.header(Dialect.X86_64), events), batches, mm -> true);
        replay.run(Long.MAX_VALUE);
        assertThat(replay.report().count(Cause.OTHER_AS_V2)).isZero();
        return replay.report();
    }

    /** Plays in batches of any size. Returns how many frames there were. */
    private static long frames(TraceEvent... events) throws IOException {
        List<Traffic> traffic = play(Batches.ofAnySize(30), events).traffic();
        return traffic.get(traffic.size() - 1).frames();
    }

    @Test
    void threeWaysAreCounted() throws IOException {
        List<Traffic> ways =
                play(
                                Batches.ofAnySize(30),
                                OPEN,
                                done(1, map(0x10000)),
                                done(1, map(0x11000)),
                                done(1, new Munmap(0x10000, 0x1000)))
                        .traffic();
        assertThat(ways).extracting(Traffic::operations).containsExactly(3L, 3L, 3L);
        assertThat(ways).extracting(Traffic::frames).containsExactly(0L, 3L, 1L);
        assertThat(ways).extracting(Traffic::entries).containsExactly(3L, 3L, 1L);
        assertThat(ways).extracting(Traffic::longest).containsExactly(1, 1, 3);
        long records = MAP + MAP + UNMAP;
        assertThat(ways)
                .extracting(Traffic::bytesSent)
                .containsExactly(3L * 56, 3L * HEADER + records, HEADER + records);
        assertThat(ways)
                .extracting(Traffic::bytesBack)
                .containsExactly(0L, 3L * (HEADER + RESULT), (long) HEADER + 3 * RESULT);
    }

    @Test
    void batchesOfOneArePlayedOnce() throws IOException {
        List<Traffic> ways = play(new Batches(1, 30), OPEN, done(1, map(0x10000))).traffic();
        assertThat(ways).extracting(Traffic::batches).containsExactly(null, Batches.ONE_BY_ONE);
    }

    @Test
    void aBatchIsAsLongAsItMayBe() throws IOException {
        List<TraceEvent> events = new ArrayList<>(List.of(OPEN));
        for (int i = 0; i < 7; i++) {
            events.add(done(1, map(0x10000 + 0x1000L * i)));
        }
        Traffic batches =
                play(new Batches(3, 30), events.toArray(TraceEvent[]::new)).traffic().get(2);
        assertThat(batches.frames()).isEqualTo(3);
        assertThat(batches.longest()).isEqualTo(3);
    }

    @Test
    void V2_FRAME_8_aBatchOfAnySizeKeepsToTheLimitsOfTheSession() throws IOException {
        List<TraceEvent> events = new ArrayList<>(List.of(OPEN));
        for (int i = 0; i < 20_000; i++) {
            events.add(done(1, new Munmap(0x10000, 0x1000)));
        }
        for (int i = 0; i < 40; i++) {
            events.add(Events.write(1, new byte[65_504], -22));
        }
        Traffic batches =
                play(Batches.ofAnySize(0), events.toArray(TraceEvent[]::new)).traffic().get(2);
        assertThat(batches.longest()).isEqualTo(1 << 14);
        assertThat(batches.frames()).isEqualTo(2 + 40); // each of the long ones stops its frame
    }

    @Test
    void anotherAddressSpaceEndsABatch() throws IOException {
        long frames =
                frames(
                        OPEN,
                        OTHER,
                        done(1, map(0x10000)),
                        done(2, map(0x10000)),
                        done(2, map(0x11000)),
                        done(1, map(0x11000)));
        assertThat(frames).isEqualTo(3);
    }

    @Test
    void timeInWhichProcessesCouldHaveRunEndsABatch() throws IOException {
        long frames =
                frames(
                        OPEN,
                        at(100, done(1, map(0x10000))),
                        at(130, done(1, map(0x11000))),
                        at(125, done(1, map(0x12000))), // TRACE-12: clocks may go back
                        at(156, done(1, map(0x13000))));
        assertThat(frames).isEqualTo(2);
    }

    @Test
    void whatHappensInBetweenEndsABatch() throws IOException {
        TraceEvent map = done(1, map(0x10000));
        assertThat(frames(OPEN, map, map)).isOne();
        assertThat(frames(OPEN, map, OTHER, map)).isEqualTo(2);
        assertThat(frames(OPEN, OTHER, map, Events.close(2), map)).isEqualTo(2);
        assertThat(frames(OPEN, map, Events.object(3, 0x1000), map)).isEqualTo(2);
        assertThat(frames(OPEN, map, Events.probe(1, ProbeKind.LOAD, 0x10000, 4, 0), map))
                .isEqualTo(2);
    }

    @Test
    void V2_LEGACY_4_whatFailedIsSentAsItIs() throws IOException {
        ReplayReport report =
                play(
                        Batches.ofAnySize(30),
                        OPEN,
                        done(1, map(0x10000)),
                        failed(new Munmap(0x10001, 0x1000), -22),
                        done(1, map(0x11000)));
        Traffic batches = report.traffic().get(2);
        assertThat(report.differences()).isEmpty();
        assertThat(batches.frames()).isEqualTo(3);
        assertThat(batches.bytesSent()).isEqualTo(3 * HEADER + 2 * MAP + LEGACY_X86_64);
    }

    @Test
    void V2_LEGACY_4_whatFailsUnexpectedlyIsSentAgainAsItIsAndLeavesWhatItLeftInV1()
            throws IOException {
        TraceEvent protect = done(1, new Mprotect(0x10000, 0x3000, Prot.READ | Prot.WRITE));
        ReplayReport report =
                play(
                        Batches.ofAnySize(30),
                        OPEN,
                        done(1, map(0x10000)),
                        protect,
                        done(1, map(0x12000)));
        assertThat(report.count(Cause.NEVER_MAPPED)).isOne();
        Traffic batches = report.traffic().get(2);
        assertThat(batches.frames()).as("all, the one again, the rest").isEqualTo(3);
        assertThat(batches.operations()).isEqualTo(3);
    }

    @Test
    void aMalformedRecordOfAnyLengthIsPlayed() throws IOException {
        for (int length : new int[] {0, 1, 57, 65_519, 65_520, 65_521, 100_000}) {
            byte[] record = new byte[length];
            Arrays.fill(record, (byte) 0x5a);
            assertThat(
                            play(Batches.ofAnySize(30), OPEN, Events.write(1, record, -22))
                                    .differences())
                    .isEmpty();
        }
    }

    @Test
    void whatIsNotReportedOnIsNotCounted() throws IOException {
        Replay replay =
                Replay.inFrames(
                        Played.events(
                                Events.header(Dialect.X86_64),
                                OPEN,
                                OTHER,
                                done(1, map(0x10000)),
                                done(2, map(0x10000)),
                                done(2, map(0x11000))),
                        Batches.ofAnySize(30),
                        mm -> mm == 1);
        replay.run(Long.MAX_VALUE);
        assertThat(replay.report().traffic())
                .extracting(Traffic::operations)
                .containsExactly(1L, 1L, 1L);
        assertThat(replay.report().traffic())
                .extracting(Traffic::entries)
                .containsExactly(1L, 1L, 1L);
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new Batches(0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("batches of 0 operations, wanted 1 or more");
        assertThatThrownBy(() -> new Batches(1, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a gap of -1 microseconds, wanted 0 or more");
    }
}
