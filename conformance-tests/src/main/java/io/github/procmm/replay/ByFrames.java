package io.github.procmm.replay;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.model.Errno;
import io.github.procmm.v2.BatchMode;
import io.github.procmm.v2.Command;
import io.github.procmm.v2.FrameView;
import io.github.procmm.v2.Handle;
import io.github.procmm.v2.ResultView;
import io.github.procmm.v2.Rights;
import io.github.procmm.v2.Translation;
import io.github.procmm.v2.Translation.InV2;
import io.github.procmm.v2.Translation.Kept;
import io.github.procmm.v2.Translation.Operated;
import io.github.procmm.wire.Dialect;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.ObjLongConsumer;

/**
 * Part v2: frames of operations on one address space, one behind the other.
 *
 * <p>A record whose success the trace tells is translated; one that failed is sent as it is, and so
 * is one that is refused as an operation of v2, a second time: only successes translate
 * (V2-LEGACY-4). The frames are SEQUENTIAL: behind one that fails the others are sent again, as
 * whoever wrote the records did not stop either.
 */
final class ByFrames implements Way, Translation.Descriptors {

    private final FrameClient client;
    private final Batches batches;
    private final Traffic traffic;
    private final IntPredicate reported;
    private final ObjLongConsumer<Asked> judge;
    private final ResultView result = new ResultView();
    private final Map<ReplayedMm, Long> spaces = new HashMap<>();
    private final Map<Integer, Long> objects = new HashMap<>();
    private final Map<Dialect, Translation> translations = new EnumMap<>(Dialect.class);
    private final List<Waiting> waiting = new ArrayList<>();
    private long waitingBytes;

    /** A record that waits for its frame: as it is to be sent, and as it was written. */
    private record Waiting(Asked asked, int length, InV2 inV2, Kept asItIs) {

        boolean isLegacy() {
            return inV2 instanceof Kept;
        }

        Waiting legacy() {
            return new Waiting(asked, length, asItIs, asItIs);
        }

        /** Returns how many bytes of a frame it takes. */
        int size() {
            return inV2 instanceof Operated operated
                    ? operated.command().operation().size()
                    : asItIs.record().size();
        }
    }

    /**
     * Makes a way.
     *
     * @param reported of which address spaces the traffic is counted
     * @param judge is told what the write of each record would have returned
     */
    ByFrames(
            FrameClient client,
            Batches batches,
            Traffic traffic,
            IntPredicate reported,
            ObjLongConsumer<Asked> judge) {
        this.client = client;
        this.batches = batches;
        this.traffic = traffic;
        this.reported = reported;
        this.judge = judge;
    }

    @Override
    public void opened(ReplayedMm mm) {
        spaces.put(mm, client.value(new Command.Import(mm.descriptor(), Rights.OF_SPACE, 0)));
    }

    @Override
    public void closed(ReplayedMm mm) {
        client.value(new Command.Release(spaceOf(mm)));
        spaces.remove(mm);
    }

    @Override
    public void created(int descriptor, AccessMode mode) {
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
        Waiting record = waiting(asked);
        if (!waiting.isEmpty() && !follows(waiting.get(waiting.size() - 1), record)) {
            finish();
        }
        waiting.add(record);
        waitingBytes += record.size();
    }

    private Waiting waiting(Asked asked) {
        long space = spaceOf(asked.mm());
        Translation translation = translation(asked.mm());
        Kept asItIs = translation.kept(space, asked.bytes());
        boolean failed = Errno.isError(asked.write().getResult());
        InV2 inV2 = failed ? asItIs : translation.toV2(space, asked.bytes());
        return new Waiting(asked, asked.bytes().readableBytes(), inV2, asItIs);
    }

    /** Returns whether a record goes in the frame of the one before it. */
    private boolean follows(Waiting last, Waiting next) {
        return waiting.size() < batches.most()
                && client.takes(waiting.size() + 1, waitingBytes + next.size())
                && last.asked().mm() == next.asked().mm()
                && last.isLegacy() == next.isLegacy()
                && next.asked().timeMicros() - last.asked().timeMicros() <= batches.gapMicros();
    }

    private Translation translation(ReplayedMm mm) {
        return translations.computeIfAbsent(
                mm.dialect(), dialect -> new Translation(dialect, client.session(), this));
    }

    @Override
    public void finish() {
        List<Waiting> left = new ArrayList<>(waiting);
        waiting.clear(); // judging may send something itself
        waitingBytes = 0;
        while (!left.isEmpty()) {
            int done = send(alike(left));
            left = left.subList(done, left.size());
        }
    }

    /** Returns the first records, as far as they are for one type of frame. */
    private static List<Waiting> alike(List<Waiting> records) {
        int count = 1;
        boolean legacy = records.get(0).isLegacy();
        while (count < records.size() && records.get(count).isLegacy() == legacy) {
            count++;
        }
        return records.subList(0, count);
    }

    /** Sends a frame and has its records judged; returns how many of them are done with. */
    private int send(List<Waiting> records) {
        FrameView reply = exchange(records);
        long[] answers = new long[records.size()];
        int done = 0;
        boolean goesOn = true;
        while (goesOn && reply.next()) {
            result.wrap(reply);
            Waiting record = records.get(done);
            goesOn = result.status() == 0;
            if (goesOn || record.isLegacy()) {
                answers[done++] = asWrite(record);
            } else {
                records.set(done, record.legacy());
            }
        }
        for (int i = 0; i < done; i++) { // judging may insert a record, and the reply is gone
            judge.accept(records.get(i).asked(), answers[i]);
            if (isCounted(records.get(i))) {
                traffic.addOperation();
            }
        }
        return done;
    }

    private FrameView exchange(List<Waiting> records) {
        Waiting first = records.get(0);
        begin(first.inV2());
        records.forEach(record -> write(record.inV2()));
        FrameView reply = client.exchange();
        if (isCounted(first)) {
            traffic.addEntry(records.size(), client.sentBytes(), reply.length());
        }
        return reply;
    }

    private boolean isCounted(Waiting record) {
        return reported.test(record.asked().mm().number());
    }

    private void begin(InV2 inV2) {
        if (inV2 instanceof Kept) {
            client.beginLegacy(BatchMode.SEQUENTIAL);
        } else {
            client.begin(BatchMode.SEQUENTIAL);
        }
    }

    private void write(InV2 inV2) {
        if (inV2 instanceof Kept kept) {
            kept.record().write(client.writer());
        } else {
            ((Operated) inV2).command().write(client.writer());
        }
    }

    /** Returns what a write would have returned for the result at hand. */
    private long asWrite(Waiting record) {
        if (record.isLegacy()) {
            return result.value(); // V2-LEGACY-2
        }
        Command command = ((Operated) record.inV2()).command();
        long wanted = command instanceof Command.Map map ? map.addr() : 0;
        return result.value() == wanted ? record.length() : result.value(); // no write returns it
    }

    @Override
    public long insert(ReplayedMm mm, ByteBuf record) {
        client.beginLegacy(BatchMode.SEQUENTIAL);
        translation(mm).kept(spaceOf(mm), record).record().write(client.writer());
        FrameView reply = client.exchange();
        reply.next();
        result.wrap(reply);
        return result.value();
    }

    private long spaceOf(ReplayedMm mm) {
        return spaces.getOrDefault(mm, Handle.NONE);
    }
}
