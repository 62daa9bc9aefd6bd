package io.github.procmm.suite;

import io.github.procmm.model.Errno;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A BATCH or LEGACY frame that is being said, made by hand from table 16.1: records and what has to
 * come of each.
 */
final class Frame {

    static final int SEQUENTIAL = 0;
    static final int INDEPENDENT = 1;
    static final int ATOMIC = 2;

    static final int VERSION = 4;
    static final int TYPE = 6;
    static final int LENGTH = 8;
    static final int COUNT = 12;
    static final int MODE = 24;
    static final int RESERVED = 28;
    static final int HEADER = 32;

    private static final int SEQUENCE = 16;
    private static final int BATCH = 4;
    private static final int LEGACY = 6;
    private static final int DONE = 0;

    private final Session session;
    private final int mode;
    private final FrameBytes bytes;
    private long sequence;
    private final List<ExpectedResult> results = new ArrayList<>();

    private Frame(Session session, int type, long sequence, int mode) {
        this.session = session;
        this.mode = mode;
        this.bytes = header(2, type, sequence);
        bytes.set(MODE, Integer.BYTES, mode);
        this.sequence = sequence;
    }

    static Frame batch(Session session, long sequence, int mode) {
        return new Frame(session, BATCH, sequence, mode);
    }

    static Frame legacy(Session session, long sequence, int mode) {
        return new Frame(session, LEGACY, sequence, mode);
    }

    /** Returns a header without records. */
    static FrameBytes header(int version, int type, long sequence) {
        return FrameBytes.of("504d4d32")
                .append(FrameBytes.zeros(HEADER - Integer.BYTES))
                .set(VERSION, Short.BYTES, version)
                .set(TYPE, Short.BYTES, type)
                .set(LENGTH, Integer.BYTES, HEADER)
                .set(SEQUENCE, Long.BYTES, sequence);
    }

    /** Another sequence than the next one. */
    Frame sequence(long number) {
        sequence = number;
        bytes.set(SEQUENCE, Long.BYTES, number);
        return this;
    }

    /** A record that is done and gives what it usually does. */
    Frame does(Rec record) {
        return gives(record, record.usual());
    }

    /** A record that is done and gives this. */
    Frame gives(Rec record, ExpectedNumber value) {
        return comesTo(record, new ExpectedResult(DONE, value, 0, null));
    }

    /** A QUERY that reports this. */
    Frame reports(Rec query, long value, ExpectedQuery report) {
        ExpectedNumber next = new ExpectedNumber.Exactly(value);
        return comesTo(query, new ExpectedResult(DONE, next, 0, report));
    }

    /** A record that is refused for a field. */
    Frame refuses(Rec record, Errno errno, int field) {
        return refusesAt(record, errno, field, 0);
    }

    /** A record that is refused for a field at an address. */
    Frame refusesAt(Rec record, Errno errno, int field, long addr) {
        return comesTo(record, refusal(errno, field, addr));
    }

    /** A record that is not looked at, or taken back. */
    Frame cancels(Rec record) {
        return refuses(record, Errno.ECANCELED, 0);
    }

    Frame comesTo(Rec record, ExpectedResult result) {
        bytes.append(record.bytes());
        bytes.set(LENGTH, Integer.BYTES, bytes.size());
        results.add(result);
        bytes.set(COUNT, Integer.BYTES, results.size());
        return this;
    }

    static ExpectedResult refusal(Errno errno, int field, long addr) {
        return new ExpectedResult(errno.number(), new ExpectedNumber.Exactly(addr), field, null);
    }

    /** Puts any number anywhere, once all records are there. */
    Frame set(int at, int size, long number) {
        bytes.set(at, size, number);
        return this;
    }

    Frame set(int at, int size, Num number) {
        bytes.set(at, size, number);
        return this;
    }

    /** Puts bytes behind the last record. */
    Frame with(String hex) {
        bytes.append(hex);
        bytes.set(LENGTH, Integer.BYTES, bytes.size());
        return this;
    }

    FrameBytes bytes() {
        return bytes;
    }

    /** Returns the answer that it has to get. */
    ExpectedFrame.Reply reply() {
        return new ExpectedFrame.Reply(sequence, mode, results);
    }

    /** It is answered as its records say. */
    Sent answered() {
        return session.send(this).get(0);
    }

    /** It is refused as a whole. */
    void refused(Errno errno, int position) {
        session.sends(bytes, refusal(errno, position));
    }

    /** It is refused as a whole, and the session is over. */
    void ends(Errno errno, int position) {
        session.ends(bytes, new ExpectedFrame.Refused(0, errno.number(), position));
    }

    ExpectedFrame.Refused refusal(Errno errno, int position) {
        return new ExpectedFrame.Refused(sequence, errno.number(), position);
    }

    /** Where the values of a frame that has been answered stand. */
    record Sent(Session session, int step, List<Integer> places) {

        /** Returns the value of a record. */
        Num value(int record) {
            return Num.answered(step, places.get(record), Long.BYTES);
        }

        /** Returns the space whose handle a record has given. */
        Space space(int record) {
            return session.on(value(record));
        }
    }

    /** Returns where the values stand in an answer whose REPLY begins at {@code base}. */
    List<Integer> places(int base) {
        List<Integer> places = new ArrayList<>();
        int at = base + HEADER;
        for (ExpectedResult result : results) {
            places.add(at + 8);
            at += size(result.query());
        }
        return places;
    }

    /** Returns how long the REPLY has to be. */
    int replyLength() {
        return HEADER + results.stream().mapToInt(result -> size(result.query())).sum();
    }

    private static int size(@Nullable ExpectedQuery query) {
        return 24 + (query == null ? 0 : 24 + 48 * query.areas().size());
    }
}
