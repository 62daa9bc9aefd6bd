package io.github.procmm.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.procmm.backend.MmRef;
import io.github.procmm.fixture.ForwardingBackend;
import io.github.procmm.kernel.ReferenceBackend;
import io.github.procmm.testee.BackendTestee;
import io.github.procmm.testee.InlineTestee;
import io.github.procmm.testee.PipeTestee;
import io.github.procmm.testee.Testee;
import io.github.procmm.testee.TesteeFailure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Testees that crash or hang instead of answering. */
class SilentTesteeTest {

    private static final Testee.Source REFERENCE = InlineTestee.source(ReferenceBackend::new);

    /** Throws at two calls. */
    private static final class Crashing extends ForwardingBackend {

        private Crashing() {
            super(new ReferenceBackend());
        }

        @Override
        public long resizeObject(int object, long size) {
            throw new IllegalStateException("resized");
        }

        @Override
        public String maps(MmRef mm) {
            String maps = super.maps(mm);
            if (!maps.isEmpty()) {
                throw new IllegalStateException("has areas");
            }
            return maps;
        }
    }

    /** Waits for ever at one call, and counts how often. */
    private static final class Hanging extends ForwardingBackend {

        private static final CountDownLatch NEVER = new CountDownLatch(1);

        private final AtomicInteger hung;

        private Hanging(AtomicInteger hung) {
            super(new ReferenceBackend());
            this.hung = hung;
        }

        @Override
        public long resizeObject(int object, long size) {
            hung.incrementAndGet();
            try {
                NEVER.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            return 0;
        }
    }

    private static List<Finding> found(Testee.Source testees, int most) throws Exception {
        Contest contest = new Contest(REFERENCE, testees, Part.BOTH, KnownDifferences.none());
        return new Campaign(contest, 1, List.of(), new LocalWorkers(contest, 1))
                .run(new Budget(20_000, null, most), (played, covered, kept, found) -> {})
                .findings();
    }

    @Test
    void crashesAtDifferentCallsAreDifferentFindingsAndSmall() throws Exception {
        List<Finding> findings = found(InlineTestee.source(Crashing::new), 5);
        assertThat(findings)
                .extracting(finding -> finding.difference().signature())
                .containsExactlyInAnyOrder("resize object: refused", "maps: refused");
        for (Finding finding : findings) {
            int last = finding.steps().size() - 1;
            assertThat(finding.difference().step()).isEqualTo(last);
            assertThat(finding.steps()).hasSizeLessThanOrEqualTo(4);
        }
    }

    @Test
    void aHangIsMadeSmallInFewTriesThatHang() throws Exception {
        AtomicInteger hung = new AtomicInteger();
        Testee.Source hanging =
                BackendTestee.source(() -> new Hanging(hung), Duration.ofMillis(400));
        List<Finding> findings = found(hanging, 1);
        assertThat(findings)
                .extracting(finding -> finding.difference().signature())
                .containsExactly("resize object: hung");
        assertThat(findings.get(0).steps()).hasSizeLessThanOrEqualTo(3);
        assertThat(hung).hasValueLessThanOrEqualTo(35);
    }

    @Test
    void aHangOfTheBackendThatIsFollowedEndsTheCampaign() {
        Duration limit = Duration.ofMillis(400);
        Testee.Source hanging = InlineTestee.source(() -> new Hanging(new AtomicInteger()), limit);
        Contest contest = new Contest(hanging, hanging, Part.BOTH, KnownDifferences.none());
        Campaign campaign = new Campaign(contest, 1, List.of(), new LocalWorkers(contest, 2));
        Budget budget = new Budget(20_000, null, 1);
        TesteeFailure failure =
                assertTimeoutPreemptively(
                        Duration.ofSeconds(30),
                        () ->
                                catchThrowableOfType(
                                        TesteeFailure.class,
                                        () ->
                                                campaign.run(
                                                        budget, (played, met, kept, found) -> {})));
        assertThat(failure)
                .hasMessage("no answer in 0.4 s to resize object")
                .extracting(TesteeFailure::who)
                .isEqualTo("reference");
    }

    @Test
    void aRangeThatIsStoppedWhileItsTesteeDoesNotStartHasWhatThereWas() throws Exception {
        AtomicInteger starts = new AtomicInteger();
        Testee.Source crashing = InlineTestee.source(Crashing::new);
        Testee.Source none = PipeTestee.source("/there/is/no/such/program", Duration.ofSeconds(1));
        Testee.Source once = () -> (starts.getAndIncrement() == 0 ? crashing : none).start();
        try (Duel duel = new Duel(REFERENCE, once)) {
            RangeResult result =
                    new Range(1, 0, duel, List.of(), KnownDifferences.none())
                            .run(20_000, () -> starts.get() > 1);
            assertThat(starts).hasValue(2);
            assertThat(result.findings()).isEmpty();
        }
        starts.set(0);
        try (Duel duel = new Duel(REFERENCE, once)) {
            Range range = new Range(1, 0, duel, List.of(), KnownDifferences.none());
            assertThatThrownBy(() -> range.run(20_000, () -> false))
                    .isInstanceOf(TesteeFailure.class);
        }
    }
}
