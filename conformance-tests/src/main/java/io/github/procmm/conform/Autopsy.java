package io.github.procmm.conform;

import io.github.procmm.proto.testee.Answer;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Descriptor;
import io.github.procmm.proto.testee.Handle;
import io.github.procmm.proto.testee.Maps;
import io.github.procmm.proto.testee.Mm;
import io.github.procmm.proto.testee.SendBytes;
import io.github.procmm.suite.Case;
import io.github.procmm.suite.ExpectedArea;
import io.github.procmm.suite.Step;
import io.github.procmm.testee.Testee;
import io.github.procmm.testee.TesteeFailure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Plays a case once more, to a fresh testee and one call at a time, and looks at the areas around
 * every write: to tell which call it was and what led there.
 */
public final class Autopsy {

    private final Testee.Source source;
    private final Case tried;
    private final List<Moment> history = new ArrayList<>();

    /** Begins with a case and whoever it is played to. */
    public Autopsy(Testee.Source source, Case tried) {
        this.source = source;
        this.tried = tried;
    }

    /** Returns what comes of every step, as far as the testee answers. */
    public List<Moment> moments() {
        replay(tried.steps().size() - 1);
        return List.copyOf(history);
    }

    /** Returns the failure of a case whose step {@code wrong} had the wrong answer. */
    Failure of(int wrong, String expected, String got) {
        replay(wrong);
        return new Failure(
                wrong, CallWords.of(tried.steps().get(wrong).call()), expected, got, "", history);
    }

    /**
     * Returns the failure of a case in which the testee failed: at which call, if it does again.
     */
    Failure of(TesteeFailure failure) {
        TesteeFailure again = replay(tried.steps().size() - 1);
        int step = again == null ? tried.steps().size() - 1 : history.size();
        String which =
                again == null
                        ? "the whole case; asked one by one, every call was answered"
                        : CallWords.of(tried.steps().get(step).call());
        TesteeFailure shown = again == null ? failure : again;
        return new Failure(step, which, "an answer", Words.of(shown), shown.stderr(), history);
    }

    /** Plays up to a step; returns how the testee failed, or null where it did not. */
    private @Nullable TesteeFailure replay(int last) {
        try (Testee testee = source.start()) {
            Answers answers = new Answers(tried, testee.offer());
            for (int i = 0; i <= last; i++) {
                history.add(moment(testee, answers, i));
            }
            return null;
        } catch (TesteeFailure failure) {
            return failure;
        }
    }

    private Moment moment(Testee testee, Answers answers, int index) throws TesteeFailure {
        Step step = answers.filled(index);
        List<ExpectedArea> before = areas(testee, answers, step);
        Answer answer = testee.ask(List.of(step.call())).get(0);
        boolean fits = answers.take(answer);
        String words = answers.got(index) + (fits ? "" : ", wanted " + answers.expected(index));
        List<ExpectedArea> after = areas(testee, answers, step);
        return new Moment(
                step, words, before, after, answers.shownAreas(index), answers.wantedAreas(index));
    }

    /** Returns the areas of the address space that a write goes to, or null where there is none. */
    private @Nullable List<ExpectedArea> areas(Testee testee, Answers answers, Step step)
            throws TesteeFailure {
        if (step.call().hasSendBytes()) {
            return areasOfSpace(testee, answers, step.call().getSendBytes());
        }
        Descriptor target = target(step.call());
        if (target == null || !wasOpened(target)) {
            return null;
        }
        return areas(testee, answers, Mm.newBuilder().setFile(target));
    }

    /** A handle may be none: then there is nothing to be seen. */
    private static @Nullable List<ExpectedArea> areasOfSpace(
            Testee testee, Answers answers, SendBytes send) throws TesteeFailure {
        long handle = SentFrames.firstSpace(send.getBytes());
        if (handle == 0) {
            return null;
        }
        Handle space = Handle.newBuilder().setSession(send.getSession()).setHandle(handle).build();
        try {
            return areas(testee, answers, Mm.newBuilder().setHandle(space));
        } catch (TesteeFailure failure) {
            if (failure.kind() == TesteeFailure.Kind.REFUSED) {
                return null;
            }
            throw failure;
        }
    }

    private static List<ExpectedArea> areas(Testee testee, Answers answers, Mm.Builder mm)
            throws TesteeFailure {
        Maps maps = Maps.newBuilder().setMm(mm).build();
        return answers.areas(testee.ask(List.of(Call.newBuilder().setMaps(maps).build())).get(0));
    }

    private static @Nullable Descriptor target(Call call) {
        if (call.hasWrite()) {
            int process = call.getWrite().getProcess();
            return Descriptor.newBuilder()
                    .setProcess(process)
                    .setFd(call.getWrite().getFd())
                    .build();
        }
        if (call.hasWritev()) {
            int process = call.getWritev().getProcess();
            return Descriptor.newBuilder()
                    .setProcess(process)
                    .setFd(call.getWritev().getFd())
                    .build();
        }
        return null;
    }

    /** Returns whether an address space is open there now, as far as the calls so far tell. */
    private boolean wasOpened(Descriptor target) {
        boolean open = false;
        for (Moment moment : history) {
            Call call = moment.step().call();
            int process = target.getProcess();
            int fd = target.getFd();
            if (call.hasOpen() && call.getOpen().getProcess() == process) {
                open |= call.getOpen().getFd() == fd;
            } else if (call.hasDup() && call.getDup().getProcess() == process) {
                open |= call.getDup().getTo() == fd;
            } else if (call.hasSend() && call.getSend().getToProcess() == process) {
                open |= call.getSend().getTo() == fd;
            } else if (call.hasClose() && call.getClose().getProcess() == process) {
                open &= call.getClose().getFd() != fd;
            }
        }
        return open;
    }
}
