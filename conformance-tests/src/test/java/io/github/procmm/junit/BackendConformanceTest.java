package io.github.procmm.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.procmm.backend.Backend;
import io.github.procmm.backend.Feature;
import io.github.procmm.backend.Offer;
import io.github.procmm.conform.Judge;
import io.github.procmm.conform.KnownFailures;
import io.github.procmm.fixture.ForwardingBackend;
import io.github.procmm.kernel.ReferenceBackend;
import io.github.procmm.suite.Case;
import io.github.procmm.suite.Suite;
import io.github.procmm.testee.BackendTestee;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** What a third party's build sees of a backend that errs, that lacks something, that is known. */
class BackendConformanceTest {

    private static final String MUNMAP = "37";
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Test
    void aBrokenRuleIsAFailedTestThatSaysWhatWasExpectedAndWhatCame() {
        EngineExecutionResults results = run(NoUnmap.class);

        List<Event> failed = results.testEvents().failed().list();
        assertThat(failed).isNotEmpty();
        assertThat(failed)
                .filteredOn(
                        event ->
                                event.getTestDescriptor()
                                        .getDisplayName()
                                        .startsWith("V1-UNMAP-1/"))
                .isNotEmpty()
                .allSatisfy(
                        event ->
                                assertThat(message(event))
                                        .contains("MM_MUNMAP")
                                        .contains("\nexpected ")
                                        .contains("\ngot "));
        assertThat(results.containerEvents().failed().list()).isEmpty();
    }

    @Test
    void whatTheBackendDoesNotOfferIsAbortedWithTheReason() {
        EngineExecutionResults results = run(NoMemory.class);

        assertThat(results.testEvents().failed().list()).isEmpty();
        assertThat(results.testEvents().aborted().list())
                .isNotEmpty()
                .allSatisfy(event -> assertThat(message(event)).contains("MEMORY"));
        assertThat(results.testEvents().succeeded().list()).isNotEmpty();
    }

    @Test
    void aKnownFailureIsAbortedWithItsReasonAndNothingElseFails() {
        EngineExecutionResults results = run(KnownNoUnmap.class);

        assertThat(results.testEvents().failed().list()).isEmpty();
        assertThat(results.testEvents().aborted().list())
                .isNotEmpty()
                .allSatisfy(
                        event ->
                                assertThat(message(event))
                                        .contains("known failure: not built yet"));
    }

    @Test
    void aKnownFailureThatPassesFailsTheLastTest() {
        EngineExecutionResults results = run(Mended.class);

        assertThat(results.testEvents().failed().list())
                .singleElement()
                .satisfies(
                        event -> {
                            assertThat(event.getTestDescriptor().getDisplayName())
                                    .isEqualTo("every known failure is still one");
                            assertThat(message(event))
                                    .contains("known to fail, and passed: [V1-UNMAP-3]");
                        });
    }

    @Test
    void theTestsShareOneBackendEvenWhereABuildRunsTestsInParallel() {
        NoMemory.MADE.set(0);
        EngineExecutionResults results =
                EngineTestKit.engine("junit-jupiter")
                        .selectors(selectClass(NoMemory.class))
                        .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                        .configurationParameter(
                                "junit.jupiter.execution.parallel.mode.default", "concurrent")
                        .execute();

        assertThat(results.testEvents().failed().list()).isEmpty();
        assertThat(NoMemory.MADE).hasValue(1);
    }

    private static EngineExecutionResults run(Class<?> tests) {
        return EngineTestKit.engine("junit-jupiter").selectors(selectClass(tests)).execute();
    }

    private static String message(Event event) {
        return event.getPayload(TestExecutionResult.class)
                .flatMap(TestExecutionResult::getThrowable)
                .map(Throwable::getMessage)
                .orElse("");
    }

    /** MM_MUNMAP succeeds and does nothing. */
    static class NoUnmap extends BackendConformance {
        @Override
        protected Backend newBackend() {
            return new ForwardingBackend(new ReferenceBackend()) {
                @Override
                public long write(int process, int fd, ByteBuf record) {
                    boolean unmap = ByteBufUtil.hexDump(record).startsWith(MUNMAP);
                    return unmap ? record.readableBytes() : super.write(process, fd, record);
                }
            };
        }
    }

    static class KnownNoUnmap extends NoUnmap {
        @Override
        protected List<String> knownFailures() {
            List<Case> suite = Suite.cases();
            try (Judge judge = new Judge(BackendTestee.source(this::newBackend, LIMIT))) {
                return suite.stream()
                        .map(some -> judge.judge(some, KnownFailures.none()))
                        .filter(result -> result.failure() != null)
                        .map(result -> result.tried().id() + " # not built yet")
                        .toList();
            }
        }
    }

    static class NoMemory extends BackendConformance {
        private static final AtomicInteger MADE = new AtomicInteger();

        @Override
        protected Backend newBackend() {
            MADE.incrementAndGet();
            return new ForwardingBackend(new ReferenceBackend()) {
                @Override
                public Offer offer() {
                    Offer all = super.offer();
                    Set<Feature> features = EnumSet.copyOf(all.features());
                    features.remove(Feature.MEMORY);
                    return new Offer(
                            all.name(), all.details(), all.hosts(), features, all.reserved());
                }
            };
        }
    }

    static class Mended extends ReferenceConformanceTest {
        @Override
        protected List<String> knownFailures() {
            return List.of("V1-UNMAP-3 # an old fault");
        }
    }
}
