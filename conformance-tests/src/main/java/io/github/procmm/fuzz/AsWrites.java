package io.github.procmm.fuzz;

import com.google.protobuf.ByteString;
import io.github.procmm.fuzz.FixedScript.Numbered;
import io.github.procmm.fuzz.SentRecords.Framed;
import io.github.procmm.fuzz.SentRecords.Placed;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Mprotect;
import io.github.procmm.model.Munmap;
import io.github.procmm.model.Op;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Descriptor;
import io.github.procmm.proto.testee.Write;
import io.github.procmm.suite.Fill;
import io.github.procmm.suite.Step;
import io.github.procmm.v2.OpFlags;
import io.github.procmm.v2.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A history in which the file of an imported space is told what a frame has said: then session,
 * import and handle may not be needed.
 */
final class AsWrites {

    private static final int HANDLE = 8;
    private static final int DESCRIPTOR = 16;

    private final List<Step> steps;
    private final Shorter all;

    AsWrites(Played played) {
        this.steps = played.steps();
        this.all = new Shorter(played);
    }

    /**
     * Returns the history with a write instead of a call; null where that sends more than one
     * record, or one that no write says.
     */
    @Nullable List<Numbered> with(int number) {
        List<Framed> frames = all.sent(number).frames();
        if (frames.size() != 1 || frames.get(0).records().size() != 1) {
            return null;
        }
        int at = frames.get(0).records().get(0).sent().from();
        Descriptor file = file(number, at + HANDLE);
        Op op = file == null ? null : op(number, at);
        ByteString record =
                file == null || op == null
                        ? null
                        : WrittenRecord.encoded(steps, file.getProcess(), file.getFd(), op);
        if (file == null || record == null) {
            return null;
        }
        Write write =
                Write.newBuilder()
                        .setProcess(file.getProcess())
                        .setFd(file.getFd())
                        .setRecord(record)
                        .build();
        List<Numbered> changed = all.withoutCalls(number, number + 1);
        Call call = Call.newBuilder().setWrite(write).build();
        Step step = new Step(call, steps.get(number).expected(), List.of());
        changed.add(number, new Numbered(number, step));
        return changed;
    }

    /** Returns the file from which the handle was imported that stands at a place. */
    private @Nullable Descriptor file(int number, int place) {
        for (Fill fill : steps.get(number).fills()) {
            if (fill.at() == place) {
                return imported(fill);
            }
        }
        return null;
    }

    private @Nullable Descriptor imported(Fill fill) {
        Call call = steps.get(fill.step()).call();
        for (Framed frame : all.sent(fill.step()).frames()) {
            for (Placed record : frame.records()) {
                boolean same = record.answered().from() + HANDLE == fill.from();
                int at = record.sent().from();
                boolean whole = record.sent().size() >= Operation.IMPORT.firstSize();
                if (same && whole && SentSpots.operation(call, at) == Operation.IMPORT) {
                    int fd = SentSpots.word(call, at + DESCRIPTOR);
                    int process = process(call.getSendBytes().getSession());
                    return Descriptor.newBuilder().setProcess(process).setFd(fd).build();
                }
            }
        }
        return null;
    }

    private int process(int session) {
        for (Step step : steps) {
            if (step.call().hasNewSession()
                    && step.call().getNewSession().getSession() == session) {
                return step.call().getNewSession().getProcess();
            }
        }
        return 0;
    }

    /** Returns what a record says in the words of v1; null where these have none for it. */
    private @Nullable Op op(int number, int at) {
        Call call = steps.get(number).call();
        Operation operation = SentSpots.operation(call, at);
        List<Spot> spots = SentSpots.of(number, steps.get(number));
        if (spots.size() != 1 || operation == null) {
            return null;
        }
        Spot spot = spots.get(0);
        boolean replaces = SentSpots.flags(call, at) == OpFlags.REPLACE;
        if (operation == Operation.MAP && replaces && spot.offset() == Spot.NONE) {
            long flags = MapFlags.PRIVATE | MapFlags.ANONYMOUS | MapFlags.FIXED;
            return new Mmap(spot.addr(), spot.len(), spot.prot(), flags, 0, 0);
        }
        if (operation == Operation.PROTECT) {
            return new Mprotect(spot.addr(), spot.len(), (int) spot.prot());
        }
        return operation == Operation.UNMAP ? new Munmap(spot.addr(), spot.len()) : null;
    }
}
