package io.github.procmm.fuzz;

import com.google.protobuf.ByteString;
import io.github.procmm.fuzz.FixedScript.Numbered;
import io.github.procmm.fuzz.SentRecords.Bytes;
import io.github.procmm.fuzz.SentRecords.Framed;
import io.github.procmm.fuzz.SentRecords.Placed;
import io.github.procmm.proto.testee.Answer;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.SendBytes;
import io.github.procmm.suite.Fill;
import io.github.procmm.suite.Step;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A history with less in it: without calls, frames or records. Numbers that later calls take from
 * an answer are taken from where they then stand; those that are in no answer any more are 0, which
 * is no handle.
 */
final class Shorter {

    private static final int HEADER = 32;
    private static final int SIZE = 2;
    private static final int LENGTH = 8;
    private static final int COUNT = 12;
    private static final int HANDLE = 8;
    private static final int OBJECT = 32;
    private static final int OBJECT_END = 40;
    private static final int MAP = 8;

    private final List<Step> steps;
    private final List<Answer> answers;

    Shorter(Played played) {
        this(played.steps(), played.answers());
    }

    private Shorter(List<Step> steps, List<Answer> answers) {
        this.steps = steps;
        this.answers = answers;
    }

    /** Returns the history without the calls from one up to another, exclusive. */
    List<Numbered> withoutCalls(int from, int to) {
        List<Numbered> rest = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            if (i < from || i >= to) {
                rest.add(new Numbered(i, moved(steps.get(i), from, to, null)));
            }
        }
        return rest;
    }

    /**
     * Returns the history without some calls.
     *
     * @param gone whether each is left out; those behind its end are not
     */
    List<Numbered> withoutCalls(boolean[] gone) {
        List<Numbered> rest = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            for (int j = 0; j < gone.length; j++) {
                step = gone[j] ? moved(step, j, j + 1, null) : step;
            }
            if (i >= gone.length || !gone[i]) {
                rest.add(new Numbered(i, step));
            }
        }
        return rest;
    }

    /** Returns the history with calls instead that are as many. */
    Shorter with(List<Numbered> others) {
        return new Shorter(others.stream().map(Numbered::step).toList(), answers);
    }

    /** Returns whether somebody has to read a call who wants to know what happens. */
    boolean isOperation(int number) {
        return Operations.toRead(steps.get(number).call()) > 0;
    }

    /** Returns the frames of a call; none where it sends none. */
    SentRecords sent(int number) {
        Call call = steps.get(number).call();
        return call.hasSendBytes()
                ? SentRecords.of(call.getSendBytes().getBytes(), answers.get(number).getData())
                : new SentRecords(List.of(), 0);
    }

    /** Returns the history without one of several frames of a call. */
    List<Numbered> withoutFrame(int number, Framed frame) {
        ByteBuffer left = cut(number, frame.sent());
        return with(number, left, frame.sent(), frame.answered());
    }

    /** Returns the history without records of a frame: those from one up to another, exclusive. */
    List<Numbered> withoutRecords(int number, Framed frame, int from, int to) {
        Bytes sent = span(frame.records(), from, to, true);
        Bytes answered = span(frame.records(), from, to, false);
        ByteBuffer left = cut(number, sent);
        int start = frame.sent().from();
        left.putInt(start + LENGTH, frame.sent().size() - sent.size());
        left.putInt(start + COUNT, left.getInt(start + COUNT) - (to - from));
        renumber(left, start, frame.sent().to() - sent.size(), from, to);
        return with(number, left, sent, answered);
    }

    /**
     * Returns the history without the record of one number in all frames that are sent alone: then
     * they count alike, as references do that outlive their frame. Null where it is not in two.
     */
    @Nullable List<Numbered> withoutRecordEverywhere(int record) {
        Shorter left = this;
        int changed = 0;
        for (int i = 0; i < steps.size(); i++) {
            List<Framed> frames = left.sent(i).frames();
            if (frames.size() == 1 && frames.get(0).records().size() > record) {
                List<Numbered> fewer = left.withoutRecords(i, frames.get(0), record, record + 1);
                left = left.with(fewer);
                changed++;
            }
        }
        return changed < 2 ? null : Numbered.of(left.steps);
    }

    private static Bytes span(List<Placed> records, int from, int to, boolean sent) {
        Placed first = records.get(from);
        Placed last = records.get(to - 1);
        Bytes start = sent ? first.sent() : first.answered();
        Bytes end = sent ? last.sent() : last.answered();
        return end.size() == 0 ? Bytes.NONE : new Bytes(start.from(), end.to());
    }

    /** Returns what a call sends without some of it. */
    ByteBuffer cut(int number, Bytes gone) {
        ByteString bytes = steps.get(number).call().getSendBytes().getBytes();
        ByteString left = bytes.substring(0, gone.from()).concat(bytes.substring(gone.to()));
        return ByteBuffer.wrap(left.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Lets references count as the records of a frame do now. */
    static void renumber(ByteBuffer bytes, int start, int end, int from, int to) {
        int at = start + HEADER;
        while (at + 2 * Long.BYTES <= end) {
            int size = Short.toUnsignedInt(bytes.getShort(at + SIZE));
            renumber(bytes, at + HANDLE, from, to);
            if (bytes.getShort(at) == MAP && size >= OBJECT_END && at + OBJECT_END <= end) {
                renumber(bytes, at + OBJECT, from, to);
            }
            if (size < 2 * Long.BYTES) {
                return;
            }
            at += size;
        }
    }

    private static void renumber(ByteBuffer bytes, int place, int from, int to) {
        long handle = bytes.getLong(place);
        int record = (int) handle;
        if (handle >= 0 || record < from) {
            return;
        }
        bytes.putLong(place, record < to ? 0 : handle - (to - from));
    }

    /**
     * Returns the history with other bytes sent by a call.
     *
     * @param sent which of the bytes that it sent are gone; none where each has its place
     * @param answered what of its answer is gone
     */
    List<Numbered> with(int number, ByteBuffer bytes, Bytes sent, Bytes answered) {
        List<Numbered> changed = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (i == number) {
                SendBytes send = step.call().getSendBytes();
                ByteString left = ByteString.copyFrom(bytes.rewind());
                Call call = Call.newBuilder().setSendBytes(send.toBuilder().setBytes(left)).build();
                step = new Step(call, step.expected(), within(step.fills(), sent));
            } else if (i > number) {
                step = moved(step, number, number + 1, answered);
            }
            changed.add(new Numbered(i, step));
        }
        return changed;
    }

    private static List<Fill> within(List<Fill> fills, Bytes gone) {
        List<Fill> left = new ArrayList<>();
        for (Fill fill : fills) {
            if (!gone.has(fill.at())) {
                left.add(fill.at() >= gone.to() ? fill.to(fill.at() - gone.size()) : fill);
            }
        }
        return left;
    }

    /**
     * Returns a call that takes its numbers from answers that say less.
     *
     * @param from the first call that is answered with less
     * @param to the one behind the last
     * @param gone what is missing there; null for all
     */
    private static Step moved(Step step, int from, int to, @Nullable Bytes gone) {
        List<Fill> fills = new ArrayList<>();
        for (Fill fill : step.fills()) {
            if (fill.step() < from || fill.step() >= to) {
                fills.add(fill);
            } else if (gone != null && !gone.has(fill.from())) {
                int back = fill.from() >= gone.to() ? gone.size() : 0;
                fills.add(
                        new Fill(
                                fill.at(),
                                fill.size(),
                                fill.step(),
                                fill.from() - back,
                                fill.add()));
            }
        }
        return new Step(step.call(), step.expected(), fills);
    }
}
