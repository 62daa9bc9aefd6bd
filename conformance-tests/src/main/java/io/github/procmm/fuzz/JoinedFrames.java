package io.github.procmm.fuzz;

import com.google.protobuf.ByteString;
import io.github.procmm.fuzz.FixedScript.Numbered;
import io.github.procmm.proto.testee.Answer;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.SendBytes;
import io.github.procmm.suite.Fill;
import io.github.procmm.suite.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A history in which one call sends what two have sent. */
final class JoinedFrames {

    private final Shorter all;
    private final List<Step> steps;
    private final List<Answer> answers;

    JoinedFrames(Played played) {
        this.all = new Shorter(played);
        this.steps = played.steps();
        this.answers = played.answers();
    }

    /**
     * Returns the history with a call that sends at once what two have sent; null where none before
     * it has sent a part of the same frame.
     */
    @Nullable List<Numbered> joined(int number) {
        int first = sentBefore(number);
        if (first < 0) {
            return null;
        }
        SendBytes before = steps.get(first).call().getSendBytes();
        Step second = steps.get(number);
        int sent = before.getBytes().size();
        int answered = answers.get(first).getData().size();
        ByteString bytes = before.getBytes().concat(second.call().getSendBytes().getBytes());
        List<Fill> fills = new ArrayList<>(steps.get(first).fills());
        second.fills().forEach(fill -> fills.add(fill.to(fill.at() + sent)));
        Call call = Call.newBuilder().setSendBytes(before.toBuilder().setBytes(bytes)).build();
        List<Numbered> changed = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            if (i == number) {
                changed.add(new Numbered(i, new Step(call, second.expected(), fills)));
            } else if (i != first) {
                changed.add(new Numbered(i, joined(steps.get(i), first, number, answered)));
            }
        }
        return changed;
    }

    private static Step joined(Step step, int first, int second, int answered) {
        List<Fill> fills = new ArrayList<>();
        for (Fill fill : step.fills()) {
            boolean one = fill.step() == first;
            boolean other = fill.step() == second;
            fills.add(
                    new Fill(
                            fill.at(),
                            fill.size(),
                            one ? second : fill.step(),
                            other ? fill.from() + answered : fill.from(),
                            fill.add()));
        }
        return new Step(step.call(), step.expected(), fills);
    }

    /** Returns the last call that sent a session a frame's beginning; -1 where there is none. */
    private int sentBefore(int number) {
        Call call = steps.get(number).call();
        for (int i = number - 1; call.hasSendBytes() && i > 0; i--) {
            Call before = steps.get(i).call();
            if (before.hasSendBytes()
                    && before.getSendBytes().getSession() == call.getSendBytes().getSession()) {
                return all.sent(i).whole() < before.getSendBytes().getBytes().size() ? i : -1;
            }
        }
        return -1;
    }
}
