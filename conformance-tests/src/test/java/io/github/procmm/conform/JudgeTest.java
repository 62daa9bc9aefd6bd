package io.github.procmm.conform;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.Feature;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.Offer;
import io.github.procmm.backend.Offer.HostKind;
import io.github.procmm.fixture.ForwardingBackend;
import io.github.procmm.kernel.ReferenceBackend;
import io.github.procmm.proto.testee.Answer;
import io.github.procmm.proto.testee.Boot;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Close;
import io.github.procmm.proto.testee.Host;
import io.github.procmm.proto.testee.Open;
import io.github.procmm.suite.Case;
import io.github.procmm.suite.Expected;
import io.github.procmm.suite.Step;
import io.github.procmm.testee.BackendTestee;
import io.github.procmm.testee.Testee;
import io.github.procmm.testee.TesteeFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a judge makes of a testee that answers, answers wrongly, hangs or throws. */
class JudgeTest {

    private static final Duration LIMIT = Duration.ofMillis(400);
    private static final HostKind HOST = HostKind.of(HostProfile.DEFAULT);

    @Test
    void aCaseWhoseAnswersAreAllAsExpectedPasses() {
        assertThat(judge(new Reference(), open(3, 3)).verdict()).isEqualTo(Verdict.HOLDS);
    }

    @Test
    void theFirstWrongAnswerIsTheFailureAndItsHistoryLeadsThere() {
        CaseResult result = judge(new Reference(), open(3, 3), open(4, 5), close(3, 0));

        Failure failure = failure(result);
        assertThat(failure.step()).isEqualTo(2);
        assertThat(failure.call()).isEqualTo("fd 4 = open /proc/mm64 WRITE_ONLY");
        assertThat(failure.expected()).isEqualTo("5");
        assertThat(failure.got()).isEqualTo("4");
        assertThat(failure.history())
                .extracting(Moment::answer)
                .containsExactly("0", "3", "4, wanted 5");
    }

    @Test
    void aBackendThatThrowsFailsTheCallInWhichItDoesAndTheNextCaseIsWell() {
        try (Judge judge =
                judgeOf(
                        new Broken(
                                () -> {
                                    throw new IllegalStateException("oops");
                                }))) {
            CaseResult thrown = judge.judge(caseOf(open(3, 3), close(3, 0)), KnownFailures.none());
            CaseResult next = judge.judge(caseOf(open(3, 3)), KnownFailures.none());

            assertThat(failure(thrown).call()).isEqualTo("close fd 3");
            assertThat(failure(thrown).got())
                    .isEqualTo(
                            "refused: it refused: call 0: java.lang.IllegalStateException: oops");
            assertThat(next.verdict()).isEqualTo(Verdict.HOLDS);
        }
    }

    @Test
    void aBackendThatHangsFailsTheCallInWhichItDoesAndTheNextCaseIsWell() {
        try (Judge judge = judgeOf(new Broken(JudgeTest::sleep))) {
            CaseResult hung = judge.judge(caseOf(open(3, 3), close(3, 0)), KnownFailures.none());
            CaseResult next = judge.judge(caseOf(open(3, 3)), KnownFailures.none());

            assertThat(failure(hung).call()).isEqualTo("close fd 3");
            assertThat(failure(hung).got()).isEqualTo("hung: no answer in 0.4 s");
            assertThat(next.verdict()).isEqualTo(Verdict.HOLDS);
        }
    }

    @Test
    void aTesteeThatFailsTimeAndAgainIsGivenUp() {
        AtomicInteger starts = new AtomicInteger();
        Testee.Source source =
                () -> {
                    starts.incrementAndGet();
                    return new Failing();
                };
        List<CaseResult> results = new ArrayList<>();
        try (Judge judge = new Judge(source)) {
            for (int i = 0; i < Judge.PATIENCE + 5; i++) {
                results.add(judge.judge(caseOf(open(3, 3)), KnownFailures.none()));
            }
        }
        assertThat(results.subList(0, Judge.PATIENCE)).allMatch(result -> result.failure() != null);
        assertThat(results.subList(Judge.PATIENCE, results.size()))
                .extracting(CaseResult::why)
                .containsOnly("given up: the testee failed 10 times in a row");
        assertThat(starts).hasValueLessThanOrEqualTo(2 * Judge.PATIENCE);
    }

    @Test
    void jobsChangeNeitherResultsNorTheirOrder() throws TesteeFailure {
        List<Case> cases = new ArrayList<>(Collections.nCopies(50, caseOf(open(3, 3))));
        cases.set(20, caseOf(open(3, 4)));
        List<CaseResult> told = Collections.synchronizedList(new ArrayList<>());

        Judgement judgement =
                new Conformance(source(new Reference()), cases, KnownFailures.none(), 4)
                        .run(told::add);

        assertThat(judgement.results()).extracting(CaseResult::tried).isEqualTo(cases);
        assertThat(judgement.results().get(20).verdict()).isEqualTo(Verdict.BROKEN);
        assertThat(judgement.casesWith(Verdict.HOLDS)).isEqualTo(49);
        assertThat(judgement.isClean()).isFalse();
        assertThat(told).hasSize(50);
    }

    private static void sleep() {
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static CaseResult judge(ReferenceTestee backend, Step... steps) {
        try (Judge judge = judgeOf(backend)) {
            return judge.judge(caseOf(steps), KnownFailures.none());
        }
    }

    private static Judge judgeOf(ReferenceTestee backend) {
        return new Judge(source(backend));
    }

    private static Testee.Source source(ReferenceTestee backend) {
        return backend::start;
    }

    private static Failure failure(CaseResult result) {
        Failure failure = result.failure();
        assertThat(failure).isNotNull();
        return Objects.requireNonNull(failure);
    }

    private static Case caseOf(Step... steps) {
        Host host =
                Host.newBuilder()
                        .setDialect(HOST.dialect().readableName())
                        .setGeneration(HOST.generation().readableName())
                        .setManager(HOST.manager().readableName())
                        .build();
        List<Step> all = new ArrayList<>();
        Call boot = Call.newBuilder().setBoot(Boot.newBuilder().setHost(host)).build();
        all.add(new Step(boot, new Expected.Result(0)));
        all.addAll(List.of(steps));
        return new Case("V1-FILE-1/aCase", List.of("V1-FILE-1"), HOST, Set.of(), all);
    }

    private static Step open(int fd, long result) {
        Open open = Open.newBuilder().setFd(fd).setFile("/proc/mm64").build();
        return new Step(Call.newBuilder().setOpen(open).build(), new Expected.Result(result));
    }

    private static Step close(int fd, long result) {
        Close close = Close.newBuilder().setFd(fd).build();
        return new Step(Call.newBuilder().setClose(close).build(), new Expected.Result(result));
    }

    /** A backend that runs something before it closes a descriptor. */
    private static final class ClosingBackend extends ForwardingBackend {
        private final Runnable before;

        private ClosingBackend(Runnable before) {
            super(new ReferenceBackend());
            this.before = before;
        }

        @Override
        public int close(int process, int fd) {
            before.run();
            return super.close(process, fd);
        }
    }

    private static final class NotBooting extends ForwardingBackend {
        private NotBooting() {
            super(new ReferenceBackend());
        }

        @Override
        public void boot(HostProfile host) {
            throw new IllegalStateException("does not boot");
        }
    }

    private interface ReferenceTestee {
        Testee start() throws TesteeFailure;
    }

    private static final class Reference implements ReferenceTestee {
        @Override
        public Testee start() throws TesteeFailure {
            return BackendTestee.source(ReferenceBackend::new, LIMIT).start();
        }
    }

    private static final class Broken implements ReferenceTestee {
        private final Runnable atClose;

        private Broken(Runnable atClose) {
            this.atClose = atClose;
        }

        @Override
        public Testee start() throws TesteeFailure {
            return BackendTestee.source(() -> new ClosingBackend(atClose), LIMIT).start();
        }
    }

    private static final class Failing implements Testee {
        @Override
        public Offer offer() {
            return new Offer("failing", "", List.of(HOST), Set.of(Feature.MEMORY), List.of());
        }

        @Override
        public List<Answer> ask(List<Call> calls) throws TesteeFailure {
            return BackendTestee.source(NotBooting::new, LIMIT).start().ask(calls);
        }

        @Override
        public void close() {}
    }
}
