package io.github.procmm.conform;

import io.github.procmm.proto.testee.Answer;
import io.github.procmm.suite.ExpectedNumber;
import io.github.procmm.suite.Fill;
import io.github.procmm.suite.Step;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What QUERYs have told of spaces, so that it is known when an epoch has to be another one: where
 * other areas are mapped than when the same handle was asked before (V2-QUERY-3). Mutable, for one
 * history.
 *
 * <p>Only how many areas there are, and how many bytes they have, is looked at: both are of the
 * whole space, whatever a reply had room for.
 */
final class Epochs {

    private static final int HEADER = 32;
    private static final int HANDLE = 8;
    private static final int RESULT = 24;
    private static final int LENGTH = 8;
    private static final int SIZE = 2;
    private static final int MAPPED = 8;
    private static final int TOTAL = 16;
    private static final int QUERY_HEAD = 24;

    private final List<Integer> numbers = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private int count;

    /**
     * What a QUERY told.
     *
     * @param at where in the data of the answer the epoch stands
     */
    private record Told(int at, long mapped, int total) {}

    /** Notes the next step of a history. */
    void note(Step step, Answer answer) {
        if (step.call().hasSendBytes() && !step.fills().isEmpty()) {
            numbers.add(count);
            steps.add(step);
            answers.add(answer);
        }
        count++;
    }

    /**
     * Returns what the epoch has to be that the step told which was noted last.
     *
     * @param at where in the data of its answer the result of the QUERY stands
     */
    ExpectedNumber expected(int at) {
        int last = numbers.size() - 1;
        if (last < 0 || numbers.get(last) != count - 1) {
            return new ExpectedNumber.Any();
        }
        Fill handle = handleOf(steps.get(last), answers.get(last), at);
        Told now = handle == null ? null : told(steps.get(last), answers.get(last), handle);
        if (handle == null || now == null) {
            return new ExpectedNumber.Any();
        }
        for (int i = last - 1; i >= 0; i--) {
            Told before = told(steps.get(i), answers.get(i), handle);
            if (before != null) {
                boolean same = before.mapped() == now.mapped() && before.total() == now.total();
                return same
                        ? new ExpectedNumber.Any()
                        : new ExpectedNumber.OtherThan(numbers.get(i), before.at());
            }
        }
        return new ExpectedNumber.Any();
    }

    /** Returns what goes into the handle of the record whose result stands somewhere. */
    private static @Nullable Fill handleOf(Step step, Answer answer, int result) {
        for (Fill fill : step.fills()) {
            Told told = told(step, answer, fill);
            if (told != null && told.at() == result + RESULT) {
                return fill;
            }
        }
        return null;
    }

    /** Returns what the first QUERY of a handle was told, in a call that is one frame. */
    private static @Nullable Told told(Step step, Answer answer, Fill handle) {
        ByteBuf sent =
                Unpooled.wrappedBuffer(
                        step.call().getSendBytes().getBytes().asReadOnlyByteBuffer());
        ByteBuf data = Unpooled.wrappedBuffer(answer.getData().asReadOnlyByteBuffer());
        boolean one =
                sent.readableBytes() >= HEADER
                        && sent.getIntLE(LENGTH) == sent.readableBytes()
                        && data.readableBytes() >= HEADER
                        && data.getIntLE(LENGTH) == data.readableBytes();
        int at = HEADER;
        int result = HEADER;
        while (one && at + 2 * HANDLE <= sent.readableBytes()) {
            if (result + RESULT > data.readableBytes()) {
                return null;
            }
            int size = data.getIntLE(result);
            if (size >= RESULT + QUERY_HEAD && isOf(step, at + HANDLE, handle)) {
                int told = result + RESULT;
                return new Told(told, data.getLongLE(told + MAPPED), data.getIntLE(told + TOTAL));
            }
            at += Math.max(2 * HANDLE, sent.getUnsignedShortLE(at + SIZE));
            result += Math.max(RESULT, size);
        }
        return null;
    }

    private static boolean isOf(Step step, int place, Fill handle) {
        for (Fill fill : step.fills()) {
            if (fill.at() == place) {
                return fill.step() == handle.step() && fill.from() == handle.from();
            }
        }
        return false;
    }
}
