package io.github.procmm.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.FaultKind;
import io.github.procmm.backend.Feature;
import io.github.procmm.conform.CaseResult;
import io.github.procmm.conform.Conformance;
import io.github.procmm.conform.Judgement;
import io.github.procmm.conform.KnownFailures;
import io.github.procmm.conform.RuleBook;
import io.github.procmm.conform.Verdict;
import io.github.procmm.kernel.ReferenceBackend;
import io.github.procmm.model.Errno;
import io.github.procmm.testee.BackendTestee;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random cases are fair, repeatable, and about something. */
class RandomCasesTest {

    private static final int MANY = 150;

    private static final List<Case> SOME = RandomCases.of(42, MANY);

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 42, -7, Long.MIN_VALUE, Long.MAX_VALUE})
    void theReferenceKernelPassesThem(long seed) throws Exception {
        Judgement judgement =
                new Conformance(
                                BackendTestee.source(ReferenceBackend::new, Duration.ofSeconds(30)),
                                RandomCases.of(seed, MANY),
                                KnownFailures.none(),
                                1)
                        .run(result -> {});

        assertThat(judgement.results())
                .hasSize(MANY)
                .allSatisfy(
                        result ->
                                assertThat(result.verdict())
                                        .as(words(result))
                                        .isEqualTo(Verdict.HOLDS));
    }

    @Test
    void aSeedGivesTheSameCasesHoweverManyAreAskedFor() {
        assertThat(RandomCases.of(42, MANY)).isEqualTo(SOME);
        assertThat(RandomCases.of(42, 3)).isEqualTo(SOME.subList(0, 3));
        assertThat(RandomCases.of(42, 0)).isEmpty();
    }

    @Test
    void noTwoCasesAreTheSameWhateverTheSeed() {
        Set<List<Step>> steps = new HashSet<>();
        Set<String> ids = new HashSet<>();
        for (long seed = 42; seed < 45; seed++) {
            assertThat(RandomCases.of(seed, MANY))
                    .allMatch(some -> steps.add(some.steps()))
                    .allMatch(some -> ids.add(some.id()));
        }
    }

    @Test
    void theirNamesSayHowToHaveThemAgain() {
        assertThat(SOME.get(5).name()).isEqualTo("V1-AREA-1/random-42-5");
        assertThat(RandomCases.of(-1, 1).get(0).name()).isEqualTo("V1-AREA-1/random--1-0");
    }

    @Test
    void theirRulesExistAndTheFirstIsInTheName() {
        RuleBook book = RuleBook.read();
        for (Case some : SOME) {
            assertThat(some.rules()).allMatch(book::has).doesNotHaveDuplicates();
            assertThat(some.name()).startsWith(some.rules().get(0) + "/");
        }
    }

    @Test
    void theyMeetEveryFaultAndEveryRefusalOfAnArea() {
        Set<FaultKind> faults = new HashSet<>();
        Set<@Nullable Errno> results = new HashSet<>();
        for (Case some : SOME) {
            for (Step step : some.steps()) {
                if (step.expected() instanceof Expected.Faulted fault) {
                    faults.add(fault.kind());
                } else if (step.expected() instanceof Expected.Result result) {
                    results.add(Errno.ofResult(result.result()));
                }
            }
        }
        assertThat(faults).containsExactlyInAnyOrder(FaultKind.values());
        assertThat(results)
                .contains(Errno.ENOMEM, Errno.EACCES, Errno.EEXIST, Errno.EBADF, Errno.EINVAL);
    }

    @Test
    void someOfThemNeedNothingThatABackendMayLack() {
        assertThat(SOME).anyMatch(some -> some.needs().isEmpty());
        assertThat(SOME)
                .allSatisfy(some -> assertThat(Set.of(Feature.MEMORY)).containsAll(some.needs()));
    }

    private static String words(CaseResult result) {
        return result.tried().id() + ": " + result.failure();
    }
}
