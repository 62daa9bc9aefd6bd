package io.github.procmm.fuzz;

import com.google.protobuf.ByteString;
import io.github.procmm.proto.testee.Call;

/** How many operations a call is: what a history is measured in. */
final class Operations {

    private static final int HEADER = 32;
    private static final int COUNT = 12;

    /** A frame has no more records than bytes for them. */
    private static final int LEAST_RECORD = 16;

    private Operations() {}

    /**
     * Returns 0 for calls that begin something or only look, the number of its records for a frame,
     * and 1 for everything else.
     */
    static int of(Call call) {
        return switch (call.getCallCase()) {
            case BOOT,
                    PROCESS,
                    OPEN,
                    MAKE_OBJECT,
                    OPEN_OBJECT,
                    NEW_TASK,
                    NEW_SESSION,
                    MAPS,
                    COUNT_ADDRESS_SPACES,
                    CALL_NOT_SET ->
                    0;
            case WRITEV -> call.getWritev().getSegmentsCount();
            case SEND_BYTES -> records(call.getSendBytes().getBytes());
            case DUP,
                    SEND,
                    CLOSE,
                    WRITE,
                    READ,
                    ACCESS,
                    RESIZE_OBJECT,
                    WRITE_OBJECT,
                    READ_OBJECT,
                    SWITCH_MM,
                    EXIT,
                    PTRACE,
                    END_SESSION ->
                    1;
        };
    }

    /**
     * Returns how many operations of a call there are to read: of a frame, those that differ from
     * the one before.
     */
    static int toRead(Call call) {
        return call.hasSendBytes()
                ? Math.min(of(call), different(call.getSendBytes().getBytes()))
                : of(call);
    }

    private static int different(ByteString sent) {
        int different = 0;
        for (SentRecords.Framed frame : SentRecords.of(sent, ByteString.EMPTY).frames()) {
            ByteString before = ByteString.EMPTY;
            for (SentRecords.Placed record : frame.records()) {
                ByteString bytes = sent.substring(record.sent().from(), record.sent().to());
                different += bytes.equals(before) ? 0 : 1;
                before = bytes;
            }
        }
        return Math.max(1, different);
    }

    private static int records(ByteString frame) {
        if (frame.size() < HEADER) {
            return 1;
        }
        int count =
                frame.asReadOnlyByteBuffer().order(java.nio.ByteOrder.LITTLE_ENDIAN).getInt(COUNT);
        int most = (frame.size() - HEADER) / LEAST_RECORD;
        return count >= 0 && count <= most ? count : 1;
    }
}
