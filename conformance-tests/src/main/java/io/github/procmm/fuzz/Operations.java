package io.github.procmm.fuzz;

import com.google.protobuf.ByteString;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.v2.Operation;

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
     * Returns how many operations of a call somebody has to read who wants to know what it does: as
     * {@link #of} does, but of frames neither the records that only begin something, as opening a
     * file does, nor those that equal the one before.
     */
    static int toRead(Call call) {
        if (!call.hasSendBytes()) {
            return of(call);
        }
        ByteString sent = call.getSendBytes().getBytes();
        SentRecords records = SentRecords.of(sent, ByteString.EMPTY);
        int count = records.whole() < sent.size() ? 1 : 0;
        for (SentRecords.Framed frame : records.frames()) {
            count += toRead(sent, frame);
        }
        return Math.min(of(call), count);
    }

    private static int toRead(ByteString sent, SentRecords.Framed frame) {
        int count = 0;
        ByteString before = ByteString.EMPTY;
        for (SentRecords.Placed record : frame.records()) {
            ByteString bytes = sent.substring(record.sent().from(), record.sent().to());
            count += bytes.equals(before) || begins(bytes) ? 0 : 1;
            before = bytes;
        }
        return count;
    }

    private static boolean begins(ByteString record) {
        Operation operation = Operation.of(record.byteAt(0) | record.byteAt(1) << Byte.SIZE);
        return operation == Operation.CREATE
                || operation == Operation.MEMORY
                || operation == Operation.IMPORT;
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
