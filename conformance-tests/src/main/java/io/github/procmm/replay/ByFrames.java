package io.github.procmm.replay;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.model.Errno;
import io.github.procmm.v2.BatchMode;
import io.github.procmm.v2.Command;
import io.github.procmm.v2.Frame.LegacyRecord;
import io.github.procmm.v2.FrameView;
import io.github.procmm.v2.FrameWriter;
import io.github.procmm.v2.Handle;
import io.github.procmm.v2.LegacyDialect;
import io.github.procmm.v2.ResultView;
import io.github.procmm.v2.Rights;
import io.github.procmm.v2.Translation;
import io.github.procmm.v2.Translation.InV2;
import io.github.procmm.v2.Translation.Kept;
import io.github.procmm.v2.Translation.Operated;
import io.github.procmm.wire.Dialect;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.ObjLongConsumer;

/**
 * Part v2: frames of up to so many operations on one address space, one behind the other.
 *
 * <p>A record whose success the trace tells is translated; one that failed is sent as it is, since
 * only successes translate (V2-LEGACY-4). The frames are SEQUENTIAL: behind one that fails the
 * others are sent again, as whoever wrote the records did not stop either.
 */
final class ByFrames implements Way, Translation.Descriptors {

    private final FrameClient client;
    private final int batch;
    private final FrameCounts counts;
    private final IntPredicate reported;
    private final ObjLongConsumer<Asked> judge;
    private final ResultView result = new ResultView();
    private final Map<ReplayedMm, Long> spaces = new HashMap<>();
    private final Map<Integer, Long> objects = new HashMap<>();
    private final Map<Dialect, Translation> translations = new EnumMap<>(Dialect.class);
    private final List<Waiting> waiting = new ArrayList<>();

    /** A record that waits for its frame. */
    private record Waiting(Asked asked, int length, InV2 inV2) {}

    /**
     * Makes a way.
     *
     * @param batch how many operations a frame may have
     * @param reported of which address spaces frames are counted
     * @param judge is told what the write of each record would have returned
     * @throws IllegalArgumentException when a frame cannot have so many
     */
    ByFrames(
            FrameClient client,
            int batch,
            FrameCounts counts,
            IntPredicate reported,
            ObjLongConsumer<Asked> judge) {
        if (batch < 1 || batch > client.mostRecords()) {
            throw new IllegalArgumentException(
                    batch + " operations a frame, wanted 1 to " + client.mostRecords());
        }
        this.client = client;
        this.batch = batch;
        this.counts = counts;
        this.reported = reported;
        this.judge = judge;
    }

    @Override
    public void opened(ReplayedMm mm) {
        finish();
        Command name = new Command.Import(mm.descriptor(), Rights.OF_SPACE, 0);
        spaces.put(mm, client.value(name));
    }

    @Override
    public void closed(ReplayedMm mm) {
        finish();
        client.value(new Command.Release(spaceOf(mm)));
        spaces.remove(mm);
    }

    @Override
    public void created(int descriptor, AccessMode mode) {
        finish();
        Long before = objects.remove(descriptor);
        if (before != null) {
            client.value(new Command.Release(before));
        }
        if (mode.reads()) { // else no MAP of it can succeed
            int rights = Rights.READ | Rights.EXEC | (mode.writes() ? Rights.WRITE : 0);
            objects.put(descriptor, client.value(new Command.Import(descriptor, rights, 0)));
        }
    }

    @Override
    public long handleOf(int descriptor) {
        return objects.getOrDefault(descriptor, Handle.NONE);
    }

    @Override
    public int descriptorOf(long handle) {
        return NONE; // nothing is translated back
    }

    @Override
    public void carryOut(Asked asked) {
        InV2 inV2 = inV2(asked);
        if (!waiting.isEmpty()) {
            Waiting last = waiting.get(waiting.size() - 1);
            boolean goesOn =
                    last.asked().mm() == asked.mm() && last.inV2().getClass() == inV2.getClass();
            if (!goesOn || waiting.size() == batch) {
                finish();
            }
        }
        waiting.add(new Waiting(asked, asked.bytes().readableBytes(), inV2));
    }

    private InV2 inV2(Asked asked) {
        if (Errno.isError(asked.write().getResult())) {
            return kept(asked.mm(), asked.bytes());
        }
        return translation(asked.mm()).toV2(spaceOf(asked.mm()), asked.bytes());
    }

    private Translation translation(ReplayedMm mm) {
        return translations.computeIfAbsent(
                mm.dialect(), dialect -> new Translation(dialect, client.session(), this));
    }

    private Kept kept(ReplayedMm mm, ByteBuf record) {
        int length = Math.min(record.readableBytes(), FrameWriter.MOST_LEGACY_BYTES);
        String hex = ByteBufUtil.hexDump(record, record.readerIndex(), length);
        LegacyDialect dialect = LegacyDialect.of(mm.dialect());
        return new Kept(new LegacyRecord(dialect, spaceOf(mm), hex));
    }

    @Override
    public void finish() {
        List<Waiting> left = new ArrayList<>(waiting);
        waiting.clear(); // judging may send something itself
        while (!left.isEmpty()) {
            int done = send(left);
            left = left.subList(done, left.size());
        }
    }

    /** Sends a frame; returns how many of its records were looked at. */
    private int send(List<Waiting> records) {
        begin(records.get(0).inV2() instanceof Kept);
        records.forEach(record -> write(record.inV2()));
        FrameView reply = client.exchange();
        if (reported.test(records.get(0).asked().mm().number())) {
            counts.add(client.sentBytes(), reply.length());
        }
        long[] answers = new long[records.size()];
        int looked = 0;
        boolean done = true;
        while (done && reply.next()) {
            result.wrap(reply);
            Waiting record = records.get(looked);
            answers[looked++] = asWrite(record.inV2(), record.length());
            done = result.status() == 0;
        }
        for (int i = 0; i < looked; i++) { // judging may insert a record, and the reply is gone
            judge.accept(records.get(i).asked(), answers[i]);
        }
        return looked;
    }

    private void begin(boolean legacy) {
        if (legacy) {
            client.beginLegacy(BatchMode.SEQUENTIAL);
        } else {
            client.begin(BatchMode.SEQUENTIAL);
        }
    }

    private void write(InV2 inV2) {
        if (inV2 instanceof Operated operated) {
            operated.command().write(client.writer());
            return;
        }
        LegacyRecord record = ((Kept) inV2).record();
        ByteBuf bytes = Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(record.hex()));
        client.writer().legacy(record.dialect(), record.space(), bytes);
    }

    /** Returns what a write of so many bytes would have returned for the result at hand. */
    private long asWrite(InV2 inV2, int length) {
        if (inV2 instanceof Kept) {
            return result.value(); // V2-LEGACY-2
        }
        if (result.status() != 0) {
            return -result.status();
        }
        boolean map = ((Operated) inV2).command() instanceof Command.Map;
        long wanted = map ? ((Command.Map) ((Operated) inV2).command()).addr() : 0;
        return result.value() == wanted ? length : result.value(); // which no write returns
    }

    @Override
    public long insert(ReplayedMm mm, ByteBuf record) {
        InV2 inV2 = translation(mm).toV2(spaceOf(mm), record);
        begin(inV2 instanceof Kept);
        write(inV2);
        FrameView reply = client.exchange();
        reply.next();
        result.wrap(reply);
        return asWrite(inV2, record.readableBytes());
    }

    private long spaceOf(ReplayedMm mm) {
        return spaces.getOrDefault(mm, Handle.NONE);
    }
}
