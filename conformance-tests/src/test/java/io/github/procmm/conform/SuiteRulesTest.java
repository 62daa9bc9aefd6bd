package io.github.procmm.conform;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.proto.testee.Call;
import io.github.procmm.suite.Case;
import io.github.procmm.suite.Suite;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every rule has a case and every case has rules, or it says why not. */
class SuiteRulesTest {

    private static final int AT_LEAST = 200;

    private static final RuleBook BOOK = RuleBook.read();
    private static final List<Case> SUITE = Suite.cases();

    @Test
    void everyRuleHasACaseOrAReasonForNoneAndNotBoth() {
        Set<String> tested =
                SUITE.stream().flatMap(some -> some.rules().stream()).collect(Collectors.toSet());

        assertThat(BOOK.rules())
                .filteredOn(rule -> NotJudged.why(rule) == null)
                .extracting(Rule::id)
                .as("rules that bind backends")
                .isNotEmpty()
                .allSatisfy(id -> assertThat(tested).contains(id));
        assertThat(BOOK.rules())
                .filteredOn(rule -> NotJudged.why(rule) != null)
                .extracting(Rule::id)
                .as("rules that bind others")
                .isNotEmpty()
                .doesNotContainAnyElementsOf(tested);
    }

    @Test
    void everyCaseNamesRulesThatExistAndTheFirstInItsName() {
        for (Case some : SUITE) {
            assertThat(some.rules()).as(some.id()).isNotEmpty().allMatch(BOOK::has);
            assertThat(some.name()).matches(some.rules().get(0) + "/[a-z][A-Za-z0-9]+");
        }
    }

    @Test
    void theSuiteIsTheSameEachTimeAndNoTwoCasesHaveOneName() {
        assertThat(Suite.cases()).isEqualTo(SUITE);
        Set<String> ids = new HashSet<>();
        assertThat(SUITE).allMatch(some -> ids.add(some.id()));
        assertThat(SUITE.stream().map(Case::name).distinct().count())
                .isGreaterThanOrEqualTo(AT_LEAST);
    }

    @Test
    void everyCaseBootsFirstAndExpectsSomethingOfEachStepOrLooksBackAtIt() {
        for (Case some : SUITE) {
            assertThat(some.steps().get(0).call().getCallCase())
                    .as(some.id())
                    .isEqualTo(Call.CallCase.BOOT);
            assertThat(some.steps().subList(1, some.steps().size()))
                    .as(some.id())
                    .noneMatch(step -> step.call().hasBoot());
        }
    }
}
