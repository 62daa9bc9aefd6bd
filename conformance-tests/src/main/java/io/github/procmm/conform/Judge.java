package io.github.procmm.conform;

import io.github.procmm.proto.testee.Answer;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.suite.Case;
import io.github.procmm.suite.Step;
import io.github.procmm.testee.Testee;
import io.github.procmm.testee.TesteeFailure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Plays cases to testees of one source, one after the other. A testee that fails is replaced by a
 * fresh one; after too many failures in a row it is given up. For one thread; several judges may
 * share a source.
 */
public final class Judge implements AutoCloseable {

    /** A testee that hangs each time costs a time limit each time. */
    static final int PATIENCE = 10;

    private final Testee.Source source;
    private @Nullable Testee testee;
    private int failuresInARow;

    /** Makes a judge; nobody is started before the first case. */
    public Judge(Testee.Source source) {
        this.source = source;
    }

    /** Plays a case; whatever the testee does, there is a result. */
    public CaseResult judge(Case tried, KnownFailures known) {
        return judge(tried).as(known.reason(tried));
    }

    private CaseResult judge(Case tried) {
        if (failuresInARow >= PATIENCE) {
            return CaseResult.notTested(
                    tried, "given up: the testee failed " + PATIENCE + " times in a row");
        }
        try {
            Testee ready = ready();
            String whyNot = new Applicability(ready.offer()).whyNot(tried);
            return whyNot == null ? play(tried, ready) : CaseResult.notTested(tried, whyNot);
        } catch (TesteeFailure failure) {
            failuresInARow++;
            Failure start =
                    new Failure(
                            0,
                            "starting the testee",
                            "that it says who it is",
                            Words.of(failure),
                            failure.stderr(),
                            List.of());
            return CaseResult.failed(tried, 0, start);
        }
    }

    private Testee ready() throws TesteeFailure {
        Testee ready = testee;
        if (ready == null) {
            ready = source.start();
            testee = ready;
        }
        return ready;
    }

    private CaseResult play(Case tried, Testee ready) {
        long start = System.nanoTime();
        try {
            Answers answers = new Answers(tried, ready.offer());
            int wrong = firstWrong(tried, ready, answers);
            long nanos = System.nanoTime() - start;
            failuresInARow = 0;
            return wrong < 0
                    ? CaseResult.passed(tried, nanos)
                    : CaseResult.failed(tried, nanos, mismatch(tried, answers, wrong));
        } catch (TesteeFailure failure) {
            failuresInARow++;
            discard();
            long nanos = System.nanoTime() - start;
            return CaseResult.failed(tried, nanos, new Autopsy(source, tried).of(failure));
        }
    }

    /** Asks as many calls at a time as there are whose numbers are known; -1: none is wrong. */
    private static int firstWrong(Case tried, Testee ready, Answers answers) throws TesteeFailure {
        List<Step> steps = tried.steps();
        int asked = 0;
        while (asked < steps.size()) {
            int first = asked;
            List<Call> calls = new ArrayList<>();
            while (asked < steps.size() && Fills.canBeAsked(steps.get(asked), first)) {
                calls.add(answers.filled(asked).call());
                asked++;
            }
            for (Answer answer : ready.ask(calls)) {
                if (!answers.take(answer)) {
                    return answers.count() - 1;
                }
            }
        }
        return -1;
    }

    /** Sees the case again, step by step, to tell what led to the wrong answer. */
    private Failure mismatch(Case tried, Answers answers, int wrong) {
        String expected = answers.expected(wrong);
        String got = answers.got(wrong);
        return new Autopsy(source, tried).of(wrong, expected, got);
    }

    private void discard() {
        Testee old = testee;
        testee = null;
        if (old != null) {
            old.close();
        }
    }

    /** Ends the testee. */
    @Override
    public void close() {
        discard();
    }
}
