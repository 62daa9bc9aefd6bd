package io.github.procmm.conform;

import com.google.protobuf.ByteString;
import io.github.procmm.proto.testee.Answer;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.suite.Fill;
import io.github.procmm.suite.Step;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;

/** Puts into calls what only the answers before them know. */
final class Fills {

    private Fills() {}

    /** Returns whether a step can be asked once so many steps have been answered. */
    static boolean canBeAsked(Step step, int answered) {
        return step.fills().stream().allMatch(fill -> fill.step() < answered);
    }

    /** Returns a step with all of its numbers in place; the answers go as far as it needs. */
    static Step filled(Step step, List<Answer> answers) {
        if (step.fills().isEmpty()) {
            return step;
        }
        Call.Builder call = step.call().toBuilder();
        byte[] bytes = call.getSendBytes().getBytes().toByteArray();
        ByteBuf send = Unpooled.wrappedBuffer(bytes);
        for (Fill fill : step.fills()) {
            Answer answer = answers.get(fill.step());
            long number = number(answer, fill.from(), fill.size()) + fill.add();
            if (fill.at() == Fill.HANDLE) {
                setHandle(call, number);
            } else if (fill.size() == Integer.BYTES) {
                send.setIntLE(fill.at(), (int) number);
            } else {
                send.setLongLE(fill.at(), number);
            }
        }
        if (call.hasSendBytes()) {
            call.getSendBytesBuilder().setBytes(ByteString.copyFrom(bytes));
        }
        return new Step(call.build(), step.expected(), step.fills());
    }

    private static void setHandle(Call.Builder call, long handle) {
        switch (call.getCallCase()) {
            case MAPS -> call.getMapsBuilder().getMmBuilder().getHandleBuilder().setHandle(handle);
            case ACCESS ->
                    call.getAccessBuilder().getMmBuilder().getHandleBuilder().setHandle(handle);
            case SWITCH_MM -> call.getSwitchMmBuilder().getHandleBuilder().setHandle(handle);
            default -> throw new IllegalArgumentException(call.getCallCase() + " has no handle");
        }
    }

    /** Returns a little-endian number of an answer's data; 0 where that is too short. */
    static long number(Answer answer, int from, int size) {
        ByteBuf data = Unpooled.wrappedBuffer(answer.getData().asReadOnlyByteBuffer());
        if (data.readableBytes() < from + size) {
            return 0;
        }
        return size == Integer.BYTES ? data.getUnsignedIntLE(from) : data.getLongLE(from);
    }
}
