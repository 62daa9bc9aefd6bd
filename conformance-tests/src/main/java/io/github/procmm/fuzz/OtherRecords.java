package io.github.procmm.fuzz;

import com.google.protobuf.ByteString;
import io.github.procmm.fuzz.FixedScript.Numbered;
import io.github.procmm.fuzz.SentRecords.Bytes;
import io.github.procmm.fuzz.SentRecords.Framed;
import io.github.procmm.fuzz.SentRecords.Placed;
import io.github.procmm.suite.Fill;
import io.github.procmm.suite.Step;
import io.github.procmm.v2.Operation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A history with other records in a frame: the same again and again, or one that became longer. */
final class OtherRecords {

    private static final int SIZE = 2;
    private static final int LENGTH = 8;
    private static final int COUNT = 12;
    private static final int HANDLE = 8;
    private static final int MOST_SIZE = 0xffff;

    private final Shorter all;
    private final List<Step> steps;

    OtherRecords(Played played) {
        this.all = new Shorter(played);
        this.steps = played.steps();
    }

    /**
     * Returns the history with one record of a frame, so many times, instead of others.
     *
     * @param from the first of those that are gone
     * @param to the one behind the last
     */
    List<Numbered> repeated(int number, Framed frame, int from, int to, int record, int count) {
        List<Placed> records = frame.records();
        Bytes one = records.get(record).sent();
        Bytes gone = new Bytes(records.get(from).sent().from(), records.get(to - 1).sent().to());
        int longer = count * one.size() - gone.size();
        ByteString sent = steps.get(number).call().getSendBytes().getBytes();
        ByteString bytes = sent.substring(0, gone.from());
        List<Fill> fills = new ArrayList<>();
        for (Fill fill : steps.get(number).fills()) {
            if (fill.at() < gone.from() || fill.at() >= gone.to()) {
                fills.add(fill.at() < gone.from() ? fill : fill.to(fill.at() + longer));
            }
        }
        for (int i = 0; i < count; i++) {
            int moved = bytes.size() - one.from();
            for (Fill fill : steps.get(number).fills()) {
                if (one.has(fill.at())) {
                    fills.add(fill.to(fill.at() + moved));
                }
            }
            bytes = bytes.concat(sent.substring(one.from(), one.to()));
        }
        ByteBuffer left = buffer(bytes.concat(sent.substring(gone.to())));
        int start = frame.sent().from();
        left.putInt(start + LENGTH, frame.sent().size() + longer);
        left.putInt(start + COUNT, records.size() + count - (to - from));
        return with(number, left, records.get(from), fills);
    }

    private static ByteBuffer buffer(ByteString bytes) {
        return ByteBuffer.wrap(bytes.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Where the results behind a record stand, nobody knows any more. */
    private List<Numbered> with(int number, ByteBuffer left, Placed from, List<Fill> fills) {
        Bytes unknown = new Bytes(from.answered().from(), Integer.MAX_VALUE);
        List<Numbered> changed = all.with(number, left, Bytes.NONE, unknown);
        Step step = changed.get(number).step();
        changed.set(number, new Numbered(number, new Step(step.call(), step.expected(), fills)));
        return changed;
    }

    /** Returns the history in which all records of a frame name what one of them does. */
    List<Numbered> alikeTo(int number, Framed frame, int record) {
        int named = frame.records().get(record).sent().from() + HANDLE;
        ByteBuffer bytes = all.cut(number, Bytes.NONE);
        List<Fill> fills = new ArrayList<>(steps.get(number).fills());
        List<Fill> taken = fills.stream().filter(fill -> fill.at() == named).toList();
        for (Placed other : frame.records()) {
            int place = other.sent().from() + HANDLE;
            if (!names(bytes, other) || !names(bytes, frame.records().get(record))) {
                continue;
            }
            bytes.putLong(place, bytes.getLong(named));
            fills.removeIf(fill -> fill.at() == place);
            taken.forEach(fill -> fills.add(fill.to(place)));
        }
        return with(number, bytes, frame.records().get(0), fills);
    }

    private static boolean names(ByteBuffer bytes, Placed record) {
        int opcode = Short.toUnsignedInt(bytes.getShort(record.sent().from()));
        Operation operation = Operation.of(opcode);
        return operation != null && !operation.isWithoutHandle();
    }

    /**
     * Returns the history with a record that has become zeros at the end of the one before it, in a
     * frame as long as it was; null where that would be too long.
     */
    @Nullable List<Numbered> swallowed(int number, Framed frame, int record) {
        Bytes before = frame.records().get(record - 1).sent();
        Bytes gone = frame.records().get(record).sent();
        int size = before.size() + gone.size();
        if (size > MOST_SIZE) {
            return null;
        }
        ByteBuffer same = all.cut(number, Bytes.NONE);
        for (int i = gone.from(); i < gone.to(); i++) {
            same.put(i, (byte) 0);
        }
        same.putShort(before.from() + SIZE, (short) size);
        int start = frame.sent().from();
        same.putInt(start + COUNT, same.getInt(start + COUNT) - 1);
        Shorter.renumber(same, start, frame.sent().to(), record, record + 1);
        return all.with(number, same, Bytes.NONE, frame.records().get(record).answered());
    }
}
