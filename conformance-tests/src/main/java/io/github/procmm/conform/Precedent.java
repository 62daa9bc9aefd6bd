package io.github.procmm.conform;

import io.github.procmm.backend.FaultKind;
import io.github.procmm.proto.testee.Answer;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.suite.Expected;
import io.github.procmm.suite.ExpectedFrame;
import io.github.procmm.suite.ExpectedNumber;
import io.github.procmm.suite.ExpectedQuery;
import io.github.procmm.suite.ExpectedResult;
import io.github.procmm.suite.Step;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers of one backend as what another has to answer, as far as the specification lets nobody
 * choose: handles, epochs, limits and names are each backend's own. Mutable, for one history.
 */
public final class Precedent {

    private static final int HEADER = 32;
    private static final int RESULT = 24;
    private static final int VALUE = 8;

    private static final Pattern LINE = Pattern.compile("(\\S+ \\S+ \\S+) \\S+ \\d+\\s*(.*)");

    private final boolean lines;
    private final Map<String, Integer> objects = new HashMap<>();
    private final Epochs epochs = new Epochs();
    private boolean sessions;

    /**
     * Begins.
     *
     * @param lines whether maps has to be alike to the letter
     */
    public Precedent(boolean lines) {
        this.lines = lines;
    }

    /**
     * Returns what a step has to be answered.
     *
     * @param answer of the backend that is followed
     * @param handles where in its data handles stand that it gives, in bytes
     */
    public Expected expect(Step step, Answer answer, Set<Integer> handles) {
        note(step, answer);
        Call call = step.call();
        return switch (call.getCallCase()) {
            case MAKE_OBJECT -> new Expected.Result(0);
            case MAPS -> maps(answer.getText());
            case ACCESS -> access(answer);
            case READ_OBJECT, PTRACE ->
                    new Expected.Data(
                            answer.getResult(),
                            HexFormat.of().formatHex(answer.getData().toByteArray()));
            case SEND_BYTES -> frames(answer, handles);
            default -> new Expected.Result(answer.getResult());
        };
    }

    /** Notes a step of which nobody asks what it has to be answered. */
    public void note(Step step, Answer answer) {
        Call call = step.call();
        epochs.note(step, answer);
        sessions |= call.hasNewSession();
        if (call.hasMakeObject()) {
            objects.put(answer.getText(), call.getMakeObject().getObject());
        }
    }

    private Expected maps(String text) {
        return lines && !sessions
                ? new Expected.Lines(text.lines().map(this::line).toList())
                : new Expected.Areas(MapsText.areas(text, objects, sessions));
    }

    private String line(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return line;
        }
        String name = matcher.group(2);
        if (name.isEmpty()) {
            return line; // nothing in it is a backend's own
        }
        Integer object = objects.get(name);
        String shown = object == null ? name : "{object " + object + "}";
        return matcher.group(1) + " {dev} {inode}{to 73}" + shown;
    }

    private static Expected access(Answer answer) {
        if (answer.hasFault()) {
            return new Expected.Faulted(
                    FaultKind.valueOf(answer.getFault().getKind().name()),
                    answer.getFault().getAddr());
        }
        return answer.hasValue()
                ? new Expected.Value(answer.getValue())
                : new Expected.Result(answer.getResult());
    }

    private Expected frames(Answer answer, Set<Integer> handles) {
        List<ExpectedFrame> frames = new ArrayList<>();
        int at = 0;
        for (ExpectedFrame frame :
                new AnswerFrames(Unpooled.wrappedBuffer(answer.getData().asReadOnlyByteBuffer()))
                        .read()) {
            if (frame instanceof ExpectedFrame.Welcome welcome) {
                frames.add(new ExpectedFrame.Welcome(welcome.sequence(), welcome.features(), 0, 0));
                at += 96;
            } else if (frame instanceof ExpectedFrame.Reply reply) {
                List<ExpectedResult> results = new ArrayList<>();
                at += HEADER;
                for (ExpectedResult result : reply.results()) {
                    results.add(own(result, handles.contains(at + VALUE), at));
                    at += RESULT + size(result);
                }
                frames.add(new ExpectedFrame.Reply(reply.sequence(), reply.mode(), results));
            } else {
                frames.add(frame);
                at += 48;
            }
        }
        return new Expected.Frames(answer.getResult(), frames);
    }

    private static int size(ExpectedResult result) {
        ExpectedQuery query = result.query();
        return query == null ? 0 : 24 + 48 * query.areas().size();
    }

    private ExpectedResult own(ExpectedResult result, boolean handle, int at) {
        ExpectedQuery query = result.query();
        ExpectedQuery any =
                query == null
                        ? null
                        : new ExpectedQuery(
                                epochs.expected(at), query.mapped(), query.total(), query.areas());
        ExpectedNumber value = handle ? new ExpectedNumber.NewHandle() : result.value();
        return new ExpectedResult(result.status(), value, result.field(), any);
    }
}
