package io.github.procmm.conform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.Offer.HostKind;
import io.github.procmm.suite.Case;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is expected to fail, and what it means that it does not. */
class KnownFailuresTest {

    private static final Case ONE = caseOf("V1-MAP-1/one", "V1-MAP-1", "V1-AREA-1");
    private static final Case TWO = caseOf("V1-MAP-2/two", "V1-MAP-2");
    private static final List<Case> SUITE = List.of(ONE, TWO);

    private static final Failure FAILURE = new Failure(0, "call", "this", "that", "", List.of());

    @Test
    void anEntryIsACaseWithOrWithoutItsHostOrARule() {
        for (String entry : List.of(ONE.id(), ONE.name(), "V1-MAP-1", "V1-AREA-1")) {
            KnownFailures known = KnownFailures.of(List.of(entry + " # a reason "), SUITE);

            assertThat(known.reason(ONE)).isEqualTo("a reason");
            assertThat(known.reason(TWO)).isNull();
        }
    }

    @Test
    void emptyLinesAndCommentsAreNoEntriesAndAReasonMayBeMissing() {
        KnownFailures known = KnownFailures.of(List.of("", "# all of this", "  V1-MAP-2"), SUITE);

        assertThat(known.reason(TWO)).isEqualTo("no reason given");
        assertThat(known.reason(ONE)).isNull();
    }

    @Test
    void anEntryThatNamesNothingOrStandsThereTwiceIsRefusedWithItsLine() {
        assertThatThrownBy(() -> KnownFailures.of(List.of("", "V1-MAP-3"), SUITE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("line 2: 'V1-MAP-3' is no case and no rule that has one");
        assertThatThrownBy(() -> KnownFailures.of(List.of("V1-MAP-2", "V1-MAP-2"), SUITE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("line 2: 'V1-MAP-2' stands there twice");
    }

    @Test
    void anEntryIsOutlivedWhenItsCasesWerePlayedAndAllPassed() {
        KnownFailures known = KnownFailures.of(List.of("V1-MAP-1", "V1-MAP-2"), SUITE);

        CaseResult failed = CaseResult.failed(ONE, 1, FAILURE).as("known");
        CaseResult passed = CaseResult.passed(TWO, 1).as("known");
        CaseResult notTested = CaseResult.notTested(TWO, "not offered").as("known");
        assertThat(known.outlived(List.of(failed, passed))).containsExactly("V1-MAP-2");
        assertThat(known.outlived(List.of(failed, notTested))).isEmpty();
        assertThat(failed.verdict()).isEqualTo(Verdict.KNOWN);
    }

    static Case caseOf(String name, String... rules) {
        HostKind host = HostKind.of(HostProfile.DEFAULT);
        return new Case(name, List.of(rules), host, Set.of(), List.of());
    }
}
