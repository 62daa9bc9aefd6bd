package io.github.procmm.fuzz;

import com.google.protobuf.ByteString;
import io.github.procmm.proto.testee.Answer;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.SendBytes;
import io.github.procmm.suite.Expected;
import io.github.procmm.suite.Fill;
import io.github.procmm.suite.Step;
import io.github.procmm.v2.Operation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Frames of the smallest records there are, and the answers to them. */
final class Sent {

    static final int HEADER = 32;
    static final int RECORD = 16;
    static final int RESULT = 24;

    private static final int RELEASE = 3;

    private Sent() {}

    /** A frame of RELEASEs. */
    static ByteString frame(long... handles) {
        int length = HEADER + RECORD * handles.length;
        ByteBuffer frame = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        frame.putInt(0, 0x324d4d50).putShort(6, (short) 4).putInt(8, length);
        frame.putInt(12, handles.length);
        for (int i = 0; i < handles.length; i++) {
            int at = HEADER + RECORD * i;
            frame.putShort(at, (short) RELEASE).putShort(at + 2, (short) RECORD);
            frame.putLong(at + 8, handles[i]);
        }
        return ByteString.copyFrom(frame);
    }

    /** A frame of one record. */
    static ByteString record(Operation operation, int flags, long... words) {
        int size = Math.max(RECORD + Long.BYTES, Long.BYTES * (words.length + 1));
        ByteBuffer frame = ByteBuffer.allocate(HEADER + size).order(ByteOrder.LITTLE_ENDIAN);
        frame.putInt(0, 0x324d4d50).putShort(6, (short) 4).putInt(8, HEADER + size);
        frame.putInt(12, 1);
        frame.putShort(HEADER, (short) operation.opcode());
        frame.putShort(HEADER + 2, (short) size).putInt(HEADER + 4, flags);
        for (int i = 0; i < words.length; i++) {
            frame.putLong(HEADER + Long.BYTES * (i + 1), words[i]);
        }
        return ByteString.copyFrom(frame);
    }

    static Answer reply(int results) {
        int length = HEADER + RESULT * results;
        ByteBuffer frame = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        frame.putShort(6, (short) 5).putInt(8, length);
        for (int i = 0; i < results; i++) {
            frame.putInt(HEADER + RESULT * i, RESULT);
        }
        return Answer.newBuilder().setData(ByteString.copyFrom(frame)).build();
    }

    static Step send(ByteString bytes, Fill... fills) {
        SendBytes send = SendBytes.newBuilder().setBytes(bytes).build();
        return step(Call.newBuilder().setSendBytes(send), fills);
    }

    static Step step(Call.Builder call, Fill... fills) {
        return new Step(call.build(), new Expected.Noted(), List.of(fills));
    }
}
