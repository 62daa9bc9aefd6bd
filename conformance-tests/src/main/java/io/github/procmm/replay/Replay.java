package io.github.procmm.replay;

import io.github.procmm.backend.AccessResult;
import io.github.procmm.kernel.AddressSpace;
import io.github.procmm.kernel.Page;
import io.github.procmm.proto.trace.Probe;
import io.github.procmm.proto.trace.TraceEvent;
import io.github.procmm.proto.trace.TraceHeader;
import io.github.procmm.trace.EventSource;
import io.github.procmm.wire.Dialect;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Plays the events of a trace to a fresh kernel, in order.
 *
 * <p>Every write goes through the codec, bytes out and in again, then through the kernel's write;
 * what it answers is held against what the trace recorded. In frames of part v2 it is played to
 * other fresh kernels at the same time, and what those do is held against what the first one did.
 * Mutable, for one thread, for one run.
 */
public final class Replay {

    private final EventSource source;
    private final Dialect dialect;
    private final ReplayReport report = new ReplayReport();
    private final IntPredicate reported;
    private final List<Agreement> agreements = new ArrayList<>();
    private final List<Player> inFrames = new ArrayList<>();
    private final Player inWrites;

    /**
     * Boots a kernel of the last generation for the trace's dialect, to be written to.
     *
     * @param reported which address spaces count in the report; all are played
     * @throws IllegalArgumentException when the trace's page size is not the kernel's
     */
    public Replay(EventSource source, IntPredicate reported) {
        this(source, reported, List.of());
    }

    /**
     * Boots such a kernel, and others to be sent frames: one by one, and in batches, unless those
     * are of one operation.
     *
     * @param reported which address spaces count in the report; all are played
     * @throws IllegalArgumentException when the trace's page size is not the kernel's
     */
    public static Replay inFrames(EventSource source, Batches batches, IntPredicate reported) {
        boolean single = batches.most() == 1;
        return new Replay(
                source,
                reported,
                single ? List.of(Batches.ONE_BY_ONE) : List.of(Batches.ONE_BY_ONE, batches));
    }

    private Replay(EventSource source, IntPredicate reported, List<Batches> ways) {
        this.source = source;
        this.reported = reported;
        this.dialect = dialect(source.header());
        this.inWrites = byWrites();
        ways.forEach(this::addFrames);
    }

    private static Dialect dialect(TraceHeader header) {
        if (header.getPageSize() != Page.SIZE) {
            throw new IllegalArgumentException(
                    "the trace has pages of "
                            + Long.toUnsignedString(header.getPageSize())
                            + " bytes, the reference kernel has "
                            + Page.SIZE);
        }
        Dialect named = Dialect.of(header.getDialect());
        if (named == null) {
            throw new IllegalArgumentException("unknown dialect " + header.getDialect());
        }
        return named;
    }

    private Player byWrites() {
        Traffic traffic = Traffic.ofWrites();
        report.addTraffic(traffic);
        return new Player(
                dialect,
                report,
                reported,
                (writer, judge) -> new ByWrites(writer, traffic, reported, judge),
                new Everybody());
    }

    private void addFrames(Batches batches) {
        Traffic traffic = Traffic.ofFrames(batches);
        Agreement agreement = new Agreement(report, reported);
        report.addTraffic(traffic);
        agreements.add(agreement);
        inFrames.add(
                new Player(
                        dialect,
                        new ReplayReport(), // the first kernel's is what people read
                        reported,
                        (writer, judge) ->
                                new ByFrames(
                                        new FrameClient(writer), batches, traffic, reported, judge),
                        agreement));
    }

    /**
     * Plays the trace, or its first {@code operations} writes.
     *
     * @throws IOException when the trace ends in an error; what was played before it is reported
     * @throws IllegalArgumentException when an event asks for what the host or the kernel has not;
     *     what was played before it is reported
     */
    public void run(long operations) throws IOException {
        long start = System.nanoTime();
        try {
            long left = operations;
            while (left > 0) {
                TraceEvent event = source.next();
                if (event == null) {
                    return;
                }
                play(event);
                left -= event.hasWrite() ? 1 : 0;
            }
        } finally {
            compare(inWrites.addressSpaces().keySet());
            report.setNanos(System.nanoTime() - start);
        }
    }

    private void play(TraceEvent event) {
        if (event.hasClose()) {
            compare(Set.of(event.getClose().getMm()));
        }
        inWrites.play(event, source.where());
        inFrames.forEach(player -> player.play(event, source.where()));
    }

    /**
     * Holds address spaces of part v2 against those of part v1, when all is done that was asked.
     */
    private void compare(Set<Integer> mms) {
        Map<Integer, AddressSpace> asV1 = inWrites.addressSpaces();
        for (int i = 0; i < inFrames.size(); i++) {
            inFrames.get(i).finish();
            Map<Integer, AddressSpace> asV2 = inFrames.get(i).addressSpaces();
            asV1.keySet().retainAll(mms);
            asV2.keySet().retainAll(asV1.keySet());
            agreements.get(i).compare(source.where(), asV1, asV2);
        }
    }

    /** Returns what came of it so far. */
    public ReplayReport report() {
        return report;
    }

    /** Returns the address spaces that are open now, by the trace's numbers, ascending. */
    public Map<Integer, AddressSpace> addressSpaces() {
        return inWrites.addressSpaces();
    }

    /** Tells those who wait for it what part v1 has answered. */
    private final class Everybody implements Listener {

        @Override
        public void answered(Asked asked, long got) {
            agreements.forEach(agreement -> agreement.expect(got));
        }

        @Override
        public void probed(int mm, String where, Probe probe, AccessResult got) {
            agreements.forEach(agreement -> agreement.expect(got));
        }
    }
}
