package io.github.procmm.conform;

import static java.util.stream.Collectors.joining;

import io.github.procmm.backend.FaultKind;
import io.github.procmm.backend.Feature;
import io.github.procmm.backend.Offer;
import io.github.procmm.model.Errno;
import io.github.procmm.proto.testee.Answer;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.suite.Case;
import io.github.procmm.suite.Expected;
import io.github.procmm.suite.ExpectedArea;
import io.github.procmm.suite.Step;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answers to a case so far, held against what is expected. Mutable: a case needs a new one. */
final class Answers {

    private final List<Step> steps;
    private final boolean pagesOnly;
    private final List<Answer> answers = new ArrayList<>();
    private final AnsweredAreas areas;
    private final Map<Integer, FramesFit> sessions = new HashMap<>();

    Answers(Case tried, Offer offer) {
        this(tried.steps(), tried.needs().contains(Feature.V2), offer);
    }

    /**
     * Begins with steps.
     *
     * @param steps to which more may be added meanwhile
     * @param memory whether maps may name objects that MEMORY made
     */
    Answers(List<Step> steps, boolean memory, Offer offer) {
        this.steps = steps;
        this.pagesOnly = !offer.features().contains(Feature.AREAS);
        this.areas = new AnsweredAreas(answers, memory, pagesOnly);
    }

    int count() {
        return answers.size();
    }

    /** Returns a step with what it takes from the answers so far. */
    Step filled(int index) {
        return filled(steps.get(index));
    }

    /** Returns any step in the same way. */
    Step filled(Step step) {
        return Fills.filled(step, answers);
    }

    /** Takes the answer to the next step; returns whether it is the expected one. */
    boolean take(Answer answer) {
        Step step = steps.get(answers.size());
        note(answer);
        return fits(step, answer);
    }

    /** Takes the answer to the next step, whatever is expected. */
    void note(Answer answer) {
        Step step = steps.get(answers.size());
        answers.add(answer);
        areas.note(step, answer);
    }

    private boolean fits(Step step, Answer answer) {
        Expected expected = step.expected();
        if (expected instanceof Expected.Result result) {
            return answer.getResult() == result.result() && !answer.hasFault();
        }
        if (expected instanceof Expected.Ended ended) {
            return !answer.hasFault() && hasEnded(ended, answer.getResult());
        }
        if (expected instanceof Expected.Value value) {
            return answer.hasValue() && answer.getValue() == value.value();
        }
        if (expected instanceof Expected.Faulted fault) {
            return answer.hasFault()
                    && answer.getFault().getKind().name().equals(fault.kind().name())
                    && answer.getFault().getAddr() == fault.addr();
        }
        if (expected instanceof Expected.Data data) {
            return answer.getResult() == data.result() && hex(answer).equals(data.hex());
        }
        if (expected instanceof Expected.Lines lines) {
            return new ExpectedLines(lines.lines(), areas.objects()).fit(answer.getText());
        }
        if (expected instanceof Expected.Frames frames) {
            return answer.getResult() == frames.result() && fitsFrames(step, frames, answer);
        }
        return areas.fit(expected, answer);
    }

    private static boolean hasEnded(Expected.Ended expected, long result) {
        if (expected.errnos().isEmpty()) {
            return result == expected.result() || Errno.isError(result);
        }
        return result == expected.result()
                || expected.errnos().stream().anyMatch(errno -> errno.asResult() == result);
    }

    private boolean fitsFrames(Step step, Expected.Frames expected, Answer answer) {
        FramesFit session =
                sessions.computeIfAbsent(
                        step.call().getSendBytes().getSession(),
                        begun -> new FramesFit(answers, pagesOnly));
        try {
            return session.fit(expected.frames(), frames(answer).read());
        } catch (IllegalArgumentException noFrames) {
            return false;
        }
    }

    private static AnswerFrames frames(Answer answer) {
        return new AnswerFrames(Unpooled.wrappedBuffer(answer.getData().asReadOnlyByteBuffer()));
    }

    private static String hex(Answer answer) {
        return HexFormat.of().formatHex(answer.getData().toByteArray());
    }

    /** Returns what is expected of a step, in words. */
    String expected(int index) {
        Expected expected = steps.get(index).expected();
        if (expected instanceof Expected.Result result) {
            return Words.result(result.result());
        }
        if (expected instanceof Expected.Ended ended) {
            return ended(ended);
        }
        if (expected instanceof Expected.SoundAreas) {
            return "areas of whole pages, ascending, none upon another";
        }
        if (expected instanceof Expected.Value value) {
            return Words.hex(value.value());
        }
        if (expected instanceof Expected.Faulted fault) {
            return Words.fault(fault.kind(), fault.addr());
        }
        if (expected instanceof Expected.Data data) {
            return Words.data(data.result(), data.hex());
        }
        if (expected instanceof Expected.Lines lines) {
            return String.join("\n", lines.lines());
        }
        if (expected instanceof Expected.Frames frames) {
            return FrameWords.of(frames.result(), frames.frames());
        }
        if (expected instanceof Expected.Areas some) {
            return Words.areas(areas.shown(some.areas()));
        }
        if (expected instanceof Expected.Pages pages) {
            return Words.areas(Pages.of(pages.areas())) + " in as many areas as may be";
        }
        return expected instanceof Expected.SameAs same && same.step() < answers.size()
                ? Words.areas(areas.at(same.step())) + " as in step " + same.step()
                : "areas";
    }

    private static String ended(Expected.Ended expected) {
        String errnos =
                expected.errnos().isEmpty()
                        ? "an errno"
                        : expected.errnos().stream().map(Errno::name).collect(joining(" or "));
        return Words.result(expected.result()) + " or " + errnos;
    }

    /** Returns an answer that has been taken, in words. */
    String got(int index) {
        Answer answer = answers.get(index);
        Step step = steps.get(index);
        if (step.expected() instanceof Expected.Frames) {
            return framesGot(answer);
        }
        return switch (answer.getMoreCase()) {
            case FAULT -> {
                String kind = answer.getFault().getKind().name();
                yield kind.startsWith("KIND")
                        ? "a fault of no known kind"
                        : Words.fault(FaultKind.valueOf(kind), answer.getFault().getAddr());
            }
            case VALUE -> Words.hex(answer.getValue());
            case DATA -> Words.data(answer.getResult(), hex(answer));
            case TEXT, MORE_NOT_SET -> text(step, answer);
        };
    }

    private static String framesGot(Answer answer) {
        try {
            return FrameWords.of(answer.getResult(), frames(answer).read());
        } catch (IllegalArgumentException noFrames) {
            return Words.data(answer.getResult(), hex(answer)) + ": " + noFrames.getMessage();
        }
    }

    private String text(Step step, Answer answer) {
        Call call = step.call();
        if (call.hasMakeObject()) {
            return "named '" + answer.getText() + "'";
        }
        if (!call.hasMaps()) {
            return Words.result(answer.getResult());
        }
        if (step.expected() instanceof Expected.Lines) {
            return answer.getText().stripTrailing();
        }
        try {
            List<ExpectedArea> got = areas.in(answer);
            return Words.areas(step.expected() instanceof Expected.Pages ? Pages.of(got) : got);
        } catch (IllegalArgumentException notMaps) {
            return String.valueOf(notMaps.getMessage());
        }
    }

    /** Returns the areas that a step was shown, as they are compared; null where it sees none. */
    @Nullable List<ExpectedArea> shownAreas(int index) {
        Step step = steps.get(index);
        if (!step.call().hasMaps()) {
            return null;
        }
        List<ExpectedArea> seen = areas(answers.get(index));
        return step.expected() instanceof Expected.Pages ? Pages.of(seen) : seen;
    }

    /** Returns the areas that a step has to be shown, or null where it is about something else. */
    @Nullable List<ExpectedArea> wantedAreas(int index) {
        return areas.wanted(steps.get(index).expected());
    }

    /** Returns the areas of an answer to Maps, or none where it is no text of maps. */
    List<ExpectedArea> areas(Answer maps) {
        try {
            return areas.in(maps);
        } catch (IllegalArgumentException notMaps) {
            return List.of();
        }
    }
}
