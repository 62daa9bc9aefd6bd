package io.github.procmm.fuzz;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the records of the frames of one call lie, and the results in the answer to it.
 *
 * @param whole how many bytes are whole frames: behind them is what belongs to a later call, or
 *     nothing that can be followed
 */
record SentRecords(List<Framed> frames, int whole) {

    private static final int MAGIC_NUMBER = 0x324d4d50;
    private static final int HEADER = 32;
    private static final int LEAST_RECORD = 16;
    private static final int RESULT = 24;
    private static final int TYPE = 6;
    private static final int LENGTH = 8;
    private static final int BATCH = 4;
    private static final int LEGACY = 6;
    private static final int REPLY = 5;

    /** Bytes from one place up to another, half-open. */
    record Bytes(int from, int to) {

        static final Bytes NONE = new Bytes(0, 0);

        int size() {
            return to - from;
        }

        boolean has(int place) {
            return from <= place && place < to;
        }
    }

    /**
     * One record.
     *
     * @param sent its bytes
     * @param answered those of its result; none where the frame was refused
     */
    record Placed(Bytes sent, Bytes answered) {}

    /** One frame, and its answer: none where it has none. */
    record Framed(Bytes sent, Bytes answered, List<Placed> records) {}

    /** Returns whether the records of a frame that was sent are of v1. */
    static boolean isLegacy(ByteString sent, Framed frame) {
        return sent.byteAt(frame.sent().from() + TYPE) == LEGACY;
    }

    /** Takes apart what was sent, and what came back. */
    static SentRecords of(ByteString sent, ByteString answer) {
        List<Framed> frames = new ArrayList<>();
        int at = 0;
        int back = 0;
        while (at + HEADER <= sent.size() && int32(sent, at) == MAGIC_NUMBER) {
            Bytes frame = frame(sent, at);
            if (frame.size() == 0) {
                break;
            }
            Bytes reply = frame(answer, back);
            frames.add(new Framed(frame, reply, records(sent, frame, answer, reply)));
            at = frame.to();
            back = reply.size() == 0 ? back : reply.to();
        }
        return new SentRecords(frames, at);
    }

    private static Bytes frame(ByteString bytes, int at) {
        int length = at + HEADER > bytes.size() ? 0 : int32(bytes, at + LENGTH);
        return length < HEADER || length > bytes.size() - at
                ? Bytes.NONE
                : new Bytes(at, at + length);
    }

    private static List<Placed> records(
            ByteString sent, Bytes frame, ByteString answer, Bytes reply) {
        List<Placed> records = new ArrayList<>();
        int type = sent.byteAt(frame.from() + TYPE);
        if (type != BATCH && type != LEGACY) {
            return records;
        }
        boolean answered = reply.size() > 0 && answer.byteAt(reply.from() + TYPE) == REPLY;
        int back = reply.from() + HEADER;
        int at = frame.from() + HEADER;
        while (at + LEAST_RECORD <= frame.to()) {
            int size = (sent.byteAt(at + 2) & 0xff) | ((sent.byteAt(at + 3) & 0xff) << Byte.SIZE);
            if (size < LEAST_RECORD || size > frame.to() - at) {
                break;
            }
            Bytes result = answered ? result(answer, back, reply.to()) : Bytes.NONE;
            records.add(new Placed(new Bytes(at, at + size), result));
            at += size;
            back = result.size() == 0 ? back : result.to();
        }
        return records;
    }

    private static Bytes result(ByteString answer, int at, int end) {
        int size = at + RESULT > end ? 0 : int32(answer, at);
        return size < RESULT || size > end - at ? Bytes.NONE : new Bytes(at, at + size);
    }

    private static int int32(ByteString bytes, int at) {
        int number = 0;
        for (int i = Integer.BYTES - 1; i >= 0; i--) {
            number = (number << Byte.SIZE) | (bytes.byteAt(at + i) & 0xff);
        }
        return number;
    }
}
